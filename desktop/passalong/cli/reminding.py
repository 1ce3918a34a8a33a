"""The verb ``due``: exactly what the tray would say now, and when it looks again."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from passalong import settings
from passalong.cli.clock import now_of
from passalong.cli.opening import left_alone
from passalong.cli.printing import Printer
from passalong.domain.reminder import Concern
from passalong.services import reminders
from passalong.words import reminders as words


def due(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Print what the tray would tell, everything that is due, and when it looks again."""
    now = now_of(chosen)
    wanted = settings.read(folder)
    with left_alone(folder) as database, database.reading() as session:
        found = reminders.due(session, reminders.wishes_of(wanted), now)
    told = found.notification and words.notification(
        found.notification, now.date(), with_names=wanted.names_in_notifications
    )
    notification = None
    if found.notification and told:
        notification = {
            "kind": found.notification.kind,
            "id": found.notification.uid,
            "number": found.notification.id,
            "title": told.title,
            "text": told.text,
            "buttons": told.buttons,
        }
    lines = [f"{told.title}\n  {told.text}"] if told else []
    lines += [f"- {words.line(one, now.date())}" for one in found.concerns]
    if found.to_give:
        lines.append(f"- {words.to_give(found.to_give)}: “passalong inbox”")
    lines.append(words.next_check(found.next_check, now).capitalize())
    printer.answer(
        {
            "notification": notification,
            "due": [_object(one, now.date()) for one in found.concerns],
            "to_give": found.to_give,
            "next_check": found.next_check,
        },
        "\n".join(lines),
    )


def _object(one: Concern, today: date) -> dict[str, object]:
    return {
        "kind": one.kind,
        "id": one.uid,
        "number": one.id,
        "who": one.who,
        "what": one.what,
        "text": words.line(one, today),
        "promised_on": one.promised_on,
        "urgent": one.urgent,
    }
