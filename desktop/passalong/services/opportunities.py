"""What is worth passing along: capture it, keep it, and see whom it may be for."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.opportunity import (
    Opportunity,
    OpportunityKind,
    OpportunityState,
    Suggestion,
)
from passalong.errors import Trouble
from passalong.matching.ranking import Candidate, Ranking, WordRanking
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables, text_search
from passalong.store.list_entries import said_lines

MOST_TEXT = 200_000
"""Characters of an opportunity; beyond that it is a file, not a text."""

_LONGEST_TITLE = 120
_CANDIDATES = 200
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_KIND_WORDS = (
    (OpportunityKind.JOB, re.compile(r"\b(job|hiring|vacancy|position|role|cto|cfo)\b", re.I)),
    (
        OpportunityKind.EVENT,
        re.compile(r"\b(conference|meetup|concert|event|workshop|webinar)\b", re.I),
    ),
    (OpportunityKind.ITEM, re.compile(r"\b(tickets?|pass(es)?|spare|unused|book)\b", re.I)),
)


def capture(
    session: Session,
    text: str,
    now: datetime,
    kind: OpportunityKind | None = None,
    title: str = "",
) -> Outcome[int]:
    """Keep something worth passing along; the value is its number.

    Raises:
        Trouble: There is no text, or more than ``MOST_TEXT`` of it.
    """
    text, title = _checked(text), " ".join(title.split())
    url = _url_in(text)
    row = tables.Opportunity(
        kind=(kind or _guessed_kind(text, url)).value,
        state=OpportunityState.NEW.value,
        title=(title or _title_of(text, url))[:_LONGEST_TITLE],
        text=text,
        url=url,
        captured_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return Outcome(row.id, Changed.OPPORTUNITIES, Action(ActionKind.CAPTURE, row.title))


def inbox(session: Session) -> list[Opportunity]:
    """Return what is open, the latest first."""
    query = (
        _with_giver()
        .where(
            tables.Opportunity.deleted_at.is_(None),
            tables.Opportunity.state.not_in([OpportunityState.CLOSED, OpportunityState.EXPIRED]),
        )
        .order_by(tables.Opportunity.captured_at.desc(), tables.Opportunity.id.desc())
    )
    return [_value(row, giver or "") for row, giver in session.execute(query)]


def opportunity(session: Session, opportunity_id: int) -> Opportunity:
    """Return one of them.

    Raises:
        Trouble: It is no longer there.
    """
    table = tables.Opportunity
    query = _with_giver().where(table.id == opportunity_id, table.deleted_at.is_(None))
    found = session.execute(query).first()
    if found is None:
        raise Trouble("This is no longer in your inbox.", "Look in Edit › Trash.")
    return _value(found[0], found[1] or "")


def resolve(session: Session, text: str) -> int:
    """Return the number of the opportunity meant: by its number, uid or the uid's start.

    Raises:
        Trouble: None or more than one is meant.
    """
    wanted = text.strip().lower()
    table = tables.Opportunity
    query = select(table.id).where(table.deleted_at.is_(None))
    if wanted.isdecimal() and len(wanted) < 8:
        query = query.where(table.id == int(wanted))
    else:
        query = query.where(table.uid.startswith(wanted, autoescape=True))
    found = session.scalars(query.limit(2)).all() if wanted else []
    if len(found) != 1:
        raise Trouble(
            f"There is nothing in the inbox called “{text.strip()}”.",
            "“passalong inbox” lists what there is, with its numbers.",
        )
    return found[0]


def edit(
    session: Session,
    opportunity_id: int,
    title: str,
    text: str,
    kind: OpportunityKind,
    now: datetime,
) -> Outcome[int]:
    """Change what an opportunity says."""
    row = _row(session, opportunity_id)
    title = " ".join(title.split())
    if not title:
        raise Trouble("It needs a title.", "The title was left as it was.")
    row.title, row.text, row.kind, row.updated_at = title, text.strip(), kind.value, now
    row.url = _url_in(text) or row.url
    return Outcome(row.id, Changed.OPPORTUNITIES, Action(ActionKind.EDIT_OPPORTUNITY, title))


def delete(session: Session, opportunity_id: int, now: datetime) -> Outcome[int]:
    """Put an opportunity into the trash."""
    row = _row(session, opportunity_id)
    row.deleted_at = now
    action = Action(ActionKind.DELETE_OPPORTUNITY, row.title)
    return Outcome(opportunity_id, Changed.OPPORTUNITIES, action)


def suggest(session: Session, opportunity_id: int, limit: int = 10) -> list[Suggestion]:
    """Return the people whom an opportunity may be for, the best first; its giver is left out."""
    what = opportunity(session, opportunity_id)
    text = what.text if what.title in what.text else f"{what.title}\n{what.text}"
    found = suggest_for_text(session, text, limit + 1)
    return [person for person in found if person.person_id != what.giver_id][:limit]


def suggest_for_text(
    session: Session, text: str, limit: int = 10, ranking: Ranking | None = None
) -> list[Suggestion]:
    """Return the people whom a text may concern, the best first; none if nobody fits."""
    ranking = ranking or WordRanking()
    words = ranking.search_words(text[:MOST_TEXT])
    found = text_search.best_matches(session, words, max(limit, _CANDIDATES))
    entries = text_search.entries(session, [person_id for person_id, _ in found])
    candidates = [
        Candidate(
            entry.person_id,
            entry.uid,
            entry.name,
            entry.headline,
            said_lines(entry.lines, entry.meta),
        )
        for entry in entries
    ]
    return ranking.rank(text[:MOST_TEXT], candidates, limit)


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Trouble("There is nothing to capture.", "Write or paste what is worth giving.")
    if len(text) > MOST_TEXT:
        raise Trouble(
            "This text is too long for the inbox.", "Keep the part that matters, or a link to it."
        )
    return text


def _url_in(text: str) -> str:
    """Return the first address in a text, without the marks that end a sentence."""
    found = _URL.search(text)
    if found is None:
        return ""
    url = found[0].rstrip(".,;:!?'")
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(".,;:!?")
    return url if url[:4].lower() != "www." else f"https://{url}"


def _title_of(text: str, url: str) -> str:
    first = text.splitlines()[0].strip()
    if url and first in (url, url.removeprefix("https://")):
        parts = urlsplit(url)
        return f"{(parts.hostname or url).removeprefix('www.')}{parts.path.rstrip('/')}"
    return first if len(first) <= _LONGEST_TITLE else first[: _LONGEST_TITLE - 1].rstrip() + "…"


def _guessed_kind(text: str, url: str) -> OpportunityKind:
    if url:
        return OpportunityKind.LINK
    for kind, words in _KIND_WORDS:
        if words.search(text):
            return kind
    return OpportunityKind.KNOWLEDGE


def _row(session: Session, opportunity_id: int) -> tables.Opportunity:
    row = session.get(tables.Opportunity, opportunity_id)
    if row is None or row.deleted_at is not None:
        raise Trouble("This is no longer in your inbox.", "Look in Edit › Trash.")
    return row


def _with_giver() -> Select[tables.Opportunity, str]:
    return select(tables.Opportunity, tables.Person.name).outerjoin(
        tables.Person, tables.Person.id == tables.Opportunity.giver_id
    )


def _value(row: tables.Opportunity, giver: str) -> Opportunity:
    return Opportunity(
        id=row.id,
        uid=row.uid,
        kind=OpportunityKind(row.kind),
        state=OpportunityState(row.state),
        title=row.title,
        text=row.text,
        url=row.url,
        captured_at=row.captured_at,
        giver_id=row.giver_id,
        giver_name=giver,
        quantity=row.quantity,
        expires_on=row.expires_on,
    )
