"""Whom the user asks for help, as rows and as values."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from passalong.domain.asking import Request, RequestState
from passalong.errors import Trouble
from passalong.services.editing import known
from passalong.store import tables


def found(session: Session, *conditions: ColumnElement[bool]) -> list[Request]:
    """Return those whose people are not in the trash, wave by wave."""
    table, person = tables.HelpRequest, tables.Person
    query = (
        select(table)
        .join(person, person.id == table.person_id)
        .where(person.deleted_at.is_(None), *conditions)
        .order_by(table.wave, table.id)
    )
    return [value_of(session, row) for row in session.scalars(query)]


def value_of(session: Session, row: tables.HelpRequest) -> Request:
    """Return one; who was asked by a message that is no longer in the ledger is to be asked."""
    person = known(session, row.person_id)
    asked = session.get(tables.Exchange, row.exchange_id) if row.exchange_id else None
    was_taken_back = asked is not None and asked.deleted_at is not None
    state = RequestState(row.state)
    if was_taken_back and state is RequestState.ASKED:
        state = RequestState.TO_ASK
    return Request(
        id=row.id,
        bind_id=row.bind_id,
        person_id=row.person_id,
        person_uid=person.uid,
        person_name=person.name,
        wave=row.wave,
        state=state,
        asked_at=None if was_taken_back else row.asked_at,
        exchange_id=None if was_taken_back else row.exchange_id,
        is_told=row.is_told,
    )


def row_of(session: Session, request_id: int) -> tables.HelpRequest:
    """Return the row of one.

    Raises:
        Trouble: It is no longer there.
    """
    row = session.get(tables.HelpRequest, request_id)
    if row is None:
        raise Trouble("Nobody is asked by this any more.", "Look at whom you ask in this bind.")
    return row


def of_bind(session: Session, bind_id: int) -> Sequence[tables.HelpRequest]:
    """Return the rows of a bind, those of people in the trash too."""
    table = tables.HelpRequest
    return session.scalars(select(table).where(table.bind_id == bind_id).order_by(table.id)).all()


def of_person(session: Session, bind_id: int, person_id: int) -> tables.HelpRequest | None:
    """Return the row of one person in a bind; None if they have none."""
    rows = of_bind(session, bind_id)
    return next((row for row in rows if row.person_id == person_id), None)


def add(
    session: Session,
    bind_id: int,
    person_id: int,
    wave: int,
    now: datetime,
    state: RequestState = RequestState.TO_ASK,
) -> tables.HelpRequest:
    """Add somebody to a wave.

    Raises:
        Trouble: It is the user, or somebody in the trash.
    """
    person = known(session, person_id)
    if person.is_me:
        raise Trouble("That is you.", "Ask somebody else.")
    if person.deleted_at is not None:
        raise Trouble(f"{person.name} is in the trash.", "Look in Edit › Trash.")
    row = tables.HelpRequest(
        bind_id=bind_id,
        person_id=person_id,
        wave=wave,
        state=state.value,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return row
