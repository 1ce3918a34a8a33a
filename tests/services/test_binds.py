"""Noting who is in a bind, and everything that is done about it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from passalong.domain.bind import BindState
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.errors import Trouble
from passalong.services import binds, history, ledger, naming, people
from passalong.services.binds import Which
from passalong.services.outcome import perform

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)


@pytest.fixture
def priya(do):
    return do(people.add_person, line="Priya Nair: into cycling")


@pytest.fixture
def note(do, priya):
    def carry_out(text="knows nobody in Lyon", person_id=priya, when=NOW, **values):
        return do(binds.note_bind, when, person_id=person_id, text=text, **values)

    return carry_out


@pytest.fixture
def bind(database):
    def look(bind_id):
        with database.reading() as session:
            return binds.bind(session, bind_id)

    return look


def shown(ask, which=Which.OTHERS, when=NOW):
    return [each.text for each in ask(binds.binds, when, which=which)]


def undo(database):
    perform(database, history.undo)


def test_a_noted_bind_says_who_what_since_when_and_what_was_promised(note, bind, priya):
    number = note(
        "  someone who knows SNCF tenders ",
        promise="ask around",
        promised_on=date(2026, 10, 6),
        urgent=True,
        would_count="a name",
    )

    found = bind(number)
    assert (found.person_id, found.person_name) == (priya, "Priya Nair")
    assert found.text == "someone who knows SNCF tenders"
    assert found.since == NOW.date()
    assert (found.promise, found.promised_on) == ("ask around", date(2026, 10, 6))
    assert found.urgent
    assert found.would_count == "a name"
    assert found.state is BindState.OPEN


def test_a_bind_of_the_user_is_their_own_however_it_is_named(database, do, note, bind, priya):
    do(naming.set_me, person_id=priya, is_me=True)

    assert bind(note("a flat", person_id=None)).is_mine
    assert bind(note("a job", person_id=priya)).is_mine


def test_what_was_noted_of_who_turns_out_to_be_the_user_is_their_own(
    database, do, note, bind, priya, ask
):
    number = note()
    do(naming.set_me, person_id=priya, is_me=True)
    assert bind(number).is_mine
    with database.reading() as session:
        assert people.find_people(session, "in:bind") == []

    undo(database)
    assert bind(number).person_id == priya


@pytest.mark.parametrize("text", ["", " \n", "x" * 10_001])
def test_a_bind_that_says_nothing_or_far_too_much_is_refused(note, text):
    with pytest.raises(Trouble):
        note(text)


def test_nobody_in_the_trash_gets_a_bind(do, note, priya):
    do(people.delete_people, ids=[priya])

    with pytest.raises(Trouble, match="in the trash"):
        note()


class TestOrder:
    def test_promised_and_due_first_then_urgent_then_longest_unseen(self, note, ask):
        note("recent", when=NOW)
        note("long ago", when=NOW - timedelta(days=9))
        note("urgent", urgent=True)
        note("promised for later", promised_on=NOW.date() + timedelta(days=1))
        note("promised for today", promised_on=NOW.date())
        note("promised for yesterday", promised_on=NOW.date() - timedelta(days=1))

        assert shown(ask) == [
            "promised for yesterday",
            "promised for today",
            "urgent",
            "long ago",
            "recent",
            "promised for later",
        ]

    def test_who_was_written_to_since_is_not_the_longest_unseen(self, do, note, ask, priya, carla):
        note("hers, long ago", when=NOW - timedelta(days=9))
        note("his, later", person_id=carla, when=NOW - timedelta(days=5))
        assert shown(ask) == ["hers, long ago", "his, later"]

        for person_id, direction in ((priya, Direction.FROM_ME), (carla, Direction.FROM_THEM)):
            do(
                ledger.log_exchange,
                person_id=person_id,
                direction=direction,
                at=NOW - timedelta(days=1),
                channel=Channel.MAIL,
                carried=Carried.HELP,
            )
        assert shown(ask) == ["his, later", "hers, long ago"]

    def test_each_kind_has_its_list_and_its_count(self, do, note, ask, database):
        note("hers")
        note("mine", person_id=None)
        do(binds.solve, NOW, bind_id=note("solved"))
        do(binds.still_matters, NOW + timedelta(days=1), bind_id=note("faded"), matters=False)

        assert shown(ask) == ["hers"]
        assert shown(ask, Which.MINE) == ["mine"]
        assert shown(ask, Which.SOLVED) == ["faded", "solved"]
        with database.reading() as session:
            assert dict(binds.counts(session)) == {
                Which.OTHERS: 1,
                Which.MINE: 1,
                Which.SOLVED: 2,
            }

    def test_binds_of_people_in_the_trash_are_not_shown(self, do, note, ask, priya):
        note()
        do(people.delete_people, ids=[priya])

        assert shown(ask) == []

    def test_a_page_shows_what_is_open_before_what_is_over(self, do, note, database, priya):
        note("open")
        do(binds.solve, bind_id=note("over"))
        note("latest")

        with database.reading() as session:
            found = [each.text for each in binds.of_person(session, priya)]
        assert found == ["latest", "open", "over"]


class TestStates:
    def test_solving_ends_a_bind_and_reopening_asks_again_whether_it_faded(self, do, note, bind):
        number = note()
        do(binds.still_matters, bind_id=number, matters=True)
        do(binds.solve, bind_id=number)
        assert bind(number).state is BindState.SOLVED

        do(binds.set_state, bind_id=number, state=BindState.OPEN)
        assert bind(number).is_open
        assert not bind(number).asked_whether_faded

    def test_snoozing_touches_nothing_and_is_no_exchange(self, do, note, bind, ask, priya):
        number = note()
        later = NOW + timedelta(days=1)
        do(binds.snooze, NOW + timedelta(hours=2), bind_id=number, until=later)

        assert bind(number).snoozed_until == later
        assert bind(number).touched_at == NOW
        assert ask(lambda session, now: ledger.exchanges(session, priya)) == []

    def test_having_helped_is_in_the_ledger_and_leaves_the_bind_open(
        self, do, note, bind, ask, priya, database
    ):
        number = note()
        do(binds.helped, bind_id=number, text="gave her two names")

        (exchange,) = ask(lambda session, now: ledger.exchanges(session, priya))
        assert (exchange.carried, exchange.direction) == (Carried.HELP, Direction.FROM_ME)
        assert exchange.text == "gave her two names"
        assert bind(number).state is BindState.HELPING
        assert bind(number).snoozed_until == NOW + binds.HELPED_RESTS

        undo(database)
        assert ask(lambda session, now: ledger.exchanges(session, priya)) == []
        assert bind(number).state is BindState.OPEN

    def test_help_that_the_ledger_has_already_is_not_logged_twice(self, do, note, ask, priya):
        do(binds.helped, bind_id=note(), log=False)

        assert ask(lambda session, now: ledger.exchanges(session, priya)) == []

    def test_nobody_helps_with_their_own_bind(self, do, note):
        with pytest.raises(Trouble, match="your own"):
            do(binds.helped, bind_id=note(person_id=None))

    def test_what_still_matters_is_asked_only_once(self, do, note, bind):
        number = note()
        do(binds.still_matters, bind_id=number, matters=True)

        assert bind(number).asked_whether_faded
        assert bind(number).is_open

    def test_what_does_not_matter_any_more_has_faded(self, do, note, bind):
        number = note()
        do(binds.still_matters, bind_id=number, matters=False)

        assert bind(number).state is BindState.FADED


class TestSteps:
    def test_steps_stand_in_the_order_in_which_they_were_put(self, do, note, bind):
        number = note()
        steps = [do(binds.add_step, bind_id=number, text=text) for text in ("ask", "call", "tell")]
        do(binds.move_step, step_id=steps[2], place=0)
        do(binds.remove_step, step_id=steps[1])

        assert [step.text for step in bind(number).steps] == ["tell", "ask"]

    def test_a_step_is_done_on_a_day_and_may_be_done_after_all(self, do, note, bind):
        number = note()
        step = do(binds.add_step, bind_id=number, text="ask Léa")
        do(binds.set_step_done, step_id=step, done=True)
        assert bind(number).steps[0].done_on == NOW.date()

        do(binds.set_step_done, step_id=step, done=False)
        assert bind(number).steps[0].done_on is None

    def test_a_step_can_be_worded_anew_but_not_emptied(self, do, note, bind):
        number = note()
        step = do(binds.add_step, bind_id=number, text="ask Léa")
        do(binds.edit_step, step_id=step, text="ask Léa and  Tom")
        assert bind(number).steps[0].text == "ask Léa and Tom"

        with pytest.raises(Trouble):
            do(binds.edit_step, step_id=step, text=" ")


def change(bind, **new):
    fields = {
        "text": bind.text,
        "promise": bind.promise,
        "promised_on": bind.promised_on,
        "since": bind.since,
        "would_count": bind.would_count,
        "urgent": bind.urgent,
        "just_listen": bind.just_listen,
    }
    return fields | new


def test_an_edit_changes_what_a_bind_says(do, note, bind):
    number = note()
    fields = change(bind(number), text="knows nobody in Paris", just_listen=True)
    do(binds.edit_bind, NOW + timedelta(days=1), bind_id=number, **fields)

    assert bind(number).text == "knows nobody in Paris"
    assert bind(number).just_listen
    assert bind(number).touched_at == NOW + timedelta(days=1)


def test_an_edit_that_changes_nothing_is_no_step(database, note, bind, now):
    number = note()
    fields = change(bind(number))
    outcome = perform(database, lambda session: binds.edit_bind(session, number, now, **fields))

    assert outcome.action is None


@pytest.mark.parametrize(
    "change_it",
    [
        lambda session, number, now: binds.edit_bind(
            session, number, now, **change(binds.bind(session, number), text="else", urgent=True)
        ),
        lambda session, number, now: binds.set_state(session, number, BindState.HANDED_ON, now),
        lambda session, number, now: binds.snooze(session, number, now + timedelta(1), now),
        lambda session, number, now: binds.helped(session, number, now),
        lambda session, number, now: binds.solve(session, number, now),
        lambda session, number, now: binds.still_matters(session, number, now, matters=False),
        lambda session, number, now: binds.delete(session, number, now),
        lambda session, number, now: binds.add_step(session, number, "third", now),
        lambda session, number, now: binds.edit_step(session, 1, "else", now),
        lambda session, number, now: binds.set_step_done(session, 1, done=True, now=now),
        lambda session, number, now: binds.remove_step(session, 1, now),
        lambda session, number, now: binds.move_step(session, 1, 1, now),
    ],
)
def test_every_change_can_be_taken_back(database, do, note, bind, change_it):
    number = note()
    for text in ("first", "second"):
        do(binds.add_step, bind_id=number, text=text)
    before = bind(number)
    later = NOW + timedelta(hours=1)
    outcome = perform(database, lambda session: change_it(session, number, later))
    assert outcome.action is not None

    undo(database)

    assert bind(number) == before


def test_a_deleted_bind_is_gone_from_everywhere(do, note, ask, bind):
    number = note()
    do(binds.delete, bind_id=number)

    assert shown(ask) == []
    with pytest.raises(Trouble, match="no longer there"):
        bind(number)


def test_a_bind_is_meant_by_its_number_or_the_start_of_its_uid(database, note, bind):
    number = note()
    with database.reading() as session:
        assert binds.resolve(session, str(number)) == number
        assert binds.resolve(session, bind(number).uid[:9].upper()) == number
        for text in ("", "999", "nobody"):
            with pytest.raises(Trouble):
                binds.resolve(session, text)
