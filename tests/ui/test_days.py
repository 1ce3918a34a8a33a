"""Days are shown as people write them."""

from datetime import date

import pytest

from passalong.domain.card import PartialDate
from passalong.domain.day_words import read_partial
from passalong.ui.people.days import day_text, partial_text

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "day",
    [PartialDate(1980, 3, 21), PartialDate(None, 2, 29), PartialDate(1980), PartialDate(text="x")],
)
def test_what_is_shown_reads_back_the_same(day):
    assert read_partial(partial_text(day)) == day


def test_the_year_is_told_only_where_it_is_another():
    assert day_text(date(2026, 11, 14), TODAY) == "14 Nov"
    assert day_text(date(2024, 11, 14), TODAY) == "14 Nov 2024"
