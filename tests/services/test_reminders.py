"""What the reminder tells, which days it was told, and what an answer to it does."""

import shutil
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passalong.domain.bind import BindState
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.domain.reminder import Act, ConcernKind, Wishes
from passalong.services import (
    binds,
    history,
    introductions,
    ledger,
    opportunities,
    people,
    reminders,
    today,
)
from passalong.services.outcome import perform
from passalong.store.database import Database

FRIDAY = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)
MONDAY = datetime(2026, 10, 5, 9, 10, tzinfo=UTC)
TUESDAY = datetime(2026, 10, 6, 9, 10, tzinfo=UTC)


@pytest.fixture
def priya(do):
    return do(people.add_person, line="Priya Nair: into cycling")


@pytest.fixture
def bind(do, priya):
    return do(binds.note_bind, FRIDAY, person_id=priya, text="knows nobody in Lyon")


@pytest.fixture
def due(ask):
    def look(now=MONDAY, wishes=Wishes()):  # noqa: B008 - a frozen value
        return ask(reminders.due, now, wishes=wishes)

    return look


@pytest.fixture
def answer(do):
    def carry_out(kind, number, said, now=MONDAY):
        return do(reminders.act, now, kind=kind, concern_id=number, answer=said, at=time(9))

    return carry_out


def told(found):
    return found.notification and (found.notification.kind, found.notification.id)


def test_a_bind_is_told_on_the_next_day_and_once_a_day(due, do, bind):
    assert told(due()) == (ConcernKind.BIND, bind)
    concern = due().notification
    assert do(reminders.mark_told, MONDAY, concern=concern) is True
    assert do(reminders.mark_told, MONDAY, concern=concern) is False

    later = due(MONDAY + timedelta(hours=3))
    assert later.notification is None
    assert [one.id for one in later.concerns] == [bind]
    assert later.next_check == TUESDAY.replace(minute=0)
    assert told(due(TUESDAY)) == (ConcernKind.BIND, bind)


def test_that_it_was_told_is_no_step_of_undo(database, due, do, bind):
    do(reminders.mark_told, MONDAY, concern=due().notification)
    do(reminders.mark_asked, MONDAY, bind_id=bind)
    with database.reading() as session:
        assert history.steps(session).undo.kind.value == "note_bind"


def test_what_was_noted_today_is_shown_but_not_told(due, do, priya):
    number = do(binds.note_bind, MONDAY, person_id=priya, text="a dentist")
    assert due().notification is None
    assert [one.id for one in due().concerns] == [number]


def test_what_is_promised_by_today_is_told_though_it_was_noted_today(due, do, priya):
    number = do(
        binds.note_bind, MONDAY, person_id=priya, text="a dentist", promised_on=MONDAY.date()
    )
    assert told(due()) == (ConcernKind.BIND, number)


def test_whoever_was_just_met_is_not_told_of(due, do, bind, priya):
    do(
        ledger.log_exchange,
        MONDAY,
        person_id=priya,
        direction=Direction.FROM_ME,
        at=MONDAY - timedelta(minutes=20),
        channel=Channel.CALL,
        carried=Carried.NOTHING,
        text="How is Lyon?",
    )
    assert due().notification is None
    assert told(due(TUESDAY)) == (ConcernKind.BIND, bind)


def test_tomorrow_puts_it_off_and_leaves_the_ledger_alone(due, answer, ask, bind, priya):
    answer(ConcernKind.BIND, bind, Act.TOMORROW)
    assert due().concerns == ()
    assert due().next_check == TUESDAY.replace(minute=0)
    assert told(due(TUESDAY)) == (ConcernKind.BIND, bind)
    with_priya = ask(lambda session, now: ledger.exchanges(session, priya))
    assert with_priya == []


def test_helped_records_help_as_one_step_that_can_be_taken_back(
    due, answer, ask, database, bind, priya
):
    answer(ConcernKind.BIND, bind, Act.HELPED)
    (given,) = ask(lambda session, now: ledger.exchanges(session, priya))
    assert given.carried is Carried.HELP
    assert ask(lambda session, now: binds.bind(session, bind)).state is BindState.HELPING
    assert due(TUESDAY).concerns == ()
    perform(database, history.undo)
    assert ask(lambda session, now: ledger.exchanges(session, priya)) == []
    assert told(due(TUESDAY)) == (ConcernKind.BIND, bind)


def test_to_open_changes_nothing(answer, due, bind):
    answer(ConcernKind.BIND, bind, Act.OPEN)
    assert told(due()) == (ConcernKind.BIND, bind)


