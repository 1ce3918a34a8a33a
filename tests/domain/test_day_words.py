"""Days are read as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.card import PartialDate
from passalong.domain.day_words import read_day, read_partial, split_day

WEDNESDAY = date(2026, 10, 7)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1980-03-21", PartialDate(1980, 3, 21)),
        ("19800321", PartialDate(1980, 3, 21)),
        ("--03-21", PartialDate(None, 3, 21)),
        ("21.3.1980", PartialDate(1980, 3, 21)),
        ("21. 3.", PartialDate(None, 3, 21)),
        ("21 March 1980", PartialDate(1980, 3, 21)),
        ("21st of nowhere", PartialDate(text="21st of nowhere")),
        ("21 Mar", PartialDate(None, 3, 21)),
        ("March 21, 1980", PartialDate(1980, 3, 21)),
        ("29 February", PartialDate(None, 2, 29)),
        ("1980", PartialDate(year=1980)),
        ("31 February 1980", PartialDate(text="31 February 1980")),
        ("0000-01-01", PartialDate(text="0000-01-01")),
        ("in spring", PartialDate(text="in spring")),
    ],
)
def test_what_is_typed_is_read_generously_and_never_lost(typed, read):
    assert read_partial(typed) == read


@pytest.mark.parametrize(
    ("text", "ahead", "behind"),
    [
        ("today", date(2026, 10, 7), date(2026, 10, 7)),
        ("Tomorrow", date(2026, 10, 8), date(2026, 10, 8)),
        ("wed", date(2026, 10, 7), date(2026, 10, 7)),
        ("Saturday", date(2026, 10, 10), date(2026, 10, 3)),
        ("2 Nov", date(2026, 11, 2), date(2025, 11, 2)),
        ("29 Feb", date(2028, 2, 29), date(2024, 2, 29)),
        ("2027-01-05", date(2027, 1, 5), date(2027, 1, 5)),
        ("sa", None, None),
        ("soonish", None, None),
        ("2027", None, None),
        ("", None, None),
    ],
)
def test_days_are_read_as_they_are_written(text, ahead, behind):
    assert read_day(text, WEDNESDAY, ahead=True) == ahead
    assert read_day(text, WEDNESDAY, ahead=False) == behind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Friday", date(2026, 10, 9)),
        ("this Friday", date(2026, 10, 9)),
        ("the 12th Nov", date(2026, 11, 12)),
        ("next Friday", date(2026, 10, 16)),
        ("next Monday", date(2026, 10, 12)),
        ("next week", date(2026, 10, 14)),
        ("in 3 days", date(2026, 10, 10)),
        ("within a week", date(2026, 10, 14)),
        ("in two weeks", date(2026, 10, 21)),
        ("in a month", date(2026, 11, 7)),
        ("in 3 months", date(2027, 1, 7)),
        ("the end of the week", date(2026, 10, 9)),
        ("end of the month", date(2026, 10, 31)),
        ("end of year", date(2026, 12, 31)),
        ("tonight", WEDNESDAY),
        ("in 999999999 days", None),
        ("in 9999 months", None),
        ("next to nothing", None),
        ("in no days", None),
    ],
)
def test_how_far_away_a_day_is_tells_it_too(text, day):
    assert read_day(text, WEDNESDAY, ahead=True) == day


def test_the_last_day_of_a_short_month_stands_for_one_that_it_has_not():
    assert read_day("in a month", date(2027, 1, 31), ahead=True) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "what", "day"),
    [
        ("someone who knows Lyon, by Tuesday", "someone who knows Lyon", date(2026, 10, 13)),
        ("a lawyer by 12 Nov.", "a lawyer", date(2026, 11, 12)),
        ("a lawyer (by November 12, 2027)", "a lawyer", date(2027, 11, 12)),
        ("a flat - by 2026-12-01", "a flat", date(2026, 12, 1)),
        ("a sofa until in 3 days", "a sofa", date(2026, 10, 10)),
        ("to be told by mail by tomorrow!", "to be told by mail", date(2026, 10, 8)),
        ("moves house by truck", "moves house by truck", None),
        ("stand by me", "stand by me", None),
        ("by Tuesday", "by Tuesday", date(2026, 10, 13)),
        ("a note by Tuesday or later", "a note by Tuesday or later", None),
        ("", "", None),
    ],
)
def test_the_day_that_ends_a_text_is_when_it_is_wanted(text, what, day):
    assert split_day(text, WEDNESDAY) == (what, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("a lift by tomorrow 5pm", date(2026, 10, 8)),
        ("a lift, by 3pm Friday", date(2026, 10, 9)),
        ("a lift until Tuesday evening.", date(2026, 10, 13)),
        ("a lift by 9 Oct at 17:30", date(2026, 10, 9)),
        ("a lift by noon on Friday", date(2026, 10, 9)),
        ("a lift by 5pm", None),
    ],
)
def test_an_hour_beside_the_day_stays_in_the_text(text, day):
    assert split_day(text, WEDNESDAY) == (text, day)


@given(st.text(max_size=60), st.dates())
def test_any_text_can_be_parted_and_read_on_any_day(text, today):
    what, _ = split_day(f"{text} by {text}", today)
    assert f"{text} by {text}".startswith(what)
    for ahead in (True, False):
        read_day(text, today, ahead=ahead)


@given(
    st.sampled_from(
        ["in 3 months", "in 12 weeks", "next Sunday", "end of the week", "sat", "29 Feb", "31.1."]
    ),
    st.dates(),
)
def test_a_day_ahead_is_never_behind(text, today):
    day = read_day(text, today, ahead=True)
    assert day is None or day >= today
