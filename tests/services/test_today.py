"""Today: what waits, each thing once, and never a list of silence."""

from datetime import timedelta

import pytest
from tests.services.ledger_helpers import HELP, log, passing

from passalong.domain.exchange import Direction
from passalong.domain.gate import ReasonKind, Verdict
from passalong.domain.message import Parts
from passalong.domain.opportunity import GiverState, OpportunityKind, Rating
from passalong.services import (
    binds,
    history,
    open_letters,
    opportunities,
    outgoing,
    people,
    setting_aside,
    today,
)
from passalong.services.outcome import perform

DAY = timedelta(days=1)


@pytest.fixture
def waiting(ask):
    return lambda **values: ask(today.today, **values)


@pytest.fixture
def capture(do):
    return lambda text, **values: do(opportunities.capture, text=text, **values)


def ids(things):
    return [thing.id for thing in things]


def test_an_empty_book_asks_for_nothing(waiting, ben):
    assert waiting() == today.Today()
    assert waiting().count == 0


def test_what_ends_soon_comes_first_and_only_there(waiting, now, capture):
    later = capture("later", expires_on=(now + 4 * DAY).date())
    soon = capture("soon", expires_on=(now + 3 * DAY).date())
    last = capture("today", expires_on=now.date())
    capture("over", expires_on=(now - DAY).date())
    capture("nice", rating=Rating.NICE, expires_on=now.date())
    found = waiting()
    assert ids(found.expiring) == [last, soon]
    assert ids(found.to_give) == [later]
    assert found.count == 2


def test_givers_are_to_be_asked_then_asked_then_thanked(do, waiting, capture, ben, carla):
    thing = capture("A ticket", kind=OpportunityKind.ITEM, giver_id=carla)
    assert ids(waiting().to_ask) == [thing]
    do(opportunities.set_giver_state, opportunity_id=thing, state=GiverState.ASKED)
    assert (ids(waiting().to_ask), ids(waiting().asked)) == ([], [thing])
    do(opportunities.set_giver_state, opportunity_id=thing, state=GiverState.AGREED)
    assert ids(waiting().to_give) == [thing]
    do(outgoing.record_sent, outgoing=passing(thing, ben))
    assert (ids(waiting().to_give), ids(waiting().thanks_due)) == ([], [thing])
    do(opportunities.close_loop, opportunity_id=thing)
    assert waiting() == today.Today()


def test_kept_passes_come_back_when_they_are_free(do, waiting, now, capture, ben):
    thing = capture("A talk")
    keep = {"opportunity_id": thing, "person_id": ben, "until": now + DAY}
    do(setting_aside.later, **keep, why="You asked.", commentary="It is good.")
    assert waiting(when=now + DAY).kept == ()
    (kept,) = waiting(when=now + DAY + timedelta(minutes=1)).kept
    assert (kept.person_name, kept.why, kept.commentary) == (
        "Ben Whitaker",
        "You asked.",
        "It is good.",
    )
    do(outgoing.record_sent, outgoing=passing(thing, ben))
    assert waiting(when=now + 3 * DAY).kept == ()


def test_answers_are_shown_until_they_are_answered_or_old(do, waiting, now, ben, carla):
    log(do, carla, now - 15 * DAY, direction=Direction.FROM_THEM)
    log(do, ben, now - 2 * DAY)
    assert waiting().answers == ()  # what I wrote is no answer
    log(do, ben, now - DAY, text="Yes!", direction=Direction.FROM_THEM)
    assert [one.text for one in waiting().answers] == ["Yes!"]
    log(do, ben, now)
    assert waiting().answers == ()


def test_what_was_promised_waits_from_its_day_on_until_it_is_put_off_or_solved(
    do, waiting, now, ben
):
    due = do(binds.note_bind, person_id=ben, text="a lease", promised_on=now.date())
    do(binds.note_bind, person_id=ben, text="a desk", promised_on=(now + DAY).date())
    do(binds.note_bind, person_id=None, text="my own", promised_on=now.date())
    assert ids(waiting().promised) == [due]
    assert waiting().count == 1
    do(binds.snooze, bind_id=due, until=now + DAY)
    assert waiting().promised == ()
    do(binds.snooze, bind_id=due, until=now - DAY)
    do(binds.solve, bind_id=due)
    assert waiting().promised == ()


def test_silence_is_never_told(do, waiting, now, ben):
    log(do, ben, now - 400 * DAY)
    assert waiting() == today.Today()


def test_letters_wait_until_the_user_says_what_became_of_them(
    do, database, waiting, now, capture, ben, carla
):
    thing = capture("A talk")
    message = passing(thing, ben, parts=Parts(value="“A talk”", why="You asked."))
    other = outgoing.Outgoing(HELP.draft, carla, parts=HELP.parts)
    do(open_letters.note, outgoing=message)
    do(open_letters.note, outgoing=message)
    do(open_letters.note, outgoing=other)
    letters = waiting().letters
    assert [letter.outgoing for letter in letters] == [other, message]
    assert [letter.title for letter in letters] == ["", "A talk"]

    perform(database, lambda session: open_letters.not_sent(session, letters[0].id))
    do(outgoing.record_sent, outgoing=message)
    assert waiting().letters == ()


def test_a_link_that_was_handed_out_counts_until_it_was_not_sent(
    do, ask, database, now, capture, ben
):
    first = passing(capture("https://example.org/a", title="A page"), ben)
    second = passing(capture("https://example.org/b", title="B page"), ben)
    letter = do(open_letters.note, outgoing=first)
    (reason,) = ask(outgoing.check, outgoing=second).reasons
    assert (reason.kind, reason.since) == (ReasonKind.LINK_TOO_SOON, now)
    assert ask(outgoing.check, outgoing=first).verdict is Verdict.ALLOW

    perform(database, lambda session: open_letters.not_sent(session, letter))
    assert ask(outgoing.check, outgoing=second).verdict is Verdict.ALLOW

    do(open_letters.note, outgoing=first)
    do(outgoing.record_sent, outgoing=first)
    (reason,) = ask(outgoing.check, outgoing=second).reasons
    assert reason.kind is ReasonKind.LINK_TOO_SOON


def test_an_open_letter_is_no_step_of_undo(do, database, now, capture, ben):
    message = passing(capture("A talk"), ben)
    do(open_letters.note, outgoing=message)
    action = perform(database, history.undo).value
    assert action.subject == "A talk"  # the capture, not the letter


def test_whoever_is_in_the_trash_waits_for_nothing(do, waiting, now, capture, ben):
    log(do, ben, now, direction=Direction.FROM_THEM)
    thing = capture("A talk")
    do(open_letters.note, outgoing=passing(thing, ben))
    keep = {"opportunity_id": thing, "person_id": ben, "until": now - DAY}
    do(setting_aside.later, **keep, why="", commentary="")
    do(people.delete_people, ids=[ben])
    found = waiting()
    assert (found.answers, found.letters, found.kept) == ((), (), ())
