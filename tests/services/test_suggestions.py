"""Suggestions through the gate: who may have it now, who must wait, and why."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.services.ledger_helpers import log, passing

from passalong.domain.exchange import Carried
from passalong.domain.gate import ReasonKind
from passalong.domain.opportunity import (
    GiverState,
    OpportunityKind,
    Rating,
    Sharing,
    SuggestionAnswer,
)
from passalong.domain.person import Bond
from passalong.services import (
    editing,
    ledger,
    opportunities,
    outgoing,
    people,
    setting_aside,
    suggestions,
)
from passalong.services.suggestions import Withheld

DAY = timedelta(days=1)
TEXT = "Two tickets for the football final"


class Everybody:
    """Ranks everybody as others would, so that only the gate is tried."""

    def __init__(self, strength=None):
        self.strength = strength

    def rank(self, session, text, limit, without):
        ids = [number for number in people.find_people(session) if number not in without]
        found = suggestions.WordMatcher().rank(session, "football golf", limit, without)
        known = {person.person_id: person for person in found.people}
        ranked = tuple(known[number] for number in ids if number in known)[:limit]
        if self.strength is not None:
            ranked = tuple(replace(person, strength=self.strength) for person in ranked)
        return suggestions.Ranked(ranked, self.strength is not None, len(ids))


@pytest.fixture
def tickets(do):
    return do(opportunities.capture, text=TEXT, kind=OpportunityKind.ITEM, quantity=2)


@pytest.fixture
def suggest(ask):
    def suggested(number, **values):
        found = ask(suggestions.suggest, opportunity_id=number, matcher=Everybody(), **values)
        free = [person.person_id for person in found.people]
        held = {
            one.suggestion.person_id: {reason.kind for reason in one.answer.reasons}
            for one in found.held_back
        }
        return free, held

    return suggested


def test_everybody_who_fits_may_have_it(suggest, tickets, ben, carla):
    assert suggest(tickets) == ([ben, carla], {})


def test_the_giver_is_held_back_and_need_not_be_asked_first(do, suggest, tickets, ben, carla):
    do(opportunities.set_giver, opportunity_id=tickets, giver_id=carla)
    assert suggest(tickets) == ([ben], {carla: {ReasonKind.IS_GIVER}})


def test_who_had_it_is_held_back(do, suggest, tickets, ben, carla):
    do(outgoing.record_sent, outgoing=passing(tickets, ben))
    assert suggest(tickets) == ([carla], {ben: {ReasonKind.PASSED_BEFORE}})


def test_who_had_a_link_this_week_waits_for_the_next_but_not_for_a_thing(
    do, suggest, ask, now, tickets, ben, carla
):
    log(do, ben, now - 2 * DAY, Carried.LINK)
    link = do(opportunities.capture, text="https://example.org/football")
    assert suggest(link) == ([carla], {ben: {ReasonKind.LINK_TOO_SOON}})
    assert suggest(link, when=now + 6 * DAY) == ([ben, carla], {})
    assert suggest(tickets) == ([ben, carla], {})
    found = ask(suggestions.suggest_for_text, text="www.example.org football golf")
    assert [one.suggestion.person_id for one in found.held_back] == [ben]


def test_who_rests_or_never_answers_is_held_back_unless_close(
    do, suggest, now, tickets, ben, carla
):
    for days in range(3):
        log(do, carla, now - days * DAY)
    do(ledger.rest, person_id=ben)
    resting = {ben: {ReasonKind.RESTING}}
    assert suggest(tickets) == ([], resting | {carla: {ReasonKind.UNANSWERED}})
    do(editing.set_bond, person_id=carla, bond=Bond.CLOSE)
    assert suggest(tickets) == ([carla], resting)


def test_who_was_said_not_to_be_the_one_is_left_out(do, suggest, ask, tickets, ben, carla):
    answer = {"opportunity_id": tickets, "person_id": ben}
    do(setting_aside.answer_suggestion, **answer, answer=SuggestionAnswer.NOT_NOW)
    assert suggest(tickets) == ([carla], {})
    other = do(opportunities.capture, text=TEXT)
    assert suggest(other) == ([ben, carla], {})


def test_a_pass_kept_for_later_is_held_back_until_then(do, ask, suggest, now, tickets, ben, carla):
    until = now + 2 * DAY
    do(
        setting_aside.later,
        opportunity_id=tickets,
        person_id=ben,
        until=until,
        why="",
        commentary="",
    )
    assert suggest(tickets) == ([carla], {ben: set()})
    (held,) = ask(suggestions.suggest, opportunity_id=tickets, matcher=Everybody()).held_back
    assert held.kept_until == until
    assert suggest(tickets, when=until + timedelta(minutes=1)) == ([ben, carla], {})


def test_the_user_is_never_suggested(database, suggest, tickets, ben, carla):
    with database.writing() as writing:
        editing.known(writing.session, ben).is_me = True
    assert suggest(tickets) == ([carla], {})


@pytest.mark.parametrize(
    ("changes", "withheld"),
    [
        ({"sharing": Sharing.CONFIDENTIAL}, Withheld.CONFIDENTIAL),
        ({"rating": Rating.NICE}, Withheld.SHELF),
        ({"expires_on": "yesterday"}, Withheld.EXPIRED),
    ],
)
def test_some_things_are_suggested_to_nobody(do, ask, now, tickets, ben, changes, withheld):
    usual = {
        "quantity": 2,
        "expires_on": None,
        "sharing": Sharing.ANYONE,
        "sharing_subject": "",
        "rating": Rating.GREAT,
        "commentary": "",
    }
    if "expires_on" in changes:
        changes = {"expires_on": (now - DAY).date()}
    do(opportunities.set_limits, opportunity_id=tickets, **usual | changes)
    found = ask(suggestions.suggest, opportunity_id=tickets)
    assert (found.people, found.held_back, found.withheld) == ((), (), withheld)


def test_what_is_given_away_is_suggested_to_nobody(do, ask, tickets, ben, carla):
    for person_id in (ben, carla):
        do(outgoing.record_sent, outgoing=passing(tickets, person_id))
    found = ask(suggestions.suggest, opportunity_id=tickets)
    assert found.withheld is Withheld.USED_UP


def test_an_unasked_giver_does_not_hide_the_people(do, suggest, tickets, ben, carla):
    eve = do(people.add_person, line="Eve: into trains")
    do(opportunities.set_giver, opportunity_id=tickets, giver_id=eve)
    do(
        opportunities.set_giver_state,
        opportunity_id=tickets,
        state=GiverState.ASKED,
    )
    assert suggest(tickets) == ([ben, carla], {})


def test_the_limit_counts_those_who_may_have_it(do, suggest, tickets, ben, carla):
    do(ledger.rest, person_id=ben)
    assert suggest(tickets, limit=1) == ([carla], {ben: {ReasonKind.RESTING}})
