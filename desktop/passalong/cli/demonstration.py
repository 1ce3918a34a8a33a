"""The main job in a terminal, for a machine without a screen.

Sample people in a temporary folder, an opportunity captured, and whom it is
for, with the words that say why; then what a window would need.
"""

import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from passalong import settings, words
from passalong.cli.printing import Printer
from passalong.cli.verbs import suggestion_text
from passalong.services import opportunities, people, sample
from passalong.services.outcome import perform
from passalong.store.database import Database

_SOMETHING = "Two play-off tickets, section 114: Packers on Saturday"


def demonstrate(printer: Printer) -> None:
    """Show what the program does; the user's own data is not touched."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(settings.database_file(Path(folder)))
        try:
            perform(database, partial(sample.add_sample, now=now))
            captured = perform(database, partial(opportunities.capture, text=_SOMETHING, now=now))
            with database.reading() as session:
                count = people.count_people(session)
                found = opportunities.suggest(session, captured.value, limit=5)
        finally:
            database.close()
    printer.say_aside(f"{words.people(count)} to try with, in a folder that is gone again.")
    printer.say_aside(f"Captured: {_SOMETHING}")
    printer.say_aside("Whom it may be for, and why:")
    for suggestion in found:
        text = suggestion_text(suggestion)
        printer.answer({"name": suggestion.name, "why": text}, f"  {text}")
    printer.say_aside(
        "There is no display here, so the window stayed closed. Start Passalong in a desktop\n"
        "session (DISPLAY or WAYLAND_DISPLAY set), or try: xvfb-run -a python3 packaging/dev.py run"
    )
