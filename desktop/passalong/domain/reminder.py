"""What is due, whether to say so now, and when to look again.

``due`` is a pure function of what waits, of what the user wishes, of the days
on which a reminder was shown, and of the clock.  The clock is not trusted: a
computer sleeps, travels, is set back and loses an hour in spring.  So a day
counts as told by its date, whatever the clock said before or says after, and
``next_check`` is a hint: asking more often changes nothing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from passalong.domain.bind import pressing


class ConcernKind(StrEnum):
    """What a reminder is about."""

    BIND = "bind"
    MY_BIND = "my_bind"
    OPPORTUNITY = "opportunity"
    INTRODUCTION = "introduction"


class Act(StrEnum):
    """What may be answered to a reminder."""

    OPEN = "open"
    HELPED = "helped"
    TOMORROW = "tomorrow"


def acts(kind: ConcernKind) -> tuple[Act, ...]:
    """Return what may be answered, in the order of the buttons."""
    if kind is ConcernKind.BIND:
        return (Act.OPEN, Act.HELPED, Act.TOMORROW)
    return (Act.OPEN, Act.TOMORROW)


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that may want attention.

    Attributes:
        promised_on: The day by which something was promised, or on which it expires.
        seen_at: When the user last did something about it.
        due_at: Not before this moment; "Tomorrow" moves it.
        tell_from: Nothing is told of it before this moment, because the user did
            something about it just now; the window shows it all the same.
        promise: What was promised, in the user's words.
        may_have_faded: Nothing happened for long: does it still matter?
        is_shown_only: Nothing is told of it: it was asked already whether it still matters.
    """

    kind: ConcernKind
    id: int
    who: str
    what: str
    seen_at: datetime
    promised_on: date | None = None
    urgent: bool = False
    due_at: datetime | None = None
    tell_from: datetime | None = None
    promise: str = ""
    may_have_faded: bool = False
    is_shown_only: bool = False
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """When the user wants to be reminded.

    Quiet hours run over midnight when they end before they begin; there are
    none when both ends are the same.
    """

    at: time = time(9, 0)
    quiet_from: time = time(20, 0)
    quiet_until: time = time(8, 0)
    on_weekends: bool = False
    paused_until: datetime | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """What is due, the most pressing first.

    Attributes:
        notification: What to tell now; None if nothing may or need be told.
        concerns: Everything that is due, told or not; the window shows it all.
        next_check: When the answer may be another; always after now.
        to_give: How many things wait to be given; nobody is reminded of them.
    """

    notification: Concern | None
    concerns: tuple[Concern, ...]
    next_check: datetime
    to_give: int = 0


LONGEST_WAIT = timedelta(days=1)
_SATURDAY = 5
_WEEK = 7  # days


def due(
    concerns: Iterable[Concern], wishes: Wishes, told_on: Collection[date], now: datetime
) -> Due:
    """Say what is due, whether to tell it now, and when to look again.

    Args:
        concerns: What is open.
        wishes: When the user wants to be reminded.
        told_on: The days, by the user's calendar, on which a reminder was shown.
        now: The moment, in the user's own zone.
    """
    everything = list(concerns)
    ripe = sorted(
        (one for one in everything if _is_due(one, now)), key=lambda one: _order(one, now)
    )
    news = [one for one in ripe if _may_be_told(one, now)]
    was_missed = _was_missed(news, wishes, told_on, now, now.date())
    may_tell = news and now.date() not in told_on and _is_time(wishes, now, was_missed=was_missed)
    notification = news[0] if may_tell else None
    told = {*told_on, now.date()} if notification else set(told_on)
    moments = [_utc(at) for one in everything for at in (one.due_at, one.tell_from) if at]
    moments += _chances(news, wishes, told, now)
    later = [moment for moment in moments if moment > _utc(now)]
    check = min([*later, _utc(now) + LONGEST_WAIT])
    return Due(notification, tuple(ripe), check.astimezone(now.tzinfo))


