"""The main job in a terminal, for a machine without a screen.

Sample people in a temporary folder, an opportunity captured, and whom it is
for, with the words that say why; then what a window would need.
"""

import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from passalong import words
from passalong.cli.opening import opened_for_ranking
from passalong.cli.printing import Printer
from passalong.cli.showing import suggestion_text
from passalong.services import opportunities, people, people_matcher, sample, suggestions
from passalong.services.outcome import perform

_SOMETHING = "Two play-off tickets, section 114: Packers on Saturday, football in the snow"
_A_WINDOW_NEEDS = (
    "There is no display here, so the window stayed closed. Start Passalong in a desktop\n"
    "session (DISPLAY or WAYLAND_DISPLAY set), or try: xvfb-run -a python3 packaging/dev.py run"
)


def demonstrate(printer: Printer) -> None:
    """Show what the program does; the user's own data is not touched."""
    now = datetime.now(UTC)
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_for_ranking(Path(folder), printer) as database,
    ):
        perform(database, partial(sample.add_sample, now=now))
        captured = perform(database, partial(opportunities.capture, text=_SOMETHING, now=now))
        with database.reading() as session:
            people_matcher.read_all(session)
            count = people.count_people(session)
            found = suggestions.suggest(session, captured.value, now, limit=5).people
    for text in (
        f"{words.people(count)} to try with, in a folder that is gone again.",
        f"Captured: {_SOMETHING}",
        "Whom it may be for, and why:",
        *(f"  {suggestion_text(suggestion)}" for suggestion in found),
        _A_WINDOW_NEEDS,
    ):
        printer.answer({"text": text}, text)
