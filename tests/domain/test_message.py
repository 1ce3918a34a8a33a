"""A message from its parts."""

from itertools import product

from passalong.domain.message import Parts, filled, mailto_of, subject_of, text_of

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
    opened = mailto_of("a+b@example.org", "50 % & more?", "Zoë\n\nBye")
    assert opened == (
        "mailto:a%2Bb@example.org?subject=50%20%25%20%26%20more%3F&body=Zo%C3%AB%0D%0A%0D%0ABye"
    )
