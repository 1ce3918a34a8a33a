"""The ledger: what went between the user and each person, and what that says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Integer, cast, func, select, update
from sqlalchemy.orm import Session

from passalong.domain import reciprocity as facts
from passalong.domain.action import Action, ActionKind
from passalong.domain.captured import first_key
from passalong.domain.exchange import Carried, Channel, Direction, Exchange
from passalong.domain.exchange import Outcome as WhatCame
from passalong.domain.reply import matter_in, own_words
from passalong.errors import Trouble
from passalong.services.editing import known
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables

_STILL_ANSWERED = timedelta(days=90)
"""A reply answers what was sent within these days, where nobody says what it answers."""

_MOST_AHEAD = timedelta(days=1)
"""A clock of another zone may be so far ahead; what is later has not happened."""

_NO_GIFT = (Carried.NOTHING.value, Carried.REQUEST.value)
_TOUCHED = Changed.LEDGER | Changed.PEOPLE | Changed.OPPORTUNITIES


@dataclass(frozen=True, slots=True)
class Balance:
    """How many exchanges carried something of value, from the user and to the user."""

    given: int
    received: int


def log_exchange(
    session: Session,
    person_id: int,
    *,
    direction: Direction,
    at: datetime,
    channel: Channel,
    carried: Carried,
    text: str = "",
    outcome: WhatCame = WhatCame.OPEN,
    started_by_me: bool | None = None,
    introduction_id: int | None = None,
    now: datetime,
) -> Outcome[int]:
    """Note a contact that has happened; the value is its number.

    The gate is not asked, since it has happened; but a link counts for its
    limits.  Without ``started_by_me`` who wrote it began it.  With
    ``introduction_id`` it is about that introduction.

    Raises:
        Trouble: It has not happened yet; the person is gone.
    """
    person = known(session, person_id)
    _require_past(at, now)
    from_me = direction is Direction.FROM_ME
    row = tables.Exchange(
        person_id=person_id,
        at=at,
        direction=direction.value,
        started_by_me=from_me if started_by_me is None else started_by_me,
        channel=channel.value,
        carried=carried.value,
        outcome=outcome.value,
        text=text.strip(),
        url_key=first_key(text),
        introduction_id=introduction_id,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    if not from_me and person.resting_since is not None and at >= person.resting_since:
        person.resting_since = None
    session.flush()
    return Outcome(row.id, _TOUCHED, Action(ActionKind.LOG_EXCHANGE, person.name))


def record_reply(
    session: Session,
    person_id: int,
    text: str,
    now: datetime,
    *,
    at: datetime | None = None,
    answers_id: int | None = None,
    new_matter: str | None = None,
    outcome: WhatCame = WhatCame.ANSWERED,
    carried: Carried = Carried.NOTHING,
    channel: Channel = Channel.MAIL,
) -> Outcome[int]:
    """Note what somebody answered, now or ``at`` an earlier moment; the value is its number.

    It becomes an exchange from them, and what they are up to now (the reply's
    telling sentence, unless ``new_matter`` says it; "" for none) takes the
    place of the old matter.  What it answers is the latest message without an
    answer, unless ``answers_id`` says so.  A rest ends.

    Raises:
        Trouble: The reply is empty or has not come yet; the person or the
            exchange is gone.
    """
    person = known(session, person_id)
    came = at or now
    _require_past(came, now)
    said = own_words(text)
    if not said:
        raise Trouble("There is nothing in this reply.", "Paste or type what they wrote.")
    answered = _answered(session, person_id, answers_id, came)
    if answered is not None:
        answered.outcome, answered.updated_at = outcome.value, now
    row = tables.Exchange(
        person_id=person_id,
        at=came,
        direction=Direction.FROM_THEM.value,
        started_by_me=answered is not None,
        channel=channel.value,
        carried=carried.value,
        outcome=WhatCame.OPEN.value,
        text=said,
        url_key=first_key(said),
        answers_id=answered.id if answered else None,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    if new_matter is None:
        new_matter = "" if outcome is WhatCame.THANKED else matter_in(said)
    if new_matter := " ".join(new_matter.split()):
        _renew_matter(session, person_id, new_matter, came.date())
    person.resting_since = None
    person.updated_at = now
    session.flush()
    return Outcome(row.id, _TOUCHED, Action(ActionKind.RECORD_REPLY, person.name))


def set_outcome(
    session: Session, exchange_id: int, outcome: WhatCame, now: datetime
) -> Outcome[int]:
    """Say what came of an exchange."""
    row = _row(session, exchange_id)
    row.outcome, row.updated_at = outcome.value, now
    return _changed(session, row, ActionKind.EDIT_EXCHANGE)


def edit_exchange(
    session: Session,
    exchange_id: int,
    *,
    direction: Direction,
    at: datetime,
    channel: Channel,
    carried: Carried,
    text: str,
    outcome: WhatCame,
    started_by_me: bool,
    now: datetime,
) -> Outcome[int]:
    """Correct what the ledger says of one exchange; what was passed along stays.

    Raises:
        Trouble: It would not have happened yet, or is gone.
    """
    row = _row(session, exchange_id)
    _require_past(at, now)
    row.direction, row.at, row.channel = direction.value, at, channel.value
    if row.text != text.strip():
        row.text = text.strip()
        row.url_key = first_key(text) or row.url_key
    row.carried, row.outcome, row.started_by_me = carried.value, outcome.value, started_by_me
    row.updated_at = now
    return _changed(session, row, ActionKind.EDIT_EXCHANGE)


def delete_exchange(session: Session, exchange_id: int, now: datetime) -> Outcome[int]:
    """Put an exchange into the trash; it counts for nothing any more."""
    row = _row(session, exchange_id)
    row.deleted_at = now
    return _changed(session, row, ActionKind.DELETE_EXCHANGE)


def exchanges(
    session: Session,
    person_id: int | None = None,
    limit: int | None = None,
    ids: Collection[int] | None = None,
) -> list[Exchange]:
    """Return exchanges, the latest first; of everybody who is not in the trash for None.

    With ``ids`` only these.
    """
    exchange, person, thing = tables.Exchange, tables.Person, tables.Opportunity
    query = (
        select(exchange, person.uid, person.name, thing.uid, thing.title)
        .join(person, person.id == exchange.person_id)
        .outerjoin(thing, thing.id == exchange.opportunity_id)
        .where(exchange.deleted_at.is_(None))
        .order_by(exchange.at.desc(), exchange.id.desc())
        .limit(limit)
    )
    if person_id is None:
        query = query.where(person.deleted_at.is_(None))
    else:
        query = query.where(exchange.person_id == person_id)
    if ids is not None:
        query = query.where(exchange.id.in_(ids))
    return [_value(*found) for found in session.execute(query)]


def reciprocity(session: Session, person_id: int, now: datetime) -> facts.Reciprocity | None:
    """Return what the ledger of one person shows; None if it shows too little."""
    return facts.reciprocity(exchanges(session, person_id), now)


def balance(session: Session, person_id: int) -> Balance:
    """Return how much of value went each way between the user and one person."""
    return balances(session, person_id).get(person_id, Balance(0, 0))


def balances(session: Session, person_id: int | None = None) -> dict[int, Balance]:
    """Return how much of value went each way with one person, or with everybody.

    Asking for something gives nothing, and neither does thanking for help with
    the user's own bind.  Who is left out has no exchange of value.
    """
    exchange, bind = tables.Exchange, tables.Bind
    is_mine = exchange.direction == Direction.FROM_ME.value
    own = select(bind.id).where(bind.person_id.is_(None))
    about_own = is_mine & exchange.bind_id.is_not(None) & exchange.bind_id.in_(own)
    given, everything = func.sum(cast(is_mine, Integer)), func.count()
    query = (
        select(exchange.person_id, given, everything)
        .where(
            exchange.deleted_at.is_(None),
            exchange.carried.not_in(_NO_GIFT),
            ~about_own,
        )
        .group_by(exchange.person_id)
    )
    if person_id is not None:
        query = query.where(exchange.person_id == person_id)
    return {
        number: Balance(from_me, count - from_me)
        for number, from_me, count in session.execute(query)
    }


def about_own_binds(session: Session, person_id: int) -> set[int]:
    """Return the numbers of somebody's exchanges that were about a bind of the user's own."""
    exchange, bind = tables.Exchange, tables.Bind
    query = (
        select(exchange.id)
        .join(bind, bind.id == exchange.bind_id)
        .where(exchange.person_id == person_id, bind.person_id.is_(None))
    )
    return set(session.scalars(query))


def rest(session: Session, person_id: int, now: datetime) -> Outcome[int]:
    """Let a tie rest: no suggestions, no reminders, until they write or the user ends it."""
    person = known(session, person_id)
    if person.resting_since is not None:
        return Outcome(person_id)
    person.resting_since = now
    return _person(person, ActionKind.REST, now)


def end_rest(session: Session, person_id: int, now: datetime) -> Outcome[int]:
    """End a rest."""
    person = known(session, person_id)
    if person.resting_since is None:
        return Outcome(person_id)
    person.resting_since = None
    return _person(person, ActionKind.END_REST, now)


def resting_since(session: Session, person_id: int) -> datetime | None:
    """Return since when a tie rests; None if it does not."""
    return known(session, person_id).resting_since


def pause(session: Session, person_id: int, until: datetime | None, now: datetime) -> Outcome[int]:
    """Write nothing to somebody until then; None ends the pause."""
    person = known(session, person_id)
    if person.paused_until == until:
        return Outcome(person_id)
    person.paused_until = until
    return _person(person, ActionKind.PAUSE, now)


def _require_past(at: datetime, now: datetime) -> None:
    """Make sure that something has happened.

    Raises:
        Trouble: It has not.
    """
    if at > now + _MOST_AHEAD:
        raise Trouble(
            f"{at.astimezone():%Y-%m-%d} has not come yet.",
            "Log what has happened, on the day on which it did.",
        )


def _answered(
    session: Session, person_id: int, answers_id: int | None, now: datetime
) -> tables.Exchange | None:
    """Return the exchange that a reply answers."""
    if answers_id is not None:
        row = _row(session, answers_id)
        if row.person_id != person_id:
            raise Trouble("This exchange was with somebody else.")
        return row
    exchange = tables.Exchange
    query = (
        select(exchange)
        .where(
            exchange.person_id == person_id,
            exchange.direction == Direction.FROM_ME,
            exchange.outcome == WhatCame.OPEN,
            exchange.deleted_at.is_(None),
            exchange.at >= now - _STILL_ANSWERED,
        )
        .order_by(exchange.at.desc(), exchange.id.desc())
    )
    return session.scalars(query).first()


def _renew_matter(session: Session, person_id: int, text: str, today: date) -> None:
    matter = tables.Matter
    session.execute(
        update(matter)
        .where(matter.person_id == person_id, matter.closed_on.is_(None))
        .values(closed_on=today)
    )
    session.add(matter(person_id=person_id, text=text, noted_on=today))


def _row(session: Session, exchange_id: int) -> tables.Exchange:
    row = session.get(tables.Exchange, exchange_id)
    if row is None or row.deleted_at is not None:
        raise Trouble("This exchange is no longer in the ledger.", "Look in Edit › Trash.")
    return row


def _changed(session: Session, row: tables.Exchange, kind: ActionKind) -> Outcome[int]:
    return Outcome(row.id, _TOUCHED, Action(kind, known(session, row.person_id).name))


def _person(person: tables.Person, kind: ActionKind, now: datetime) -> Outcome[int]:
    person.updated_at = now
    return Outcome(person.id, Changed.PEOPLE | Changed.LEDGER, Action(kind, person.name))


def _value(
    row: tables.Exchange, uid: str, name: str, thing_uid: str | None, title: str | None
) -> Exchange:
    return Exchange(
        id=row.id,
        uid=row.uid,
        person_id=row.person_id,
        person_uid=uid,
        person_name=name,
        at=row.at,
        direction=Direction(row.direction),
        started_by_me=row.started_by_me,
        channel=Channel(row.channel),
        carried=Carried(row.carried),
        outcome=WhatCame(row.outcome),
        text=row.text,
        url_key=row.url_key,
        purpose=row.purpose,
        opportunity_id=row.opportunity_id,
        opportunity_uid=thing_uid or "",
        opportunity_title=title or "",
        asked_matter_id=row.asked_matter_id,
        news_id=row.news_id,
        offered_help=row.offered_help,
        answers_id=row.answers_id,
        introduction_id=row.introduction_id,
    )