def test_a_solved_bind_is_told_no_more(due, do, bind):
    do(binds.solve, MONDAY, bind_id=bind)
    assert due(TUESDAY).concerns == ()


def test_a_bind_handed_on_rests_until_it_is_time_to_ask(due, do, bind):
    do(binds.set_state, FRIDAY, bind_id=bind, state=BindState.HANDED_ON)
    assert due(FRIDAY + timedelta(days=13)).concerns == ()
    assert told(due(FRIDAY + timedelta(days=14))) == (ConcernKind.BIND, bind)


def test_the_promise_of_a_bind_handed_on_is_neither_due_nor_told(due, do, ask, priya):
    number = do(
        binds.note_bind,
        FRIDAY,
        person_id=priya,
        text="a dentist",
        promise="a name",
        promised_on=MONDAY.date(),
    )
    other = do(binds.note_bind, FRIDAY, person_id=priya, text="a van", urgent=True)
    do(binds.set_state, FRIDAY, bind_id=number, state=BindState.HANDED_ON)
    shown = ask(lambda session, now: binds.binds(session, binds.Which.OTHERS, now), MONDAY)
    assert [bind.id for bind in shown] == [other, number]
    assert ask(today.today, MONDAY).promised == ()
    asked = {one.id: one for one in due(FRIDAY + timedelta(days=14)).concerns}
    assert (asked[number].promised_on, asked[number].promise) == (None, "")


def test_the_promise_that_is_due_goes_before_what_is_urgent_and_what_waits_longest(
    due, do, bind, priya
):
    urgent = do(binds.note_bind, FRIDAY, person_id=priya, text="a lawyer", urgent=True)
    promised = do(
        binds.note_bind, FRIDAY, person_id=priya, text="a dentist", promised_on=MONDAY.date()
    )
    assert [one.id for one in due().concerns] == [promised, urgent, bind]


SILENT = FRIDAY + timedelta(days=63)  # a Friday, too


@pytest.mark.parametrize("mine", [False, True])
def test_whether_a_bind_still_matters_is_asked_once(due, do, priya, mine):
    number = do(binds.note_bind, FRIDAY, person_id=None if mine else priya, text="a dentist")
    asked = due(SILENT).notification
    assert (asked.id, asked.may_have_faded) == (number, True)
    assert do(reminders.mark_told, SILENT, concern=asked)

    for days in (1, 3, 30):
        later = due(SILENT + timedelta(days=days))
        assert later.notification is None
        assert [one.id for one in later.concerns] == [number]

    do(binds.still_matters, SILENT, bind_id=number, matters=True)
    told_again = due(SILENT + timedelta(days=3)).notification
    assert (told_again.id, told_again.may_have_faded) == (number, False)


def test_what_happens_to_a_bind_has_it_asked_again_after_as_long(due, do, bind):
    do(reminders.mark_asked, SILENT, bind_id=bind)
    do(binds.add_step, SILENT + timedelta(days=3), bind_id=bind, text="ask Luc")
    found = due(SILENT + timedelta(days=66)).notification
    assert (found.id, found.may_have_faded) == (bind, True)


def test_a_question_that_was_seen_in_the_window_is_not_asked_by_a_reminder(due, do, bind):
    do(reminders.mark_asked, SILENT - timedelta(days=1), bind_id=bind)
    assert due(SILENT).notification is None


def test_a_promise_goes_before_a_question_and_is_told_after_it(due, do, bind, priya):
    promised = do(
        binds.note_bind, SILENT, person_id=priya, text="a lawyer", promised_on=SILENT.date()
    )
    old = do(binds.note_bind, FRIDAY, person_id=priya, text="a van", promised_on=MONDAY.date())
    urgent = do(binds.note_bind, SILENT, person_id=priya, text="a room", urgent=True)
    found = due(SILENT)
    assert [one.id for one in found.concerns] == [old, promised, urgent, bind]
    assert [one.may_have_faded for one in found.concerns] == [True, False, False, True]

    assert do(reminders.mark_told, SILENT, concern=found.notification)
    found = due(SILENT + timedelta(days=3)).notification
    assert (found.id, found.may_have_faded) == (old, False)  # the promise stands all the same


def test_my_own_bind_is_told_when_the_next_wave_may_go(due, do):
    number = do(binds.note_bind, FRIDAY, person_id=None, text="a job")
    assert due(FRIDAY + timedelta(days=2)).concerns == ()
    assert told(due(MONDAY)) == (ConcernKind.MY_BIND, number)


def test_my_own_bind_is_told_the_day_before_it_is_needed(due, do):
    number = do(
        binds.note_bind, MONDAY, person_id=None, text="a van", promised_on=date(2026, 10, 7)
    )
    assert due(MONDAY).concerns == ()
    assert told(due(TUESDAY)) == (ConcernKind.MY_BIND, number)


