"""What the reminder tells: who is in a bind, what is about to expire, what came of introductions.

When to tell is for ``domain.reminder`` to say; here stands what there is to
tell, which days it was told, and what an answer to it does.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.domain.bind import BETWEEN_WAVES, Bind, BindState, may_have_faded
from passalong.domain.introduction import ASK_OUTCOME_AFTER, outcome_due_at
from passalong.domain.opportunity import Opportunity
from passalong.domain.reminder import Act, Concern, ConcernKind, Due, Wishes
from passalong.domain.reminder import due as what_is_due
from passalong.services import binds, introductions, opportunities, setting_aside
from passalong.services.outcome import Outcome
from passalong.services.today import today as what_waits
from passalong.store import tables

_REMEMBERED = timedelta(days=7)
"""Days told longer ago make no difference."""

_BEFORE_NEEDED = timedelta(days=1)
"""The user's own bind is told this long before help is needed."""


class Wanted(Protocol):
    """How the user's wishes stand in the settings."""

    @property
    def reminders_on(self) -> bool:
        """Whether to remind at all."""

    @property
    def remind_at(self) -> time:
        """The hour of the one notification a day."""

    @property
    def quiet_from(self) -> time:
        """When the quiet hours begin."""

    @property
    def quiet_until(self) -> time:
        """When they end."""

    @property
    def remind_weekends(self) -> bool:
        """Whether to remind on Saturday and Sunday."""

    @property
    def paused_until(self) -> datetime | None:
        """Until when the user wants none."""


def wishes_of(wanted: Wanted) -> Wishes:
    """Return what the settings say, as the rules ask for it."""
    return Wishes(
        at=wanted.remind_at,
        quiet_from=wanted.quiet_from,
        quiet_until=wanted.quiet_until,
        on_weekends=wanted.remind_weekends,
        paused_until=wanted.paused_until,
        enabled=wanted.reminders_on,
    )


def concerns(session: Session, now: datetime) -> list[Concern]:
    """Return everything the user may be reminded of, also what is due only later."""
    asked = _asked(session)
    return [
        *(_asked_once(one, asked, now) for one in _in_binds(session, now)),
        *(_expiring(item) for item in what_waits(session, now).expiring),
        *_introductions(session, now),
    ]


def due(session: Session, wishes: Wishes, now: datetime) -> Due:
    """Return what is due, whether to tell it now, and when to look again."""
    table = tables.ToldDay
    told_on = session.scalars(select(table.day).where(table.day >= (now - _REMEMBERED).date()))
    found = what_is_due(concerns(session, now), wishes, set(told_on), now)
    return replace(found, to_give=len(opportunities.inbox(session, now)))


def mark_told(session: Session, now: datetime, concern: Concern) -> Outcome[bool]:
    """Note that a reminder was shown on the day of ``now``; no step of Undo.

    Where it asks whether a bind still matters, it is not asked again.  The value is
    whether it is the first of that day.
    """
    if session.get(tables.ToldDay, now.date()) is not None:
        return Outcome(value=False)
    session.add(tables.ToldDay(day=now.date(), told_at=now))
    if concern.may_have_faded:
        mark_asked(session, concern.id, now)
    return Outcome(value=True)


def mark_asked(session: Session, bind_id: int, now: datetime) -> Outcome[int]:
    """Note that it was asked whether a bind still matters; no step of Undo."""
    if session.get(tables.Bind, bind_id) is not None:  # its noting may have been undone
        session.merge(tables.FadingQuestion(bind_id=bind_id, asked_at=now))
    return Outcome(bind_id)


def act(
    session: Session, kind: ConcernKind, concern_id: int, answer: Act, now: datetime, at: time
) -> Outcome[int]:
    """Do what was answered to a reminder; to open something changes nothing.

    Args:
        at: The hour at which to remind tomorrow.

    Raises:
        Trouble: It is no longer there.
    """
    if answer is Act.HELPED and kind is ConcernKind.BIND:
        return binds.helped(session, concern_id, now)
    if answer is Act.TOMORROW:
        until = datetime.combine(now.date() + timedelta(days=1), at, now.tzinfo)
        if kind in (ConcernKind.BIND, ConcernKind.MY_BIND):
            return binds.snooze(session, concern_id, until, now)
        if kind is ConcernKind.INTRODUCTION:
            return introductions.snooze(session, concern_id, until, now)
        return setting_aside.put_off(session, concern_id, until, now)
    return Outcome(concern_id)


