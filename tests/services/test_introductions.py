"""Introductions: begun with what each gets, asked first, and seen to the end."""

from datetime import timedelta
from functools import partial

import pytest

from passalong.domain.bind import BindState
from passalong.domain.exchange import Carried, Direction
from passalong.domain.introduction import Answer, Stage
from passalong.errors import Trouble
from passalong.services import (
    acquaintance,
    binds,
    history,
    introductions,
    ledger,
    naming,
    people,
)
from passalong.services.introductions import Which
from passalong.services.outcome import perform
from passalong.store import tables


@pytest.fixture
def begin(do, ben, carla):
    def begun(a=ben, b=carla, a_gets="a golf partner", b_gets="a seat at the game", **values):
        return do(introductions.begin, a_id=a, b_id=b, a_gets=a_gets, b_gets=b_gets, **values)

    return begun


@pytest.fixture
def look(database):
    """Return an introduction as it stands now."""

    def read(introduction_id):
        with database.reading() as session:
            return introductions.introduction(session, introduction_id)

    return read


def add_bind(database, now, person_id):
    with database.writing() as writing:
        bind = tables.Bind(
            person_id=person_id,
            text="Needs somebody who knows tenders",
            since=now.date(),
            touched_at=now,
            created_at=now,
            updated_at=now,
        )
        writing.session.add(bind)
        writing.session.flush()
        return bind.id


def test_who_begins_it_need_not_know_in_which_order_the_two_are_kept(begin, look, ben, carla):
    made = look(begin(a=carla, b=ben, a_gets="a seat at the game", b_gets="a golf partner"))
    assert (made.a.person_id, made.a_gets, made.b_gets) == (
        ben,
        "a golf partner",
        "a seat at the game",
    )
    assert (made.gets(carla), made.other(carla).name) == ("a seat at the game", "Ben Whitaker")


@pytest.mark.parametrize(("a_gets", "b_gets", "whose"), [("", "x", "Ben"), ("x", " … ", "Carla")])
def test_what_each_gets_must_be_said(begin, a_gets, b_gets, whose):
    with pytest.raises(Trouble, match=f"what {whose}.* gets"):
        begin(a_gets=a_gets, b_gets=b_gets)


def test_an_introduction_is_between_two_others(begin, do, ben, carla):
    with pytest.raises(Trouble, match="one person"):
        begin(a=ben, b=ben)
    do(naming.set_me, person_id=ben, is_me=True)
    with pytest.raises(Trouble, match="You are one"):
        begin(a=carla, b=ben)
    do(naming.set_me, person_id=ben, is_me=False)
    do(people.delete_people, ids=[carla])
    with pytest.raises(Trouble, match="in the trash"):
        begin()


def test_a_pair_has_one_introduction(begin, do, ben, carla):
    begin()
    with pytest.raises(Trouble, match="under way"):
        begin(a=carla, b=ben)
    do(introductions.know_each_other, a_id=carla, b_id=ben)
    with pytest.raises(Trouble, match="know each other"):
        begin()
    do(introductions.decline, a_id=carla, b_id=ben)
    with pytest.raises(Trouble, match=r"set .* aside"):
        begin()


def test_both_said_yes_once_each_has(begin, do, look, ben, carla):
    number = begin()
    do(introductions.answer, introduction_id=number, person_id=ben, yes=True)
    assert look(number).stage is Stage.ASKED_A
    do(introductions.answer, introduction_id=number, person_id=carla, yes=True)
    made = look(number)
    assert made.stage is Stage.BOTH_SAID_YES
    assert [asked.answer for asked in made.questions] == [Answer.YES, Answer.YES]


def test_a_no_ends_it_and_can_be_changed_to_a_yes(begin, do, look, ask, ben):
    number = begin()
    do(introductions.answer, introduction_id=number, person_id=ben, yes=False)
    assert look(number).stage is Stage.DECLINED
    assert ask(introductions.introductions) == []
    assert [one.id for one in ask(introductions.introductions, which=Which.ENDED)] == [number]
    do(introductions.answer, introduction_id=number, person_id=ben, yes=True)
    assert look(number).stage is Stage.ASKED_A


