"""What the inbox says of an entry: where it came from, and when."""

from datetime import UTC, datetime, timedelta

from passalong.domain.opportunity import Opportunity, OpportunityKind, OpportunityState
from passalong.ui.inbox import inbox_words

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def opportunity(url="", captured_at=NOW):
    return Opportunity(
        1,
        "u",
        OpportunityKind.LINK,
        OpportunityState.NEW,
        "A book",
        "A book",
        url,
        captured_at,
    )


def test_an_entry_with_an_address_names_its_host():
    told = inbox_words.in_the_list(opportunity("https://www.example.org/a"), NOW)

    assert told.endswith(" · example.org")


def test_an_entry_without_an_address_says_when_it_came():
    then = NOW - timedelta(days=1)

    assert "captured yesterday" in inbox_words.in_the_list(opportunity(captured_at=then), NOW)
