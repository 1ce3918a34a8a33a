"""How far an opportunity has come follows from its giver, its passes and the day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from passalong.domain.opportunity import (
    GiverState,
    Opportunity,
    OpportunityKind,
    OpportunityState,
    days_left,
    state_of,
    usual_quantity,
)

TODAY = date(2026, 10, 2)
THING = Opportunity(
    id=1,
    uid="u",
    kind=OpportunityKind.ITEM,
    state=OpportunityState.NEW,
    title="Two tickets",
    text="Two tickets",
    url="",
    captured_at=datetime(2026, 10, 1, tzinfo=UTC),
    quantity=2,
)
GIVEN = replace(THING, giver_id=7)
States = OpportunityState


@pytest.mark.parametrize(
    ("giver", "state"),
    [
        (GiverState.NOT_ASKED, States.NEW),
        (GiverState.ASKED, States.ASK_THE_GIVER),
        (GiverState.TOLD, States.READY),
        (GiverState.AGREED, States.READY),
        (GiverState.NO_NEED, States.READY),
    ],
)
def test_the_giver_must_know_first(giver, state):
    assert state_of(replace(GIVEN, giver_state=giver), TODAY) is state
    assert state_of(replace(THING, giver_state=giver), TODAY) is States.READY


@pytest.mark.parametrize(
    ("giver", "closed", "state"),
    [
        (GiverState.TOLD, False, States.PASSED),
        (GiverState.AGREED, False, States.PASSED),
        (GiverState.AGREED, True, States.CLOSED),
        (GiverState.NO_NEED, False, States.CLOSED),
    ],
)
def test_what_is_given_away_waits_for_the_thanks(giver, closed, state):
    gone = replace(GIVEN, giver_state=giver, passed=2, is_loop_closed=closed)
    assert state_of(gone, TODAY) is state
    assert state_of(replace(gone, expires_on=TODAY - timedelta(days=9)), TODAY) is state
    assert state_of(replace(THING, passed=2), TODAY) is States.CLOSED


def test_half_of_it_is_still_there():
    assert state_of(replace(THING, passed=1), TODAY) is States.READY


@pytest.mark.parametrize(("days", "state"), [(0, States.READY), (-1, States.EXPIRED)])
def test_the_last_day_counts(days, state):
    ending = replace(THING, expires_on=TODAY + timedelta(days=days), passed=1)
    assert state_of(ending, TODAY) is state
    assert state_of(ending, None) is States.READY
    assert days_left(ending, TODAY) == days


def test_what_is_not_used_up_counts_as_passed_once_it_was():
    link = replace(THING, quantity=None)
    assert state_of(link, TODAY) is States.READY
    assert state_of(replace(link, passed=3), TODAY) is States.PASSED
    assert not replace(link, passed=99).is_used_up


def test_what_the_user_closed_stays_closed():
    assert state_of(replace(GIVEN, state=States.CLOSED), TODAY) is States.CLOSED


def test_only_items_are_used_up_unless_told():
    assert usual_quantity(OpportunityKind.ITEM) == 1
    others = set(OpportunityKind) - {OpportunityKind.ITEM}
    assert {usual_quantity(kind) for kind in others} == {None}
