"""vCards: files of cards into contacts, and contacts into cards.

Reads versions 2.1, 3.0 and 4.0 and what address books make of them, from a
stream of any size, card by card.  Whatever a card holds, it can only spoil
itself: every card of the stream comes out, read or rejected with its place.
"""

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from passalong.domain.card import ContactCard
from passalong.domain.proposal import CardWarning, Rejection, WarningKind
from passalong.interchange.vcard_fields import Reader, reader_of
from passalong.interchange.vcard_gathered import Gathered
from passalong.interchange.vcard_heads import Head, head_end, parsed_head
from passalong.interchange.vcard_lines import LARGEST_CARD, RawCard, raw_cards, wide_encoding
from passalong.interchange.vcard_text import (
    codec,
    decoded,
    lines_unfolded,
    plain_lines,
    quoted_printable,
)

if TYPE_CHECKING:
    from passalong.interchange.vcard_objects import Version

_BEGIN = re.compile(rb"BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_VERSION = re.compile(r"\n[ \t]*VERSION[^:\n]*:[ \t]*(\S*)", re.IGNORECASE)
_CHARSET = re.compile(rb"CHARSET=\"?([A-Z0-9_:.-]+)")
_FIRST_INDENT = re.compile(rb"\r?[\r\n]([ \t]+)[^ \t\r\n]")
_STRAY_END = re.compile(rb"END:VCARD\s*\Z", re.IGNORECASE)
_RUN = re.compile(r"[A-Za-z0-9+/=]+")  # base64 that goes on without folding
_KEPT_HEADS = 4096
_LONGEST_KEPT_HEAD = 120
_STRUCTURED = frozenset(("N", "ADR", "ORG", "X-ANDROID-CUSTOM"))


class FoundCard(NamedTuple):
    """One card of a stream, read or rejected.

    Attributes:
        position: Which card of the stream it is, from 0.
        offset, length: Where it lies in the stream, in bytes.
        card: What it says; None exactly when there is a ``rejection``.
        warnings: What was guessed or mended on the way.
        rejection_detail: A size, where one was exceeded.
    """

    position: int
    offset: int
    length: int
    card: ContactCard | None
    warnings: tuple[CardWarning, ...] = ()
    rejection: Rejection | None = None
    rejection_detail: str = ""


def looks_like_cards(start: bytes) -> bool:
    """Tell from a file's first bytes whether there are cards in it."""
    return bool(wide_encoding(start) or _BEGIN.search(start))


def read_cards(stream: BinaryIO) -> Iterator[FoundCard]:
    """Yield every card of a stream, in order; memory does not grow with the stream."""
    reader = _CardReader()
    for position, raw in enumerate(raw_cards(stream)):
        yield reader.read(position, raw)


def read_one(data: bytes) -> FoundCard:
    """Read the first card in some bytes, such as those that a ``FoundCard`` points at."""
    nothing = FoundCard(0, 0, len(data), None, (), Rejection.NOT_A_CARD)
    return next(read_cards(io.BytesIO(data)), nothing)


def write_card(card: ContactCard, version: "Version") -> bytes:
    """Return a contact as one vCard of version ``3.0`` or ``4.0``, in UTF-8.

    Lines that were not understood when the card was read (an ``UnknownLine``
    whose name is none) are left out; everything else is written.
    """
    # Here, because vobject takes as long to import as a thousand cards to read.
    from passalong.interchange.vcard_writer import written_card

    return written_card(card, version)


def write_cards(cards: Iterable[ContactCard], version: "Version") -> Iterator[bytes]:
    """Yield each contact as ``write_card`` would write it, in a third of the time."""
    from passalong.interchange.vcard_writer import plainly_written_card

    for card in cards:
        yield plainly_written_card(card, version)


class _CardReader:
    """Reads the cards of one stream; heads seen once are known afterwards."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Head, Reader | None]] = {}

    def read(self, position: int, raw: RawCard) -> FoundCard:
        place = (position, raw.offset, raw.length)
        if raw.length > LARGEST_CARD:
            size = f"{raw.length / 1024 / 1024:.1f} MB"
            return FoundCard(*place, None, (), Rejection.TOO_LARGE, size)
        found = self._gathered(raw)
        if not raw.ended:
            found.warn(WarningKind.END_MISSING)
        card = found.card(raw.original)
        rejection, detail = found.rejection or (None, "")
        return FoundCard(*place, card, tuple(found.warnings), rejection, detail)

    def _gathered(self, raw: RawCard) -> Gathered:
        if raw.ended:
            lines = None if raw.indent else plain_lines(raw.body)
            if lines is None:
                indent = raw.indent or _body_indent(raw.body)
                try:
                    lines = lines_unfolded(raw.body, indent).decode().split("\n")
                except UnicodeDecodeError:
                    return self._gathered_with_care(raw)
            found = Gathered(old=_is_old(lines))
            if self._read_lines(lines, found):
                return found
        return self._gathered_with_care(raw)

    def _gathered_with_care(self, raw: RawCard) -> Gathered:
        """Read a card that has charsets, quoted-printable, a card inside or no END."""
        body = raw.body if raw.ended else _STRAY_END.sub(b"", raw.body)
        upper = body.upper()
        indent = raw.indent or _body_indent(raw.body)
        body = lines_unfolded(body, indent, soft_breaks=b"QUOTED-PRINTABLE" in upper)
        if b"AGENT" in upper and b"BEGIN" in upper:
            body = _inner_cards_escaped(body)
        found = Gathered(old=_is_old(body.decode("latin-1").split("\n")))
        self._read_bytes(body, found, _named_charset(upper))
        return found

    def _read_lines(self, lines: list[str], found: Gathered) -> bool:
        """Read lines that need no decoding any more: the way of nearly all cards.

        Returns False when a line turns up that needs more care.
        """
        known = self._known
        previous: Head | None = None
        for line in lines:
            start, colon, value = line.partition(":")
            entry = known.get(start)
            if entry is None or not colon:
                if not line:
                    continue
                end = head_end(line)
                if end < 0:
                    previous = _read_without_colon(line, found, previous)
                    continue
                entry = self._entry(line[:end])
                value = line[end + 1 :]
            previous, reader = entry
            if reader is None:
                if previous.name:
                    return False
                found.not_understood(line)
            else:
                reader(found, previous, value)
        return True

    def _read_bytes(self, body: bytes, found: Gathered, hint: str) -> None:
        """Read lines that each may have a charset and a transfer encoding of their own."""
        previous: Head | None = None
        guessed = ""
        for line in body.split(b"\n"):
            end = head_end(line.decode("latin-1"))
            if end < 0:
                text, guess = decoded(line, "", hint)
                previous = _read_without_colon(text, found, previous)
            else:
                previous, _ = self._entry(line[:end].decode("utf-8", "replace"))
                value = line[end + 1 :]
                if previous.encoding == "qp":
                    value = quoted_printable(value, structured=previous.name in _STRUCTURED)
                text, guess = decoded(value, previous.charset, hint)
                if previous.name:
                    reader_of(previous)(found, previous, _plain_line_breaks(text))
                else:
                    found.not_understood(decoded(line, "", hint)[0])
            guessed = guessed or guess
        if guessed:
            found.warn(WarningKind.CHARSET_GUESSED, guessed)

    def _entry(self, text: str) -> tuple[Head, Reader | None]:
        """Return a head and what reads it, or None where that takes more care."""
        entry = self._known.get(text)
        if entry is None:
            head = parsed_head(text)
            plain = head.name not in ("", "AGENT") and head.encoding != "qp" and not head.charset
            entry = (head, reader_of(head) if plain else None)
            # A head cut off inside a quote is no head of its own; see head_end.
            if len(text) <= _LONGEST_KEPT_HEAD and text.count('"') % 2 == 0:
                if len(self._known) >= _KEPT_HEADS:
                    self._known.clear()
                self._known[text] = entry
        return entry


def _read_without_colon(line: str, found: Gathered, previous: Head | None) -> Head | None:
    """Read a line without a head: base64 that goes on, or nothing that we understand."""
    line = line.strip()
    if not line:
        return previous
    if found.binaries and found.binaries[-1][0] is previous and _RUN.fullmatch(line):
        found.binaries[-1][1].append(line)
        return previous
    found.not_understood(line)
    return None


def _body_indent(body: bytes) -> bytes:
    """Return what all lines start with when the first does: it cannot be folding."""
    if not body[:3].endswith((b" ", b"\t")):
        return b""
    found = _FIRST_INDENT.match(body)
    return found[1] if found else b""


def _is_old(lines: list[str]) -> bool:
    """Tell whether a card says that it is of version 2.1."""
    if len(lines) > 1 and lines[1].startswith(("VERSION:3", "VERSION:4")) and not lines[0]:
        return False
    version = _VERSION.search("\n".join(lines))
    return version is not None and version[1].startswith("2")


def _plain_line_breaks(text: str) -> str:
    text = text.replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _named_charset(upper: bytes) -> str:
    """Return the first charset other than UTF-8 that a card names, if we know it."""
    for name in _CHARSET.findall(upper):
        known = codec(name.decode("ascii"))
        if known and known not in ("utf-8", "ascii"):
            return known
    return ""


def _inner_cards_escaped(body: bytes) -> bytes:
    """Turn each card inside an AGENT of vCard 2.1 into one line, as vCard 3.0 has it."""
    lines: list[bytes] = []
    inner: list[bytes] = []
    depth = 0
    for line in body.split(b"\n"):
        word = line.strip().upper()
        if word.endswith(b"BEGIN:VCARD"):
            depth += 1
            line = line.strip()[-len(b"BEGIN:VCARD") :]
        if not depth:
            lines.append(line)
            continue
        inner.append(line)
        if word == b"END:VCARD":
            depth -= 1
            if not depth:
                lines.append(_agent_line(inner))
                inner = []
    if inner:
        lines.append(_agent_line(inner))
    return b"\n".join(lines)


def _agent_line(inner: list[bytes]) -> bytes:
    text = b"\\n".join(line.replace(b"\\", b"\\\\") for line in inner)
    return b"AGENT:" + text.replace(b",", b"\\,").replace(b";", b"\\;")
