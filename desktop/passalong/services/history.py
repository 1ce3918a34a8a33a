"""Taking back and doing again, and what lies in the trash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.progress import Progress, part_of, unheard
from passalong.services.outcome import Changed, Outcome
from passalong.store import history
from passalong.store.history import Steps
from passalong.store.tables import Bind, Exchange, Note, Opportunity, Person


class TrashKind(StrEnum):
    """What can lie in the trash."""

    PERSON = "person"
    NOTE = "note"
    OPPORTUNITY = "opportunity"
    EXCHANGE = "exchange"
    BIND = "bind"


@dataclass(frozen=True, slots=True)
class TrashEntry:
    """Something deleted; ``text`` is its name or its words, ``owner`` whose it was."""

    kind: TrashKind
    id: int
    text: str
    deleted_at: datetime
    owner: str = ""


def undo(session: Session, progress: Progress = unheard) -> Outcome[Action | None]:
    """Take back the newest step; the value is its name, or None if there is none.

    ``progress`` hears of the first half of it; bringing the list up to date follows.
    """
    action = history.take_back(session, part_of(progress, 0, 50))
    return Outcome(action, Changed.EVERYTHING if action else Changed.NOTHING)


def undo_step(
    session: Session, step_id: int, progress: Progress = unheard
) -> Outcome[Action | None]:
    """Take back this step if it is still the newest; otherwise change nothing."""
    if history.steps(session).undo_id != step_id:
        return Outcome(None)
    return undo(session, progress)


def redo(session: Session, progress: Progress = unheard) -> Outcome[Action | None]:
    """Do the step again that was taken back last; ``progress`` as in ``undo``."""
    action = history.do_again(session, part_of(progress, 0, 50))
    return Outcome(action, Changed.EVERYTHING if action else Changed.NOTHING)


def was_written_elsewhere(session: Session) -> bool:
    """Tell whether another program, such as the command line, wrote since this was asked last.

    The first time it is told since the data were opened.
    """
    return history.was_written_elsewhere(session)


def steps(session: Session) -> Steps:
    """Return what Undo and Redo would do now."""
    return history.steps(session)


def trash(session: Session) -> list[TrashEntry]:
    """Return what lies in the trash, the latest first."""
    people = select(Person.id, Person.name, Person.deleted_at, literal(""))
    notes = select(Note.id, Note.text, Note.deleted_at, Person.name).join(
        Person, Person.id == Note.person_id
    )
    things = select(Opportunity.id, Opportunity.title, Opportunity.deleted_at, literal(""))
    contacts = select(Exchange.id, Exchange.text, Exchange.deleted_at, Person.name).join(
        Person, Person.id == Exchange.person_id
    )
    binds = select(Bind.id, Bind.text, Bind.deleted_at, func.coalesce(Person.name, "")).outerjoin(
        Person, Person.id == Bind.person_id
    )
    found = [
        TrashEntry(kind, row_id, text, deleted_at, owner)
        for kind, query in (
            (TrashKind.PERSON, people.where(Person.deleted_at.is_not(None))),
            (
                TrashKind.NOTE,
                notes.where(Note.deleted_at.is_not(None), Person.deleted_at.is_(None)),
            ),
            (TrashKind.OPPORTUNITY, things.where(Opportunity.deleted_at.is_not(None))),
            (
                TrashKind.EXCHANGE,
                contacts.where(Exchange.deleted_at.is_not(None), Person.deleted_at.is_(None)),
            ),
            (
                TrashKind.BIND,
                binds.where(Bind.deleted_at.is_not(None), Person.deleted_at.is_(None)),
            ),
        )
        for row_id, text, deleted_at, owner in session.execute(query)
        if deleted_at is not None
    ]
    return sorted(found, key=lambda entry: entry.deleted_at, reverse=True)


def restore(session: Session, entries: Sequence[TrashEntry], now: datetime) -> Outcome[int]:
    """Bring these back from the trash; return how many there were."""
    for kind, table in _TABLES.items():
        ids = [entry.id for entry in entries if entry.kind is kind]
        if ids:
            session.execute(
                update(table).where(table.id.in_(ids)).values(deleted_at=None, updated_at=now)
            )
    subject = entries[0].text if len(entries) == 1 else ""
    action = Action(ActionKind.RESTORE_PEOPLE, subject, len(entries))
    return Outcome(len(entries), Changed.EVERYTHING, action if entries else None)


def empty_trash(session: Session) -> Outcome[int]:
    """Delete for good what lies in the trash; Undo still brings it back."""
    count = len(trash(session))
    for table in (Note, Exchange, Opportunity, Bind, Person):
        session.execute(delete(table).where(table.deleted_at.is_not(None)))
    return Outcome(
        count, Changed.EVERYTHING, Action(ActionKind.EMPTY_TRASH, count=count) if count else None
    )


_Table = type[Person] | type[Note] | type[Opportunity] | type[Exchange] | type[Bind]
_TABLES: dict[TrashKind, _Table] = {
    TrashKind.PERSON: Person,
    TrashKind.NOTE: Note,
    TrashKind.OPPORTUNITY: Opportunity,
    TrashKind.EXCHANGE: Exchange,
    TrashKind.BIND: Bind,
}
