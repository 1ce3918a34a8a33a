"""When the user needs help: whom to ask, in waves of eight, and what came of it.

The same ranking, ledger and gate as everywhere; here stands only in what order
people are asked, who was asked, and who helped.  The messages themselves are in
``asking_letters``; they leave by ``outgoing`` like every other.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from passalong.domain import asking
from passalong.domain.action import Action, ActionKind
from passalong.domain.asking import CanHelp, Request, RequestState, Standing, Sunk
from passalong.domain.bind import WAVE, Bind, BindState
from passalong.domain.day_names import short_month
from passalong.domain.exchange import Carried, Channel, Direction, Exchange
from passalong.domain.exchange import Outcome as WhatCame
from passalong.domain.opportunity import Strength, Suggestion
from passalong.errors import Trouble
from passalong.services import asking_facts, asking_rows, binds, ledger, suggestions
from passalong.services.bind_rows import row_of
from passalong.services.outcome import Changed, Outcome
from passalong.services.suggestions import Basis, Matcher
from passalong.store import tables, text_search

_FITTING = 200  # people whom the matcher is asked for
_MOST = 100  # people who are shown of each kind
_CHANGED = Changed.BINDS
_NOT_ASKED_FOR = 0
"""The wave of somebody who helped without being asked."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Whom to ask for help with the user's own bind.

    Attributes:
        people: The best hundred, the best first; who has a request already is not among them.
        asked: Who has a request, and what speaks for them, in the same order.
        sunk: Who would be asked but for a reason, in the same order; a hundred at most.
        nobody_obvious: Nothing noted about anybody fits well.
        searched: Among how many people was looked.
        basis: What they were ranked by.
    """

    people: tuple[CanHelp, ...]
    asked: tuple[CanHelp, ...]
    sunk: tuple[Sunk, ...]
    nobody_obvious: bool
    searched: int
    basis: Basis


def ask_for_help(
    session: Session,
    text: str,
    now: datetime,
    *,
    needed_by: date | None = None,
    would_count: str = "",
    urgent: bool = False,
    matcher: Matcher | None = None,
) -> Outcome[int]:
    """Note a bind of the user's own and begin its first wave in one step; the bind's number.

    Where there is nobody to ask, there is no wave yet.

    Raises:
        Trouble: Nothing is said, or too much.
    """
    noted = binds.note_bind(
        session, None, text, now, promised_on=needed_by, would_count=would_count, urgent=urgent
    )
    first = [person.person_id for person in wave(session, noted.value, now, matcher)]
    if first:
        begin_wave(session, noted.value, now, person_ids=first)
    return Outcome(noted.value, noted.changed | _CHANGED, Action(ActionKind.ASK_FOR_HELP))


def ranked(
    session: Session, bind_id: int, now: datetime, matcher: Matcher | None = None
) -> Ranking:
    """Return whom to ask, the best first, and who is not to be asked now.

    Raises:
        Trouble: The bind is gone, or somebody else's.
    """
    bind = own_bind(session, bind_id)
    asked = {request.person_id for request in requests(session, bind_id)}
    found = suggestions.rank_helpers(session, _sought(bind), _FITTING, (), matcher)
    fitting = {one.person_id: one for one in found.people if _fits(one)}
    standings = asking_facts.standings(session, fitting, asked)
    scores = {number: asking.score(facts, now) for number, facts in standings.items()}
    why = {number: asking.sinks(facts, now) for number, facts in standings.items()}
    best = sorted(
        (number for number in scores if scores[number] > 0), key=lambda n: (-scores[n], n)
    )
    others = [number for number in best if number not in asked]
    free = [number for number in others if not why[number]][:_MOST]
    sunk = [number for number in others if why[number]][:_MOST]
    known = [number for number in asked if number in standings]
    people = {
        person.person_id: person
        for person in _people(session, [*free, *sunk, *known], standings, fitting, now)
    }
    return Ranking(
        people=_those(people, free),
        asked=tuple(asking.in_order(_those(people, known))),
        sunk=tuple(Sunk(person, why[person.person_id]) for person in _those(people, sunk)),
        nobody_obvious=found.nobody_obvious or not fitting,
        searched=found.searched,
        basis=found.basis,
    )


def wave(
    session: Session, bind_id: int, now: datetime, matcher: Matcher | None = None
) -> tuple[CanHelp, ...]:
    """Return whom the next wave would ask."""
    return asking.next_wave(ranked(session, bind_id, now, matcher).people)


def begin_wave(
    session: Session,
    bind_id: int,
    now: datetime,
    *,
    person_ids: Sequence[int] | None = None,
    early: bool = False,
    matcher: Matcher | None = None,
) -> Outcome[int]:
    """Note whom to ask next; the value is the number of the wave, from 1.

    Nothing is sent: each message goes its own way through the composer.

    Args:
        person_ids: Whom, at most eight; without it the next eight of the ranking.
        early: Also before three days have passed since the last one.

    Raises:
        Trouble: It is too early, nobody is left, or the bind is solved or not the user's.
    """
    bind = own_bind(session, bind_id)
    _must_be_open(bind)
    before = requests(session, bind_id)
    if not early:
        _must_be_time(before, now)
    if person_ids is None:
        person_ids = [person.person_id for person in wave(session, bind_id, now, matcher)]
    number = max((request.wave for request in before), default=0) + 1
    asked = {request.person_id for request in before}
    chosen = [person_id for person_id in dict.fromkeys(person_ids) if person_id not in asked]
    if not chosen:
        raise Trouble(
            "There is nobody else to ask now.",
            "Note what people can offer, or look at who may be asked later.",
        )
    if len(chosen) > WAVE:
        raise Trouble(f"A wave has at most {WAVE} people.", "Ask the others next time.")
    for person_id in chosen:
        asking_rows.add(session, bind_id, person_id, number, now)
    return _done(session, bind_id, now, number)


def ask_also(session: Session, bind_id: int, person_id: int, now: datetime) -> Outcome[int]:
    """Note somebody whom the user wants to ask whatever the ranking says; the request's number."""
    _must_be_open(own_bind(session, bind_id))
    before = requests(session, bind_id)
    for request in before:
        if request.person_id == person_id:
            return Outcome(request.id)
    number = max([1, *(request.wave for request in before)])
    row = asking_rows.add(session, bind_id, person_id, number, now)
    return _done(session, bind_id, now, row.id)


