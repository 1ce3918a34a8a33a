"""The ledger: what is noted, what a reply does, what it all says, and rest."""

from datetime import timedelta

import pytest
from tests.services.ledger_helpers import log

from passalong.domain.exchange import Carried, Channel, Direction, Outcome
from passalong.domain.person import Field
from passalong.domain.reciprocity import Finding
from passalong.errors import Trouble
from passalong.services import editing, history, ledger, people, suggestions
from passalong.services.outcome import perform

DAY = timedelta(days=1)


@pytest.fixture
def read(database):
    def carry_out(service, *arguments, **values):
        with database.reading() as session:
            return service(session, *arguments, **values)

    return carry_out


@pytest.fixture
def matters(read):
    def of(person_id):
        kept = read(people.person_details, person_id).matters
        return [(one.value.text, one.value.closed_on) for one in kept]

    return of


def test_a_contact_is_kept_as_it_was_told(do, read, now, ben):
    log(do, ben, now - DAY, Carried.HELP, " Helped him move. ", channel=Channel.MEETING)
    (kept,) = read(ledger.exchanges, ben)
    assert (kept.person_name, kept.at, kept.text) == ("Ben Whitaker", now - DAY, "Helped him move.")
    assert (kept.direction, kept.started_by_me) == (Direction.FROM_ME, True)
    assert (kept.carried, kept.channel, kept.outcome) == (
        Carried.HELP,
        Channel.MEETING,
        Outcome.OPEN,
    )


def test_who_wrote_it_began_it_unless_told_otherwise(do, read, now, ben):
    log(do, ben, now, direction=Direction.FROM_THEM)
    log(do, ben, now, direction=Direction.FROM_THEM, started_by_me=True)
    assert [kept.started_by_me for kept in read(ledger.exchanges)] == [True, False]


def test_what_has_not_happened_is_not_logged(do, read, now, ben):
    log(do, ben, now + DAY, text="It is tomorrow there")
    (kept,) = read(ledger.exchanges, ben)
    late = now + DAY + timedelta(minutes=1)
    with pytest.raises(Trouble, match="has not come yet"):
        log(do, ben, late)
    with pytest.raises(Trouble, match="has not come yet"):
        do(ledger.record_reply, person_id=ben, text="We moved.", at=late)
    with pytest.raises(Trouble, match="has not come yet"):
        do(
            ledger.edit_exchange,
            exchange_id=kept.id,
            direction=kept.direction,
            at=late,
            channel=kept.channel,
            carried=kept.carried,
            text=kept.text,
            outcome=kept.outcome,
            started_by_me=kept.started_by_me,
        )
    assert read(ledger.exchanges, ben) == [kept]


def test_a_reply_is_kept_at_the_moment_it_came(do, read, now, ben):
    do(ledger.record_reply, person_id=ben, text="Hi", new_matter="A move", at=now - 3 * DAY)
    (kept,) = read(ledger.exchanges, ben)
    assert kept.at == now - 3 * DAY
    (matter,) = read(people.person_details, ben).matters
    assert matter.value.noted_on == (now - 3 * DAY).date()


def test_the_latest_come_first_and_the_trash_is_left_out(do, read, now, ben, carla):
    for person_id, days in ((ben, 3), (carla, 1), (ben, 2)):
        log(do, person_id, now - days * DAY, text=f"{days}")
    assert [kept.text for kept in read(ledger.exchanges)] == ["1", "2", "3"]
    assert [kept.text for kept in read(ledger.exchanges, limit=2)] == ["1", "2"]
    do(people.delete_people, ids=[carla])
    assert [kept.text for kept in read(ledger.exchanges)] == ["2", "3"]


def test_a_reply_answers_the_latest_message_and_renews_the_matter(do, read, now, ben, matters):
    do(editing.put_word, person_id=ben, field=Field.MATTER, text="opening", row_id=None)
    log(do, ben, now - 3 * DAY, text="first")
    log(do, ben, now - 2 * DAY, text="second")
    text = "Hi Anna,\n\nThanks! The bakery opened on Friday. It rains.\n\nOn Fri, Anna wrote:\n> Hi"
    do(ledger.record_reply, person_id=ben, text=text)

    reply, second, first = read(ledger.exchanges, ben)
    assert (reply.direction, reply.answers_id) == (Direction.FROM_THEM, second.id)
    assert "> Hi" not in reply.text
    assert (second.outcome, first.outcome) == (Outcome.ANSWERED, Outcome.OPEN)
    assert matters(ben) == [("opening", now.date()), ("The bakery opened on Friday.", None)]


def test_mere_thanks_leave_the_matter_alone(do, ben, matters):
    do(editing.put_word, person_id=ben, field=Field.MATTER, text="opening", row_id=None)
    thanks = {"text": "Thanks, that is so kind of you!", "outcome": Outcome.THANKED}
    do(ledger.record_reply, person_id=ben, **thanks)
    assert matters(ben) == [("opening", None)]


def test_what_they_are_up_to_can_be_said_or_left_out(do, ben, matters):
    do(ledger.record_reply, person_id=ben, text="We moved to Lyon last week.", new_matter="")
    assert matters(ben) == []
    do(ledger.record_reply, person_id=ben, text="We moved to Lyon.", new_matter="settling in Lyon")
    assert [text for text, _ in matters(ben)] == ["settling in Lyon"]


