"""Whom to ask for help of one's own, wave by wave, and how it ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.services.ledger_helpers import HELP, log

from passalong.domain import gate
from passalong.domain.asking import ReasonKind, RequestState, SinkKind
from passalong.domain.bind import BindState
from passalong.domain.exchange import Carried, Channel, Direction, Outcome
from passalong.domain.person import Bond
from passalong.errors import Trouble
from passalong.services import (
    asking,
    binds,
    editing,
    history,
    ledger,
    outgoing,
    people,
)
from passalong.services.asking_letters import ask_letter
from passalong.services.outcome import perform
from passalong.services.outgoing import Errand
from passalong.store import tables

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def mine(do):
    return do(
        binds.note_bind,
        person_id=None,
        text="somebody who translates contracts into Dutch",
        promised_on=date(2026, 10, 13),
        would_count="an hour of reading",
    )


@pytest.fixture
def ranked(ask, mine):
    return lambda when=None: ask(asking.ranked, bind_id=mine, **({"when": when} if when else {}))


@pytest.fixture
def crowd(do):
    """Ten people who all fit, from the first to the last alike."""
    return [
        do(people.add_person, line=f"Translator {letter}: has: Dutch contracts")
        for letter in "abcdefghij"
    ]


@pytest.fixture
def requests(database, mine):
    def read():
        with database.reading() as session:
            return asking.requests(session, mine)

    return read


@pytest.fixture
def send(database, do, now):
    """Send the message of a request as it begins; return the exchange's number."""

    def sent(request, when=now):
        with database.reading() as session:
            letter = ask_letter(session, request.id)
        return do(outgoing.record_sent, when=when, outgoing=letter)

    return sent


def names(found):
    return [person.name for person in found]


def test_who_can_help_comes_first_and_the_words_say_why(do, ranked, now, ben, carla):
    able = do(people.add_person, line="Zoe: has: translates Dutch contracts")
    do(editing.set_bond, person_id=ben, bond=Bond.CLOSE)
    log(do, carla, now - DAY, direction=Direction.FROM_THEM)
    found = ranked()
    assert names(found.people) == ["Zoe", "Carla Ruiz", "Ben Whitaker"]
    first, second, third = found.people
    assert (first.person_id, first.reasons) == (able, (ReasonKind.CAN_HELP,))
    assert "Dutch" in first.evidence[0].line.text
    assert second.reasons == (ReasonKind.RECENT_CONTACT,)
    assert third.reasons == (ReasonKind.CLOSE_BOND,)
    assert (found.sunk, found.nobody_obvious) == ((), False)


def test_what_somebody_needs_themselves_does_not_speak_for_them(do, ranked):
    do(people.add_person, line="Zoe: needs: a translator of Dutch contracts")
    found = ranked()
    assert found.people == ()
    assert found.nobody_obvious


def test_of_two_who_can_help_who_gave_and_got_comes_first(do, ranked, crowd, now):
    log(do, crowd[5], now - 500 * DAY, carried=Carried.LINK)
    log(do, crowd[5], now - 400 * DAY, carried=Carried.HELP, direction=Direction.FROM_THEM)
    first = ranked().people[0]
    assert first.person_id == crowd[5]
    assert first.reasons == (ReasonKind.CAN_HELP, ReasonKind.BOTH_WAYS)
    assert (first.standing.given, first.standing.received) == (1, 1)


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        ({"direction": Direction.FROM_THEM}, True),
        ({"channel": Channel.CALL}, True),
        ({"outcome": Outcome.ANSWERED}, True),
        ({"outcome": Outcome.THANKED}, False),
        ({}, False),  # a message without an answer
    ],
)
def test_contact_is_real_when_both_had_a_part_in_it(do, ranked, now, ben, values, counts):
    log(do, ben, now - DAY, **values)
    assert [one.reasons for one in ranked().people] == [(ReasonKind.RECENT_CONTACT,)] * counts