def requests(session: Session, bind_id: int) -> list[Request]:
    """Return whom the user asks or means to ask, wave by wave; who is in the trash is left out."""
    return asking_rows.found(session, tables.HelpRequest.bind_id == bind_id)


def request(session: Session, request_id: int) -> Request:
    """Return one of them.

    Raises:
        Trouble: It is no longer there.
    """
    return asking_rows.value_of(session, asking_rows.row_of(session, request_id))


def next_wave_at(session: Session, bind_id: int) -> datetime | None:
    """Return from when the next wave may go; None where nobody of the last was asked."""
    return asking.next_wave_at(requests(session, bind_id))


def may_begin_wave(session: Session, bind_id: int, now: datetime) -> bool:
    """Tell whether the next wave is to be offered: the bind is open, and three days are over."""
    bind = own_bind(session, bind_id)
    return bind.is_open and asking.may_begin_wave(requests(session, bind_id), now)


def skip(session: Session, request_id: int, now: datetime) -> Outcome[int]:
    """Ask this one not."""
    return set_answer(session, request_id, RequestState.SKIPPED, now)


def set_answer(
    session: Session, request_id: int, state: RequestState, now: datetime
) -> Outcome[int]:
    """Say what came of asking somebody, or that they were asked otherwise than by a message.

    What is recorded of help in the ledger is recorded once it is solved.
    """
    row = asking_rows.row_of(session, request_id)
    if row.state == state.value:
        return Outcome(request_id)
    row.state, row.updated_at = state.value, now
    if state is RequestState.ASKED and row.asked_at is None:
        row.asked_at = now
    if state is RequestState.TO_ASK:
        row.asked_at, row.exchange_id = None, None
    _tell_ledger(session, row, state, now)
    done = _done(session, row.bind_id, now, request_id)
    return Outcome(request_id, done.changed | Changed.LEDGER, done.action)


def solve_mine(
    session: Session, bind_id: int, now: datetime, helper_ids: Collection[int] = ()
) -> Outcome[int]:
    """Say that the user's own bind is solved, and who helped; all of it is one step.

    Each helper's help is recorded as received, once, as an answer to the message
    that asked them; who helped without being asked is among the requests from now on.

    Raises:
        Trouble: The bind is gone or somebody else's.
    """
    own_bind(session, bind_id)
    table = tables.HelpRequest
    rows = {
        row.person_id: row for row in session.scalars(select(table).where(table.bind_id == bind_id))
    }
    helpers = list(dict.fromkeys(helper_ids))
    for person_id in helpers:
        row = rows.get(person_id) or asking_rows.add(
            session, bind_id, person_id, _NOT_ASKED_FOR, now
        )
        row.state, row.updated_at = RequestState.HELPED.value, now
        _record_help(session, row, now)
        _tell_ledger(session, row, RequestState.HELPED, now)
    for person_id, row in rows.items():
        if row.state == RequestState.HELPED and person_id not in helpers:
            row.state = (RequestState.ASKED if row.asked_at else RequestState.SKIPPED).value
            row.updated_at = now
    session.flush()
    done = binds.solve(session, bind_id, now)
    changed = done.changed | Changed.BINDS | Changed.LEDGER | Changed.PEOPLE
    return Outcome(bind_id, changed, Action(ActionKind.SOLVE_BIND))


