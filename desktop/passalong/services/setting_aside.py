"""Not now, and not them: what is put off, passes kept for later, why somebody is not the one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.opportunity import KeptPass, SuggestionAnswer
from passalong.services.editing import known
from passalong.services.opportunities import row_of
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables

_TOUCHED = Changed.LEDGER | Changed.OPPORTUNITIES


def put_off(session: Session, opportunity_id: int, until: datetime, now: datetime) -> Outcome[int]:
    """Remind of something that expires no sooner than then."""
    thing = row_of(session, opportunity_id)
    if thing.snoozed_until == until:
        return Outcome(opportunity_id)
    thing.snoozed_until, thing.updated_at = until, now
    return Outcome(opportunity_id, Changed.OPPORTUNITIES, Action(ActionKind.SNOOZE, thing.title))


def later(
    session: Session,
    opportunity_id: int,
    person_id: int,
    until: datetime,
    why: str,
    commentary: str,
    now: datetime,
) -> Outcome[int]:
    """Keep a pass until then, with the words written for it; it comes back in Today."""
    thing = row_of(session, opportunity_id)
    row = session.get(tables.KeptPass, (opportunity_id, known(session, person_id).id))
    if row is None:
        row = tables.KeptPass(opportunity_id=opportunity_id, person_id=person_id, created_at=now)
    row.until, row.why, row.commentary = until, why.strip(), commentary.strip()
    session.add(row)
    return Outcome(opportunity_id, _TOUCHED, Action(ActionKind.KEEP_FOR_LATER, thing.title))


def keep_no_longer(session: Session, opportunity_id: int, person_id: int) -> Outcome[int]:
    """Give up a kept pass."""
    row = session.get(tables.KeptPass, (opportunity_id, person_id))
    if row is None:
        return Outcome(opportunity_id)
    session.delete(row)
    title = row_of(session, opportunity_id).title
    return Outcome(opportunity_id, _TOUCHED, Action(ActionKind.KEEP_NO_LONGER, title))


def kept_passes(
    session: Session, now: datetime | None = None, opportunity_id: int | None = None
) -> list[KeptPass]:
    """Return kept passes, the first to be free first; with ``now`` those that are free."""
    kept, person, thing = tables.KeptPass, tables.Person, tables.Opportunity
    query = (
        select(kept, thing.title, person.name)
        .join(person, person.id == kept.person_id)
        .join(thing, thing.id == kept.opportunity_id)
        .where(person.deleted_at.is_(None), thing.deleted_at.is_(None))
        .order_by(kept.until, kept.opportunity_id, kept.person_id)
    )
    if now is not None:
        query = query.where(kept.until < now)
    if opportunity_id is not None:
        query = query.where(kept.opportunity_id == opportunity_id)
    return [
        KeptPass(row.opportunity_id, title, row.person_id, name, row.until, row.why, row.commentary)
        for row, title, name in session.execute(query)
    ]


def answer_suggestion(
    session: Session,
    opportunity_id: int,
    person_id: int,
    answer: SuggestionAnswer,
    now: datetime,
) -> Outcome[int]:
    """Remember why somebody who was suggested is not the one."""
    row_of(session, opportunity_id)
    person = known(session, person_id)
    row = session.get(tables.GivenAnswer, (opportunity_id, person_id))
    if row is None:
        row = tables.GivenAnswer(opportunity_id=opportunity_id, person_id=person_id)
    row.answer, row.answered_at = answer.value, now
    session.add(row)
    return Outcome(person_id, _TOUCHED, Action(ActionKind.ANSWER_SUGGESTION, person.name))


def answers(session: Session, opportunity_id: int) -> dict[int, SuggestionAnswer]:
    """Return what was said of the people suggested for an opportunity, by their numbers."""
    table = tables.GivenAnswer
    query = select(table.person_id, table.answer).where(table.opportunity_id == opportunity_id)
    return {person_id: SuggestionAnswer(answer) for person_id, answer in session.execute(query)}
