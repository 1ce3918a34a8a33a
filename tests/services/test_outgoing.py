"""The way out: the gate is asked each time, and what was sent moves what it was about."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from tests.services.ledger_helpers import GREAT, HELP, kinds, log, passing

from passalong.domain import card, gate
from passalong.domain.exchange import Carried
from passalong.domain.gate import ReasonKind, Verdict
from passalong.domain.message import Parts
from passalong.domain.opportunity import (
    GiverState,
    OpportunityKind,
    OpportunityState,
    Rating,
    Sharing,
)
from passalong.domain.person import Bond, Field
from passalong.errors import Trouble
from passalong.services import editing, history, ledger, news, opportunities, outgoing, people
from passalong.services.outcome import perform
from passalong.services.outgoing import Blocked, Errand, Outgoing


def test_nothing_of_value_may_not_leave(ask, ben):
    hello = Outgoing(gate.Draft(), ben, parts=Parts(value="How are you?"))
    assert kinds(ask(outgoing.check, outgoing=hello)) == {ReasonKind.NO_VALUE}
    with pytest.raises(Blocked, match="Ben Whitaker") as told:
        ask(outgoing.release, outgoing=hello)
    assert kinds(told.value.answer) == {ReasonKind.NO_VALUE}


def test_a_typed_purpose_lets_it_leave_and_is_recorded_as_no_value(do, ask, database, ben):
    hello = Outgoing(gate.Draft(purpose="his father died"), ben, parts=Parts(value="So sorry."))

    assert ask(outgoing.release, outgoing=hello).text == "So sorry."
    do(outgoing.record_sent, outgoing=hello)

    with database.reading() as session:
        (sent,) = ledger.exchanges(session, ben)
    assert (sent.carried, sent.purpose) == (Carried.NOTHING, "his father died")


def test_a_close_bond_needs_no_reason(do, ask, ben):
    do(editing.set_bond, person_id=ben, bond=Bond.CLOSE)
    hello = Outgoing(gate.Draft(), ben, parts=Parts(value="How are you?"))
    assert ask(outgoing.check, outgoing=hello).verdict is Verdict.ALLOW


def test_releasing_records_nothing(ask, database, ben, link):
    letter = ask(outgoing.release, outgoing=passing(link(), ben))

    assert (letter.name, letter.address) == ("Ben Whitaker", "ben@whitaker.example")
    assert letter.subject == "Query planner internals"
    assert letter.mailto.startswith("mailto:ben@whitaker.example?subject=Query%20planner")
    assert "%0D%0A%0D%0A" in letter.mailto
    with database.reading() as session:
        assert ledger.exchanges(session) == []
        assert opportunities.opportunity(session, 1).passed == 0


def test_a_long_message_goes_as_a_draft(ask, ben, link):
    long = replace(GREAT, ask="Tell me about it. " * 120)
    letter = ask(outgoing.release, outgoing=passing(link(), ben, parts=long))
    assert (letter.mailto, letter.too_long) == ("", True)
    assert letter.text.endswith("Tell me about it.")


def test_what_was_sent_is_one_step_that_can_be_taken_back(do, ask, database, ben, link):
    number = link()
    do(outgoing.record_sent, outgoing=passing(number, ben))
    again = passing(link("https://example.org/other"), ben)
    assert ask(opportunities.opportunity, opportunity_id=number).state is OpportunityState.PASSED
    assert ask(outgoing.check, outgoing=again).verdict is Verdict.BLOCK

    perform(database, history.undo)
    perform(database, history.undo)  # first the capture of the other link

    assert ask(opportunities.opportunity, opportunity_id=number).state is OpportunityState.READY
    assert ask(outgoing.check, outgoing=passing(number, ben)).verdict is Verdict.ALLOW


WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (WEEK - timedelta(minutes=1), Verdict.BLOCK),
        (WEEK, Verdict.BLOCK),
        (WEEK + timedelta(minutes=1), Verdict.ALLOW),
        (-timedelta(hours=3), Verdict.BLOCK),  # the clock was set back
    ],
)
def test_a_second_link_waits_for_more_than_a_week(do, ask, now, ben, link, after, verdict):
    do(outgoing.record_sent, outgoing=passing(link(), ben))

    other = passing(link("https://example.org/other"), ben)
    answer = ask(outgoing.check, when=now + after, outgoing=other)

    assert answer.verdict is verdict
    if verdict is Verdict.BLOCK:
        assert kinds(answer) == {ReasonKind.LINK_TOO_SOON}
        assert answer.free_at == now + WEEK


@pytest.mark.parametrize(
    ("sent", "hours", "verdict"),
    [
        (datetime(2026, 3, 28, 12), 7 * 24, Verdict.BLOCK),
        (datetime(2026, 3, 28, 12), 7 * 24 + 1 / 60, Verdict.ALLOW),
        (datetime(2026, 10, 24, 12), 7 * 24, Verdict.BLOCK),
        (datetime(2026, 10, 24, 12), 7 * 24 + 1 / 60, Verdict.ALLOW),
    ],
)
def test_a_week_is_as_long_when_the_clocks_change(do, ask, ben, link, sent, hours, verdict):
    berlin = ZoneInfo("Europe/Berlin")
    first = sent.replace(tzinfo=berlin)
    do(outgoing.record_sent, when=first, outgoing=passing(link(), ben))
    later = (first.astimezone(ZoneInfo("UTC")) + timedelta(hours=hours)).astimezone(berlin)
    other = passing(link("https://example.org/other"), ben)
    assert ask(outgoing.check, when=later, outgoing=other).verdict is verdict


def test_two_links_in_thirty_days_are_enough(do, ask, now, ben, link):
    for days in (0, 8):
        then = now + timedelta(days=days)
        other = passing(link(f"https://example.org/{days}"), ben)
        do(outgoing.record_sent, when=then, outgoing=other)

    third = passing(link("https://example.org/third"), ben)
    answer = ask(outgoing.check, when=now + timedelta(days=20), outgoing=third)
    assert kinds(answer) == {ReasonKind.TOO_MANY_LINKS}
    freed = ask(outgoing.check, when=now + timedelta(days=30, minutes=1), outgoing=third)
    assert freed.verdict is Verdict.ALLOW


def test_a_link_that_the_user_reports_counts(do, ask, now, ben, link):
    log(do, ben, now, Carried.LINK, "Sent him https://example.org/a/?utm_campaign=x#top")
    passed = passing(link(), ben)
    assert kinds(ask(outgoing.check, outgoing=passed)) == {
        ReasonKind.SAME_LINK_BEFORE,
        ReasonKind.LINK_TOO_SOON,
    }
    years_later = ask(outgoing.check, when=now + timedelta(days=800), outgoing=passed)
    assert kinds(years_later) == {ReasonKind.SAME_LINK_BEFORE}


def test_what_the_draft_claims_does_not_count(ask, ben, link):
    claimed = gate.Draft(Carried.HELP, commentary="Many own words here.", why="Because.")
    bare = passing(link(), ben, draft=claimed, parts=Parts(value="Look."))
    assert kinds(ask(outgoing.check, outgoing=bare)) == {
        ReasonKind.NO_OWN_WORDS,
        ReasonKind.NO_WHY_YOU,
    }


@pytest.fixture
def tickets(do, carla):
    return do(
        opportunities.capture,
        text="Two play-off tickets",
        kind=OpportunityKind.ITEM,
        giver_id=carla,
        quantity=2,
    )


def test_the_giver_comes_first(do, ask, ben, carla, tickets):
    message = passing(tickets, ben)
    assert kinds(ask(outgoing.check, outgoing=message)) == {ReasonKind.GIVER_NOT_ASKED}
    to_carla = kinds(ask(outgoing.check, outgoing=passing(tickets, carla)))
    assert to_carla == {ReasonKind.IS_GIVER}

    question = Outgoing(
        gate.Draft(Carried.REQUEST),
        carla,
        tickets,
        Parts(value="Mind if I pass it along?", why="I know someone who could use it."),
        errand=Errand.ASK_GIVER,
    )
    do(outgoing.record_sent, outgoing=question)
    asked = ask(opportunities.opportunity, opportunity_id=tickets)
    assert (asked.state, asked.passed) == (OpportunityState.ASK_THE_GIVER, 0)
    assert kinds(ask(outgoing.check, outgoing=message)) == {ReasonKind.GIVER_NOT_ASKED}

    do(opportunities.set_giver_state, opportunity_id=tickets, state=GiverState.AGREED)
    assert ask(outgoing.check, outgoing=message).verdict is Verdict.ALLOW


def test_what_is_used_up_waits_for_the_giver_to_be_thanked(do, ask, ben, carla, tickets):
    do(opportunities.set_giver_state, opportunity_id=tickets, state=GiverState.TOLD)
    ada = do(people.add_person, line="Ada: into trains")
    eve = do(people.add_person, line="Eve: into trains")
    states = []
    for person_id in (ben, ada):
        do(outgoing.record_sent, outgoing=passing(tickets, person_id))
        states.append(ask(opportunities.opportunity, opportunity_id=tickets).state)
    assert states == [OpportunityState.READY, OpportunityState.PASSED]
    used_up = kinds(ask(outgoing.check, outgoing=passing(tickets, eve)))
    assert used_up == {ReasonKind.EXHAUSTED}

    thanks = Outgoing(
        gate.Draft(Carried.KNOWLEDGE),
        carla,
        tickets,
        Parts(value="Your tickets landed.", why="They came from you."),
        errand=Errand.THANK_GIVER,
    )
    do(outgoing.record_sent, outgoing=thanks)
    closed = ask(opportunities.opportunity, opportunity_id=tickets)
    assert (closed.state, closed.passed) == (OpportunityState.CLOSED, 2)


def test_a_link_is_not_used_up_and_goes_only_once_to_each(do, ask, ben, carla, link):
    number = link()
    do(outgoing.record_sent, outgoing=passing(number, ben))
    assert ask(outgoing.check, outgoing=passing(number, carla)).verdict is Verdict.ALLOW
    assert ReasonKind.PASSED_BEFORE in kinds(ask(outgoing.check, outgoing=passing(number, ben)))


def test_expired_confidential_resting_paused_and_deleted_are_held_back(do, ask, now, ben, link):
    number = link()
    message = passing(number, ben)
    limits = {"quantity": None, "sharing_subject": "", "rating": Rating.GREAT, "commentary": ""}
    do(
        opportunities.set_limits,
        opportunity_id=number,
        **limits,
        expires_on=(now - timedelta(days=1)).date(),
        sharing=Sharing.CONFIDENTIAL,
    )
    do(ledger.rest, person_id=ben)
    do(ledger.pause, person_id=ben, until=now + timedelta(days=3))
    do(people.delete_people, ids=[ben])
    assert kinds(ask(outgoing.check, outgoing=message)) == {
        ReasonKind.EXPIRED,
        ReasonKind.CONFIDENTIAL,
        ReasonKind.RESTING,
        ReasonKind.PAUSED,
        ReasonKind.DELETED,
    }


def test_who_may_know_is_told_from_organisation_and_field(do, ask, ben, link):
    number = link()
    shared = {"quantity": None, "expires_on": None, "rating": Rating.GREAT, "commentary": ""}
    limit = partial(do, opportunities.set_limits, opportunity_id=number, **shared)
    do(editing.put_detail, person_id=ben, value=card.Organisation("Acme Rail Ltd"), row_id=None)

    limit(sharing=Sharing.NOT_AT, sharing_subject="acme rail")
    answer = ask(outgoing.check, outgoing=passing(number, ben))
    assert kinds(answer) == {ReasonKind.AT_ORGANISATION}
    limit(sharing=Sharing.SAME_FIELD, sharing_subject="football")
    assert ask(outgoing.check, outgoing=passing(number, ben)).verdict is Verdict.ALLOW
    limit(sharing=Sharing.SAME_FIELD, sharing_subject="chess")
    assert kinds(ask(outgoing.check, outgoing=passing(number, ben))) == {ReasonKind.OTHER_FIELD}


def test_asking_telling_and_offering_are_remembered(do, ask, now, ben):
    matter = do(editing.put_word, person_id=ben, field=Field.MATTER, text="opening", row_id=None)
    told = do(news.add, text="I moved.")
    full = replace(
        HELP,
        person_id=ben,
        draft=gate.Draft(Carried.HELP, asks_matter=matter, tells_news=told),
        parts=replace(HELP.parts, ask="How did it go?", news="I moved.", offer="Let me know."),
    )
    do(outgoing.record_sent, outgoing=full)
    answer = ask(outgoing.check, outgoing=full)
    assert answer.verdict is Verdict.WARN
    assert kinds(answer) == {ReasonKind.MATTER_ASKED, ReasonKind.NEWS_TOLD}

    do(outgoing.record_sent, outgoing=full)
    assert ReasonKind.HELP_OFFERED in kinds(ask(outgoing.check, outgoing=full))
    without = replace(full, parts=HELP.parts)
    assert ask(outgoing.check, outgoing=without).verdict is Verdict.ALLOW


def test_news_that_became_another_since_the_message_went_out_counts_as_unheard(
    database, do, ask, now, ben
):
    def edit(text):
        perform(database, lambda session: news.edit(session, told, text, now.date()))

    def unheard():
        with database.reading() as session:
            return [one.id for one in news.unheard(session, ben)]

    told = do(news.add, text="I moved to the rail team.")
    message = replace(
        HELP,
        person_id=ben,
        draft=gate.Draft(Carried.HELP, tells_news=told),
        parts=replace(HELP.parts, news="I moved to the rail team."),
    )
    ask(outgoing.release, outgoing=message)
    edit("We are expecting a child in March.")
    do(outgoing.record_sent, outgoing=message)

    assert unheard() == [told]

    edit("I moved to the large rail team.")
    do(outgoing.record_sent, outgoing=message)
    assert unheard() == []


def test_messages_without_an_answer_are_counted_until_they_are_heard(do, ask, ben):
    message = replace(HELP, person_id=ben)
    for _ in range(3):
        do(outgoing.record_sent, outgoing=message)
    (reason,) = ask(outgoing.check, outgoing=message).reasons
    assert (reason.kind, reason.times, reason.blocks) == (ReasonKind.UNANSWERED, 3, False)

    do(ledger.record_reply, person_id=ben, text="Sorry, I was away.")
    assert ask(outgoing.check, outgoing=message).verdict is Verdict.ALLOW


def test_many_are_asked_as_one_is_and_only_for_what_is_theirs(do, ask, now, ben, carla, link):
    log(do, ben, now - timedelta(days=2), Carried.LINK)
    for _ in range(3):
        log(do, carla, now - timedelta(days=20), Carried.NOTHING)
    number = link()
    do(opportunities.set_giver, opportunity_id=number, giver_id=ben)
    answers = ask(outgoing.check_many, person_ids=[ben, carla, 999_999], opportunity_id=number)
    assert {person: kinds(answer) for person, answer in answers.items()} == {
        ben: {ReasonKind.LINK_TOO_SOON, ReasonKind.IS_GIVER},
        carla: {ReasonKind.UNANSWERED},
    }
    assert answers[carla].verdict is Verdict.BLOCK


def test_someone_who_is_gone_is_told_in_words(ask, link):
    with pytest.raises(Trouble, match="no longer in your list"):
        ask(outgoing.check, outgoing=passing(link(), 999))


def test_an_empty_message_is_not_handed_out(do, ask, ben):
    do(editing.set_bond, person_id=ben, bond=Bond.CLOSE)
    with pytest.raises(Trouble, match="nothing in this message"):
        ask(outgoing.release, outgoing=Outgoing(gate.Draft(), ben))
