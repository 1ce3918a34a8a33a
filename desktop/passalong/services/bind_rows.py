"""Binds as rows and as values."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from passalong.domain.bind import Bind, BindState, MadeFor, Step
from passalong.domain.exchange import Direction
from passalong.domain.introduction import Stage
from passalong.errors import Trouble
from passalong.store import tables


def row_of(session: Session, bind_id: int) -> tables.Bind:
    """Return the row of a bind that is not in the trash.

    Raises:
        Trouble: It is no longer there.
    """
    row = session.get(tables.Bind, bind_id)
    if row is None or row.deleted_at is not None:
        raise gone()
    return row


def found(session: Session, *conditions: ColumnElement[bool]) -> list[Bind]:
    """Return those that are not in the trash and whose person is not either."""
    table, person = tables.Bind, tables.Person
    query = (
        select(table, person.name, person.uid)
        .outerjoin(person, person.id == table.person_id)
        .where(table.deleted_at.is_(None), person.deleted_at.is_(None), *conditions)
        .order_by(table.id)
    )
    rows = session.execute(query).all()
    steps = _steps(session, [row.id for row, *_ in rows])
    met = _last_contacts(session, [row.person_id for row, *_ in rows if row.person_id])
    made = _introductions(session, [row.id for row, *_ in rows])
    return [
        replace(
            _value(row, steps[row.id]),
            person_name=name or "",
            person_uid=uid or "",
            met_at=met.get(row.person_id or 0),
            introductions=tuple(made[row.id]),
        )
        for row, name, uid in rows
    ]


def _steps(session: Session, bind_ids: Sequence[int]) -> Mapping[int, list[Step]]:
    table = tables.BindStep
    query = select(table).where(table.bind_id.in_(bind_ids)).order_by(table.position, table.id)
    by_bind: defaultdict[int, list[Step]] = defaultdict(list)
    for row in session.scalars(query):
        by_bind[row.bind_id].append(Step(row.id, row.text, row.done_on))
    return by_bind


def _introductions(session: Session, bind_ids: Sequence[int]) -> Mapping[int, list[MadeFor]]:
    """Return who is to be met for each bind, but for those who were set aside."""
    row, bind, helper = tables.Introduction, tables.Bind, tables.Person
    query = (
        select(row, helper.id, helper.uid, helper.name)
        .join(bind, bind.id == row.bind_id)
        .join(helper, helper.id.in_((row.a_id, row.b_id)) & (helper.id != bind.person_id))
        .where(row.bind_id.in_(bind_ids), helper.deleted_at.is_(None))
        .where(row.stage.not_in((Stage.DECLINED.value, Stage.KNOW_EACH_OTHER.value)))
        .order_by(row.id)
    )
    by_bind: defaultdict[int, list[MadeFor]] = defaultdict(list)
    for each, person_id, uid, name in session.execute(query):
        made = MadeFor(each.id, each.uid, person_id, uid, name, Stage(each.stage))
        by_bind[each.bind_id or 0].append(made)
    return by_bind


def _last_contacts(session: Session, person_ids: Sequence[int]) -> dict[int, datetime]:
    """Return when the user last did something for each person, or wrote to them."""
    exchange = tables.Exchange
    query = (
        select(exchange.person_id, func.max(exchange.at))
        .where(
            exchange.person_id.in_(person_ids),
            exchange.direction == Direction.FROM_ME.value,
            exchange.deleted_at.is_(None),
        )
        .group_by(exchange.person_id)
    )
    return {person_id: at for person_id, at in session.execute(query)}  # noqa: C416 - typed


def gone() -> Trouble:
    """Return what is said of a bind that nobody finds."""
    return Trouble("This bind is no longer there.", "Look in Edit › Trash.")


def _value(row: tables.Bind, steps: Sequence[Step]) -> Bind:
    return Bind(
        id=row.id,
        uid=row.uid,
        person_id=row.person_id,
        person_name="",
        text=row.text,
        since=row.since,
        touched_at=row.touched_at,
        state=BindState(row.state),
        promised_on=row.promised_on,
        promise=row.promise,
        would_count=row.would_count,
        urgent=row.is_urgent,
        just_listen=row.just_listen,
        snoozed_until=row.snoozed_until,
        asked_whether_faded=row.asked_whether_faded,
        steps=tuple(steps),
    )
