"""How somebody is called, in all its parts, and which person is the user."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.card import StructuredName
from passalong.domain.keys import sort_name
from passalong.errors import Trouble
from passalong.services import editing
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables

_OWN = ("i", "me", "myself")


def set_names(
    session: Session,
    person_id: int,
    shown: str,
    structured: StructuredName,
    nicknames: Sequence[str],
    now: datetime,
) -> Outcome[int]:
    """Set the name that is shown, its parts and the nicknames, as one step.

    Raises:
        Trouble: The shown name is blank, or the person is gone.
    """
    done = (
        editing.rename(session, person_id, shown, now),
        editing.set_structured(session, person_id, structured, now),
        _set_nicknames(session, person_id, nicknames, now),
    )
    return next((outcome for outcome in done if outcome.action is not None), Outcome(person_id))


def set_me(session: Session, person_id: int, is_me: bool, now: datetime) -> Outcome[int]:
    """Say that this person is the user, and nobody else; or that they are not."""
    person = editing.known(session, person_id)
    if person.is_me == is_me:
        return Outcome(person_id)
    before = select(tables.Person).where(tables.Person.is_me, tables.Person.id != person_id)
    for other in session.scalars(before) if is_me else ():
        other.is_me, other.updated_at = False, now
    person.is_me, person.updated_at = is_me, now
    if is_me:  # then what was noted as theirs is the user's own
        own = tables.Bind.person_id == person_id
        session.execute(update(tables.Bind).where(own).values(person_id=None))
    changed = Changed.PEOPLE | Changed.BINDS
    return Outcome(person_id, changed, Action(ActionKind.EDIT_PERSON, person.name))


class Called(NamedTuple):
    """Somebody who may be meant by a name."""

    id: int
    name: str
    is_me: bool = False


def is_own(name: str) -> bool:
    """Tell whether a name means the user: ``I``, ``me``."""
    return sort_name(name) in _OWN


def who_may_be(session: Session, name: str) -> list[Called]:
    """Return whom a name may mean: who is called just so, or else by some words of it."""
    person = tables.Person
    columns = (person.id, person.name, person.is_me, person.sort_name)
    people = select(*columns).where(person.deleted_at.is_(None)).order_by(person.sort_name)
    wanted = sort_name(name)
    found = session.execute(people.where(person.sort_name == wanted)).all()
    words = set(wanted.split())
    if not found and words:
        near = people.where(person.sort_name.contains(min(words), autoescape=True))
        found = [each for each in session.execute(near) if words <= set(each.sort_name.split())]
    return [Called(each.id, each.name, each.is_me) for each in found]


def called(session: Session, name: str) -> int | None:
    """Return who is called so: by the whole name, or else by some words of it; None if nobody.

    Raises:
        Trouble: Several people are, or it is the user.
    """
    if is_own(name):
        raise Trouble("This is about yourself.", "Note it under “I need help”.")
    found = who_may_be(session, name)
    if len(found) > 1:
        names = ", ".join(f"{each.name} ({each.id})" for each in found[:5])
        raise Trouble(f"“{name}” may be more than one person: {names}.", "Write the whole name.")
    return found[0].id if found else None


def _set_nicknames(
    session: Session, person_id: int, nicknames: Sequence[str], now: datetime
) -> Outcome[int]:
    person = editing.known(session, person_id)
    wanted = list(dict.fromkeys(name for each in nicknames if (name := " ".join(each.split()))))
    nickname = tables.Name.kind == "nickname"
    kept = session.scalars(
        select(tables.Name)
        .where(tables.Name.person_id == person_id, nickname)
        .order_by(tables.Name.id)
    ).all()
    if [row.text for row in kept] == wanted:
        return Outcome(person_id)
    for row in kept:
        session.delete(row)
    for text in wanted:
        session.add(tables.Name(person_id=person_id, kind="nickname", text=text))
    person.updated_at = now
    return Outcome(person_id, Changed.PEOPLE, Action(ActionKind.EDIT_PERSON, person.name))
