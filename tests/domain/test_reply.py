"""A reply: without what it quotes, and the sentence that tells what they are up to."""

import pytest

from passalong.domain.reply import (
    is_urgent,
    matter_in,
    own_words,
    plea_in,
    pleas_in,
    says_the_same,
    shortened,
)


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
        ("She is looking forward to the summer.", ""),
        ("Was asked for help by the mayor.", ""),
        ("Looking for a studio to rent", "Looking for a studio to rent"),
        ("Needs a carer by Friday", "Needs a carer by Friday"),
        ("Needs somebody from 3 December on.", "Needs somebody from 3 December on."),
        ("He needs a new flat by May", "He needs a new flat by May"),
        ("Her son is in hospital.", "Her son is in hospital."),
        ("Need to ask him about the boat by Friday", ""),
        ("Needs: a CFO", ""),
        (
            "Met at the fair. His mother is in hospital, he is looking for a carer by Friday",
            "His mother is in hospital, he is looking for a carer by Friday",
        ),
        ("> Could you help me?\nYes, gladly, call me.", ""),
        ("", ""),
    ],
)
def test_a_plea_is_told_from_other_sentences(text, sentence):
    assert plea_in(text) == sentence


def test_every_plea_is_found_in_its_order():
    text = "Lost his job. Plays golf.\nHe is looking for a flat."

    assert pleas_in(text) == ["Lost his job.", "He is looking for a flat."]


@pytest.mark.parametrize(
    ("plea", "urgent"),
    [
        ("Urgently needs help: a lawyer.", True),
        ("She is looking for a flat, it is urgent.", True),
        ("Needs a van asap", True),
        ("He is desperate for a room.", True),
        ("Needs a flat by May, not urgent.", False),
        ("Needs a flat by May, it isn't so urgent.", False),
        ("Needs help with the move.", False),
    ],
)
def test_a_plea_says_whether_it_is_urgent(plea, urgent):
    assert is_urgent(plea) is urgent


@pytest.mark.parametrize(
    ("plea", "other", "same"),
    [
        ("He needs help.", "he needs help", True),
        ("He needs help", "He needs help with the move by Friday.", True),
        ("He needs help with the move.", "He needs help with the visa.", False),
    ],
)
def test_a_plea_typed_on_is_the_same_plea(plea, other, same):
    assert says_the_same(plea, other) is same
    assert says_the_same(other, plea) is same


def test_a_long_plea_is_whole_and_shown_shortened():
    plea = "He is looking for " + "very " * 60 + "much help by Friday."

    assert plea_in(plea) == plea
    assert len(shortened(plea)) == 160
