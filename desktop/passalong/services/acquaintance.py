"""How somebody came to be known, and how they are introduced to others."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.errors import Trouble
from passalong.services.editing import known
from passalong.services.introduction_rows import follow_openness
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables


class Acquaintance(NamedTuple):
    """Somebody, by number and name."""

    person_id: int
    name: str


class Meeting(NamedTuple):
    """What a person's page says of meeting others.

    Attributes:
        is_open: To introductions: they need not be asked first.
        text: How the user introduces them, in a paragraph.
        introduced_by: Who introduced them to the user.
        introduced: Whom they introduced to the user, by name.
    """

    is_open: bool = False
    text: str = ""
    introduced_by: Acquaintance | None = None
    introduced: tuple[Acquaintance, ...] = ()


def meeting(session: Session, person_id: int) -> Meeting:
    """Return what somebody's page says of meeting others.

    Raises:
        Trouble: The person is gone.
    """
    person = known(session, person_id)
    return Meeting(
        person.is_open_to_introductions,
        person.introduction_text,
        introduced_by(session, person_id),
        tuple(introduced_whom(session, person_id)),
    )


def introduced_by(session: Session, person_id: int) -> Acquaintance | None:
    """Return who introduced somebody to the user; None if that is not known."""
    by_id = known(session, person_id).introduced_by_id
    by = session.get(tables.Person, by_id) if by_id is not None else None
    return Acquaintance(by.id, by.name) if by and by.deleted_at is None else None


def introduced_whom(session: Session, person_id: int) -> list[Acquaintance]:
    """Return whom somebody introduced to the user, by name."""
    person = tables.Person
    query = (
        select(person.id, person.name)
        .where(person.introduced_by_id == person_id, person.deleted_at.is_(None))
        .order_by(person.sort_name, person.id)
    )
    return [Acquaintance(number, name) for number, name in session.execute(query)]


def set_open_to_introductions(
    session: Session, person_id: int, is_open: bool, now: datetime
) -> Outcome[int]:
    """Say whether somebody may be introduced without being asked first."""
    person = known(session, person_id)
    if person.is_open_to_introductions == is_open:
        return Outcome(person_id)
    person.is_open_to_introductions = is_open
    session.flush()
    follow_openness(session, person_id)
    return _edited(person, now)


def set_introduction_text(
    session: Session, person_id: int, text: str, now: datetime
) -> Outcome[int]:
    """Keep the paragraph by which the user introduces somebody; "" for none."""
    person = known(session, person_id)
    if person.introduction_text == text.strip():
        return Outcome(person_id)
    person.introduction_text = text.strip()
    return _edited(person, now)


def set_introduced_by(
    session: Session, person_id: int, by_id: int | None, now: datetime
) -> Outcome[int]:
    """Keep who introduced somebody to the user; None if nobody did.

    Raises:
        Trouble: It is the same person, or somebody is gone.
    """
    person = known(session, person_id)
    if by_id is not None and known(session, by_id).id == person_id:
        raise Trouble("Nobody introduces themselves.", "Choose who brought you together.")
    if person.introduced_by_id == by_id:
        return Outcome(person_id)
    person.introduced_by_id = by_id
    return _edited(person, now)


def _edited(person: tables.Person, now: datetime) -> Outcome[int]:
    person.updated_at = now
    touched = Changed.PEOPLE | Changed.INTRODUCTIONS
    return Outcome(person.id, touched, Action(ActionKind.EDIT_PERSON, person.name))
