"""A bind as an entry of any calendar: a file of RFC 5545 with an alarm.

Lines are folded and texts escaped as in vCards, whose rules are the same, so
that no further library is needed: the few lines of one entry are written here.

An event is read by every calendar; several keep no to-dos and pass a ``VTODO``
over in silence.  What has no day can only be a to-do.

The file tells others what a person needs: it is private (``CLASS``), and
written only when the user asks for it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from passalong.domain.bind import Bind, BindState
from passalong.interchange.vcard_plain import folded
from passalong.interchange.vcard_text import escaped

_MAKER = "-//Passalong//Passalong//EN"
_URGENT = 1  # the highest of nine
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


class EntryKind(StrEnum):
    """What a calendar is to make of it."""

    EVENT = "event"
    TO_DO = "to_do"


def calendar_entry(
    bind: Bind,
    now: datetime,
    summary: str,
    description: str = "",
    kind: EntryKind = EntryKind.EVENT,
    alarm_at: time = time(9),
) -> bytes:
    """Return an ``.ics`` file with the bind on the day by which something was promised.

    The same bind has the same ``UID`` each time, so that a calendar changes its
    entry instead of keeping two.

    Args:
        bind: Without ``promised_on`` it is a to-do without a day or an alarm.
        now: When the entry is written.
        summary: Its title, of one line.
        description: What is shown when it is opened.
        kind: An event of the whole day, or a to-do.
        alarm_at: When the calendar reminds on that day, by its own clock; of what is
            overdue, the next time at which that hour comes.
    """
    lines = _entry(bind, now, summary, description, kind, alarm_at)
    return b"".join(folded(line.encode("utf-8", "replace")) for line in lines)


def _entry(
    bind: Bind, now: datetime, summary: str, description: str, kind: EntryKind, alarm_at: time
) -> Iterator[str]:
    name = "VTODO" if kind is EntryKind.TO_DO or bind.promised_on is None else "VEVENT"
    title = _text(" ".join(summary.split()))
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_MAKER}", f"BEGIN:{name}")
    yield f"UID:{bind.uid}@passalong"
    yield f"DTSTAMP:{_moment(now)}"
    yield f"LAST-MODIFIED:{_moment(bind.touched_at)}"
    yield f"SUMMARY:{title}"
    if description.strip():
        yield f"DESCRIPTION:{_text(description.strip())}"
    yield "CLASS:PRIVATE"
    if bind.urgent:
        yield f"PRIORITY:{_URGENT}"
    if name == "VTODO":
        yield from _state(bind)
    if bind.promised_on is not None:
        yield from _day(bind.promised_on, name)
        yield from _alarm(title, _rings_after(bind.promised_on, now, alarm_at), alarm_at, name)
    yield from (f"END:{name}", "END:VCALENDAR")


def _state(bind: Bind) -> Iterator[str]:
    if bind.state is BindState.SOLVED:
        yield "STATUS:COMPLETED"
        yield f"COMPLETED:{_moment(bind.touched_at)}"
    else:
        yield "STATUS:CANCELLED" if bind.state is BindState.FADED else "STATUS:NEEDS-ACTION"


def _day(day: date, name: str) -> Iterator[str]:
    if name == "VTODO":
        yield f"DUE;VALUE=DATE:{_date(day)}"
        return
    yield f"DTSTART;VALUE=DATE:{_date(day)}"
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{_date(day + timedelta(days=1))}"
    yield "TRANSP:TRANSPARENT"  # it leaves the day free for meetings


def _rings_after(day: date, now: datetime, at: time) -> int:
    """Return how many days after the promised one it rings: none, unless that is past.

    No calendar rings for what is over; the next time at which that hour comes, it does.
    """
    late = (now.date() - day).days
    return 0 if late <= 0 else late + (now.time() >= at)


def _alarm(title: str, days: int, at: time, name: str) -> Iterator[str]:
    """Yield an alarm so long after the day begins: it stays at its hour in any zone."""
    related = "END" if name == "VTODO" else "START"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}")
    after = f"{days}D" if days else ""
    yield f"TRIGGER;RELATED={related}:P{after}T{at.hour}H{at.minute}M"
    yield "END:VALARM"


def _text(text: str) -> str:
    return escaped(text.translate(_CONTROLS))


def _moment(when: datetime) -> str:
    return f"{_date(when.astimezone(UTC).date())}T{when.astimezone(UTC):%H%M%S}Z"


def _date(day: date) -> str:
    return day.isoformat().replace("-", "")
