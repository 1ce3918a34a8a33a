"""A reply: without what it quotes, and the sentence that tells what they are up to."""

import pytest

from passalong.domain.reply import matter_in, own_words


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Fine.\n\nOn Fri, 2 Oct 2026, Anna wrote:\n> How are you?", "Fine."),
        ("Gut.\n\nAm Freitag schrieb Anna:\n> Wie geht's?", "Gut."),
        ("Fine.\n-----Original Message-----\nFrom: Anna\nHow are you?", "Fine."),
        ("> How are you?\nFine.", "Fine."),
        ("On Friday I wrote a book.", "On Friday I wrote a book."),
        ("  ", ""),
    ],
)
def test_what_is_quoted_is_left_out(text, own):
    assert own_words(text) == own


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Hi Anna,\n\nThanks so much for this! We open in March. It rains.", "We open in March."),
        ("Dear Anna,\nI am writing a book about engines", "I am writing a book about engines"),
        ("Thank you very much for this!", ""),
        ("OK, great.", ""),
        ("", ""),
    ],
)
def test_the_first_telling_sentence_is_the_matter(text, matter):
    assert matter_in(text) == matter


def test_a_long_sentence_is_cut():
    assert matter_in("We are building " + "very " * 60 + "much.").endswith("…")
