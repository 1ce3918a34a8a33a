"""Whom to ask for help: what counts, who sinks and until when, and when the next wave goes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.asking import (
    CanHelp,
    ReasonKind,
    Request,
    RequestState,
    Sink,
    SinkKind,
    Standing,
    Sunk,
    in_order,
    may_begin_wave,
    next_wave,
    next_wave_at,
    reasons,
    score,
    sinks,
)
from passalong.domain.opportunity import Strength
from passalong.domain.person import Bond

DAY = timedelta(days=1)
NOW = datetime(2026, 10, 12, 10, 12, tzinfo=ZoneInfo("Europe/Berlin"))
NOBODY = Standing()


def person(number, points=1.0):
    return CanHelp(number, f"u{number}", f"P{number}", "", (), (), NOBODY, points)


def asked(number, wave=1, at=None, state=RequestState.ASKED):
    return Request(number, 1, number, "u", "P", wave, state if at else RequestState.TO_ASK, at)


def test_nothing_known_gives_no_reason_to_ask():
    assert score(NOBODY, NOW) == 0
    assert reasons(NOBODY, NOW) == ()


def test_a_strong_fit_outweighs_everything_else_together():
    friend = Standing(bond=Bond.CLOSE, given=99, received=99, met_at=NOW)
    able = Standing(strength=Strength.STRONG, chance=0.6)
    assert score(able, NOW) > score(friend, NOW)
    assert score(Standing(strength=Strength.POSSIBLE), NOW) < score(friend, NOW)


def test_of_two_who_fit_the_likelier_one_comes_first():
    low, high = (Standing(strength=Strength.STRONG, chance=chance) for chance in (0.2, 0.9))
    assert score(high, NOW) > score(low, NOW)


def test_who_comes_nearest_only_cannot_help():
    guess = Standing(strength=Strength.NOBODY_OBVIOUS, chance=0.9)
    assert score(guess, NOW) == 0
    assert reasons(guess, NOW) == ()


def test_value_both_ways_counts_more_than_one_way_however_often():
    both, one_way = Standing(given=1, received=1), Standing(given=40)
    assert score(both, NOW) > score(one_way, NOW) > 0
    assert reasons(both, NOW) == (ReasonKind.BOTH_WAYS,)
    assert reasons(one_way, NOW) == (ReasonKind.ONE_WAY,)


@given(st.integers(0, 500), st.integers(0, 500))
def test_giving_or_getting_once_more_never_lowers_the_score(given_, received):
    here = score(Standing(given=given_, received=received), NOW)
    assert score(Standing(given=given_ + 1, received=received), NOW) >= here
    assert score(Standing(given=given_, received=received + 1), NOW) >= here


@given(st.integers(0, 900), st.integers(1, 900))
def test_contact_counts_less_the_longer_ago_it_was(days, more):
    near, far = (Standing(met_at=NOW - ago * DAY) for ago in (days, days + more))
    assert score(near, NOW) >= score(far, NOW) >= 0


def test_contact_of_more_than_a_year_ago_is_no_reason():
    assert reasons(Standing(met_at=NOW - 366 * DAY), NOW) == ()
    assert reasons(Standing(met_at=NOW + DAY), NOW) == (ReasonKind.RECENT_CONTACT,)


def test_the_weightiest_reason_is_said_first():
    standing = Standing(
        bond=Bond.CLOSE, strength=Strength.STRONG, given=3, received=3, met_at=NOW - 60 * DAY
    )
    assert reasons(standing, NOW) == (
        ReasonKind.CAN_HELP,
        ReasonKind.BOTH_WAYS,
        ReasonKind.CLOSE_BOND,
        ReasonKind.RECENT_CONTACT,
    )


def test_each_reason_against_is_told():
    standing = Standing(
        asked_at=NOW - 3 * DAY,
        own_bind="lost his job",
        paused_until=NOW + DAY,
        resting_since=NOW - 9 * DAY,
    )
    free = NOW.astimezone(UTC) + 27 * DAY  # summer time ends before
    assert sinks(standing, NOW) == (
        Sink(SinkKind.OWN_BIND, subject="lost his job"),
        Sink(SinkKind.RESTING, since=NOW - 9 * DAY),
        Sink(SinkKind.PAUSED, free_at=NOW + DAY),
        Sink(SinkKind.ASKED_LATELY, since=NOW - 3 * DAY, free_at=free),
    )


@pytest.mark.parametrize(
    ("ago", "sunk"),
    [
        (30 * DAY - timedelta(seconds=1), True),
        (30 * DAY, True),
        (30 * DAY + timedelta(microseconds=1), False),
        (-DAY, True),  # the clock was set back
    ],
)
def test_who_was_asked_is_free_right_after_thirty_days(ago, sunk):
    assert bool(sinks(Standing(asked_at=NOW - ago), NOW)) is sunk


def test_thirty_days_are_counted_over_the_change_of_the_clock():
    at = datetime(2026, 10, 20, 10, 0, tzinfo=NOW.tzinfo)  # summer time ends on the 25th
    (sink,) = sinks(Standing(asked_at=at), at + DAY)
    assert sink.free_at.astimezone(NOW.tzinfo).isoformat() == "2026-11-19T09:00:00+01:00"


def test_a_pause_that_is_over_sinks_nobody():
    assert sinks(Standing(paused_until=NOW), NOW) == ()


def test_only_what_time_lifts_has_a_day():
    asked_ = Sink(SinkKind.ASKED_LATELY, since=NOW, free_at=NOW + 30 * DAY)
    paused = Sink(SinkKind.PAUSED, free_at=NOW + 2 * DAY)
    assert Sunk(person(1), (asked_, paused)).free_at == NOW + 30 * DAY
    assert Sunk(person(1), (asked_, Sink(SinkKind.OWN_BIND))).free_at is None


def test_people_stand_by_score_and_equals_by_age():
    found = in_order([person(3, 1.0), person(2, 5.0), person(1, 1.0)])
    assert [one.person_id for one in found] == [2, 1, 3]


def test_a_wave_has_eight():
    people = [person(number) for number in range(20)]
    assert next_wave(people) == tuple(people[:8])
    assert len(next_wave(people[:3])) == 3


def test_the_next_wave_goes_three_days_after_the_last_message_of_the_last():
    requests = [asked(1, at=NOW - 9 * DAY), asked(2, 2, NOW - DAY), asked(3, 2, NOW), asked(4, 2)]
    assert next_wave_at(requests) == NOW + 3 * DAY


@pytest.mark.parametrize(
    ("requests", "may"),
    [
        ([], True),
        ([asked(1)], False),  # nobody of it was asked yet
        ([asked(1, at=NOW - 9 * DAY), asked(2, 2)], False),
        ([replace(asked(1), state=RequestState.SKIPPED)], True),
        ([asked(1, at=NOW - 3 * DAY)], True),
        ([asked(1, at=NOW - 3 * DAY + timedelta(seconds=1)), asked(2)], False),
        ([asked(1, at=NOW - 3 * DAY), asked(2)], True),
    ],
)
def test_a_wave_is_offered_once_the_last_had_its_three_days(requests, may):
    assert may_begin_wave(requests, NOW) is may
    if not any(request.asked_at for request in requests):
        assert next_wave_at(requests) is None


def test_those_who_were_asked_or_helped_are_to_hear_that_it_is_solved():
    assert asked(1, at=NOW).wants_word
    assert replace(asked(1), state=RequestState.HELPED).wants_word
    assert not asked(1).wants_word
    assert not replace(asked(1, at=NOW), is_told=True).wants_word
