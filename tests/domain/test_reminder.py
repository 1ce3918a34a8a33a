"""What is due, whether to say so now, and when to look again."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.reminder import Concern, ConcernKind, Due, Wishes, due, is_quiet

BERLIN = ZoneInfo("Europe/Berlin")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PRIYA = Concern(ConcernKind.BIND, 1, "Priya", "SNCF tenders", LONG_AGO)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment in November 2026, in Berlin; the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def told(now: datetime, *told_on: date, wishes: Wishes | None = None) -> Due:
    return due([PRIYA], wishes or Wishes(), {date(2026, 11, 16), *told_on}, now)


class TestHour:
    def test_it_waits_for_the_chosen_hour_and_says_when_it_will_be(self) -> None:
        early = told(at(17, 8, 30))
        assert early.notification is None
        assert early.concerns == (PRIYA,)
        assert early.next_check == at(17, 9)
        assert told(at(17, 9)).notification == PRIYA

    def test_it_tells_once_a_day(self) -> None:
        later = told(at(17, 15), date(2026, 11, 17))
        assert later.notification is None
        assert later.concerns == (PRIYA,)
        assert later.next_check == at(18, 9)

    @pytest.mark.parametrize("hour", [20, 21, 23, 0, 7])
    def test_quiet_hours_run_over_midnight(self, hour: int) -> None:
        assert is_quiet(Wishes(), at(17, hour))
        assert told(at(17, hour)).notification is None

    def test_an_hour_within_the_quiet_ones_moves_to_their_end(self) -> None:
        wishes = Wishes(at=time(22, 0))
        assert told(at(17, 8), wishes=wishes).notification == PRIYA

    def test_weekends_are_left_alone_until_asked_for(self) -> None:
        saturday = at(21, 10)
        friday = date(2026, 11, 20)
        assert told(saturday, friday).notification is None
        assert told(saturday, friday, wishes=Wishes(on_weekends=True)).notification == PRIYA

    def test_a_pause_is_kept_and_ends_by_itself(self) -> None:
        wishes = Wishes(paused_until=at(17, 11, 30))
        paused = told(at(17, 10), wishes=wishes)
        assert paused.notification is None
        assert paused.next_check == at(17, 11, 30)
        assert told(at(17, 11, 30), wishes=wishes).notification == PRIYA

    def test_what_is_turned_off_stays_in_the_window(self) -> None:
        off = told(at(17, 10), wishes=Wishes(enabled=False))
        assert off.notification is None
        assert off.concerns == (PRIYA,)


class TestWhatWasMissed:
    def test_it_is_told_once_when_the_computer_wakes(self) -> None:
        days_later = due([PRIYA, PRIYA], Wishes(), {date(2026, 11, 10)}, at(17, 8, 5))
        assert days_later.notification == PRIYA

    def test_who_is_there_in_the_evening_only_hears_it_before_the_quiet_hours(self) -> None:
        wishes = Wishes(at=time(19, 59))
        asleep_since = due([PRIYA], wishes, {date(2026, 11, 13)}, at(17, 18))
        assert asleep_since.notification == PRIYA

    @pytest.mark.parametrize(("hour", "minute"), [(8, 30), (17, 0)])
    def test_what_friday_missed_is_told_on_monday_before_its_hour(
        self, hour: int, minute: int
    ) -> None:
        ripe = replace(PRIYA, due_at=at(20, 9))
        thursday = {date(2026, 11, 19)}
        found = due([ripe], Wishes(at=time(18)), thursday, at(23, hour, minute))
        assert found.notification == ripe

    def test_the_end_of_the_quiet_hours_is_waited_for_on_the_day_after_a_weekend(self) -> None:
        wishes, now = Wishes(at=time(18)), at(20, 21)
        while (found := due([PRIYA], wishes, {date(2026, 11, 19)}, now)).notification is None:
            now = found.next_check
        assert now == at(23, 8)

    def test_what_was_told_on_a_weekend_was_not_missed_on_friday(self) -> None:
        told_on = {date(2026, 11, 21)}
        monday = due([PRIYA], Wishes(at=time(18)), told_on, at(23, 8, 30))
        assert (monday.notification, monday.next_check) == (None, at(23, 18))

    def test_quiet_hours_at_noon_only_put_it_off_until_they_end(self) -> None:
        wishes = Wishes(at=time(7), quiet_from=time(12), quiet_until=time(14))
        noon = told(at(17, 13), wishes=wishes)
        assert (noon.notification, noon.next_check) == (None, at(17, 14))


class TestOrder:
    def test_promised_and_due_comes_first_then_urgent_then_the_longest_unseen(self) -> None:
        def concern(number: int, seen: int, *, day: int = 0, urgent: bool = False) -> Concern:
            promised = date(2026, 11, day) if day else None
            return Concern(ConcernKind.BIND, number, "", "", at(seen, 9), promised, urgent)

        unseen, seen = concern(1, 2), concern(2, 5)
        urgent, later = concern(3, 6, urgent=True), concern(4, 1, day=25)
        overdue, today = concern(5, 9, day=14), concern(6, 9, day=17, urgent=True)
        found = due([seen, unseen, today, later, urgent, overdue], Wishes(), (), at(17, 10))
        assert found.concerns == (overdue, today, urgent, later, unseen, seen)
        assert found.notification == overdue

    def test_tomorrow_means_tomorrow(self) -> None:
        snoozed = Concern(ConcernKind.BIND, 1, "", "", LONG_AGO, due_at=at(18, 9))
        asked = due([snoozed], Wishes(), (), at(17, 10))
        assert (asked.notification, asked.concerns) == (None, ())
        assert due([snoozed], Wishes(), (), at(18, 9)).notification == snoozed


class TestWhatWasJustTouched:
    def test_it_is_shown_and_the_next_one_is_told(self) -> None:
        touched = replace(PRIYA, tell_from=at(18, 0), urgent=True)
        other = replace(PRIYA, id=2)
        found = due([touched, other], Wishes(), {date(2026, 11, 16)}, at(17, 9))
        assert found.concerns == (touched, other)
        assert found.notification == other

    def test_alone_it_is_told_on_the_next_day(self) -> None:
        touched = replace(PRIYA, tell_from=at(18, 0))
        found = due([touched], Wishes(), (), at(17, 9))
        assert (found.notification, found.concerns) == (None, (touched,))
        assert due([touched], Wishes(), (), at(18, 9)).notification == touched


def test_nothing_to_say_is_said_by_nothing() -> None:
    nothing = due([], Wishes(), (), at(17, 10))
    assert (nothing.notification, nothing.concerns) == (None, ())
    assert nothing.next_check > at(17, 10)


# Random clocks -------------------------------------------------------------------

ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Honolulu"]
).map(ZoneInfo)
LEAPS = st.one_of(
    st.integers(1, 90).map(lambda minutes: timedelta(minutes=minutes)),  # a look at the clock
    st.integers(1, 200).map(lambda hours: timedelta(hours=hours)),  # sleep
    st.integers(1, 60).map(lambda hours: -timedelta(hours=hours)),  # set back
)
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1))
WISHES = st.builds(
    Wishes,
    at=st.times(),
    quiet_from=st.times(),
    quiet_until=st.times(),
    on_weekends=st.booleans(),
)


@given(start=STARTS, zone=ZONES, wishes=WISHES, leaps=st.lists(st.tuples(LEAPS, ZONES | st.none())))
def test_no_clock_makes_it_tell_twice_a_day_or_in_quiet_hours(
    start: datetime,
    zone: ZoneInfo,
    wishes: Wishes,
    leaps: list[tuple[timedelta, ZoneInfo | None]],
) -> None:
    now, told_on = start.replace(tzinfo=zone), list[date]()
    for leap, travelled in leaps:
        now = (now.astimezone(UTC) + leap).astimezone(travelled or now.tzinfo)
        found = due([PRIYA], wishes, told_on, now)
        assert found.concerns == (PRIYA,)  # whatever is told or not, the window shows it
        assert found.next_check.astimezone(UTC) > now.astimezone(UTC)
        if found.notification is not None:
            assert not is_quiet(wishes, now)
            told_on.append(now.date())
    assert len(told_on) == len(set(told_on))


AWAY = st.none() | st.integers(-90, 90).map(lambda hours: timedelta(hours=hours))


@given(
    start=STARTS,
    zone=ZONES,
    wishes=WISHES,
    delays=st.lists(st.tuples(AWAY, AWAY), max_size=6),
    told=st.booleans(),
)
def test_everything_due_is_shown_and_only_that_is_told(
    start: datetime,
    zone: ZoneInfo,
    wishes: Wishes,
    delays: list[tuple[timedelta | None, timedelta | None]],
    told: bool,
) -> None:
    now = start.replace(tzinfo=zone)
    utc = now.astimezone(UTC)
    concerns = [
        replace(
            PRIYA,
            id=number,
            due_at=None if due_in is None else utc + due_in,
            tell_from=None if tell_in is None else utc + tell_in,
        )
        for number, (due_in, tell_in) in enumerate(delays)
    ]
    found = due(concerns, wishes, {now.date()} if told else (), now)
    assert {one.id for one in found.concerns} == {
        one.id for one in concerns if one.due_at is None or one.due_at <= utc
    }
    if found.notification is not None:
        assert not told
        assert found.notification in found.concerns
        assert found.notification.tell_from is None or found.notification.tell_from <= utc
    waiting = [one.due_at for one in concerns if one.due_at is not None and one.due_at > utc]
    assert utc < found.next_check.astimezone(UTC) <= min([utc + timedelta(days=1), *waiting])


DAYS = st.lists(st.integers(0, 12).map(lambda days: timedelta(days=days)), max_size=6)


def should_be_told(
    concern: Concern, wishes: Wishes, told_on: Collection[date], now: datetime
) -> bool:
    """Say, day by day, whether an hour for it came, and nothing was told since."""
    since = (concern.due_at or concern.seen_at).astimezone(UTC)
    is_within = is_quiet(
        replace(wishes, on_weekends=True, paused_until=None), clock(now, wishes.at)
    )
    hour = wishes.quiet_until if is_within else wishes.at
    for days in range(8):
        day = now.date() - timedelta(days=days)
        if day in told_on:
            return False
        is_free = day.weekday() >= 5 and not wishes.on_weekends
        hour_came = days > 0 or now.time() >= hour
        ripe = since <= datetime.combine(day, hour, now.tzinfo).astimezone(UTC) or (
            days == 0 and since <= now.astimezone(UTC)
        )
        if not is_free and hour_came and ripe:
            return True
    return False


def clock(now: datetime, at_time: time) -> datetime:
    return datetime.combine(now.date(), at_time, now.tzinfo)


@given(
    start=STARTS,
    zone=ZONES,
    wishes=WISHES,
    leaps=st.lists(st.tuples(LEAPS | st.none(), ZONES | st.none()), max_size=12),
    told_before=DAYS,
    due_in=st.lists(AWAY, min_size=1, max_size=3),
    pause=st.none() | st.integers(1, 200).map(lambda hours: timedelta(hours=hours)),
    part=st.integers(0, 99),
)
def test_no_clock_loses_what_is_due_or_tells_it_before_its_hour(
    start: datetime,
    zone: ZoneInfo,
    wishes: Wishes,
    leaps: list[tuple[timedelta | None, ZoneInfo | None]],
    told_before: list[timedelta],
    due_in: list[timedelta | None],
    pause: timedelta | None,
    part: int,
) -> None:
    """Each look is where it was told to be (no leap), or after sleep, a journey, a set-back."""
    now = start.replace(tzinfo=zone)
    utc = now.astimezone(UTC)
    wishes = replace(wishes, paused_until=utc + pause if pause else None)
    told_on = [now.date() - days for days in told_before]
    concerns = [
        replace(
            PRIYA,
            id=number,
            seen_at=LONG_AGO.replace(year=2025),
            due_at=None if away is None else utc + away,
        )
        for number, away in enumerate(due_in)
    ]
    check = now
    for leap, travelled in leaps:
        moved = check if leap is None else now.astimezone(UTC) + leap
        now = moved.astimezone(travelled or now.tzinfo)
        found = due(concerns, wishes, told_on, now)
        check = found.next_check
        assert all(one.due_at is None or one.due_at <= now for one in found.concerns)
        is_wanted = any(should_be_told(one, wishes, told_on, now) for one in found.concerns)
        assert (found.notification is not None) == (is_wanted and not is_quiet(wishes, now))
        if found.notification is not None:
            assert found.notification in found.concerns
            assert now.date() not in told_on
            told_on.append(now.date())
        between = now.astimezone(UTC) + (check.astimezone(UTC) - now.astimezone(UTC)) * part / 100
        sooner = between.astimezone(now.tzinfo)
        if sooner.utcoffset() == now.utcoffset():  # another offset is a reason to look by itself
            assert due(concerns, wishes, told_on, sooner).notification is None


@given(start=STARTS, zone=ZONES, wishes=WISHES)
def test_whoever_looks_when_told_to_hears_of_it_within_days(
    start: datetime, zone: ZoneInfo, wishes: Wishes
) -> None:
    """None is lost: a weekend is over after two days, and then there is an hour for it."""
    now = start.replace(tzinfo=zone)
    last = now + timedelta(days=4)
    while (found := due([PRIYA], wishes, (), now)).notification is None:
        now = found.next_check
        assert now <= last
