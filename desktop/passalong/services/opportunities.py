"""What is worth passing along: capture it, keep it, and know how far it has come."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.captured import LONGEST_TITLE, guessed_kind, title_of, url_in
from passalong.domain.exchange import Direction
from passalong.domain.opportunity import (
    GiverState,
    Opportunity,
    OpportunityKind,
    OpportunityState,
    Rating,
    Sharing,
    days_left,
    state_of,
    usual_quantity,
)
from passalong.domain.source import MOST_TEXT
from passalong.errors import Trouble
from passalong.services.editing import known
from passalong.services.outcome import Changed, Outcome
from passalong.services.resolving import resolved
from passalong.store import tables

LARGEST_ATTACHMENT = 8_000_000
"""Bytes."""

URGENT = 3
"""Days; what ends within them is urgent."""


class Shown(StrEnum):
    """Which part of the inbox is looked at."""

    OPEN = "open"
    PASSED = "passed"
    EXPIRED = "expired"
    SHELF = "shelf"  # nice, but not great: never suggested


def capture(
    session: Session,
    text: str,
    now: datetime,
    kind: OpportunityKind | None = None,
    title: str = "",
    *,
    giver_id: int | None = None,
    quantity: int | None = None,
    expires_on: date | None = None,
    sharing: Sharing = Sharing.ANYONE,
    sharing_subject: str = "",
    rating: Rating = Rating.GREAT,
    commentary: str = "",
    attachment: tuple[str, str, bytes] | None = None,
) -> Outcome[int]:
    """Keep something worth passing along; the value is its number.

    Without a ``quantity`` an item can go to one person, anything else to many.
    An ``attachment`` is its name, its media type and what is in it.

    Raises:
        Trouble: There is nothing in it, or more than ``MOST_TEXT`` letters or
            ``LARGEST_ATTACHMENT`` bytes; the giver is gone.
    """
    text = _checked(text, attachment)
    url = url_in(text)
    title = " ".join(title.split()) or title_of(text, url) or (attachment[0] if attachment else "")
    kind = kind or guessed_kind(text, url)
    row = tables.Opportunity(
        kind=kind.value,
        state=OpportunityState.NEW.value,
        title=title[:LONGEST_TITLE],
        text=text,
        url=url,
        giver_id=_giver(session, giver_id),
        quantity=_possible(quantity) if quantity is not None else usual_quantity(kind),
        expires_on=expires_on,
        sharing=sharing.value,
        sharing_subject=_subject(sharing, sharing_subject),
        rating=rating.value,
        commentary=commentary.strip(),
        captured_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    if attachment is not None:
        name, media_type, data = attachment
        session.add(
            tables.Attachment(opportunity_id=row.id, name=name, media_type=media_type, data=data)
        )
    return Outcome(row.id, Changed.OPPORTUNITIES, Action(ActionKind.CAPTURE, row.title))


def inbox(
    session: Session, now: datetime | None = None, shown: Shown = Shown.OPEN
) -> list[Opportunity]:
    """Return one part of the inbox: what expires within three days first, then the latest.

    Without ``now`` nothing has expired.
    """
    today = now.date() if now else None
    return _part(_living(session, today), shown, today)


def parts(session: Session, now: datetime) -> dict[Shown, list[Opportunity]]:
    """Return every part of the inbox, each in its own order."""
    today = now.date()
    living = _living(session, today)
    return {shown: _part(living, shown, today) for shown in Shown}


def everything(session: Session, now: datetime) -> list[Opportunity]:
    """Return the whole inbox, closed and expired things too, the latest first."""
    return _living(session, now.date())


def opportunity(session: Session, opportunity_id: int, now: datetime | None = None) -> Opportunity:
    """Return one of them; without ``now`` it has not expired.

    Raises:
        Trouble: It is no longer there.
    """
    today = now.date() if now else None
    found = _living(session, today, tables.Opportunity.id == opportunity_id)
    if not found:
        raise Trouble("This is no longer in your inbox.", "Look in Edit › Trash.")
    return found[0]


def resolve(session: Session, text: str) -> int:
    """Return the number of the opportunity meant: by its number, uid or the uid's start.

    Raises:
        Trouble: None or more than one is meant.
    """
    found = resolved(session, tables.Opportunity, text)
    if found is None:
        raise Trouble(
            f"There is nothing in the inbox called “{text.strip()}”.",
            "“passalong inbox” lists what there is, with its numbers.",
        )
    return found


def edit(
    session: Session,
    opportunity_id: int,
    title: str,
    text: str,
    kind: OpportunityKind,
    now: datetime,
) -> Outcome[int]:
    """Change what an opportunity says; its address is the first one in the text.

    Raises:
        Trouble: It would have no title, or more than ``MOST_TEXT`` letters.
    """
    row = row_of(session, opportunity_id)
    title = " ".join(title.split())
    _require_length(text)
    if not title:
        raise Trouble("It needs a title.", "The title was left as it was.")
    row.title, row.text, row.kind, row.updated_at = title, text.strip(), kind.value, now
    row.url = url_in(text)
    return _edited(row, now)


def set_limits(
    session: Session,
    opportunity_id: int,
    now: datetime,
    *,
    quantity: int | None,
    expires_on: date | None,
    sharing: Sharing,
    sharing_subject: str,
    rating: Rating,
    commentary: str,
) -> Outcome[int]:
    """Say how many it can go to, until when, who may know, how good it is and why."""
    row = row_of(session, opportunity_id)
    row.quantity = None if quantity is None else _possible(quantity)
    row.expires_on = expires_on
    row.sharing, row.sharing_subject = sharing.value, _subject(sharing, sharing_subject)
    row.rating, row.commentary = rating.value, commentary.strip()
    return _edited(row, now)


def set_giver(
    session: Session, opportunity_id: int, giver_id: int | None, now: datetime
) -> Outcome[int]:
    """Say from whom it came; a new giver knows nothing yet."""
    row = row_of(session, opportunity_id)
    giver_id = _giver(session, giver_id)
    if row.giver_id == giver_id:
        return Outcome(row.id)
    row.giver_id, row.giver_state, row.is_loop_closed = giver_id, GiverState.NOT_ASKED.value, False
    return _edited(row, now)


def set_giver_state(
    session: Session, opportunity_id: int, state: GiverState, now: datetime
) -> Outcome[int]:
    """Say what the giver knows of its being passed along."""
    row = row_of(session, opportunity_id)
    if row.giver_id is None:
        raise Trouble(f"Nobody gave you “{row.title}”.", "Say from whom it came first.")
    if row.giver_state == state.value:
        return Outcome(row.id)
    row.giver_state = state.value
    return _edited(row, now)


def close_loop(session: Session, opportunity_id: int, now: datetime) -> Outcome[int]:
    """Say that the giver was thanked, or need not be."""
    row = row_of(session, opportunity_id)
    row.is_loop_closed = True
    return _edited(row, now)


def close(session: Session, opportunity_id: int, now: datetime) -> Outcome[int]:
    """Put something aside that will not be given any more."""
    row = row_of(session, opportunity_id)
    row.state = OpportunityState.CLOSED.value
    return _edited(row, now)


def reopen(session: Session, opportunity_id: int, now: datetime) -> Outcome[int]:
    """Take something up again that was put aside."""
    row = row_of(session, opportunity_id)
    row.state = OpportunityState.NEW.value
    return _edited(row, now)


def delete(session: Session, opportunity_id: int, now: datetime) -> Outcome[int]:
    """Put an opportunity into the trash."""
    row = row_of(session, opportunity_id)
    row.deleted_at = now
    action = Action(ActionKind.DELETE_OPPORTUNITY, row.title)
    return Outcome(opportunity_id, Changed.OPPORTUNITIES, action)


def row_of(session: Session, opportunity_id: int) -> tables.Opportunity:
    """Return the row of an opportunity that is not in the trash.

    Raises:
        Trouble: It is no longer there.
    """
    row = session.get(tables.Opportunity, opportunity_id)
    if row is None or row.deleted_at is not None:
        raise Trouble("This is no longer in your inbox.", "Look in Edit › Trash.")
    return row


def _living(
    session: Session, today: date | None, *conditions: ColumnElement[bool]
) -> list[Opportunity]:
    table = tables.Opportunity
    query = (
        select(table, tables.Person.name, tables.Person.uid)
        .outerjoin(tables.Person, tables.Person.id == table.giver_id)
        .where(table.deleted_at.is_(None), *conditions)
        .order_by(table.captured_at.desc(), table.id.desc())
    )
    rows = session.execute(query).all()
    passes = _passes(session, [row.id for row, _, _ in rows] if conditions else None)
    found = [
        replace(_value(row, passes.get(row.id, 0)), giver_name=giver or "", giver_uid=uid or "")
        for row, giver, uid in rows
    ]
    return [replace(item, state=state_of(item, today)) for item in found]


def _passes(session: Session, opportunity_ids: Iterable[int] | None) -> Mapping[int, int]:
    """Return how many times each opportunity was passed along; of all of them for None."""
    exchange = tables.Exchange
    query = (
        select(exchange.opportunity_id, func.count())
        .where(
            exchange.opportunity_id.is_not(None),
            exchange.direction == Direction.FROM_ME,
            exchange.deleted_at.is_(None),
        )
        .group_by(exchange.opportunity_id)
    )
    if opportunity_ids is not None:
        query = query.where(exchange.opportunity_id.in_(opportunity_ids))
    return {number: count for number, count in session.execute(query) if number is not None}


def _place_of(item: Opportunity) -> Shown:
    if item.state in (OpportunityState.PASSED, OpportunityState.CLOSED):
        return Shown.PASSED
    if item.state is OpportunityState.EXPIRED:
        return Shown.EXPIRED
    return Shown.OPEN if item.rating is Rating.GREAT else Shown.SHELF


def _part(living: Iterable[Opportunity], shown: Shown, today: date | None) -> list[Opportunity]:
    found = [item for item in living if _place_of(item) is shown]
    if shown is Shown.OPEN and today is not None:
        # The soonest end first among the urgent; the others stay as they are, the latest first.
        found.sort(key=lambda item: _urgency(item, today))
    return found


def _urgency(item: Opportunity, today: date) -> int:
    left = days_left(item, today)
    return left if left is not None and left <= URGENT else URGENT + 1


def _checked(text: str, attachment: tuple[str, str, bytes] | None) -> str:
    text = text.strip()
    if not text and attachment is None:
        raise Trouble("There is nothing to capture.", "Write or paste what is worth giving.")
    _require_length(text)
    if attachment is not None and len(attachment[2]) > LARGEST_ATTACHMENT:
        raise Trouble("This file is larger than 8 MB.", "Keep a link to it, or a smaller copy.")
    return text


def _require_length(text: str) -> None:
    if len(text) > MOST_TEXT:
        raise Trouble(
            f"This text is longer than {MOST_TEXT:,} characters.",
            "Keep the part that matters, or a link to it.",
        )


def _possible(quantity: int) -> int:
    if quantity < 1:
        raise Trouble("It must be enough for at least one person.", "Nothing was changed.")
    return quantity


def _giver(session: Session, giver_id: int | None) -> int | None:
    """Return who is to be asked and thanked; nobody asks themselves."""
    return None if giver_id is None or known(session, giver_id).is_me else giver_id


def _subject(sharing: Sharing, subject: str) -> str:
    """Return the field or the organisation that the sharing speaks of."""
    subject = " ".join(subject.split())
    if sharing not in (Sharing.SAME_FIELD, Sharing.NOT_AT):
        return ""
    if not subject:
        raise Trouble(
            "Who may know of it needs a name.", "Write the field, or the organisation to leave out."
        )
    return subject


def _edited(row: tables.Opportunity, now: datetime) -> Outcome[int]:
    row.updated_at = now
    action = Action(ActionKind.EDIT_OPPORTUNITY, row.title)
    return Outcome(row.id, Changed.OPPORTUNITIES, action)


def _value(row: tables.Opportunity, passed: int) -> Opportunity:
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
        quantity=row.quantity,
        expires_on=row.expires_on,
        snoozed_until=row.snoozed_until,
        giver_state=GiverState(row.giver_state),
        sharing=Sharing(row.sharing),
        sharing_subject=row.sharing_subject,
        rating=Rating(row.rating),
        commentary=row.commentary,
        passed=passed,
        is_loop_closed=row.is_loop_closed,
    )
