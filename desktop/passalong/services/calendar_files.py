"""A bind as a file for the calendar, where the user wants it."""

from datetime import datetime, time
from pathlib import Path

from sqlalchemy.orm import Session

from passalong.errors import Trouble
from passalong.interchange.calendar import calendar_entry
from passalong.services import binds
from passalong.services.whole_files import write_whole


def save(
    session: Session,
    bind_id: int,
    path: Path,
    now: datetime,
    *,
    title: str,
    notes: str = "",
    alarm_at: time = time(9),
) -> Path:
    """Write the calendar's entry of a bind; return where it lies.

    Args:
        title: What the entry is called.
        notes: What it says when it is opened.
        alarm_at: When the calendar reminds on the day of the promise.

    Raises:
        Trouble: The bind is gone, or the file cannot be written there.
    """
    bind = binds.bind(session, bind_id)
    entry = calendar_entry(bind, now, title, notes, alarm_at=alarm_at)
    try:
        write_whole(path, entry)
    except OSError as error:
        raise Trouble(
            f"{path.name} could not be written: {error.strerror or error}.",
            "Choose another folder.",
        ) from error
    return path
