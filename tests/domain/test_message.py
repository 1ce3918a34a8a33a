"""A message from its parts."""

from dataclasses import fields
from itertools import product

import pytest

from passalong.domain.card import StructuredName
from passalong.domain.message import Parts, called, filled, mailto_of, subject_of, text_of
from passalong.domain.person import PersonDetails

WHOLE = Parts(
    greeting="Hi Ben,",
    value="Two play-off tickets, section 114 — Saturday.",
    commentary="The seats are under the roof.",
    why="You once told me you have never missed a home game.",
    ask="How did the bakery opening go?",
    news="I moved to the rail team.",
    offer="If you are ever in a bind, let me know.",
    closing="Best,\nAnna",
)


def test_the_gift_and_why_it_made_me_think_of_you_are_said_in_one_breath() -> None:
    assert text_of(WHOLE).split("\n\n") == [
        "Hi Ben,",
        "Two play-off tickets, section 114 — Saturday."
        " You once told me you have never missed a home game.",
        "The seats are under the roof.",
        "How did the bakery opening go?",
        "I moved to the rail team.",
        "If you are ever in a bind, let me know.",
        "Best,\nAnna",
    ]


def test_whatever_is_left_out_leaves_no_gap() -> None:
    for greeting, value, why, ask in product(
        ["", "Hi,"], ["", "A book."], [" ", "You."], ["", "?"]
    ):
        text = text_of(Parts(greeting=greeting, value=value, why=why, ask=ask))
        assert "\n\n\n" not in text
        assert text == text.strip()
        assert all(part.strip() in text for part in (greeting, value, why, ask))


def test_the_subject_is_one_line_that_mail_programs_show_whole() -> None:
    assert subject_of("", "Two tickets\nfor Saturday") == "Two tickets"
    assert subject_of(" Query\n planner ", "x") == "Query planner"
    long = subject_of("word " * 40, "")
    assert len(long) <= 78
    assert long.endswith("…")


def test_the_gift_and_the_reason_stay_two_sentences() -> None:
    for value, expected in (
        ("Two tickets", "Two tickets. You love it."),
        ("Two tickets!", "Two tickets! You love it."),
        ("A read\nhttps://example.org/a", "A read\nhttps://example.org/a\nYou love it."),
    ):
        assert text_of(Parts(value=value, why="You love it.")) == expected


def test_templates_are_filled_and_strange_braces_stay() -> None:
    assert filled("Hi {name}, {x} {", {"name": "Ben {title}"}) == "Hi Ben {title}, {x} {"


def test_an_address_that_opens_a_mail_keeps_every_letter() -> None:
    opened = mailto_of(["a+b@example.org"], "50 % & more?", "Zoë\n\nBye")
    assert opened == (
        "mailto:a%2Bb@example.org?subject=50%20%25%20%26%20more%3F&body=Zo%C3%AB%0D%0A%0D%0ABye"
    )


@pytest.mark.parametrize(
    ("name", "structured", "nicknames", "expected"),
    [
        ("Ben Whitaker", StructuredName(), (), "Ben"),
        ("Zoë O’Neill", StructuredName(), (), "Zoë"),
        ("Whitaker Ben", StructuredName(family="Whitaker", given="Ben"), (), "Ben"),
        ("Ben Whitaker", StructuredName(given="Benjamin"), ("Benny",), "Benny"),
        ("Dr. Whitaker", StructuredName(), (), "Dr. Whitaker"),
        ("Nguyễn Văn An", StructuredName(), (), "Nguyễn Văn An"),
        ("王 伟", StructuredName(), (), "王 伟"),
        ("Cher", StructuredName(), (), "Cher"),
    ],
)
def test_people_are_called_by_what_is_surely_their_own(
    name: str, structured: StructuredName, nicknames: tuple[str, ...], expected: str
) -> None:
    nothing = dict.fromkeys((field.name for field in fields(PersonDetails)), ())
    known = {"name": name, "structured": structured, "nicknames": nicknames}
    assert called(PersonDetails(**(nothing | known))) == expected