def _in_binds(session: Session, now: datetime) -> Iterator[Concern]:
    yield from _of_others(session, now)
    for bind in binds.binds(session, binds.Which.MINE, now):
        yield _own_bind(bind, now)


def _asked(session: Session) -> set[int]:
    """Return of which binds it was asked whether they matter, since something happened to them."""
    table, bind = tables.FadingQuestion, tables.Bind
    query = select(bind.id).join(table, table.bind_id == bind.id)
    return set(session.scalars(query.where(table.asked_at > bind.touched_at)))


def _asked_once(concern: Concern, asked: Collection[int], now: datetime) -> Concern:
    """Return a bind that is not asked about again; what is promised or urgent is still told."""
    if not concern.may_have_faded or concern.id not in asked:
        return concern
    is_promised = concern.promised_on is not None and concern.promised_on <= now.date()
    return replace(
        concern, may_have_faded=False, is_shown_only=not is_promised and not concern.urgent
    )


def _of_others(session: Session, now: datetime) -> Iterator[Concern]:
    found = binds.binds(session, binds.Which.OTHERS, now)
    for bind in found:
        is_promised = bind.owed_on is not None and bind.owed_on <= now.date()
        touched = None if is_promised or bind.urgent else bind.touched_at
        is_handed_on = bind.state is BindState.HANDED_ON
        later = bind.touched_at + ASK_OUTCOME_AFTER[0]
        yield Concern(
            ConcernKind.BIND,
            bind.id,
            bind.person_name,
            bind.text,
            bind.seen_at,
            bind.owed_on,
            bind.urgent,
            bind.snoozed_until or (later if is_handed_on else None),
            _day_after(now, touched, bind.met_at),
            "" if is_handed_on else bind.promise,
            may_have_faded(bind, now),
            uid=bind.uid,
        )


def _own_bind(bind: Bind, now: datetime) -> Concern:
    """Return the user's own: when a next wave may be asked, and shortly before it is needed."""
    due_at = bind.touched_at + BETWEEN_WAVES
    if bind.promised_on is not None:
        needed = _start_of(bind.promised_on - _BEFORE_NEEDED, now)
        due_at = min(due_at, needed)
    return Concern(
        ConcernKind.MY_BIND,
        bind.id,
        "",
        bind.text,
        bind.touched_at,
        bind.promised_on,
        bind.urgent,
        bind.snoozed_until or due_at,
        _day_after(now, bind.touched_at),
        "",
        may_have_faded(bind, now),
        uid=bind.uid,
    )


def _expiring(item: Opportunity) -> Concern:
    return Concern(
        ConcernKind.OPPORTUNITY,
        item.id,
        item.giver_name,
        item.title,
        item.captured_at,
        item.expires_on,
        urgent=True,
        due_at=item.snoozed_until,
        uid=item.uid,
    )


def _introductions(session: Session, now: datetime) -> Iterator[Concern]:
    for one in introductions.introductions(session, now):
        due_at = outcome_due_at(one)
        if due_at is not None and one.introduced_at is not None:
            yield Concern(
                ConcernKind.INTRODUCTION,
                one.id,
                one.a.name,
                one.b.name,
                one.introduced_at,
                due_at=max(due_at, one.snoozed_until or due_at),
                uid=one.uid,
            )


def _day_after(now: datetime, *moments: datetime | None) -> datetime | None:
    """Return when the day after the last of them begins where the user is."""
    days = [moment.astimezone(now.tzinfo).date() for moment in moments if moment is not None]
    return _start_of(max(days) + timedelta(days=1), now) if days else None


def _start_of(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)
