"""When it is asked what is due: at the moment, after changes, after sleep, and once a day."""

import inspect
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from passalong.local_time import LOCAL
from passalong.services import binds, people
from passalong.services.outcome import Changed
from passalong.settings import Settings
from passalong.ui.reminding import Reminding
from passalong.ui.tray.reminder_clock import ReminderClock

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)


class Watch:
    """A clock that shows what it is set to."""

    def __init__(self):
        self.now = MONDAY

    def __call__(self):
        return self.now


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def clock(operations, watch, do):
    before = MONDAY - timedelta(days=3)
    priya = do(people.add_person, before, line="Priya Nair: into trains")
    do(binds.note_bind, before, person_id=priya, text="knows nobody at SNCF")
    clock = ReminderClock(operations, Settings, now=watch)
    clock.heard = []
    clock.told.connect(clock.heard.append)
    yield clock
    clock._timer.stop()
    clock.deleteLater()


def ask(qtbot, operations, clock):
    with qtbot.waitSignal(clock.known):
        clock.ask()
    settle(qtbot, operations)


def settle(qtbot, operations):
    for _ in range(3):
        operations.wait()
        qtbot.wait(1)


def test_it_sleeps_until_the_chosen_hour_but_never_for_long(qtbot, operations, clock, watch):
    ask(qtbot, operations, clock)
    assert clock.heard == []
    assert 60_000 <= clock._timer.interval() <= 5 * 60_000
    watch.now = MONDAY + timedelta(minutes=29)
    clock._ring()
    assert 59_000 < clock._timer.interval() <= 60_001


def test_at_the_hour_it_tells_once(qtbot, operations, clock, watch):
    watch.now = MONDAY.replace(hour=9, minute=0)
    ask(qtbot, operations, clock)
    ask(qtbot, operations, clock)
    assert [one.who for one in clock.heard] == ["Priya Nair"]


def test_two_answers_that_cross_are_told_once(qtbot, operations, clock, watch):
    watch.now = MONDAY.replace(hour=9, minute=0)
    with qtbot.waitSignal(clock.known) as known:
        clock.ask()
    concern = known.args[0].notification
    clock._tell(concern)  # the same was answered before the day was noted
    settle(qtbot, operations)
    assert clock.heard == [concern]


def test_after_sleep_over_days_it_tells_once(qtbot, operations, clock, watch):
    ask(qtbot, operations, clock)
    watch.now = MONDAY + timedelta(days=3, hours=2)  # the timer stood still
    with qtbot.waitSignal(clock.told):
        clock._ring()
    settle(qtbot, operations)
    clock._ring()
    settle(qtbot, operations)
    assert len(clock.heard) == 1


@pytest.mark.parametrize(
    "moved",
    [
        lambda now: now - timedelta(hours=6),
        lambda now: now.astimezone(timezone(timedelta(hours=9))),
    ],
    ids=["set back", "another zone"],
)
def test_a_clock_that_was_moved_is_asked_again(qtbot, operations, clock, watch, moved):
    ask(qtbot, operations, clock)
    watch.now = moved(watch.now)
    with qtbot.waitSignal(clock.known):
        clock._ring()
    settle(qtbot, operations)


@pytest.mark.parametrize(
    ("before", "next_check"),
    [
        (datetime(2026, 10, 23, 20, tzinfo=BERLIN), datetime(2026, 10, 24, 7, tzinfo=UTC)),
        (datetime(2026, 10, 24, 20, tzinfo=BERLIN), datetime(2026, 10, 25, 8, tzinfo=UTC)),
        (datetime(2026, 3, 28, 20, tzinfo=BERLIN), datetime(2026, 3, 29, 7, tzinfo=UTC)),
    ],
    ids=["no change", "an hour more", "an hour less"],
)
def test_the_hour_of_tomorrow_is_right_at_once_though_the_clocks_change_tonight(
    qtbot, operations, clock, watch, before, next_check
):
    watch.now = before
    clock._wanted = lambda: Settings(remind_weekends=True, quiet_until=time(9))
    ask(qtbot, operations, clock)
    assert clock._check_at == next_check


def test_the_program_reckons_in_the_zone_of_the_computer():
    assert inspect.signature(ReminderClock).parameters["now"].default().tzinfo is LOCAL
    assert inspect.signature(Reminding).parameters["now"].default().tzinfo is LOCAL


def test_a_journey_is_noticed_though_the_zone_object_stays(qtbot, operations, clock, watch):
    class Wandering(tzinfo):
        hours = 1

        def utcoffset(self, _moment):
            return timedelta(hours=self.hours)

        def dst(self, _moment):
            return timedelta()

    zone = Wandering()
    watch.now = MONDAY.astimezone(zone)
    ask(qtbot, operations, clock)
    Wandering.hours = 9
    watch.now = MONDAY.astimezone(zone)
    with qtbot.waitSignal(clock.known):
        clock._ring()
    settle(qtbot, operations)


def test_while_nothing_changes_the_data_are_left_alone(qtbot, operations, clock, watch):
    ask(qtbot, operations, clock)
    watch.now += timedelta(minutes=5)
    with qtbot.assertNotEmitted(clock.known):
        clock._ring()
        settle(qtbot, operations)


def test_what_was_just_changed_is_respected(qtbot, operations, clock, watch):
    ask(qtbot, operations, clock)
    with qtbot.waitSignal(clock.known) as known:
        operations.write(partial(_solve, now=watch.now))
    assert known.args[0].concerns == ()
    settle(qtbot, operations)


def _solve(session, now):
    (bind,) = binds.binds(session, binds.Which.OTHERS, now)
    return binds.solve(session, bind.id, now)


def test_what_does_not_matter_wakes_nobody(qtbot, operations, clock):
    ask(qtbot, operations, clock)
    before = clock._timer.interval()
    operations.changed.emit(Changed.OWN_WORDS)
    assert clock._timer.interval() == before
