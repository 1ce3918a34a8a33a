"""A sentence that says that somebody does not want a thing."""

import pytest

from passalong.domain.opportunity import CautionKind
from passalong.matching.aversion import aversion_in


def kind(sentence: str, met: str, text: str = "something") -> CautionKind | None:
    start = sentence.find(met)
    spans = [(start, start + len(met))] if met else []
    found = aversion_in(sentence, spans, text)
    return found.kind if found else None


@pytest.mark.parametrize(
    ("sentence", "met", "expected"),
    [
        ("Allergic to cats", "cats", CautionKind.AVERSION),
        ("has a cat allergy", "cat", CautionKind.AVERSION),
        ("She hates opera", "opera", CautionKind.AVERSION),
        ("can't stand golf", "golf", CautionKind.AVERSION),
        ("cannot eat nuts", "nuts", CautionKind.AVERSION),
        ("avoids crowds and concerts", "concerts", CautionKind.AVERSION),
        ("not interested in crypto", "crypto", CautionKind.AVERSION),
        ("does not like horses", "horses", CautionKind.AVERSION),
        ("doesn’t drink wine", "wine", CautionKind.AVERSION),
        ("golf is not for him", "golf", CautionKind.AVERSION),
        ("no longer runs marathons", "marathons", CautionKind.NO_LONGER),
        ("quit smoking", "smoking", CautionKind.NO_LONGER),
        ("sold his boat", "boat", CautionKind.NO_LONGER),
        ("already has a bike", "bike", CautionKind.HAS_IT),
        ("hates opera", "", CautionKind.AVERSION),
    ],
)
def test_a_warning_is_seen(sentence, met, expected):
    assert kind(sentence, met) is expected


@pytest.mark.parametrize(
    ("sentence", "met"),
    [
        ("Never misses a Packers game", "game"),
        ("hates Mondays, loves cats", "cats"),
        ("hates Mondays but loves cats", ""),
        ("quit smoking and took up running", "running"),
        ("loves cats though she is allergic to dogs", "cats"),
        ("can't wait for the opera", "opera"),
        ("wants to sell her boat", "boat"),
        ("likes golf", "golf"),
    ],
)
def test_no_warning_is_made_up(sentence, met):
    assert kind(sentence, met) is None


def test_a_text_that_says_the_same_is_not_warned_of():
    assert kind("hates opera", "opera", "a club for everybody who hates opera") is None
