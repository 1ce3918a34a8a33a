"""An introduction that is being written: letters before anything is kept, one step to keep it."""

import pytest
from sqlalchemy import select

from passalong.domain.gate import ReasonKind
from passalong.domain.message import text_of
from passalong.domain.outgoing import Errand
from passalong.errors import Trouble
from passalong.services import (
    acquaintance,
    history,
    introduction_plans,
    introductions,
    outgoing,
    people,
)
from passalong.services.outcome import perform
from passalong.store import tables

GETS = {"a_gets": "golf lessons", "b_gets": "a seat in the box"}


@pytest.fixture
def read(database, now):
    def read(question):
        with database.reading() as session:
            return question(session)

    return read


@pytest.fixture
def planned(read, ben, carla, now):
    def planned(**said):
        return read(lambda session: introduction_plans.plan(session, ben, carla, now, **said))

    return planned


@pytest.fixture
def letters(read):
    return lambda plan: read(lambda session: introduction_plans.letters(session, plan))


def kept_rows(read):
    return read(lambda session: session.scalars(select(tables.Introduction)).all())


def words(plan, **texts):
    a, b = plan.introduction.sides
    gets = {a.person_id: "golf lessons", b.person_id: "a seat in the box"}
    about = {a.person_id: texts.get("a", ""), b.person_id: texts.get("b", "")}
    return plan.with_words(gets, about)


def test_letters_follow_the_words_before_anything_is_kept(read, planned, letters):
    to_ben, to_carla, to_both = letters(words(planned(), b="Carla teaches golf."))

    assert "golf lessons" in text_of(to_ben.parts)
    assert "Carla teaches golf." in text_of(to_ben.parts)
    assert "a seat in the box" in text_of(to_carla.parts)
    assert to_both.errand is Errand.INTRODUCE
    assert to_both.introduction_id is None
    assert kept_rows(read) == []


def test_what_each_gets_stays_with_them_in_whichever_order_they_are_named(read, ben, carla, now):
    plan = read(
        lambda session: introduction_plans.plan(
            session, carla, ben, now, a_gets="for Carla", b_gets="for Ben"
        )
    )

    assert plan.introduction.gets(ben) == "for Ben"
    assert plan.introduction.gets(carla) == "for Carla"


def test_whoever_is_open_gets_no_question_and_the_gate_does_not_mind(
    do, read, planned, letters, ben, carla, now
):
    for person_id in (ben, carla):
        do(acquaintance.set_open_to_introductions, person_id=person_id, is_open=True)

    (letter,) = letters(words(planned()))

    answer = read(lambda session: outgoing.check(session, letter, now))
    assert ReasonKind.NOT_ASKED_TO_MEET not in {reason.kind for reason in answer.reasons}


def test_the_gate_warns_of_introducing_those_who_were_not_asked(read, planned, letters, now):
    *_, letter = letters(words(planned()))

    answer = read(lambda session: outgoing.check(session, letter, now))
    assert ReasonKind.NOT_ASKED_TO_MEET in {reason.kind for reason in answer.reasons}


def test_words_and_introduction_are_kept_in_one_step(database, read, planned, ben, carla, now):
    plan = words(planned(), a="Ben plays golf.", b="Carla teaches golf.")

    number = perform(database, lambda session: introduction_plans.save(session, plan, now)).value

    about = read(lambda session: introductions.introduction(session, number))
    assert about.gets(ben) == "golf lessons"
    kept = read(lambda session: acquaintance.meeting(session, carla))
    assert kept.text == "Carla teaches golf."
    perform(database, history.undo)
    assert kept_rows(read) == []
    assert read(lambda session: acquaintance.meeting(session, carla)).text == ""


def test_what_was_begun_goes_on(database, do, read, planned, letters, ben, carla, now):
    number = do(introductions.begin, a_id=ben, b_id=carla, **GETS)
    do(introductions.answer, introduction_id=number, person_id=ben, yes=True)

    plan = planned(a_gets="something else")

    assert plan.introduction.id == number
    assert plan.introduction.gets(ben) == "golf lessons"
    assert [letter.errand for letter in letters(plan)] == [Errand.ASK_TO_MEET, Errand.INTRODUCE]
    assert letters(plan)[0].person_id == carla
    perform(database, lambda session: introduction_plans.save(session, words(plan), now))
    assert len(kept_rows(read)) == 1


def test_what_one_gets_must_be_said(database, planned, now):
    with pytest.raises(Trouble, match="gets out of it"):
        perform(database, lambda session: introduction_plans.save(session, planned(), now))


def test_those_who_were_introduced_are_not_begun_anew(do, planned, ben, carla):
    number = do(introductions.begin, a_id=ben, b_id=carla, **GETS)
    do(introductions.mark_introduced, introduction_id=number)

    with pytest.raises(Trouble, match="were introduced already"):
        planned()


def test_it_is_known_of_whom_there_is_no_address(do, read, now):
    ann = do(people.add_person, line="Ann Lee ann@lee.example")
    bo = do(people.add_person, line="Bo Lindqvist")

    plan = read(lambda session: introduction_plans.plan(session, ann, bo, now))

    assert [side.name for side in plan.without_address] == ["Bo Lindqvist"]


def test_what_they_can_offer_is_at_hand(do, read, now):
    ann = do(people.add_person, line="Ann Lee has: flat in Lisbon")
    bo = do(people.add_person, line="Bo Lindqvist")

    plan = read(lambda session: introduction_plans.plan(session, ann, bo, now))

    assert plan.offers == {ann: ("flat in Lisbon",), bo: ()}