def test_who_becomes_open_to_introductions_need_not_answer(begin, do, look, ben, carla):
    number = begin()
    do(introductions.answer, introduction_id=number, person_id=ben, yes=True)
    do(acquaintance.set_open_to_introductions, person_id=carla, is_open=True)
    assert look(number).stage is Stage.BOTH_SAID_YES
    do(acquaintance.set_open_to_introductions, person_id=carla, is_open=False)
    assert look(number).stage is Stage.ASKED_A


def test_what_each_gets_can_be_changed_until_they_are_introduced(begin, do, look):
    number = begin()
    do(introductions.edit, introduction_id=number, a_gets="a partner", b_gets="a seat")
    assert (look(number).a_gets, look(number).b_gets) == ("a partner", "a seat")
    do(introductions.mark_introduced, introduction_id=number)
    with pytest.raises(Trouble, match="introduced already"):
        do(introductions.edit, introduction_id=number, a_gets="a partner", b_gets="a seat")


def test_what_came_of_it_is_asked_twice_and_no_more(begin, do, ask, now):
    number = begin()
    do(introductions.mark_introduced, introduction_id=number)

    def due(days):
        found = ask(introductions.outcome_due, when=now + timedelta(days=days))
        return [one.id for one in found]

    def later(days, text=""):
        then = now + timedelta(days=days)
        do(introductions.set_outcome, when=then, introduction_id=number, text=text, later=True)

    later(13)  # it was not asked yet: nothing is put off
    assert (due(13), due(14)) == ([], [number])
    later(14)
    later(44, "they wrote")
    assert (due(44), due(45)) == ([], [number])
    later(45)
    assert due(400) == []
    do(introductions.set_outcome, introduction_id=number, text="They found a studio.")
    (ended,) = ask(introductions.introductions, which=Which.ENDED)
    assert (ended.stage, ended.outcome) == (Stage.OUTCOME, "They found a studio.")


def test_a_snoozed_question_waits(begin, do, ask, now):
    number = begin()
    do(introductions.mark_introduced, introduction_id=number)
    later, until = now + timedelta(days=14), now + timedelta(days=15)
    do(introductions.snooze, when=later, introduction_id=number, until=until)
    assert ask(introductions.outcome_due, when=later) == []
    assert [one.id for one in ask(introductions.outcome_due, when=until)] == [number]


def test_nothing_comes_of_what_was_not_made(begin, do):
    number = begin()
    for service in (introductions.mark_met, introductions.mark_thanked):
        with pytest.raises(Trouble, match="not introduced"):
            do(service, introduction_id=number)
    with pytest.raises(Trouble, match="not introduced"):
        do(introductions.set_outcome, introduction_id=number, text="They met.")


def test_an_introduction_hands_on_the_bind_it_was_made_for(begin, do, database, now, ben):
    bind_id = add_bind(database, now, ben)
    number = begin(bind_id=bind_id)
    do(introductions.mark_introduced, introduction_id=number)
    with database.reading() as session:
        assert session.get(tables.Bind, bind_id).state == BindState.HANDED_ON
    perform(database, history.undo)
    with database.reading() as session:
        assert session.get(tables.Bind, bind_id).state == BindState.OPEN
        assert introductions.introduction(session, number).stage is Stage.IDEA


def test_an_introduction_is_made_for_an_open_bind_of_one_of_the_two(
    begin, do, database, now, ben, carla
):
    ada = do(people.add_person, line="Ada: into trains")
    theirs = add_bind(database, now, ada)
    with pytest.raises(Trouble, match="neither Ben Whitaker nor Carla Ruiz"):
        begin(bind_id=theirs)
    with pytest.raises(Trouble, match="neither"):
        begin(bind_id=add_bind(database, now, None))  # the user's own
    over = add_bind(database, now, carla)
    do(binds.solve, bind_id=over)
    with pytest.raises(Trouble, match="over"):
        begin(bind_id=over)
    assert begin(bind_id=add_bind(database, now, carla))