def what_was_given(session: Session, person_id: int) -> list[Exchange]:
    """Return what of value the user once gave somebody, the latest first.

    Thanks for help with the user's own binds are no gift.  For the user's eyes
    alone: it is never put into a message.
    """
    about_own = ledger.about_own_binds(session, person_id)
    return [
        each
        for each in ledger.exchanges(session, person_id)
        if each.direction is Direction.FROM_ME
        and each.carried not in (Carried.NOTHING, Carried.REQUEST)
        and each.id not in about_own
    ]


def own_bind(session: Session, bind_id: int) -> Bind:
    """Return a bind of the user's own.

    Raises:
        Trouble: It is gone, or somebody else's.
    """
    bind = binds.bind(session, bind_id)
    if not bind.is_mine:
        raise Trouble(
            f"This is {bind.person_name}'s bind, not yours.", "Look at who could help instead."
        )
    return bind


def _people(
    session: Session,
    numbers: Sequence[int],
    standings: Mapping[int, Standing],
    fitting: Mapping[int, Suggestion],
    now: datetime,
) -> Iterator[CanHelp]:
    for entry in text_search.entries(session, numbers):
        number = entry.person_id
        yield CanHelp(
            person_id=number,
            person_uid=entry.uid,
            name=entry.name,
            headline=entry.headline,
            reasons=asking.reasons(standings[number], now),
            evidence=fitting[number].evidence if number in fitting else (),
            standing=standings[number],
            score=asking.score(standings[number], now),
        )


def _those(people: Mapping[int, CanHelp], numbers: Sequence[int]) -> tuple[CanHelp, ...]:
    return tuple(people[number] for number in numbers if number in people)


def _sought(bind: Bind) -> str:
    return f"{bind.text}\n{bind.would_count}".strip()


def _fits(found: Suggestion) -> bool:
    return found.strength is not Strength.NOBODY_OBVIOUS


def _must_be_open(bind: Bind) -> None:
    if not bind.is_open:
        raise Trouble("This bind is solved or has faded.", "Note what you need now as a new one.")


def _must_be_time(before: Sequence[Request], now: datetime) -> None:
    if asking.is_unasked(before):
        raise Trouble(
            "Nobody of the last wave was asked yet.", "Write to them first, or leave them out."
        )
    at = asking.next_wave_at(before)
    if at is not None and now < at:
        when = at.astimezone(now.tzinfo)
        raise Trouble(
            f"The next wave can go from {when.day} {short_month(when)} {when:%H:%M} on.",
            "Give those who were asked their three days.",
        )


def _tell_ledger(
    session: Session, row: tables.HelpRequest, state: RequestState, now: datetime
) -> None:
    """Say of the message that asked what came of it."""
    came = {RequestState.HELPED: WhatCame.USED, RequestState.DECLINED: WhatCame.DECLINED}.get(state)
    exchange = session.get(tables.Exchange, row.exchange_id) if row.exchange_id else None
    if came is not None and exchange is not None and exchange.deleted_at is None:
        exchange.outcome, exchange.updated_at = came.value, now
    session.flush()


def _record_help(session: Session, row: tables.HelpRequest, now: datetime) -> None:
    """Record that somebody helped, unless a reply of theirs with help is there already."""
    exchange = tables.Exchange
    about = exchange.bind_id == row.bind_id
    if row.exchange_id is not None:
        about |= exchange.answers_id == row.exchange_id
    there = session.scalar(
        select(func.count()).where(
            exchange.person_id == row.person_id,
            exchange.direction == Direction.FROM_THEM.value,
            exchange.carried == Carried.HELP.value,
            exchange.deleted_at.is_(None),
            about,
        )
    )
    if there:
        return
    logged = ledger.log_exchange(
        session,
        row.person_id,
        direction=Direction.FROM_THEM,
        at=now,
        channel=Channel.OTHER,
        carried=Carried.HELP,
        text=row_of(session, row.bind_id).text,
        started_by_me=row.exchange_id is not None,
        now=now,
    )
    made = session.get_one(exchange, logged.value)
    made.bind_id, made.answers_id = row.bind_id, row.exchange_id


def _done(session: Session, bind_id: int, now: datetime, value: int) -> Outcome[int]:
    """Return the outcome of asking; something happened to the bind by it."""
    row = row_of(session, bind_id)
    row.touched_at = row.updated_at = now
    if row.state == BindState.FADED:
        row.state = BindState.OPEN.value
    return Outcome(value, _CHANGED, Action(ActionKind.ASK_FOR_HELP))
