"""What waits today: things to give, answers that came, thanks due; never a list of silence."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from passalong.domain.bind import Bind
from passalong.domain.exchange import Direction, Exchange
from passalong.domain.opportunity import (
    KeptPass,
    Opportunity,
    OpportunityState,
    Rating,
    days_left,
)
from passalong.services import binds, ledger, open_letters, opportunities, setting_aside
from passalong.services.open_letters import Released
from passalong.store import tables

_FRESH = timedelta(days=14)  # how long an answer is news


@dataclass(frozen=True, slots=True)
class Today:
    """What waits, each thing in one list only.

    Attributes:
        expiring: Open things that end within three days, the soonest first.
        kept: Passes kept for later that are free now.
        letters: Letters handed out of which it is not known whether they were sent.
        to_ask: Things whose giver has not been asked.
        asked: Things whose giver was asked and has not answered.
        to_give: Things that are ready, the latest first.
        answers: What people wrote lately that was not answered, the latest first.
        promised: Binds in which something was promised by today or earlier.
        thanks_due: Things passed along whose giver has not heard what became of them.
    """

    expiring: tuple[Opportunity, ...] = ()
    kept: tuple[KeptPass, ...] = ()
    letters: tuple[Released, ...] = ()
    to_ask: tuple[Opportunity, ...] = ()
    asked: tuple[Opportunity, ...] = ()
    to_give: tuple[Opportunity, ...] = ()
    answers: tuple[Exchange, ...] = ()
    thanks_due: tuple[Opportunity, ...] = ()
    promised: tuple[Bind, ...] = ()

    @property
    def count(self) -> int:
        """How many of them ask for something now; what is merely ready does not."""
        pressing = (self.expiring, self.kept, self.letters, self.answers, self.thanks_due)
        return sum(map(len, pressing)) + len(self.promised)


def today(session: Session, now: datetime) -> Today:
    """Return what waits on the day of ``now``."""
    everything = opportunities.everything(session, now)
    states = OpportunityState
    open_ = [
        item
        for item in everything
        if item.rating is Rating.GREAT
        and item.state in (states.NEW, states.ASK_THE_GIVER, states.READY)
    ]
    ends = {item.id: days_left(item, now.date()) for item in open_}
    expiring = [item for item in open_ if _is_urgent(ends[item.id])]
    expiring.sort(key=lambda item: ends[item.id] or 0)
    others = [item for item in open_ if not _is_urgent(ends[item.id])]

    def in_state(state: OpportunityState) -> tuple[Opportunity, ...]:
        return tuple(item for item in others if item.state is state)

    return Today(
        expiring=tuple(expiring),
        kept=tuple(setting_aside.kept_passes(session, now)),
        letters=tuple(open_letters.waiting(session)),
        to_ask=in_state(states.NEW),
        asked=in_state(states.ASK_THE_GIVER),
        to_give=in_state(states.READY),
        answers=tuple(_answers(session, now)),
        thanks_due=tuple(item for item in everything if _is_thanks_due(item)),
        promised=tuple(_promised(session, now)),
    )


def _is_urgent(days: int | None) -> bool:
    return days is not None and days <= opportunities.URGENT


def _is_thanks_due(item: Opportunity) -> bool:
    """Tell whether its giver should hear: it is given away, and nobody told them."""
    return item.awaits_thanks and item.state is OpportunityState.PASSED


def _promised(session: Session, now: datetime) -> list[Bind]:
    """Return others' binds in which the day promised has come, unless "tomorrow" was said."""
    return [
        bind
        for bind in binds.binds(session, binds.Which.OTHERS, now)
        if bind.owed_on is not None
        and bind.owed_on <= now.date()
        and (bind.snoozed_until is None or bind.snoozed_until <= now)
    ]


def _answers(session: Session, now: datetime) -> list[Exchange]:
    """Return each person's latest exchange where it is theirs and fresh."""
    exchange, later = tables.Exchange, aliased(tables.Exchange)
    latest = (
        select(func.max(later.at))
        .where(later.person_id == exchange.person_id, later.deleted_at.is_(None))
        .scalar_subquery()
    )
    query = select(exchange.id).where(
        exchange.deleted_at.is_(None),
        exchange.direction == Direction.FROM_THEM,
        exchange.at >= now - _FRESH,
        exchange.at == latest,
    )
    ids = set(session.scalars(query))
    return ledger.exchanges(session, ids=ids) if ids else []
