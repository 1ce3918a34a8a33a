"""Streams into cards: where one ends and the next begins."""

import io

import pytest

from passalong.domain.proposal import CardWarning, WarningKind
from passalong.interchange import vcard_lines
from passalong.interchange.vcard import looks_like_cards, read_cards, read_one

MISSING_END = CardWarning(WarningKind.END_MISSING)


def card(name: str, *more: str, end: str = "END:VCARD\r\n") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *more, end]).encode()


def read(data: bytes):
    return list(read_cards(io.BytesIO(data)))


def names(data: bytes) -> list[str]:
    return [found.card.name for found in read(data)]


ADA, BO = card("Ada"), card("Bö", "NOTE:𝄞 clef")


class Trickle(io.BytesIO):
    """A stream that hands out a few bytes at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(7)


@pytest.mark.parametrize(
    "data",
    [
        ADA + BO,
        b"\xef\xbb\xbf" + ADA + b"\xef\xbb\xbf" + BO,
        b"From: x@y.example\r\n\r\n" + ADA + b"<html>oops</html>\r\n" + BO + b"bye",
        ADA.rstrip() + BO,
        ADA.lower().replace(b"fn:ada", b"FN:Ada") + b"\r\n\r\n" + BO,
        ADA + b"BEGIN:VCALENDAR\r\nSUMMARY:x\r\nEND:VCALENDAR\r\n" + BO,
        ADA + BO.replace(b"\r\n", b"\n"),
        ADA.replace(b"\r\n", b"\r") + BO,
        b"\0" + ADA + b"\0\0" + BO,
        ADA + b"> " + BO,
    ],
)
@pytest.mark.parametrize("stream", [io.BytesIO, Trickle])
def test_every_card_is_found_where_it_lies(data, stream):
    found = list(read_cards(stream(data)))

    assert [one.card.name for one in found] == ["Ada", "Bö"]
    assert [one.position for one in found] == [0, 1]
    for one in found:
        original = data[one.offset : one.offset + one.length]
        assert original.upper().startswith(b"BEGIN:VCARD")
        assert original.upper().rstrip().endswith(b"END:VCARD")
        assert one.card.original == original
        assert one.warnings == ()
        assert read_one(original).card == one.card


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("start", ["", "\ufeff", "text before\r\n"])
def test_cards_in_utf16_lie_at_their_original_bytes(encoding, start):
    data = (start + (ADA + BO).decode()).encode(encoding)

    found = read(data)

    assert [one.card.name for one in found] == ["Ada", "Bö"]
    for one, text in zip(found, (ADA, BO), strict=True):
        original = data[one.offset : one.offset + one.length]
        assert original == text.decode().encode(encoding) == one.card.original
        assert read_one(original).card == one.card


def test_a_missing_end_is_told_and_costs_nobody():
    found = read(card("Ada", end="") + BO + card("Cy", end="NOTE:cut of"))

    assert [one.card.name for one in found] == ["Ada", "Bö", "Cy"]
    assert [one.warnings for one in found] == [(MISSING_END,), (), (MISSING_END,)]
    assert found[2].card.notes == ("cut of",)


def test_an_end_that_shares_its_line_is_no_part_of_the_value():
    found = read(card("Ada", "TEL:1", end="").rstrip() + b"END:VCARD\r\n" + BO)

    assert [one.card.name for one in found] == ["Ada", "Bö"]
    assert found[0].card.telephones[0].number == "1"


def test_a_card_inside_a_card_belongs_to_it():
    inner = card("Helper", "TEL:2").decode()
    found = read(card("Ada", "AGENT:\r\n" + inner.rstrip(), "TEL:1") + BO)

    assert [one.card.name for one in found] == ["Ada", "Bö"]
    assert [tel.number for tel in found[0].card.telephones] == ["1"]
    assert found[0].card.unknown[0].name == "AGENT"
    assert found[0].card.unknown[0].value.startswith("BEGIN:VCARD\\nVERSION:3.0\\nFN:Helper")


@pytest.mark.parametrize(
    "agent",
    [
        "AGENT:BEGIN:VCARD\\nFN:Helper\\nEND:VCARD\\n",
        "AGENT:BEGIN:VCARD\r\n VERSION:3.0\r\n FN:Helper\r\n END:VCARD",
        "AGENT;VALUE=x:BEGIN:VCARD\r\nFN:Helper\r\nEND:VCARD",
    ],
)
def test_an_agent_may_be_written_in_other_ways(agent):
    assert names(card("Ada", agent, "TEL:1") + BO) == ["Ada", "Bö"]


def test_an_agent_left_open_costs_only_its_own_card():
    assert names(card("Ada", "AGENT:\r\nBEGIN:VCARD\r\nFN:Helper") + BO) == ["Ada", "Bö"]


@pytest.mark.parametrize("marker", ["BEGIN:VCARD", "END:VCARD"])
def test_a_folded_line_may_end_in_what_looks_like_a_marker(marker):
    found = read(card("Ada", "NOTE:see", f" {marker}", "TEL:1") + card("Ben"))

    assert [each.card.name for each in found] == ["Ada", "Ben"]
    assert found[0].card.notes == (f"see{marker}",)
    assert [tel.number for tel in found[0].card.telephones] == ["1"]


@pytest.mark.parametrize(
    "second",
    [
        "  BEGIN:VCARD\r\n  FN:Ben\r\n  END:VCARD\r\n",
        " BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ben\r\nEND:VCARD\r\n",
    ],
)
def test_an_indented_card_ends_one_that_has_no_end(second):
    found = read(f"BEGIN:VCARD\r\nFN:Ada\r\n{second}".encode())

    assert [each.card.name for each in found] == ["Ada", "Ben"]


def test_an_end_with_text_behind_it_is_text():
    found = read(card("Ada", "NOTE:x", "END:VCARD is text", "TEL:1"))

    assert [tel.number for tel in found[0].card.telephones] == ["1"]


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\r\n", b"END:VCARD\r\n", b"a BEGIN:VCARD b", b"\xff"]
)
def test_where_there_is_no_card_none_is_invented(data):
    assert read(data) == []


def test_a_card_longer_than_a_piece_is_read_whole(monkeypatch):
    monkeypatch.setattr(vcard_lines, "_PIECE", 64)
    note = "long " * 1000

    found = read(card("Ada", "NOTE:" + note) + BO)

    assert found[0].card.notes == (note.strip(),)
    assert found[1].card.name == "Bö"


def test_memory_stays_small_however_long_a_card_is(monkeypatch):
    monkeypatch.setattr(vcard_lines, "_PIECE", 1000)
    monkeypatch.setattr(vcard_lines, "LARGEST_CARD", 5000)
    splitter = vcard_lines._Splitter()
    largest = 0

    for piece in [b"BEGIN:VCARD\r\n"] + [b"NOTE:" + b"x" * 500 + b"\r\n"] * 100:
        assert list(splitter.feed(piece)) == []
        largest = max(largest, len(splitter._buffer))
    (found,) = splitter.finish()

    assert largest < 7000
    assert (found.offset, found.length, found.original) == (0, 13 + 507 * 100, b"")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_card_that_is_too_large_has_its_place_all_the_same(monkeypatch, encoding):
    monkeypatch.setattr(vcard_lines, "_PIECE", 500)
    monkeypatch.setattr(vcard_lines, "LARGEST_CARD", 3000)
    large = card("Big", *["NOTE:ä" + "x" * 100] * 100).decode()
    parts = [text.encode(encoding) for text in (ADA.decode(), "nothing\r\n", large, BO.decode())]

    found = list(vcard_lines.raw_cards(io.BytesIO(b"".join(parts))))

    assert [len(raw.original) for raw in found] == [len(parts[0]), 0, len(parts[3])]
    assert [raw.length for raw in found] == [len(parts[0]), len(parts[2]), len(parts[3])]
    assert found[1].offset == len(parts[0]) + len(parts[1])
    assert found[2].original == parts[3]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (ADA, True),
        (b"text\nbegin:vcard\n", True),
        (ADA.decode().encode("utf-16"), True),
        (b"Name,E-mail\r\n", False),
        (b"", False),
    ],
)
def test_cards_are_told_from_other_files(start, expected):
    assert looks_like_cards(start) is expected