def test_who_has_trouble_of_their_own_rests_or_is_paused_sinks_with_the_reason(
    do, ranked, now, crowd
):
    do(binds.note_bind, person_id=crowd[0], text="lost her job")
    do(ledger.rest, person_id=crowd[1])
    do(ledger.pause, person_id=crowd[2], until=now + 2 * DAY)
    found = ranked()
    assert len(found.people) == 7
    why = {sunk.person.person_id: (sunk.why[0].kind, sunk.free_at) for sunk in found.sunk}
    assert why == {
        crowd[0]: (SinkKind.OWN_BIND, None),
        crowd[1]: (SinkKind.RESTING, None),
        crowd[2]: (SinkKind.PAUSED, now + 2 * DAY),
    }
    assert found.sunk[0].why[0].subject == "lost her job"


def test_a_solved_bind_sinks_nobody(do, ranked, crowd):
    theirs = do(binds.note_bind, person_id=crowd[0], text="lost her job")
    do(binds.solve, bind_id=theirs)
    assert len(ranked().people) == 10


def test_who_was_asked_for_something_lately_sinks_until_the_day_they_are_free(
    do, ranked, now, crowd
):
    log(do, crowd[3], now - 10 * DAY, carried=Carried.REQUEST)
    (sunk,) = ranked().sunk
    assert (sunk.person.person_id, sunk.why[0].since) == (crowd[3], now - 10 * DAY)
    assert sunk.free_at == now + 20 * DAY
    assert ranked(now + 20 * DAY).sunk
    assert not ranked(now + 20 * DAY + HOUR).sunk


def test_who_was_asked_in_another_bind_sinks_in_this_one(do, database, ranked, send, now, crowd):
    other = do(binds.note_bind, person_id=None, text="a Dutch dictionary")
    do(asking.begin_wave, bind_id=other, person_ids=crowd[:2])
    with database.reading() as session:
        first, second = asking.requests(session, other)
    send(first)
    do(asking.set_answer, request_id=second.id, state=RequestState.ASKED)  # by telephone
    assert [sunk.person.person_id for sunk in ranked().sunk] == crowd[:2]


def test_the_user_and_the_trash_are_never_asked(do, database, ranked, crowd):
    with database.writing() as writing:
        writing.session.get_one(tables.Person, crowd[0]).is_me = True
    do(people.delete_people, ids=[crowd[1]])
    found = {person.person_id for person in ranked().people}
    assert found == set(crowd[2:])


def test_somebody_elses_bind_asks_for_nobody(do, ask, ben):
    theirs = do(binds.note_bind, person_id=ben, text="a flat")
    with pytest.raises(Trouble, match="Ben Whitaker's bind"):
        ask(asking.ranked, bind_id=theirs)


def test_a_wave_has_eight_and_the_next_comes_after_three_days(
    do, ask, mine, requests, send, now, crowd
):
    assert len(ask(asking.wave, bind_id=mine)) == 8
    assert do(asking.begin_wave, bind_id=mine) == 1
    first = requests()
    assert [(one.wave, one.state) for one in first] == [(1, RequestState.TO_ASK)] * 8
    with pytest.raises(Trouble, match="Nobody of the last wave"):
        do(asking.begin_wave, bind_id=mine)

    send(first[0])
    assert ask(asking.may_begin_wave, bind_id=mine) is False
    with pytest.raises(Trouble, match="5 Oct 09:10"):
        do(asking.begin_wave, when=now + 3 * DAY - HOUR, bind_id=mine)
    later = now + 3 * DAY
    assert ask(asking.may_begin_wave, bind_id=mine, when=later) is True
    assert do(asking.begin_wave, when=later, bind_id=mine) == 2
    assert {one.person_id for one in requests()} == set(crowd)
    found = ask(asking.ranked, bind_id=mine, when=later)
    assert (found.people, len(found.asked)) == ((), 10)
    assert all(ReasonKind.CAN_HELP in person.reasons for person in found.asked)
    assert [one.wave for one in requests()][8:] == [2, 2]
    with pytest.raises(Trouble, match="nobody else"):
        do(asking.begin_wave, bind_id=mine, early=True)


