"""Which sentences of notes tell of something a person could do for others."""

import pytest

from passalong.matching.telling import may_tell, tells_of_offer


@pytest.mark.parametrize(
    "sentence",
    [
        "Teaches the violin to children.",
        "Knows everybody in shipping.",
        "Works for a patent office in Munich",
        "Offered to lend her van",
        "She is a tax lawyer.",
        "Can introduce you to SNCF.",
        "Has a spare room in May",
        "Speaks fluent Japanese",
        "HAPPY TO TEST APPS",
    ],
)
def test_what_somebody_does_or_has_for_others_is_an_offer(sentence):
    assert may_tell(f"Met in May. {sentence}")
    assert tells_of_offer(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Met at RailData.",
        "Never misses a Packers game, even in the snow.",
        "Looking for somebody who teaches the violin",
        "Would like to teach",
        "Does not speak to lawyers; speaks rarely",
        "Is a fan of Puccini",
        "Knows nobody in Berlin",
        "Her mother was a music teacher",
        "His brother works at a bank",
        "Her favourite animal is a monkey",
        "Prefers headsets over earbuds",
        "Her daughter starts university next year",
    ],
)
def test_wishes_tastes_and_news_are_none(sentence):
    assert not tells_of_offer(sentence)
