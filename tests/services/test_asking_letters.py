"""What is written to those whom the user asks for help, and to whom it is solved."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.services.ledger_helpers import kinds, log

from passalong.domain.asking import RequestState
from passalong.domain.exchange import Carried, Direction
from passalong.domain.gate import ReasonKind, Verdict
from passalong.domain.message import TemplatePart, text_of
from passalong.domain.person import Field
from passalong.errors import Trouble
from passalong.services import (
    asking,
    binds,
    composing,
    editing,
    history,
    ledger,
    news,
    open_letters,
    opportunities,
    outgoing,
    templates,
)
from passalong.services.asking_letters import ask_letter, solved_letter, solved_letters
from passalong.services.outcome import perform
from passalong.services.outgoing import Blocked, Errand
from passalong.store.database import Database

DAY = timedelta(days=1)
GIVEN = "two play-off tickets in the east stand"


@pytest.fixture
def mine(do, ben, carla):
    number = do(
        binds.note_bind,
        person_id=None,
        text="somebody who translates contracts into Dutch",
        promised_on=date(2026, 10, 13),
        promise="my own secret plan",
        would_count="an hour of reading",
    )
    do(asking.begin_wave, bind_id=number, person_ids=[ben, carla])
    return number


@pytest.fixture
def requests(database, mine):
    def read():
        with database.reading() as session:
            return asking.requests(session, mine)

    return read


@pytest.fixture
def letter(database):
    def written(service, number):
        with database.reading() as session:
            return service(session, number)

    return written


def test_a_request_says_what_by_when_and_what_would_count(requests, letter):
    found = letter(ask_letter, requests()[0].id)
    assert text_of(found.parts) == (
        "Hi Ben,\n\n"
        "I am in a bind and could use your help: somebody who translates contracts into Dutch. "
        "I need it by Tuesday, 13 October. What would count: an hour of reading.\n\n"
        "Can you help, or do you know somebody who can? No is a fine answer, too.\n\n"
        "Best wishes"
    )
    assert found.subject == "somebody who translates contracts into Dutch"
    assert (found.errand, found.draft.carried) == (Errand.ASK_HELP, Carried.REQUEST)


def test_only_what_was_said_of_the_bind_is_in_it(do, database, letter, ben):
    number = do(binds.note_bind, person_id=None, text="Who knows a plumber?")
    request = do(asking.ask_also, bind_id=number, person_id=ben)
    assert letter(ask_letter, request).parts.value.endswith("help: Who knows a plumber?")


def test_what_was_once_given_is_never_in_a_message(
    do, ask, database, requests, mine, letter, now, ben
):
    """Whatever the ledger, the inbox and the page say of somebody stays out of what is sent."""
    thing = do(opportunities.capture, text=GIVEN.capitalize())
    given = ask(composing.compose, person_id=ben, opportunity_id=thing).outgoing
    do(outgoing.record_sent, when=now - 90 * DAY, outgoing=given)
    log(do, ben, now - 80 * DAY, carried=Carried.HELP, text="helped him move the timetable")
    log(do, ben, now - 70 * DAY, carried=Carried.JOB, text="Thanks!", direction=Direction.FROM_THEM)
    do(editing.put_word, person_id=ben, field=Field.ASSET, text="Dutch contracts", row_id=None)
    do(editing.write_note, person_id=ben, text="owes me a favour", note_id=None)
    do(news.add, text="I moved to the rail team.")
    with database.reading() as session:
        assert len(asking.what_was_given(session, ben)) == 2
    secrets = ("ticket", "stand", "timetable", "gave", "given", "favour", "rail")
    secrets += ("owe", "secret plan")
    request = requests()[0]
    said = [letter(ask_letter, request.id)]
    do(outgoing.record_sent, outgoing=said[0])
    do(asking.solve_mine, bind_id=mine, helper_ids=[ben])
    said += letter(solved_letters, mine)
    assert len(said) == 2
    for message in said:
        text = f"{message.subject}\n{text_of(message.parts)}".lower()
        assert not [secret for secret in secrets if secret in text]


def test_each_request_is_a_letter_of_its_own_to_one_person(database, requests, letter, now):
    for request, address in zip(requests(), ("ben@whitaker.example", ""), strict=True):
        message = letter(ask_letter, request.id)
        with database.reading() as session:
            released = outgoing.release(session, message, now)
        assert [to.address for to in released.addressees] == [address]
        assert message.person_ids == (request.person_id,)


def test_the_gate_lets_an_honest_request_through_and_misses_why_you(
    database, requests, letter, now
):
    message = letter(ask_letter, requests()[0].id)
    with database.reading() as session:
        answer = outgoing.check(session, message, now)
    assert answer.verdict is Verdict.WARN
    assert kinds(answer) == {ReasonKind.NO_WHY_YOU}


def test_a_request_that_does_not_say_what_is_needed_is_none(database, requests, letter, now):
    message = letter(ask_letter, requests()[0].id)
    emptied = replace(message, parts=replace(message.parts, value=" "))
    with database.reading() as session:
        answer = outgoing.check(session, emptied, now)
    assert answer.verdict is Verdict.BLOCK
    assert kinds(answer) == {ReasonKind.NO_VALUE}


def test_who_rests_is_not_written_to(do, database, requests, letter, now, ben):
    do(ledger.rest, person_id=ben)
    message = letter(ask_letter, requests()[0].id)
    with pytest.raises(Blocked), database.reading() as session:
        outgoing.release(session, message, now)
    with pytest.raises(Blocked):
        do(outgoing.record_sent, outgoing=message)


def test_nobody_is_asked_twice_or_after_it_is_solved(do, requests, letter, mine):
    first, second = requests()
    do(outgoing.record_sent, outgoing=letter(ask_letter, first.id))
    with pytest.raises(Trouble, match="asked already"):
        letter(ask_letter, first.id)
    do(asking.solve_mine, bind_id=mine)
    with pytest.raises(Trouble, match="solved"):
        letter(ask_letter, second.id)


def test_a_message_that_went_before_it_was_solved_is_recorded_after(do, requests, letter, mine):
    message = letter(ask_letter, requests()[0].id)
    do(asking.solve_mine, bind_id=mine)
    do(outgoing.record_sent, outgoing=message)
    assert requests()[0].wants_word


def test_helpers_are_thanked_and_the_others_told_that_it_is_solved(
    do, database, requests, letter, mine, ben, carla
):
    for request in requests():
        do(outgoing.record_sent, outgoing=letter(ask_letter, request.id))
    with pytest.raises(Trouble, match="not solved"):
        letter(solved_letter, requests()[0].id)
    do(asking.solve_mine, bind_id=mine, helper_ids=[carla])
    to_carla, to_ben = letter(solved_letters, mine)
    solved = "This is solved: somebody who translates contracts into Dutch."
    assert (to_carla.person_id, to_ben.person_id) == (carla, ben)
    assert to_carla.parts.value == to_ben.parts.value == solved
    assert to_carla.parts.why == "Thank you for your help!"
    assert "no need to look any further" in to_ben.parts.why

    number = do(outgoing.record_sent, outgoing=to_carla)
    assert [one.is_told for one in requests()] == [False, True]
    assert [one.person_id for one in letter(solved_letters, mine)] == [ben]
    with pytest.raises(Trouble, match="knows that it is solved"):
        letter(solved_letter, requests()[1].id)
    with database.reading() as session:
        (sent,) = ledger.exchanges(session, ids=[number])
        assert not sent.started_by_me
        assert ledger.balance(session, carla) == ledger.Balance(0, 1)  # thanks are no gift
        assert asking.what_was_given(session, carla) == []
    perform(database, history.undo)
    assert [one.is_told for one in requests()] == [False, False]


def test_who_was_not_asked_and_did_not_help_is_not_told(do, requests, letter, mine):
    do(asking.solve_mine, bind_id=mine)
    assert letter(solved_letters, mine) == []
    with pytest.raises(Trouble, match="was not asked"):
        letter(solved_letter, requests()[0].id)


def test_who_declined_hears_that_it_is_solved_too(do, requests, letter, mine):
    first = requests()[0]
    do(outgoing.record_sent, outgoing=letter(ask_letter, first.id))
    do(asking.set_answer, request_id=first.id, state=RequestState.DECLINED)
    do(asking.solve_mine, bind_id=mine)
    (told,) = letter(solved_letters, mine)
    assert told.person_id == first.person_id


def test_the_users_own_words_ask_and_thank(database, requests, letter):
    own = "Could you lend me a hand? {bind} {unknown}"
    perform(database, lambda session: templates.save(session, TemplatePart.HELP_ASK, own))
    said = letter(ask_letter, requests()[0].id).parts.value
    assert said.startswith("Could you lend me a hand? somebody who translates")
    assert "{unknown}" in said


def test_whether_it_was_sent_is_asked_again_after_a_restart(
    tmp_path, do, database, requests, letter, now, mine
):
    message = letter(ask_letter, requests()[0].id)
    do(open_letters.note, outgoing=message)
    path = database.path
    database.close()
    again = Database(path)
    try:
        with again.reading() as session:
            (waiting,) = open_letters.waiting(session)
        assert waiting.outgoing == message
        assert waiting.title == "somebody who translates contracts into Dutch"
        perform(again, lambda session: outgoing.record_sent(session, waiting.outgoing, now))
        with again.reading() as session:
            assert asking.requests(session, mine)[0].state is RequestState.ASKED
            assert open_letters.waiting(session) == []
    finally:
        again.close()


def test_a_letter_about_a_bind_in_the_trash_is_asked_about_no_more(
    do, database, requests, letter, mine
):
    do(open_letters.note, outgoing=letter(ask_letter, requests()[0].id))
    do(binds.delete, bind_id=mine)
    with database.reading() as session:
        assert open_letters.waiting(session) == []