def test_a_wave_may_begin_early_when_the_user_says_so(do, mine, requests, send, crowd):
    do(asking.begin_wave, bind_id=mine)
    send(requests()[0])
    assert do(asking.begin_wave, bind_id=mine, early=True) == 2


def test_nobody_is_in_two_waves(do, mine, requests, crowd):
    do(asking.begin_wave, bind_id=mine, person_ids=[crowd[0], crowd[0]])
    with pytest.raises(Trouble, match="nobody else"):
        do(asking.begin_wave, bind_id=mine, person_ids=crowd[:1], early=True)
    assert len(requests()) == 1
    with pytest.raises(Trouble, match="at most 8"):
        do(asking.begin_wave, bind_id=mine, person_ids=crowd[1:], early=True)


def test_somebody_who_sank_can_be_asked_anyway(do, ask, database, mine, requests, crowd):
    do(ledger.rest, person_id=crowd[0])
    number = do(asking.ask_also, bind_id=mine, person_id=crowd[0])
    assert do(asking.ask_also, bind_id=mine, person_id=crowd[0]) == number
    assert [one.person_id for one in requests()] == [crowd[0]]
    stranger = do(people.add_person, line="Zoe")
    do(asking.ask_also, bind_id=mine, person_id=stranger)
    assert ask(asking.ranked, bind_id=mine).asked[-1].reasons == ()
    with pytest.raises(Trouble, match="That is you"), database.writing() as writing:
        writing.session.get_one(tables.Person, crowd[1]).is_me = True
        asking.ask_also(writing.session, mine, crowd[1], None)


def test_undo_takes_a_whole_wave_back(database, do, mine, requests, crowd):
    do(asking.begin_wave, bind_id=mine)
    perform(database, history.undo)
    assert requests() == []
    perform(database, history.redo)
    assert len(requests()) == 8


def test_a_sent_message_moves_its_request_and_undo_moves_it_back(
    database, do, mine, requests, send, now, crowd
):
    do(asking.begin_wave, bind_id=mine)
    first, *others = requests()
    number = send(first, now + HOUR)
    sent = requests()[0]
    assert (sent.state, sent.asked_at, sent.exchange_id) == (
        RequestState.ASKED,
        now + HOUR,
        number,
    )
    assert requests()[1:] == others
    (noted,) = _exchanges(database, first.person_id)
    assert (noted.carried, noted.started_by_me) == (Carried.REQUEST, True)
    perform(database, history.undo)
    assert requests() == [first, *others]
    assert _exchanges(database, first.person_id) == []


def test_a_message_put_into_the_trash_leaves_its_person_to_ask(do, mine, requests, send, crowd):
    do(asking.begin_wave, bind_id=mine)
    first = requests()[0]
    do(ledger.delete_exchange, exchange_id=send(first))
    assert requests()[0] == first


def test_who_was_asked_by_a_free_message_joins_the_wave(do, mine, requests, crowd):
    do(asking.begin_wave, bind_id=mine, person_ids=crowd[:1])
    message = replace(
        HELP,
        draft=gate.Draft(Carried.REQUEST),
        person_id=crowd[9],
        bind_id=mine,
        errand=Errand.ASK_HELP,
    )
    do(outgoing.record_sent, outgoing=message)
    asked = requests()[-1]
    assert (asked.person_id, asked.wave, asked.state) == (crowd[9], 1, RequestState.ASKED)


def test_a_request_for_a_bind_of_somebody_else_is_not_recorded(do, ben, crowd):
    theirs = do(binds.note_bind, person_id=ben, text="a flat")
    for bind_id, said in ((theirs, "somebody else's"), (None, "not said which")):
        message = replace(HELP, person_id=crowd[0], bind_id=bind_id, errand=Errand.ASK_HELP)
        with pytest.raises(Trouble, match=said):
            do(outgoing.record_sent, outgoing=message)