def test_what_is_about_to_expire_is_told_too(due, do):
    number = do(
        opportunities.capture, FRIDAY, text="Two play-off tickets", expires_on=date(2026, 10, 8)
    )
    assert due(datetime(2026, 10, 2, 12, tzinfo=UTC)).concerns == ()
    assert told(due()) == (ConcernKind.OPPORTUNITY, number)
    assert due(datetime(2026, 10, 9, 12, tzinfo=UTC)).concerns == ()


def test_tomorrow_puts_off_what_expires(due, do, answer, database):
    number = do(opportunities.capture, FRIDAY, text="Two tickets", expires_on=date(2026, 10, 8))
    answer(ConcernKind.OPPORTUNITY, number, Act.TOMORROW)

    assert due().concerns == ()
    assert due(MONDAY + timedelta(hours=8)).concerns == ()
    assert due().next_check == TUESDAY.replace(minute=0)
    assert told(due(TUESDAY)) == (ConcernKind.OPPORTUNITY, number)

    perform(database, history.undo)
    assert told(due()) == (ConcernKind.OPPORTUNITY, number)


def test_what_is_put_off_still_stands_in_the_inbox_and_in_today(do, answer, ask):
    number = do(opportunities.capture, FRIDAY, text="Two tickets", expires_on=date(2026, 10, 8))
    answer(ConcernKind.OPPORTUNITY, number, Act.TOMORROW)

    assert [item.id for item in ask(opportunities.inbox, MONDAY)] == [number]
    assert [item.id for item in ask(today.today, MONDAY).expiring] == [number]


def test_what_came_of_an_introduction_is_asked_after_two_weeks(due, do, answer, priya):
    tom = do(people.add_person, line="Tom Brandt: into boats")
    number = do(introductions.begin, FRIDAY, a_id=priya, b_id=tom, a_gets="a boat", b_gets="a crew")
    do(introductions.mark_introduced, FRIDAY, introduction_id=number)
    soon = due(FRIDAY + timedelta(days=3))
    assert soon.concerns == ()
    asked = FRIDAY + timedelta(days=14)
    assert told(due(asked)) == (ConcernKind.INTRODUCTION, number)
    answer(ConcernKind.INTRODUCTION, number, Act.TOMORROW, asked)
    assert due(asked).concerns == ()


@pytest.fixture(scope="module")
def with_everything(tmp_path_factory, empty_file):
    """A file with binds in every state, things that expire and an introduction."""
    path = shutil.copy(empty_file, tmp_path_factory.mktemp("due") / "passalong.sqlite")
    database = Database(path)

    def carry_out(service, **values):
        return perform(database, partial(service, now=FRIDAY, **values)).value

    ids = [carry_out(people.add_person, line=name) for name in ("Priya Nair", "Tom Brandt")]
    for days, state in enumerate([*BindState, BindState.OPEN]):
        promised = (FRIDAY + timedelta(days=days)).date()
        for person_id in (ids[0], None):
            number = carry_out(
                binds.note_bind,
                person_id=person_id,
                text=f"help {days}",
                promised_on=promised if days % 2 else None,
            )
            carry_out(binds.set_state, bind_id=number, state=state)
    for days in range(0, 40, 7):
        expires = (FRIDAY + timedelta(days=days)).date()
        carry_out(opportunities.capture, text=f"Tickets {days}", expires_on=expires)
    number = carry_out(
        introductions.begin, a_id=ids[0], b_id=ids[1], a_gets="a boat", b_gets="a crew"
    )
    carry_out(introductions.mark_introduced, introduction_id=number)
    yield database
    database.close()


@given(hours=st.integers(0, 24 * 90), zone=st.sampled_from(["Europe/Berlin", "Pacific/Auckland"]))
@settings(deadline=None, max_examples=40)
def test_nothing_is_due_that_is_not_on_a_screen_of_the_window(with_everything, hours, zone):
    now = (FRIDAY + timedelta(hours=hours)).astimezone(ZoneInfo(zone))
    with with_everything.reading() as session:
        found = reminders.due(session, Wishes(), now)
        shown = {
            ConcernKind.BIND: binds.binds(session, binds.Which.OTHERS, now),
            ConcernKind.MY_BIND: binds.binds(session, binds.Which.MINE, now),
            ConcernKind.OPPORTUNITY: opportunities.inbox(session, now),
            ConcernKind.INTRODUCTION: introductions.introductions(session, now),
        }
    assert found.concerns
    for concern in found.concerns:
        assert concern.id in {one.id for one in shown[concern.kind]}