def is_quiet(wishes: Wishes, now: datetime) -> bool:
    """Tell whether the user is not to be disturbed: quiet hours, a weekend, a pause."""
    return (
        not wishes.enabled
        or (wishes.paused_until is not None and _utc(now) < _utc(wishes.paused_until))
        or _is_free(wishes, now.date())
        or _in_quiet_hours(wishes, _clock(now))
    )


def _is_due(concern: Concern, now: datetime) -> bool:
    return concern.due_at is None or _utc(concern.due_at) <= _utc(now)


def _may_be_told(concern: Concern, now: datetime) -> bool:
    is_fresh = concern.tell_from is not None and _utc(concern.tell_from) > _utc(now)
    return not is_fresh and not concern.is_shown_only


def _order(concern: Concern, now: datetime) -> tuple[bool, date, bool, datetime, str, int]:
    """Return by what to sort: the most pressing first, as the list of binds has them."""
    return (
        *pressing(concern.promised_on, concern.urgent, concern.seen_at, now.date()),
        concern.kind.value,
        concern.id,
    )


def _was_missed(
    news: Iterable[Concern],
    wishes: Wishes,
    told_on: Collection[date],
    now: datetime,
    day: date,
) -> bool:
    """Tell whether, on ``day``, something should have been told before: the computer slept.

    It should have been on the last day that was not free, at its hour.
    """
    before = [day - timedelta(days=away) for away in range(1, _WEEK + 1)]
    last = next(one for one in before if not _is_free(wishes, one))
    if any(last <= told < day for told in told_on):
        return False
    hour = _utc(datetime.combine(last, _hour(wishes), now.tzinfo))
    return any(_tellable_since(one) <= hour for one in news)


def _tellable_since(concern: Concern) -> datetime:
    since = _utc(concern.due_at or concern.seen_at)
    return since if concern.tell_from is None else max(since, _utc(concern.tell_from))


def _is_time(wishes: Wishes, now: datetime, *, was_missed: bool) -> bool:
    """Tell whether it is late enough in the day, and not quiet.

    What was missed waits for no hour: who starts the computer in the evening only
    would never be told.
    """
    return not is_quiet(wishes, now) and (was_missed or _clock(now) >= _hour(wishes))


def _in_quiet_hours(wishes: Wishes, at: time) -> bool:
    start, end = wishes.quiet_from, wishes.quiet_until
    if start == end:
        return False
    return start <= at < end if start < end else at >= start or at < end


def _hour(wishes: Wishes) -> time:
    """Return the chosen hour, or the end of the quiet hours if it lies within them."""
    return wishes.quiet_until if _in_quiet_hours(wishes, wishes.at) else wishes.at


def _is_free(wishes: Wishes, day: date) -> bool:
    return not wishes.on_weekends and day.weekday() >= _SATURDAY


def _chances(
    news: Collection[Concern], wishes: Wishes, told_on: Collection[date], now: datetime
) -> Iterable[datetime]:
    """Yield the moments, in UTC, from which a reminder might be shown."""
    for ahead in range(2):
        day = now.date() + timedelta(days=ahead)
        if day in told_on:
            continue
        was_missed = _was_missed(news, wishes, told_on, now, day)
        for hour in _hours(wishes, was_missed=was_missed):
            for fold in (0, 1):  # in autumn an hour comes twice
                yield _utc(datetime.combine(day, hour, now.tzinfo).replace(fold=fold))
    if wishes.paused_until is not None:
        yield _utc(wishes.paused_until)


def _hours(wishes: Wishes, *, was_missed: bool) -> set[time]:
    """Return the hours of a day at which silence may end."""
    hour = _hour(wishes)
    if was_missed:
        return {
            hour,
            *(at for at in (time(), wishes.quiet_until) if not _in_quiet_hours(wishes, at)),
        }
    return {hour, max(hour, wishes.quiet_until)}  # quiet hours may begin after it, as at noon


def _clock(moment: datetime) -> time:
    return moment.time()


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
