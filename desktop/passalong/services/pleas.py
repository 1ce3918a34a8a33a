"""A captured line that says that somebody needs help: whom it means, and noting it.

Nobody is guessed: a name that fits several people, or nobody, is for the user to
decide.
"""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from passalong.domain.day_words import split_day
from passalong.domain.quick_line import QuickLine, parse_plea
from passalong.errors import Trouble
from passalong.services import binds, naming, people
from passalong.services.outcome import Outcome
from passalong.store import tables

_MOST = 8
"""People to choose from; whoever has more of one name types more of it."""


class Needed(NamedTuple):
    """What is needed, and the day by when if one is said."""

    text: str
    by: date | None


class Meant(NamedTuple):
    """Somebody who may be meant, and what tells them from a namesake."""

    id: int
    name: str
    about: str = ""


class Plea(NamedTuple):
    """What was understood.

    Attributes:
        name: Who needs help, as typed.
        may_be: The people known by that name; nobody for the user's own bind.
        urgent: All that is needed is needed urgently.
    """

    name: str
    is_mine: bool
    may_be: tuple[Meant, ...]
    needed: tuple[Needed, ...]
    urgent: bool = False


def understand(session: Session, text: str, today: date) -> Plea | None:
    """Return what a line says of somebody in a bind; None if a text is anything else."""
    said = parse_plea(text)
    if said is None:
        return None
    if naming.is_own(said.name):
        own = (_own(said, text, today),)
        return Plea(said.name, is_mine=True, may_be=(), needed=own, urgent=said.urgent)
    found = naming.who_may_be(session, said.name)
    is_mine = len(found) == 1 and found[0].is_me
    rows = people.people_rows(session, [each.id for each in found[:_MOST]])
    may_be = tuple(Meant(row.id, row.name, row.headline) for row in rows)
    needed = tuple(Needed(*split_day(each, today)) for each in said.binds)
    return Plea(said.name, is_mine, may_be, needed, said.urgent)


def note(
    session: Session, text: str, now: datetime, person_id: int | None = None, *, new: bool = False
) -> Outcome[int]:
    """Note what a line says, bind and all; the value is the bind's number.

    Args:
        person_id: Whose it is; without one, the only person known by that name.
        new: Add whoever is named, though somebody known may have that name.

    Raises:
        Trouble: The line tells of no bind, or it is not clear whose it is.
    """
    said = parse_plea(text)
    if said is None:
        raise Trouble("This line tells of nobody in a bind.", "Write “Ada needs help: a flat”.")
    if naming.is_own(said.name):
        needed = _own(said, text, now.astimezone().date())
        return binds.note_bind(
            session, None, needed.text, now, promised_on=needed.by, urgent=said.urgent
        )
    if new:
        done = people.add_named(session, said, now)
    else:
        known = naming.called(session, said.name) if person_id is None else person_id
        if known is None:
            raise Trouble(f"Nobody is called “{said.name}”.", "Say who it is, or add them as new.")
        done = people.add_said(session, known, said, now)
    noted = session.scalars(select(func.max(tables.Bind.id))).one()
    return Outcome(noted, done.changed, done.action)


def _own(said: QuickLine, text: str, today: date) -> Needed:
    """Return what the user needs: whatever else the line says belongs to it."""
    is_all = said == QuickLine(name=said.name, binds=said.binds[:1], urgent=said.urgent)
    return Needed(*split_day(said.binds[0] if is_all else text.strip(), today))
