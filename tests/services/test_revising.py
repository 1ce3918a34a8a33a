"""Everything that is said of an opportunity is changed as one step."""

from datetime import date
from functools import partial

import pytest

from passalong.domain.opportunity import OpportunityKind, Rating, Sharing
from passalong.errors import Trouble
from passalong.services import history, opportunities, revising
from passalong.services.outcome import perform
from passalong.services.revising import Revised


@pytest.fixture
def thing(do):
    return do(opportunities.capture, text="Two tickets", kind=OpportunityKind.ITEM)


def test_every_field_is_kept_and_one_undo_brings_all_back(do, ask, database, thing, carla):
    before = ask(opportunities.opportunity, opportunity_id=thing)
    said = Revised(
        title="Three tickets",
        text="Three tickets, section 114",
        kind=OpportunityKind.EVENT,
        giver_id=carla,
        quantity=3,
        expires_on=date(2026, 10, 9),
        sharing=Sharing.NOT_AT,
        sharing_subject="Acme",
        rating=Rating.NICE,
        commentary="Great seats.",
    )

    do(revising.revise, opportunity_id=thing, revised=said)

    now_is = ask(opportunities.opportunity, opportunity_id=thing)
    kept = {name: getattr(now_is, name) for name in Revised.__slots__}
    assert kept == {name: getattr(said, name) for name in Revised.__slots__}
    perform(database, partial(history.undo))
    assert ask(opportunities.opportunity, opportunity_id=thing) == before


def test_a_blank_title_is_made_of_the_text_and_a_blank_quantity_of_the_kind(do, ask, thing):
    said = Revised("", "A book on boats\nwith pictures", OpportunityKind.ITEM)
    do(revising.revise, opportunity_id=thing, revised=said)
    kept = ask(opportunities.opportunity, opportunity_id=thing)
    assert (kept.title, kept.quantity) == ("A book on boats", 1)


def test_an_address_taken_out_of_the_text_is_gone(do, ask):
    link = do(opportunities.capture, text="A book: https://www.example.org/book")
    said = Revised("A book", "A book on paper", OpportunityKind.ITEM)
    do(revising.revise, opportunity_id=link, revised=said)
    assert ask(opportunities.opportunity, opportunity_id=link).url == ""
    said = Revised("A book", "See https://www.example.org/paper.", OpportunityKind.LINK)
    do(revising.revise, opportunity_id=link, revised=said)
    assert (
        ask(opportunities.opportunity, opportunity_id=link).url == "https://www.example.org/paper"
    )


def test_a_text_as_long_as_a_book_is_refused_with_the_limit(do, ask, thing):
    said = Revised("Two tickets", "x" * 200_001, OpportunityKind.ITEM)
    with pytest.raises(Trouble, match="longer than 200,000 characters"):
        do(revising.revise, opportunity_id=thing, revised=said)
    assert ask(opportunities.opportunity, opportunity_id=thing).text == "Two tickets"


def test_what_makes_no_sense_changes_nothing(do, ask, thing):
    said = Revised("Else", "Else", OpportunityKind.ITEM, sharing=Sharing.SAME_FIELD)
    with pytest.raises(Trouble):
        do(revising.revise, opportunity_id=thing, revised=said)
    assert ask(opportunities.opportunity, opportunity_id=thing).title == "Two tickets"
