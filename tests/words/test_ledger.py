"""What the ledger says in plain English."""

from datetime import UTC, datetime

import pytest

from passalong.domain.exchange import Carried, Channel, Direction, Exchange, Outcome
from passalong.domain.reciprocity import Finding, Reciprocity
from passalong.words import ledger


def facts(finding, **figures):
    usual = {
        "exchanges": 6,
        "started_by_me": 6,
        "from_me": 6,
        "from_me_with_value": 0,
        "from_them": 0,
        "from_them_with_value": 0,
        "beyond_thanks": 0,
        "months_silent": None,
    }
    return Reciprocity(finding, **(usual | figures))


def exchange(direction, carried=Carried.NOTHING, channel=Channel.MAIL, **more):
    at = datetime(2026, 10, 28, 9, tzinfo=UTC)
    way = {"direction": direction, "channel": channel, "carried": carried, "started_by_me": True}
    return Exchange(1, "u", 1, "p", "Priya", at, **way, **more)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            facts(Finding.NONE_CARRIED),
            "You wrote 6 times and none carried anything: try giving something",
        ),
        (
            facts(Finding.NOTHING_CAME_BACK, from_me_with_value=5, months_silent=14),
            "You gave 5 useful things and nothing came back in 14 months: fine to let this rest",
        ),
        (facts(Finding.THEY_START_HALF), "They start about half of it"),
    ],
)
def test_the_sentence_says_what_to_try(found, sentence):
    assert ledger.finding(found) == sentence


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_has_a_sentence_that_is_no_grade(finding):
    said = ledger.finding(facts(finding, months_silent=1, from_me_with_value=1))

    assert said
    assert not {"score", "%", "bad", "good friend"} & set(said.lower().split())


def test_the_facts_stand_behind_it():
    found = facts(
        Finding.THEY_START_HALF,
        exchanges=8,
        started_by_me=5,
        from_me=5,
        from_me_with_value=3,
        beyond_thanks=2,
        from_them=3,
        from_them_with_value=1,
    )

    assert ledger.facts_behind(found) == (
        "8 exchanges in the last twelve months",
        "you started 5, they started 3",
        "3 of your 5 carried something of value",
        "2 of your 5 got more than thanks",
        "1 of their 3 carried something of value",
    )


def test_what_did_not_happen_is_left_out():
    said = ledger.facts_behind(facts(Finding.NONE_CARRIED))

    assert not any("of their" in line for line in said)


def test_after_a_year_of_silence_all_of_it_is_counted():
    said = ledger.facts_behind(facts(Finding.NOTHING_CAME_BACK, months_silent=14))

    assert said[0] == "6 exchanges in all"
    assert said[-1] == "nothing came from them for 14 months"


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (
            exchange(Direction.FROM_ME, Carried.LINK, opportunity_title="Solver benchmark"),
            "you passed along “Solver benchmark”",
        ),
        (exchange(Direction.FROM_ME, Carried.HELP), "you helped"),
        (exchange(Direction.FROM_ME), "you wrote"),
        (exchange(Direction.FROM_THEM, channel=Channel.CALL), "they called"),
        (exchange(Direction.FROM_THEM, answers_id=3), "they answered"),
        (exchange(Direction.FROM_THEM, Carried.INTRODUCTION), "they introduced you to somebody"),
    ],
)
def test_an_exchange_is_a_line(of, said):
    assert ledger.exchange(of) == said


def test_every_way_an_exchange_can_be_is_said():
    for direction in Direction:
        for carried in Carried:
            for channel in Channel:
                assert ledger.exchange(exchange(direction, carried, channel))
    assert all(map(ledger.outcome, Outcome))


def test_the_balance_is_said_with_the_share_only_where_it_is_known():
    assert ledger.balance(7, 5, 0.41) == "you gave 7 · received 5 · they start 41 %"
    assert ledger.balance(1, 0) == "you gave 1 · received 0"
