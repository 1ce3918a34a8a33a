"""One question to everything: people, tags, opportunities."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from passalong.domain.opportunity import Opportunity
from passalong.domain.person import Field, PersonRow
from passalong.services import opportunities, people
from passalong.store import tables


@dataclass(frozen=True, slots=True)
class Found:
    """The best few of each kind."""

    people: tuple[PersonRow, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    tags: tuple[str, ...] = ()


def find(session: Session, text: str, limit_each: int = 5) -> Found:
    """Return the best few of each kind for a text; nothing for an empty one."""
    wanted = text.strip()
    if not wanted:
        return Found()
    ids = people.find_people(session, wanted, limit_each)
    table = tables.Opportunity
    things = session.scalars(
        select(table.id)
        .where(table.deleted_at.is_(None))
        .where(
            or_(
                table.title.icontains(wanted, autoescape=True),
                table.text.icontains(wanted, autoescape=True),
            )
        )
        .order_by(table.captured_at.desc())
        .limit(limit_each)
    ).all()
    return Found(
        tuple(people.people_rows(session, ids, wanted)),
        tuple(opportunities.opportunity(session, thing) for thing in things),
        tuple(people.known_words(session, Field.TAG, wanted.lstrip("#"), limit_each)),
    )