def test_an_old_message_is_not_what_a_reply_answers(do, read, now, ben, carla):
    log(do, ben, now - 91 * DAY)
    do(ledger.record_reply, person_id=ben, text="Hello there")
    reply, old = read(ledger.exchanges, ben)
    assert (reply.answers_id, reply.started_by_me, old.outcome) == (None, False, Outcome.OPEN)
    with pytest.raises(Trouble, match="somebody else"):
        do(ledger.record_reply, person_id=carla, text="Hello", answers_id=old.id)


def test_an_empty_reply_is_refused(do, ben):
    with pytest.raises(Trouble, match="nothing in this reply"):
        do(ledger.record_reply, person_id=ben, text="> only a quotation\n")


def test_a_reply_and_all_it_did_is_one_step(do, database, read, now, ben, matters):
    do(editing.put_word, person_id=ben, field=Field.MATTER, text="opening", row_id=None)
    log(do, ben, now - DAY)
    do(ledger.rest, person_id=ben)
    do(ledger.record_reply, person_id=ben, text="We moved to Lyon last week.")
    assert read(ledger.resting_since, ben) is None

    perform(database, history.undo)

    assert matters(ben) == [("opening", None)]
    assert [kept.outcome for kept in read(ledger.exchanges, ben)] == [Outcome.OPEN]
    assert read(ledger.resting_since, ben) == now


def test_a_rest_ends_when_they_write_but_not_by_what_was_before(do, read, now, ben):
    do(ledger.rest, person_id=ben)
    log(do, ben, now - DAY, direction=Direction.FROM_THEM)
    log(do, ben, now)
    assert read(ledger.resting_since, ben) == now
    log(do, ben, now, direction=Direction.FROM_THEM)
    assert read(ledger.resting_since, ben) is None


def test_resting_keeps_somebody_findable(do, read, ben):
    do(ledger.rest, person_id=ben)
    assert read(people.find_people, "football") == [ben]
    do(ledger.end_rest, person_id=ben)
    assert read(ledger.resting_since, ben) is None


def test_exchanges_are_found_with_the_line_and_the_day(do, read, now, ben):
    talk = {"text": "Talked about glaciers\nfor an hour", "channel": Channel.CALL}
    number = log(do, ben, now, **talk)
    (row,) = read(people.people_rows, [ben], "glaciers")
    assert row.matched.line.field is Field.EXCHANGE
    assert row.matched.line.text == "Talked about glaciers for an hour"
    assert row.matched.line.day == now.astimezone().date()
    do(ledger.delete_exchange, exchange_id=number)
    assert read(people.find_people, "glaciers") == []


def test_what_the_user_wrote_is_found_but_is_not_about_them(do, read, ask, now, ben, carla):
    log(do, ben, now, text="A ticket for the opera")
    log(do, carla, now, text="I love the opera", direction=Direction.FROM_THEM)
    rows = read(people.people_rows, [ben, carla], "opera")
    assert [row.matched.line.field for row in rows] == [Field.SENT, Field.EXCHANGE]
    matcher = suggestions.WordMatcher()
    found = read(matcher.rank, "opera", 9, ()).people
    assert ben not in {person.person_id for person in found}


def test_a_deleted_exchange_lies_in_the_trash_and_comes_back(do, database, read, now, ben):
    number = log(do, ben, now, text="Lunch")
    do(ledger.delete_exchange, exchange_id=number)
    assert read(ledger.exchanges) == []
    (entry,) = read(history.trash)
    assert (entry.kind, entry.text, entry.owner) == (
        history.TrashKind.EXCHANGE,
        "Lunch",
        "Ben Whitaker",
    )
    with pytest.raises(Trouble, match="no longer in the ledger"):
        do(ledger.delete_exchange, exchange_id=number)

    do(history.restore, entries=[entry])
    assert [kept.text for kept in read(ledger.exchanges)] == ["Lunch"]
    do(ledger.delete_exchange, exchange_id=number)
    assert perform(database, history.empty_trash).value == 1
    assert read(history.trash) == []


def test_an_exchange_can_be_corrected(do, read, now, ben):
    number = log(do, ben, now, Carried.LINK, "https://example.org/a")
    do(
        ledger.edit_exchange,
        exchange_id=number,
        direction=Direction.FROM_THEM,
        at=now - DAY,
        channel=Channel.CALL,
        carried=Carried.HELP,
        text="He called to help.",
        outcome=Outcome.USED,
        started_by_me=False,
    )
    (kept,) = read(ledger.exchanges)
    assert (kept.direction, kept.at, kept.channel) == (
        Direction.FROM_THEM,
        now - DAY,
        Channel.CALL,
    )
    assert (kept.carried, kept.text, kept.outcome) == (
        Carried.HELP,
        "He called to help.",
        Outcome.USED,
    )


def test_the_balance_counts_what_carried_something(do, read, now, ben):
    for carried in (Carried.LINK, Carried.HELP, Carried.NOTHING, Carried.REQUEST):
        log(do, ben, now, carried)
    log(do, ben, now, Carried.KNOWLEDGE, direction=Direction.FROM_THEM)
    assert read(ledger.balance, ben) == ledger.Balance(given=2, received=1)


def test_the_sentence_needs_four_exchanges(do, read, now, ben):
    for days in range(4):
        assert read(ledger.reciprocity, ben, now) is None
        log(do, ben, now - days * DAY)
    assert read(ledger.reciprocity, ben, now).finding is Finding.NONE_CARRIED
