"""Sample people to try the program with; removed as easily as they came."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from passalong.domain import card
from passalong.domain.action import Action, ActionKind
from passalong.domain.keys import sort_name
from passalong.domain.person import Bond, Field
from passalong.errors import Trouble
from passalong.services import editing, opportunities
from passalong.services.outcome import Changed, Outcome
from passalong.services.sample_people import NEEDED_FOR, OPPORTUNITIES, PEOPLE, SamplePerson
from passalong.store import tables


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
        captured = opportunities.capture(session, thing.text, now - timedelta(hours=age))
        row = session.get_one(tables.Opportunity, captured.value)
        row.is_sample = True
        row.giver_id = ids.get(thing.giver)
        row.quantity = thing.quantity
        if thing.days_left:
            row.expires_on = now.astimezone().date() + timedelta(days=thing.days_left)
    return Outcome(
        len(PEOPLE),
        Changed.EVERYTHING,
        Action(ActionKind.ADD_SAMPLE, count=len(PEOPLE)),
    )


def remove_sample(session: Session) -> Outcome[int]:
    """Remove the sample people and opportunities, and nobody else; return how many people."""
    count = _sample_count(session)
    session.execute(delete(tables.Opportunity).where(tables.Opportunity.is_sample))
    session.execute(delete(tables.Person).where(tables.Person.is_sample))
    session.execute(delete(tables.Tag).where(tables.Tag.id.not_in(select(tables.PersonTag.tag_id))))
    action = Action(ActionKind.REMOVE_SAMPLE, count=count)
    return Outcome(count, Changed.EVERYTHING, action if count else None)


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
