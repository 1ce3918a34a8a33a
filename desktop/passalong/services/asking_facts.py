"""What counts about everybody who might be asked for help: few queries for all."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from passalong.domain.asking import Standing
from passalong.domain.bind import OPEN_STATES
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.domain.exchange import Outcome as WhatCame
from passalong.domain.opportunity import Suggestion
from passalong.domain.person import Bond
from passalong.services import ledger
from passalong.store import tables

_BOTH_SPEAK = (Channel.CALL.value, Channel.MEETING.value)
_NO_ANSWER = (WhatCame.OPEN.value, WhatCame.THANKED.value)


_FEW = 2_000  # people who are asked for by their numbers
_BONDS = {bond.value: bond for bond in Bond}


def standings(
    session: Session, fitting: Mapping[int, Suggestion], also: Iterable[int]
) -> dict[int, Standing]:
    """Return the facts about everybody who fits, is close, is in the ledger, or in ``also``.

    The user and who is in the trash are left out.
    """
    balances = ledger.balances(session)
    met = _met(session)
    wanted = {*fitting, *balances, *met, *_close(session), *also}
    asked, binds = _asked(session), _own_binds(session)
    nobody, nothing = ledger.Balance(0, 0), (None, 0.0)
    found = {}
    for person_id, bond, paused, resting in _people(session, wanted):
        fits, balance = fitting.get(person_id), balances.get(person_id, nobody)
        strength, chance = (fits.strength, fits.chance) if fits else nothing
        found[person_id] = Standing(
            bond=_BONDS[bond],
            strength=strength,
            chance=chance,
            given=balance.given,
            received=balance.received,
            met_at=met.get(person_id),
            asked_at=asked.get(person_id),
            own_bind=binds.get(person_id, ""),
            paused_until=paused,
            resting_since=resting,
        )
    return found


def _people(
    session: Session, ids: Collection[int]
) -> Iterator[tuple[int, str, datetime | None, datetime | None]]:
    """Yield number, bond, pause and rest; one question for everybody is quicker than many."""
    person = tables.Person
    query = select(person.id, person.bond, person.paused_until, person.resting_since).where(
        person.deleted_at.is_(None), ~person.is_me
    )
    if len(ids) > _FEW:
        yield from (row for row in session.execute(query.order_by(person.id)) if row[0] in ids)
        return
    yield from session.execute(query.where(person.id.in_(sorted(ids))))


def _close(session: Session) -> Iterable[int]:
    person = tables.Person
    return session.scalars(select(person.id).where(person.bond == Bond.CLOSE.value)).all()


def _met(session: Session) -> dict[int, datetime]:
    """Return when there was real contact last: they wrote or answered, or both spoke."""
    exchange = tables.Exchange
    query = (
        select(exchange.person_id, func.max(exchange.at))
        .where(
            exchange.deleted_at.is_(None),
            or_(
                exchange.direction == Direction.FROM_THEM.value,
                exchange.channel.in_(_BOTH_SPEAK),
                exchange.outcome.not_in(_NO_ANSWER),
            ),
        )
        .group_by(exchange.person_id)
    )
    return _latest(session, query)


def _asked(session: Session) -> dict[int, datetime]:
    """Return when everybody was asked for something last, by a request or by hand.

    Asking a giver whether a thing may go on goes on with something, and does not count;
    nor does asking whether they would like to meet somebody.
    """
    exchange, request = tables.Exchange, tables.HelpRequest
    written = (
        select(exchange.person_id, func.max(exchange.at))
        .where(
            exchange.deleted_at.is_(None),
            exchange.direction == Direction.FROM_ME.value,
            exchange.carried == Carried.REQUEST.value,
            exchange.started_by_me,
            exchange.introduction_id.is_(None),
        )
        .group_by(exchange.person_id)
    )
    by_hand = (
        select(request.person_id, func.max(request.asked_at))
        .where(request.asked_at.is_not(None), request.exchange_id.is_(None))
        .group_by(request.person_id)
    )
    return _latest(session, written, by_hand)


def _latest(
    session: Session, *queries: Select[int, datetime] | Select[int, datetime | None]
) -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    for query in queries:
        for person_id, at in session.execute(query):
            if at is not None:
                found[person_id] = max(at, found.get(person_id, at))
    return found


def _own_binds(session: Session) -> dict[int, str]:
    """Return what people are in a bind about, the latest of each."""
    bind = tables.Bind
    query = (
        select(bind.person_id, bind.text)
        .where(
            bind.person_id.is_not(None),
            bind.deleted_at.is_(None),
            bind.state.in_([state.value for state in OPEN_STATES]),
        )
        .order_by(bind.id)
    )
    return {person_id: text for person_id, text in session.execute(query) if person_id is not None}
