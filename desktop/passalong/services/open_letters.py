"""Letters that were handed out, until the user says whether they were sent."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.exchange import Carried, Channel
from passalong.domain.message import Parts, subject_of
from passalong.services import opportunities
from passalong.services.gate_facts import CARRIED, MORE_KEYS, PAGE, URL_KEY
from passalong.services.outcome import Changed, Outcome
from passalong.services.outgoing import Errand, Outgoing, draft_of, forget_open_letter
from passalong.store import tables


@dataclass(frozen=True, slots=True)
class Released:
    """A letter that was handed out; whether it was sent, only the user knows.

    ``person_name`` has both names where it goes to the two of an introduction.
    ``title`` is of what was passed along, or the bind it is about in short.
    """

    id: int
    outgoing: Outgoing
    person_name: str
    title: str
    at: datetime


def note(session: Session, outgoing: Outgoing, now: datetime) -> Outcome[int]:
    """Remember that a letter was handed out, until the user says whether it was sent.

    It is no step of Undo.  A link in it counts as sent until the user says that
    it was not: otherwise two could leave at a time.
    """
    item = None
    if outgoing.opportunity_id is not None:
        item = opportunities.opportunity(session, outgoing.opportunity_id, now)
    draft = draft_of(outgoing, item)
    forget_open_letter(session, outgoing)
    row = tables.OpenLetter(
        person_id=outgoing.person_id,
        opportunity_id=outgoing.opportunity_id,
        bind_id=outgoing.bind_id,
        introduction_id=outgoing.introduction_id,
        released_at=now,
        content=json.dumps(
            {
                **asdict(outgoing),
                CARRIED: draft.carried.value,
                URL_KEY: draft.url_key,
                MORE_KEYS: draft.more_keys,
                PAGE: draft.lets_page_out,
            }
        ),
    )
    session.add(row)
    session.flush()
    return Outcome(row.id, Changed.LEDGER)


def waiting(session: Session) -> list[Released]:
    """Return the letters of which it is not known whether they were sent, the latest first."""
    letter, person, thing = tables.OpenLetter, tables.Person, tables.Opportunity
    bind = tables.Bind
    query = (
        select(letter, person.name, thing.title, bind.text)
        .join(person, person.id == letter.person_id)
        .outerjoin(thing, thing.id == letter.opportunity_id)
        .outerjoin(bind, (bind.id == letter.bind_id) & letter.introduction_id.is_(None))
        .where(person.deleted_at.is_(None), thing.deleted_at.is_(None), bind.deleted_at.is_(None))
        .order_by(letter.released_at.desc(), letter.id.desc())
    )
    return [
        _released(session, row, name, title or _in_short(needed or ""))
        for row, name, title, needed in session.execute(query)
    ]


def not_sent(session: Session, released_id: int) -> Outcome[int]:
    """Take note that a letter was not sent."""
    letter = tables.OpenLetter
    session.execute(delete(letter).where(letter.id == released_id))
    return Outcome(released_id, Changed.LEDGER)


def _in_short(text: str) -> str:
    return subject_of(text.strip(), "")


def _released(session: Session, row: tables.OpenLetter, name: str, title: str) -> Released:
    outgoing = _read(row.content)
    also = session.get(tables.Person, outgoing.also_id) if outgoing.also_id else None
    names = f"{name} and {also.name}" if also else name
    return Released(row.id, outgoing, names, title, row.released_at)


def _read(content: str) -> Outgoing:
    kept = json.loads(content)
    for name in (CARRIED, URL_KEY, MORE_KEYS, PAGE):
        kept.pop(name, None)
    draft = kept.pop("draft")
    draft["more_keys"] = tuple(draft.get("more_keys", ()))
    draft["carried"] = Carried(draft["carried"])
    draft["meet"] = gate.Meet(draft.get("meet", gate.Meet.NOT))
    parts, channel, errand = (kept.pop(name) for name in ("parts", "channel", "errand"))
    return Outgoing(
        gate.Draft(**draft),
        parts=Parts(**parts),
        channel=Channel(channel),
        errand=Errand(errand),
        **kept,
    )
