"""The gate over random histories: what must hold whatever happened before."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from tests.domain.gate_cases import A_LINK, NOBODY, NOTHING, NOW, linked

from passalong.domain.exchange import Carried
from passalong.domain.gate import (
    Draft,
    Meet,
    Passed,
    Past,
    Recipient,
    Verdict,
    check,
)
from passalong.domain.opportunity import GiverState, OpportunityKind, Sharing
from passalong.domain.person import Bond

A_QUESTION = Draft(Carried.INTRODUCTION, why="You both sail.", meet=Meet.ASKS)


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"]).map(ZoneInfo)


@given(tries=st.lists(MOMENTS, max_size=60))
def test_whoever_obeys_the_gate_never_sends_links_too_often(tries: list[datetime]) -> None:
    """However a history came about, also with the clock set back now and then."""
    sent: list[datetime] = []
    for moment in tries:
        if check(A_LINK, NOBODY, linked(*sent), moment).verdict is Verdict.ALLOW:
            sent.append(moment)
    sent.sort()
    week, month = timedelta(days=7), timedelta(days=30)
    assert all(later - earlier > week for earlier, later in pairwise(sent))
    assert all(later - earlier > month for earlier, later in zip(sent, sent[2:], strict=False))


@given(tries=st.lists(MOMENTS, max_size=60))
def test_whoever_obeys_the_gate_asks_a_person_once_in_thirty_days(tries: list[datetime]) -> None:
    """However a history came about, also with the clock set back now and then."""
    asked: list[datetime] = []
    for moment in tries:
        before = Past(questions=tuple(asked))
        if check(A_QUESTION, NOBODY, before, moment).verdict is Verdict.ALLOW:
            asked.append(moment)
    asked.sort()
    assert all(later - earlier > timedelta(days=30) for earlier, later in pairwise(asked))


@given(past=st.lists(MOMENTS, max_size=12), now=MOMENTS, zone=ZONES)
def test_a_question_is_free_right_after_the_moment_that_is_named(
    past: list[datetime], now: datetime, zone: ZoneInfo
) -> None:
    before = Past(questions=tuple(past))
    free_at = check(A_QUESTION, NOBODY, before, now.astimezone(zone)).free_at
    if free_at is not None:
        assert check(A_QUESTION, NOBODY, before, free_at).verdict is Verdict.BLOCK
        after = free_at + timedelta(microseconds=1)
        assert check(A_QUESTION, NOBODY, before, after).verdict is Verdict.ALLOW


@given(past=st.lists(MOMENTS, max_size=12), now=MOMENTS, zone=ZONES)
def test_the_day_it_names_is_the_day_it_is_free(
    past: list[datetime], now: datetime, zone: ZoneInfo
) -> None:
    answer = check(A_LINK, NOBODY, linked(*past), now.astimezone(zone))
    free_at = answer.free_at
    assert (free_at is None) == (answer.verdict is Verdict.ALLOW)
    if free_at is None:
        return
    assert check(A_LINK, NOBODY, linked(*past), free_at).verdict is Verdict.BLOCK
    moment = timedelta(microseconds=1)
    assert check(A_LINK, NOBODY, linked(*past), free_at + moment).verdict is Verdict.ALLOW


@given(past=st.lists(MOMENTS, max_size=12), now=MOMENTS, zone=ZONES, other=ZONES)
def test_it_says_the_same_in_every_zone(
    past: list[datetime], now: datetime, zone: ZoneInfo, other: ZoneInfo
) -> None:
    here = check(A_LINK, NOBODY, linked(*past), now.astimezone(zone))
    moved = [moment.astimezone(other) for moment in past]
    assert check(A_LINK, NOBODY, linked(*moved), now.astimezone(other)) == here


DRAFTS = st.builds(
    Draft,
    carried=st.sampled_from(Carried),
    url_key=st.sampled_from(["", "example.org"]),
    commentary=st.sampled_from(["", "It is worth the hour."]),
    why=st.sampled_from(["", "You asked"]),
    purpose=st.sampled_from(["", "congratulations"]),
    asks_matter=st.none() | st.integers(1, 3),
    offers_help=st.booleans(),
)
RECIPIENTS = st.builds(
    Recipient, bond=st.sampled_from(Bond), is_resting=st.booleans(), is_me=st.booleans()
)
OPPORTUNITIES = st.none() | st.builds(
    Passed,
    id=st.integers(1, 3),
    kind=st.sampled_from(OpportunityKind),
    has_giver=st.booleans(),
    giver_state=st.sampled_from(GiverState),
    sharing=st.sampled_from([Sharing.ANYONE, Sharing.CONFIDENTIAL]),
    quantity=st.integers(1, 2),
    passed=st.integers(0, 3),
)


@given(draft=DRAFTS, recipient=RECIPIENTS, passed=OPPORTUNITIES)
def test_the_verdict_is_the_worst_of_its_reasons(
    draft: Draft, recipient: Recipient, passed: Passed | None
) -> None:
    answer = check(draft, recipient, NOTHING, NOW, passed)
    worst = (
        Verdict.BLOCK
        if any(reason.blocks for reason in answer.reasons)
        else Verdict.WARN
        if answer.reasons
        else Verdict.ALLOW
    )
    assert answer.verdict is worst


@given(draft=DRAFTS, recipient=RECIPIENTS, passed=OPPORTUNITIES)
def test_nothing_confidential_empty_or_behind_the_givers_back_gets_through(
    draft: Draft, recipient: Recipient, passed: Passed | None
) -> None:
    if check(draft, recipient, NOTHING, NOW, passed).verdict is Verdict.BLOCK:
        return
    assert not recipient.is_resting
    assert not recipient.is_me
    assert draft.carried is not Carried.NOTHING or draft.purpose or recipient.bond is Bond.CLOSE
    if draft.carried is Carried.LINK:
        assert draft.url_key
        assert draft.commentary
        assert draft.why
    if passed is not None:
        assert passed.sharing is not Sharing.CONFIDENTIAL
        assert passed.passed < passed.quantity
        assert not passed.has_giver or passed.giver_state not in (
            GiverState.NOT_ASKED,
            GiverState.ASKED,
        )
