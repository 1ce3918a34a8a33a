"""What a user types into a search box."""

from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.query import FILTERS, Filter, Query, parse_query


def test_words_and_filters_are_told_apart() -> None:
    assert parse_query("golf tag:conference") == Query(("golf",), (Filter("tag", "conference"),))


def test_quotes_hold_several_words_together() -> None:
    assert parse_query('needs:"a designer" NEEDS:cfo').filters == (
        Filter("needs", "a designer"),
        Filter("needs", "cfo"),
    )


def test_a_quote_that_is_still_open_counts_to_the_end() -> None:
    assert parse_query('org:"Northwind Ra').filters == (Filter("org", "Northwind Ra"),)


def test_a_filter_without_a_word_asks_for_anybody_who_has_one() -> None:
    assert parse_query("needs:").filters == (Filter("needs", ""),)


def test_a_colon_of_another_kind_is_a_word() -> None:
    assert parse_query("http://x.example") == Query(("http", "x", "example"))


def test_an_empty_text_asks_nothing() -> None:
    assert parse_query("  ").asks_nothing
    assert not parse_query("tag:").asks_nothing


@given(st.text())
def test_any_text_asks_for_something(text: str) -> None:
    query = parse_query(text)
    assert all(word.strip() == word and word for word in query.words)
    assert all(filter_.kind in FILTERS for filter_ in query.filters)
