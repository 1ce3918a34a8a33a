"""What comes from outside for the inbox: understood where it can be, refused where it must be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.domain.opportunity import OpportunityKind
from passalong.domain.source import MOST_BYTES, MOST_TEXT
from passalong.errors import Trouble
from passalong.interchange.sources import from_address, from_file, from_text

PAGE = "https://example.org/planner"


def test_a_copied_address_takes_its_title_from_the_other_program():
    captured = from_text(PAGE, f'<meta charset=utf-8><a href="{PAGE}">Query planner internals</a>')

    assert (captured.text, captured.url, captured.title) == (PAGE, PAGE, "Query planner internals")


def test_an_address_is_not_its_own_title():
    assert from_text(PAGE, f'<a href="{PAGE}">{PAGE}</a>').title == ""


def test_a_dragged_link_that_came_as_its_words_keeps_the_address():
    captured = from_text("Query planner", f'<a href="{PAGE}">Query  planner</a>')

    assert (captured.text, captured.title) == (PAGE, "Query planner")


def test_a_passage_keeps_its_words_and_its_first_address():
    captured = from_text(f"See ({PAGE}). Then https://other.example/x", "<p>See …</p>")

    assert captured.url == PAGE
    assert captured.text.startswith("See (")
    assert captured.title == ""


def test_marks_alone_give_their_words():
    assert from_text("", "<p>Two tickets</p>").text == "Two tickets"


def test_signs_that_turn_the_reading_direction_are_left_out():
    assert from_text("pass\u202eword\x1b[2J").text == "password[2J"


def test_a_picture_or_any_other_file_is_kept_and_named():
    captured = from_file("flyer of the fair.pdf", b"%PDF-1.7")

    assert captured.text == "flyer of the fair"
    assert captured.attachment == ("flyer of the fair.pdf", "application/pdf", b"%PDF-1.7")


def test_a_short_text_file_is_its_text():
    assert from_file("idea.txt", b"\xef\xbb\xbfTwo tickets").text == "Two tickets"
    assert from_file("idea.txt", b"Two tickets").attachment is None


def test_a_shortcut_to_a_page_is_the_page():
    captured = from_file("Planner.url", f"[InternetShortcut]\r\nURL={PAGE}\r\n".encode())

    assert (captured.url, captured.title, captured.attachment) == (PAGE, "Planner", None)


def test_a_file_of_more_than_eight_megabytes_is_refused_with_advice():
    with pytest.raises(Trouble, match=r"“film\.mp4” is larger than 8 MB") as trouble:
        from_file("film.mp4", b"\0" * (MOST_BYTES + 1))

    assert trouble.value.advice


def test_an_address_of_ours_fills_in_every_field():
    captured = from_address(
        "passalong://capture?text=Worth+a%20look&url=https%3A%2F%2Fexample.org%2Fplanner"
        "&title=Planner&kind=link"
    )

    assert captured.text == f"Worth a look\n{PAGE}"
    assert (captured.title, captured.url, captured.kind) == ("Planner", PAGE, OpportunityKind.LINK)


@pytest.mark.parametrize(
    "address",
    [
        "passalong://capture",
        "passalong://capture?",
        "passalong://capture?text=",
        "passalong://delete?text=a",
        "passalong://capture/all?text=a",
        "passalong://user@capture?text=a",
        "passalong://capture:80?text=a",
        "passalong:capture?text=a",
        "https://capture?text=a",
        "passalong://capture?text=a&file=/etc/passwd",
        "passalong://capture?text=a&text=b",
        "passalong://capture?text=a&kind=virus",
        "passalong://capture?url=file:///etc/passwd",
        "passalong://capture?url=javascript:alert(1)",
        "passalong://capture?text=%ff",
        "passalong://capture?text=a#b",
        "passalong://[?text=a",
        f"passalong://capture?text={'a' * 70_000}",
    ],
)
def test_an_address_that_asks_for_anything_else_is_refused(address):
    with pytest.raises(Trouble) as trouble:
        from_address(address)

    assert trouble.value.advice


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_dropped_is_understood_or_kept_as_text(text, html):
    captured = from_text(text, html)

    assert "\x00" not in captured.text
    assert not captured.url or captured.url in captured.text


@given(st.text(max_size=200))
def test_no_address_brings_more_than_trouble(rest):
    try:
        captured = from_address(f"passalong://capture?{rest}")
    except Trouble:
        return
    assert captured.text


def test_no_letter_of_a_long_text_is_lost():
    text = "word " * (MOST_TEXT // 5 - 1) + "end"

    assert from_text(text).text == text
    file = from_file("notes.txt", text.encode())
    assert (file.text, file.attachment) == (text, None)


def test_of_marks_beyond_the_limit_the_beginning_is_taken_and_it_is_said():
    long = from_text("", "<p>Two tickets</p>" + "<b></b>" * 160_000)
    assert (long.text, long.is_cut) == ("Two tickets", True)
    assert not from_text("", "<p>Two tickets</p>").is_cut


def test_a_text_beyond_the_limit_is_refused_with_a_word():
    text = "a" * (MOST_TEXT + 1)

    with pytest.raises(Trouble, match=r"This text is longer than 200,000 characters"):
        from_text(text)
    with pytest.raises(Trouble, match=r"“notes\.txt” is longer than 200,000 characters"):
        from_file("notes.txt", text.encode())
