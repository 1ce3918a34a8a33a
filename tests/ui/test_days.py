"""Days are shown as people write them and read as people type them."""

from datetime import date

import pytest

from passalong.domain.card import PartialDate
from passalong.ui.people.days import day_text, partial_text, read_partial

TODAY = date(2026, 11, 22)


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
    "day",
    [PartialDate(1980, 3, 21), PartialDate(None, 2, 29), PartialDate(1980), PartialDate(text="x")],
)
def test_what_is_shown_reads_back_the_same(day):
    assert read_partial(partial_text(day)) == day


def test_the_year_is_told_only_where_it_is_another():
    assert day_text(date(2026, 11, 14), TODAY) == "14 Nov"
    assert day_text(date(2024, 11, 14), TODAY) == "14 Nov 2024"