def test_an_answer_is_kept_and_told_to_the_ledger(database, do, mine, requests, send, crowd):
    do(asking.begin_wave, bind_id=mine)
    first, second, third, *_ = requests()
    send(first)
    do(asking.set_answer, request_id=first.id, state=RequestState.DECLINED)
    do(asking.set_answer, request_id=second.id, state=RequestState.ASKED)
    do(asking.skip, request_id=third.id)
    states = [one.state for one in requests()[:3]]
    assert states == [RequestState.DECLINED, RequestState.ASKED, RequestState.SKIPPED]
    assert _exchanges(database, first.person_id)[0].outcome is Outcome.DECLINED
    perform(database, history.undo)
    assert requests()[2].state is RequestState.TO_ASK


def test_solved_records_help_as_received_in_one_step(
    database, do, ask, mine, requests, send, now, ben, crowd
):
    do(asking.begin_wave, bind_id=mine)
    first, second, *_ = before = requests()
    number = send(first)
    send(second)
    do(asking.solve_mine, when=now + DAY, bind_id=mine, helper_ids=[first.person_id, ben])

    help_, request = _exchanges(database, first.person_id)
    assert (help_.direction, help_.carried) == (Direction.FROM_THEM, Carried.HELP)
    assert (help_.at, help_.answers_id, help_.started_by_me) == (now + DAY, number, True)
    assert request.outcome is Outcome.USED
    (unasked,) = _exchanges(database, ben)
    assert (unasked.carried, unasked.started_by_me) == (Carried.HELP, False)
    assert len(_exchanges(database, second.person_id)) == 1
    told = {one.person_id: one.state for one in requests()}
    assert told[first.person_id] is told[ben] is RequestState.HELPED
    assert told[second.person_id] is RequestState.ASKED
    with database.reading() as session:
        assert binds.bind(session, mine).state is BindState.SOLVED
        assert ledger.balance(session, first.person_id) == ledger.Balance(0, 1)

    perform(database, history.undo)
    assert [one.person_id for one in requests()] == [one.person_id for one in before]
    assert len(_exchanges(database, first.person_id)) == 1
    assert _exchanges(database, ben) == []
    with database.reading() as session:
        assert binds.bind(session, mine).is_open


def test_help_that_a_reply_brought_is_not_recorded_twice(
    database, do, mine, requests, send, now, crowd
):
    do(asking.begin_wave, bind_id=mine)
    first = requests()[0]
    send(first)
    do(
        ledger.record_reply,
        when=now + HOUR,
        person_id=first.person_id,
        text="Send it over, I will read it.",
        carried=Carried.HELP,
    )
    do(asking.solve_mine, when=now + DAY, bind_id=mine, helper_ids=[first.person_id])
    assert len(_exchanges(database, first.person_id)) == 2


def test_solving_again_with_other_helpers_corrects_who_helped(do, mine, requests, send, crowd):
    do(asking.begin_wave, bind_id=mine)
    first, second, *_ = requests()
    send(first)
    do(asking.solve_mine, bind_id=mine, helper_ids=[first.person_id])
    do(asking.solve_mine, bind_id=mine, helper_ids=[second.person_id])
    assert [one.state for one in requests()[:2]] == [RequestState.ASKED, RequestState.HELPED]


def test_nobody_is_asked_in_a_bind_that_is_solved(do, mine, crowd):
    do(asking.solve_mine, bind_id=mine)
    with pytest.raises(Trouble, match="solved"):
        do(asking.begin_wave, bind_id=mine)
    with pytest.raises(Trouble, match="solved"):
        do(asking.ask_also, bind_id=mine, person_id=crowd[0])


def test_asking_notes_the_bind_and_begins_its_first_wave_in_one_step(database, do, now, crowd):
    number = do(asking.ask_for_help, text="a translator into Dutch", needed_by=now.date())
    with database.reading() as session:
        assert asking.own_bind(session, number).promised_on == now.date()
        assert len(asking.requests(session, number)) == 8
    perform(database, history.undo)
    with database.reading() as session:
        assert binds.binds(session, binds.Which.MINE, now) == []


def test_asking_where_there_is_nobody_to_ask_notes_the_bind(database, do):
    number = do(asking.ask_for_help, text="a translator into Dutch")
    with database.reading() as session:
        assert asking.requests(session, number) == []


def _exchanges(database, person_id):
    with database.reading() as session:
        return ledger.exchanges(session, person_id)
