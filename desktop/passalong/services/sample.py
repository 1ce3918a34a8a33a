"""Sample people to try the program with; removed as easily as they came."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from passalong.domain import card
from passalong.domain.action import Action, ActionKind
from passalong.domain.exchange import Direction
from passalong.domain.exchange import Outcome as WhatCame
from passalong.domain.keys import sort_name
from passalong.domain.opportunity import GiverState
from passalong.domain.person import Bond, Field
from passalong.errors import Trouble
from passalong.services import composing, editing, ledger, news, opportunities, outgoing
from passalong.services.outcome import Changed, Outcome
from passalong.services.sample_asking import add_own_bind
from passalong.services.sample_binds import add_binds
from passalong.services.sample_introductions import add_introductions
from passalong.services.sample_ledger import EXCHANGES, NEWS
from passalong.services.sample_people import (
    NEEDED_FOR,
    OPPORTUNITIES,
    PEOPLE,
    SampleOpportunity,
    SamplePerson,
)
from passalong.store import tables

_GIVEN_BEFORE = 9  # days
_WHY = "You said that you would like to see how others keep their starter alive."


def add_sample(session: Session, now: datetime) -> Outcome[int]:
    """Add the sample people and what is worth giving them; return how many people.

    Raises:
        Trouble: They are there already.
    """
    if _sample_count(session):
        raise Trouble("The sample people are in your list already.")
    remove_sample(session)  # what of them lies in the trash
    ids = {person.name: _add(session, person, now) for person in PEOPLE}
    for age, thing in enumerate(OPPORTUNITIES):
        _give(session, thing, ids, now - timedelta(hours=age), now)
    _tell(session, ids, now)
    add_binds(session, ids, now)
    add_introductions(session, ids, now)
    add_own_bind(session, ids, now)
    return Outcome(
        len(PEOPLE),
        Changed.EVERYTHING,
        Action(ActionKind.ADD_SAMPLE, count=len(PEOPLE)),
    )


def remove_sample(session: Session) -> Outcome[int]:
    """Remove the sample people and opportunities, and nobody else; return how many people."""
    count = _sample_count(session)
    session.execute(delete(tables.Opportunity).where(tables.Opportunity.is_sample))
    session.execute(delete(tables.Bind).where(tables.Bind.is_sample))
    session.execute(delete(tables.Person).where(tables.Person.is_sample))
    session.execute(delete(tables.News).where(tables.News.is_sample))
    session.execute(delete(tables.Tag).where(tables.Tag.id.not_in(select(tables.PersonTag.tag_id))))
    action = Action(ActionKind.REMOVE_SAMPLE, count=count)
    return Outcome(count, Changed.EVERYTHING, action if count else None)


def _give(
    session: Session, thing: SampleOpportunity, ids: dict[str, int], then: datetime, now: datetime
) -> None:
    if thing.given_to:
        then = now - timedelta(days=_GIVEN_BEFORE)
    ends = now.astimezone().date() + timedelta(days=thing.days_left)
    captured = opportunities.capture(
        session,
        thing.text,
        then,
        giver_id=ids.get(thing.giver),
        quantity=thing.quantity,
        expires_on=ends if thing.days_left else None,
        rating=thing.rating,
    )
    session.get_one(tables.Opportunity, captured.value).is_sample = True
    if thing.given_to:
        opportunities.set_giver_state(session, captured.value, GiverState.AGREED, then)
        message = composing.compose(session, ids[thing.given_to], captured.value, then).outgoing
        parts = replace(message.parts, why=_WHY, ask="", offer="")
        sent = outgoing.record_sent(session, replace(message, parts=parts), then)
        ledger.set_outcome(session, sent.value, WhatCame.USED, then)


def _tell(session: Session, ids: dict[str, int], now: datetime) -> None:
    for told in EXCHANGES:
        ledger.log_exchange(
            session,
            ids[told.person],
            direction=Direction.FROM_THEM if told.from_them else Direction.FROM_ME,
            at=now - timedelta(days=told.days_ago),
            channel=told.channel,
            carried=told.carried,
            text=told.text,
            outcome=told.outcome,
            started_by_me=told.started_by_me,
            now=now,
        )
    for new in NEWS:
        since = (now - timedelta(days=new.days_ago)).date()
        kept = news.add(session, new.text, now, since)
        session.get_one(tables.News, kept.value).is_sample = True


def _sample_count(session: Session) -> int:
    person = tables.Person
    query = select(func.count()).where(person.is_sample, person.deleted_at.is_(None))
    return session.scalar(query) or 0


def _add(session: Session, sample: SamplePerson, now: datetime) -> int:
    person = tables.Person(
        name=sample.name,
        sort_name=sort_name(sample.name),
        bond=Bond(sample.bond).value,
        is_sample=True,
        created_at=now,
        updated_at=now,
    )
    session.add(person)
    session.flush()
    details: tuple[editing.Detail, ...] = (
        card.Email(sample.email, "work"),
        card.Organisation(sample.organisation, title=sample.title),
        card.PostalAddress("work", city=sample.city),
    )
    for detail in details:
        editing.put_detail(session, person.id, detail, None, now)
    if sample.tags:
        editing.tag_people(session, [person.id], sample.tags, now)
    latest = min((note.days_ago for note in sample.notes), default=0)
    words = (
        (Field.VALUE, sample.values, 0),
        (Field.ASSET, sample.assets, 0),
        (Field.NEED, sample.needs, NEEDED_FOR),
        (Field.MATTER, (sample.matter,) if sample.matter else (), latest),
    )
    for field, texts, days_ago in words:
        for text in texts:
            then = now - timedelta(days=days_ago)
            editing.put_word(session, person.id, field, text, None, then)
    for note in sample.notes:
        then = now - timedelta(days=note.days_ago)
        editing.write_note(session, person.id, note.text, None, then)
    person.updated_at = now
    return person.id
