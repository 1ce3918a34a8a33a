"""Raw cards out of a stream of bytes, before anything is decoded.

A stream is cut at its BEGIN:VCARD and END:VCARD lines only, so that nothing a
card holds can do harm to its neighbours.  What stands outside of cards (a mail's
headers, a calendar, HTML) is passed over.  Every card is told where it lies in
the original bytes.

What real files do and what becomes of it:

- A missing END: the card ends where the next begins, or with the stream.
- A card inside an AGENT belongs to the card around it (vCard 2.1).
- ``END:VCARDBEGIN:VCARD`` on one line, and indented cards, are cut right.
- ``END:VCARD is text`` is text: a marker fills its line.
- UTF-16 is handed on as UTF-8; offsets and lengths stay those of the original.

Memory is bounded: a card larger than ``LARGEST_CARD`` loses its bytes, not its place.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

LARGEST_CARD = 8 * 1024 * 1024
_PIECE = 1 << 20
_AHEAD = 96  # bytes that must be known after a marker, and are looked at before it
_PLAIN_BEGINS = (b"BEGIN:VCARD\r\n", b"BEGIN:VCARD\n")


class RawCard(NamedTuple):
    """One card as it lies in a stream.

    Attributes:
        offset, length: Its place in the original, in bytes.
        original: Its bytes as found; empty when it is larger than ``LARGEST_CARD``.
        body: What stands between BEGIN:VCARD and END:VCARD, as UTF-8 if it was UTF-16.
        indent: What stood before BEGIN on its line; every line may start with it.
        ended: Whether it had an END of its own.
    """

    offset: int
    length: int
    original: bytes
    body: bytes
    indent: bytes = b""
    ended: bool = True


def raw_cards(stream: BinaryIO) -> Iterator[RawCard]:
    """Yield the cards of a stream of any size, in its order."""
    first = stream.read(_PIECE)
    encoding = wide_encoding(first)
    if encoding:
        yield from _wide_cards(first, stream, encoding)
        return
    splitter = _Splitter()
    for piece in _pieces(first, stream):
        yield from splitter.feed(piece)
    yield from splitter.finish()


def wide_encoding(start: bytes) -> str:
    """Return ``utf-16-le`` or ``utf-16-be`` when a stream starts so, else an empty text."""
    if start.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if start.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    if b"\0" not in start:
        return ""
    found = _WIDE_BEGIN.search(start[:_PIECE])
    if found is None:
        return ""
    return "utf-16-be" if found.start() % 2 else "utf-16-le"


_WIDE_BEGIN = re.compile(rb"B\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D", re.IGNORECASE)
_KEYWORD = re.compile(rb"(BEGIN|END)[ \t]*:[ \t]*\Z")
_FILLED_LINE = re.compile(rb"[ \t\0]*(?:[\r\n]|\Z)|BEGIN:VCARD")
_BLANK = b" \t\0"
_AGENT_HERE = re.compile(rb"[ \t\0]*(?:[A-Z0-9-]+\.)?AGENT[^:]*:\Z")
_AGENT_ABOVE = re.compile(rb"[\r\n][ \t]*(?:[A-Z0-9-]+\.)?AGENT[^:\r\n]*:\s*\Z")
_FOLDED_BELOW = re.compile(rb"[ \t\0]*(?:\r*\n|\r)[ \t]")
_PROPERTY_BELOW = re.compile(rb"[ \t\0]*[\r\n]\s*[A-Z][A-Z0-9.-]*[;:]")
_CARD_BELOW = re.compile(rb"[ \t\0]*(?:\r*\n|\r)(?:[ \t]|VERSION[ \t]*:)")
_LINE_END = re.compile(rb"[ \t\0]*(?:\r*\n|\r)?")


class _Marker(NamedTuple):
    """A BEGIN:VCARD or END:VCARD: places are in the splitter's buffer."""

    begins: bool
    start: int
    end: int
    indent: bytes = b""
    inside_line: bool = False
    in_agent: bool = False


