"""A reply: without what it quotes, and the sentence that tells what they are up to."""

import pytest

from passalong.domain.reply import matter_in, own_words, plea_in


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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Hi! All well. Do you know anyone who buys trains?",
            "Do you know anyone who buys trains?",
        ),
        ("Thanks. I'm looking for a studio by May.", "I'm looking for a studio by May."),
        ("Could you help me with the move?", "Could you help me with the move?"),
        ("Plays golf. Lost his job on 18 November.", "Lost his job on 18 November."),
        ("She was laid off.\nLikes jazz.", "She was laid off."),
        ("Urgently needs a lawyer; can't find one.", "Urgently needs a lawyer; can't find one."),
        ("Needs some help with the visa.", "Needs some help with the visa."),
        ("Thanks, this was a great help!", ""),
        ("If you ever need help, let me know.", ""),
        ("We are not looking for anybody now.", ""),
        ("I never asked for help.", ""),
        ("Looks forward to the summer.", ""),
        ("> Could you help me?\nYes, gladly, call me.", ""),
        ("", ""),
    ],
)
def test_a_plea_is_told_from_other_sentences(text, sentence):
    assert plea_in(text) == sentence