def test_who_were_introduced_in_person_have_it_in_their_ledgers(begin, do, database, ben, carla):
    number = begin()
    do(introductions.mark_introduced, introduction_id=number)
    with database.reading() as session:
        found = ledger.exchanges(session)
    assert {each.person_id for each in found} == {ben, carla}
    assert {each.carried for each in found} == {Carried.INTRODUCTION}
    assert {each.introduction_id for each in found} == {number}
    assert {each.direction for each in found} == {Direction.FROM_ME}
    perform(database, history.undo)
    with database.reading() as session:
        assert ledger.exchanges(session) == []


@pytest.mark.parametrize("service", [introductions.decline, introductions.know_each_other])
def test_what_came_of_an_introduction_is_not_lost_by_setting_the_pair_aside(
    begin, do, look, ben, carla, service
):
    number = begin()
    do(introductions.mark_introduced, introduction_id=number)
    do(introductions.set_outcome, introduction_id=number, text="They found a studio.")
    with pytest.raises(Trouble, match="introduced already"):
        do(service, a_id=ben, b_id=carla)
    assert (look(number).stage, look(number).outcome) == (Stage.OUTCOME, "They found a studio.")


@pytest.mark.parametrize(
    "service",
    [introductions.mark_introduced, introductions.mark_met, introductions.mark_thanked],
)
def test_nothing_comes_of_a_pair_that_was_set_aside(begin, do, look, ben, carla, service):
    number = begin()
    do(introductions.decline, a_id=ben, b_id=carla)
    with pytest.raises(Trouble, match="set Ben Whitaker and Carla Ruiz aside"):
        do(service, introduction_id=number)
    assert look(number).stage is Stage.DECLINED


def test_an_introduction_of_somebody_in_the_trash_is_not_shown(begin, do, ask, carla):
    begin()
    do(people.delete_people, ids=[carla])
    assert ask(introductions.introductions, which=Which.ALL) == []


def test_those_whose_outcome_is_due_come_first(begin, do, ask, now, ben):
    made = begin()
    do(introductions.mark_introduced, introduction_id=made)
    dora = do(people.add_person, line="Dora Lind")
    later = now + timedelta(days=20)
    begun = begin(when=later, a=ben, b=dora)
    assert [one.id for one in ask(introductions.introductions, when=later)] == [made, begun]
    with_ben = ask(lambda session, now: introductions.of_person(session, ben))
    assert [one.id for one in with_ben] == [begun, made]


def test_who_introduced_whom_is_kept(do, database, ben, carla):
    do(acquaintance.set_introduced_by, person_id=carla, by_id=ben)
    do(acquaintance.set_introduction_text, person_id=carla, text=" Carla teaches golf. ")
    with database.reading() as session:
        told, of_ben = acquaintance.meeting(session, carla), acquaintance.meeting(session, ben)
    assert told.introduced_by == (ben, "Ben Whitaker")
    assert told.text == "Carla teaches golf."
    assert of_ben.introduced == ((carla, "Carla Ruiz"),)
    with pytest.raises(Trouble, match="Nobody introduces themselves"):
        do(acquaintance.set_introduced_by, person_id=ben, by_id=ben)
    do(acquaintance.set_introduced_by, person_id=carla, by_id=None)
    with database.reading() as session:
        assert acquaintance.introduced_by(session, carla) is None


def test_every_step_can_be_taken_back(begin, do, database, look, ben):
    number = begin()
    steps = [
        partial(introductions.answer, introduction_id=number, person_id=ben, yes=True),
        partial(introductions.mark_introduced, introduction_id=number),
        partial(introductions.mark_met, introduction_id=number),
        partial(introductions.set_outcome, introduction_id=number, text="They met."),
        partial(introductions.mark_thanked, introduction_id=number),
    ]
    seen = [look(number)]
    for step in steps:
        do(step)
        seen.append(look(number))
    for before in reversed(seen[:-1]):
        perform(database, history.undo)
        assert look(number) == before
