"""The quick way to a card's lines gives the lines of the careful way, or gives way to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passalong.interchange.vcard_text import lines_unfolded, plain_lines

_PIECES = ["\r\n", "\n", "\r", " ", "\t", "\r\n ", "FN:Ann", "Zoë", ":", "\0", "\u2028", "\x1f"]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join), st.booleans())
def test_the_lines_are_those_of_the_careful_way(rest: str, large: bool) -> None:
    body = f"\r\nVERSION:3.0{'x' * 9000 * large}{rest}\r\n".encode()
    lines = plain_lines(body)
    assert lines is None or lines == lines_unfolded(body).decode().split("\n")


@pytest.mark.parametrize("photo", ["", "PHOTO;ENCODING=b:" + "A" * 9000 + "\r\n"])
def test_a_folded_card_is_read_the_quick_way(photo: str) -> None:
    body = f"\r\nVERSION:3.0\r\nNOTE:So\r\n me łong\r\n  note\r\n{photo}".encode()
    lines = plain_lines(body)
    assert lines is not None
    assert lines[:3] == ["", "VERSION:3.0", "NOTE:Some łong note"]


@pytest.mark.parametrize(
    "rest",
    [b"\r\nNOTE:a\r\n\tb", b"\nFN:A", b"\r\nFN:\xff", b"\r\nFN:a\0b", b"\r\n\r\n  x", b"\rFN:A"],
)
def test_what_is_unusual_takes_the_careful_way(rest: bytes) -> None:
    assert plain_lines(b"\r\nVERSION:3.0" + rest + b"\r\n") is None
