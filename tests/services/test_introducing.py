"""What is written to the two: asked first and seldom, one letter, an exchange with each."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.services.ledger_helpers import kinds

from passalong.domain.card import Email
from passalong.domain.exchange import Carried
from passalong.domain.gate import ReasonKind, Verdict
from passalong.domain.introduction import Stage, StepKind, next_step
from passalong.domain.message import TemplatePart, text_of
from passalong.errors import Trouble
from passalong.services import (
    acquaintance,
    composing,
    editing,
    history,
    introducing,
    introductions,
    ledger,
    open_letters,
    outgoing,
    people,
    templates,
)
from passalong.services.outcome import perform
from passalong.services.outgoing import Blocked, Errand
from passalong.words import gate as gate_words
from passalong.words import ledger as ledger_words


@pytest.fixture
def begun(do, ben, carla):
    do(editing.put_detail, person_id=carla, value=Email("carla@ruiz.example"), row_id=None)
    do(acquaintance.set_introduction_text, person_id=carla, text="Carla teaches golf in Lisbon.")
    return do(introductions.begin, a_id=ben, b_id=carla, a_gets="golf lessons.", b_gets="a seat")


@pytest.fixture
def write(database):
    """Return a letter of an introduction."""

    def written(service, *values):
        with database.reading() as session:
            return service(session, *values)

    return written


@pytest.fixture
def look(database):
    def read(introduction_id):
        with database.reading() as session:
            return introductions.introduction(session, introduction_id)

    return read


def exchanges(database):
    with database.reading() as session:
        return ledger.exchanges(session)


def test_a_question_says_what_is_in_it_for_them_and_nothing_else_about_the_other(
    do, ask, write, begun, ben, carla
):
    do(people.add_line, person_id=carla, line="hates her boss needs: a way out")
    question = write(introducing.question_letter, begun, ben)
    text = ask(outgoing.release, outgoing=question).text
    assert text == (
        "Hi Ben,\n\n"
        "I would like to introduce you to Carla Ruiz, if you like."
        " What I think is in it for you: golf lessons.\n\n"
        "Carla teaches golf in Lisbon.\n\n"
        "Shall I? No is a fine answer, too.\n\n"
        "Best wishes"
    )


def test_asking_moves_the_introduction_and_is_an_exchange(do, write, look, database, begun, ben):
    do(outgoing.record_sent, outgoing=write(introducing.question_letter, begun, ben))
    asked = look(begun)
    assert asked.stage is Stage.ASKED_A
    assert next_step(asked).kind is StepKind.AWAIT
    (sent,) = exchanges(database)
    assert (sent.person_id, sent.carried, sent.started_by_me) == (ben, Carried.REQUEST, True)
    assert ledger_words.exchange(sent) == "you asked whether they would like to meet somebody"
    perform(database, history.undo)
    assert look(begun).stage is Stage.IDEA
    assert exchanges(database) == []


def test_a_person_is_asked_once_in_thirty_days(do, ask, write, now, begun, ben):
    do(outgoing.record_sent, outgoing=write(introducing.question_letter, begun, ben))
    dora = do(people.add_person, line="Dora Lind")
    other = do(introductions.begin, a_id=ben, b_id=dora, a_gets="a studio", b_gets="a tenant")
    question = write(introducing.question_letter, other, ben)

    on_the_day = now + timedelta(days=30)
    answer = ask(outgoing.check, when=on_the_day, outgoing=question)
    assert kinds(answer) == {ReasonKind.QUESTION_TOO_SOON}
    assert answer.free_at == on_the_day
    with pytest.raises(Blocked):
        do(outgoing.record_sent, when=on_the_day, outgoing=question)
    later = on_the_day + timedelta(seconds=1)
    assert ask(outgoing.check, when=later, outgoing=question).verdict is Verdict.ALLOW
    to_dora = write(introducing.question_letter, other, dora)
    assert ask(outgoing.check, outgoing=to_dora).verdict is Verdict.ALLOW


def test_a_question_that_was_handed_out_counts_as_asked(do, ask, write, begun, ben):
    first = write(introducing.question_letter, begun, ben)
    noted = do(open_letters.note, outgoing=first)
    assert ask(outgoing.check, outgoing=first).verdict is Verdict.ALLOW  # itself does not count
    dora = do(people.add_person, line="Dora Lind")
    other = do(introductions.begin, a_id=ben, b_id=dora, a_gets="a studio", b_gets="a tenant")
    second = write(introducing.question_letter, other, ben)
    assert kinds(ask(outgoing.check, outgoing=second)) == {ReasonKind.QUESTION_TOO_SOON}
    do(lambda session, now: open_letters.not_sent(session, noted))
    assert ask(outgoing.check, outgoing=second).verdict is Verdict.ALLOW


def test_a_question_that_was_not_sent_after_all_counts_no_more(do, ask, write, begun, ben):
    question = write(introducing.question_letter, begun, ben)
    sent = do(outgoing.record_sent, outgoing=question)
    assert kinds(ask(outgoing.check, outgoing=question)) == {ReasonKind.QUESTION_TOO_SOON}
    do(ledger.delete_exchange, exchange_id=sent)
    assert ask(outgoing.check, outgoing=question).verdict is Verdict.ALLOW


def test_nobody_is_asked_without_need(do, write, begun, ben, carla):
    do(acquaintance.set_open_to_introductions, person_id=ben, is_open=True)
    with pytest.raises(Trouble, match="open to introductions"):
        write(introducing.question_letter, begun, ben)
    do(introductions.answer, introduction_id=begun, person_id=carla, yes=True)
    with pytest.raises(Trouble, match="said yes already"):
        write(introducing.question_letter, begun, carla)


def test_the_introduction_goes_to_both_and_says_what_each_gets(ask, write, begun):
    letter = ask(outgoing.release, outgoing=write(introducing.introduction_letter, begun))
    assert [to.address for to in letter.addressees] == [
        "ben@whitaker.example",
        "carla@ruiz.example",
    ]
    assert letter.names == "Ben Whitaker and Carla Ruiz"
    assert letter.mailto.startswith("mailto:ben@whitaker.example,carla@ruiz.example?subject=")
    assert "Ben, what I think is in it for you: golf lessons." in letter.text
    assert "And for you, Carla: a seat." in letter.text
    assert "Carla teaches golf in Lisbon." in letter.text


def test_one_step_records_an_exchange_with_each_and_one_step_takes_both_back(
    do, write, look, database, begun, ben, carla
):
    for person_id in (ben, carla):
        do(introductions.answer, introduction_id=begun, person_id=person_id, yes=True)
    do(outgoing.record_sent, outgoing=write(introducing.introduction_letter, begun))
    sent = exchanges(database)
    assert {each.person_id for each in sent} == {ben, carla}
    assert {each.carried for each in sent} == {Carried.INTRODUCTION}
    assert look(begun).stage is Stage.INTRODUCED
    perform(database, history.undo)
    assert exchanges(database) == []
    assert look(begun).stage is Stage.BOTH_SAID_YES


def test_the_gate_is_asked_for_both_and_says_whom_it_means(do, ask, write, now, begun, ben, carla):
    letter = write(introducing.introduction_letter, begun)
    asked = ask(outgoing.check, outgoing=letter)
    assert asked.verdict is Verdict.WARN
    assert {(why.kind, why.who) for why in asked.reasons} == {
        (ReasonKind.NOT_ASKED_TO_MEET, "Ben Whitaker"),
        (ReasonKind.NOT_ASKED_TO_MEET, "Carla Ruiz"),
    }
    do(introductions.answer, introduction_id=begun, person_id=ben, yes=True)
    do(ledger.rest, person_id=carla)
    answer = ask(outgoing.check, outgoing=letter)
    blocking = [gate_words.reason(why, now) for why in answer.reasons if why.blocks]
    assert blocking == [
        "Carla Ruiz: you let this tie rest; it ends when they write, or when you end it"
    ]
    with pytest.raises(Blocked, match="Ben Whitaker and Carla Ruiz"):
        do(outgoing.record_sent, outgoing=letter)


def test_nobody_is_introduced_against_their_word(do, ask, write, begun, ben, carla):
    letter = write(introducing.introduction_letter, begun)
    do(introductions.answer, introduction_id=begun, person_id=carla, yes=False)
    answer = ask(outgoing.check, outgoing=letter)
    assert (ReasonKind.SAID_NO_TO_MEET, "Carla Ruiz") in {
        (why.kind, why.who) for why in answer.reasons
    }
    with pytest.raises(Trouble, match="set aside"):
        write(introducing.introduction_letter, begun)


def test_two_are_introduced_once(do, write, begun):
    letter = write(introducing.introduction_letter, begun)
    do(outgoing.record_sent, outgoing=letter)
    with pytest.raises(Trouble, match="introduced already"):
        do(outgoing.record_sent, outgoing=letter)


def test_a_letter_about_two_goes_to_no_third(do, write, database, begun, ben):
    dora = do(people.add_person, line="Dora Lind")
    letter = write(introducing.introduction_letter, begun)
    for wrong in (
        replace(letter, also_id=dora),
        replace(letter, also_id=None),
        replace(letter, person_id=dora, also_id=None, errand=Errand.ASK_TO_MEET),
        replace(letter, introduction_id=None),
    ):
        with pytest.raises(Trouble, match=r"two others|which introduction"):
            do(outgoing.record_sent, outgoing=wrong)
    assert exchanges(database) == []


def test_an_open_letter_to_two_is_asked_about_by_both_names(do, write, database, begun):
    letter = write(introducing.introduction_letter, begun)
    do(open_letters.note, outgoing=letter)
    with database.reading() as session:
        (waiting,) = open_letters.waiting(session)
    assert waiting.person_name == "Ben Whitaker and Carla Ruiz"
    assert waiting.outgoing == letter
    do(outgoing.record_sent, outgoing=waiting.outgoing)
    with database.reading() as session:
        assert open_letters.waiting(session) == []


def test_thanks_go_to_both_and_do_not_tell_what_came_of_it(do, ask, write, look, database, begun):
    with pytest.raises(Trouble, match="not introduced"):
        write(introducing.thanks_letter, begun)
    do(introductions.mark_introduced, introduction_id=begun)
    do(introductions.set_outcome, introduction_id=begun, text="Carla overcharged him.")
    letter = write(introducing.thanks_letter, begun)
    assert "overcharged" not in text_of(letter.parts)
    assert ask(outgoing.check, outgoing=letter).verdict is Verdict.ALLOW
    assert next_step(look(begun)).kind is StepKind.THANK
    do(outgoing.record_sent, outgoing=letter)
    assert next_step(look(begun)) is None
    told = [ledger_words.exchange(each) for each in exchanges(database)]
    thanks = "you thanked them for having met somebody"
    assert sorted(told) == ["you introduced somebody"] * 2 + [thanks] * 2


def test_the_composer_opens_for_such_a_letter(do, ask, write, begun, ben):
    do(
        lambda session, now: templates.save(
            session, TemplatePart.MEET_ASK, "Have you two met, {other} and you?"
        )
    )
    question = write(introducing.question_letter, begun, ben)
    assert question.parts.value == "Have you two met, Carla Ruiz and you?"
    composing_ = ask(composing.compose_letter, letter=question)
    assert (composing_.outgoing, composing_.person.id) == (question, ben)
    assert composing_.ways[TemplatePart.MEET_ASK] == ()  # words with a hole are not offered


def test_two_of_one_name_are_called_by_their_whole_names(do, write, begun, ben):
    other = do(people.add_person, line="Ben Lind")
    twice = do(introductions.begin, a_id=ben, b_id=other, a_gets="a", b_gets="b")
    parts = write(introducing.introduction_letter, twice).parts
    assert parts.greeting == "Hi Ben Whitaker and Ben Lind,"