def _pieces(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    piece = first
    while piece:
        yield piece
        piece = stream.read(_PIECE)


class _Splitter:
    """Cuts a stream that comes in pieces.

    ``_upper`` mirrors ``_buffer`` in upper case, because a plain ``find`` for
    VCARD there is many times faster than any pattern that ignores case.

    ``base`` is where the buffer starts in the stream, ``open_at`` where in the
    stream the card starts that has not ended yet.
    """

    def __init__(self) -> None:
        self._buffer = b""
        self._upper = b""
        self.base = 0  # where the buffer starts in the stream
        self._next = 0  # where in the buffer to look on
        self.open_at: int | None = None  # where in the stream the open card starts
        self._body = 0  # where in the stream its body starts
        self._indent = b""
        self._depth = 0  # cards open inside an AGENT

    def feed(self, piece: bytes) -> Iterator[RawCard]:
        """Take the next piece of the stream and yield the cards that end in it."""
        self._buffer += piece
        self._upper += piece.upper()
        yield from self._scan(len(self._buffer) - _AHEAD)
        self._let_go()

    def finish(self) -> Iterator[RawCard]:
        """Yield what is left when the stream has ended."""
        yield from self._scan(len(self._buffer))
        if self.open_at is not None:
            end = len(self._buffer)
            yield self._card(end, end, ended=False)

    def _scan(self, limit: int) -> Iterator[RawCard]:
        upper = self._upper
        yield from self._plain_cards(limit)
        while (hit := upper.find(b"VCARD", self._next)) >= 0:
            if hit > limit:
                self._next = hit
                return
            self._next = hit + 5
            marker = self._marker(hit)
            if marker is None:
                continue
            card = self._began(marker) if marker.begins else self._ended(marker)
            if card is not None:
                yield card
                yield from self._plain_cards(limit)
        self._next = max(self._next, len(upper) - 4)

    def _plain_cards(self, limit: int) -> Iterator[RawCard]:
        """Yield cards that follow each other as they should: the way of nearly all.

        It stops before the first that needs a closer look, and decides nothing
        that the closer look would decide otherwise.
        """
        upper, buffer, base, start = self._upper, self._buffer, self.base, self._next
        while self.open_at is None and upper.startswith(_PLAIN_BEGINS, start):
            hit = upper.find(b"VCARD", start + 11)
            if not 0 <= hit <= limit or hit - start > LARGEST_CARD - _AHEAD:
                return
            if upper[hit - 5 : hit] != b"\nEND:":
                return
            if upper.startswith(b"\r\n", hit + 5):
                end = hit + 7
            elif upper.startswith(b"\n", hit + 5):
                end = hit + 6
            else:
                return
            body = buffer[start + 11 : hit - 4]
            yield RawCard(base + start, end - start, buffer[start:end], body)
            self._next = start = end

    def _marker(self, hit: int) -> _Marker | None:
        upper = self._upper
        end = hit + 5
        keyword = _KEYWORD.search(upper, max(0, hit - 16), hit)
        if not keyword or not _FILLED_LINE.match(upper, end):
            return None
        start = keyword.start()
        begins = keyword[1] == b"BEGIN"
        window = max(0, start - _AHEAD)
        line = max(upper.rfind(b"\n", window, start), upper.rfind(b"\r", window, start), window - 1)
        whole = upper[line + 1 : start]
        before = whole.rstrip(_BLANK)
        if not before.strip(b"\xef\xbb\xbf" + _BLANK) or before.endswith(b"END:VCARD"):
            return _Marker(begins, start, end, whole if not before else b"")
        if begins and _AGENT_HERE.match(before):
            return _Marker(begins, start, end, in_agent=True)
        if begins and _PROPERTY_BELOW.match(upper, end):
            return _Marker(begins, start, end, inside_line=True)
        return None

    def _began(self, marker: _Marker) -> RawCard | None:
        card = None
        if self.open_at is not None:
            above = self._upper[max(0, marker.start - _AHEAD) : marker.start]
            if marker.in_agent or _AGENT_ABOVE.search(above):
                # A folded AGENT hides its lines behind white space; nothing to count.
                if not _FOLDED_BELOW.match(self._upper, marker.end) or self._indent:
                    self._depth += 1
                return None
            if marker.inside_line or self._goes_on(marker):
                return None
            card = self._card(marker.start, marker.start, ended=False)
        self.open_at = self.base + marker.start
        self._body = self.base + marker.end
        self._indent = marker.indent
        self._depth = 0
        return card

    def _ended(self, marker: _Marker) -> RawCard | None:
        if self.open_at is None or (marker.indent.strip(b"\0") and not self._indent):
            return None
        if self._depth:
            self._depth -= 1
            return None
        found = _LINE_END.match(self._buffer, marker.end)
        return self._card(marker.start, found.end() if found else marker.end, ended=True)

    def _goes_on(self, marker: _Marker) -> bool:
        """Tell whether a BEGIN is the end of a folded line: nothing below it starts a card."""
        if self._indent or not marker.indent.strip(b"\0"):
            return False
        return not _CARD_BELOW.match(self._upper, marker.end)

    def _card(self, body_end: int, end: int, *, ended: bool) -> RawCard:
        offset = self.open_at or 0
        length = self.base + end - offset
        self.open_at = None
        self._next = max(self._next, end)
        if length > LARGEST_CARD:
            return RawCard(offset, length, b"", b"", b"", ended)
        original = self._buffer[offset - self.base : end]
        body = self._buffer[self._body - self.base : body_end]
        return RawCard(offset, length, original, body, self._indent, ended)

    def _let_go(self) -> None:
        """Forget what is not needed any more, a card that grew too large included."""
        keep = self._next - 2 * _AHEAD
        if self.open_at is not None and self.base + self._next - self.open_at <= LARGEST_CARD:
            keep = min(keep, self.open_at - self.base - 2 * _AHEAD)
        if keep > 0:
            self._buffer = self._buffer[keep:]
            self._upper = self._upper[keep:]
            self.base += keep
            self._next -= keep


def _wide_cards(first: bytes, stream: BinaryIO, encoding: str) -> Iterator[RawCard]:
    splitter = _Splitter()
    places = _WidePlaces(encoding)
    for piece in _pieces(first, stream):
        for card in splitter.feed(places.narrowed(piece)):
            yield places.widened(card)
        places.forget_before(splitter.base, splitter.open_at)
    for card in splitter.finish():
        yield places.widened(card)


class _WidePlaces:
    """Hands a UTF-16 stream out as UTF-8 and remembers which byte was which."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._text = bytearray()  # what was handed out and is still remembered
        self._source = bytearray()  # what that was in the original
        self._narrow = 0  # where both start, in the bytes handed out
        self._wide = 0  # and in the original
        self._open = (-1, 0)  # the same for the start of a card that is forgotten already

    def narrowed(self, piece: bytes) -> bytes:
        text = self._decoder.decode(piece).encode()
        self._text += text
        self._source += piece
        return text

    def widened(self, card: RawCard) -> RawCard:
        """Return a card with its place and bytes in the original."""
        if self._open[0] == card.offset:
            offset = self._open[1]
        else:
            self._advance(card.offset)
            offset = self._wide
        original = self._advance(card.offset + card.length)
        return card._replace(
            offset=offset,
            length=self._wide - offset,
            original=original if card.original else b"",
        )

    def forget_before(self, place: int, open_at: int | None) -> None:
        """Forget what no card can need, but not where an open one starts."""
        if open_at is not None and self._narrow <= open_at < place:
            self._advance(open_at)
            self._open = (open_at, self._wide)
        self._advance(place)

    def _advance(self, place: int) -> bytes:
        """Go on to a place and return the original bytes passed on the way."""
        count = max(0, place - self._narrow)
        while self._text[count : count + 1] and self._text[count] & 0xC0 == 0x80:
            count -= 1  # never into a character
        units = len(self._text[:count].decode("utf-8", "replace").encode("utf-16-le"))
        passed = bytes(self._source[:units])
        del self._text[:count]
        del self._source[:units]
        self._narrow += count
        self._wide += units
        return passed
