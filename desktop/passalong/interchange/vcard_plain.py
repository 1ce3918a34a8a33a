"""A card's lines straight into bytes, for an export of thousands.

Stands in for ``vcard_objects.CardObject``, which stays the reference: a test
holds every byte of the two against each other.  vobject's checks and copies
would cost more than everything else an export does.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from passalong.interchange.vcard_heads import written_parameter

_LONGEST_LINE = 75  # octets, without the line break (RFC 2426, 2.6; RFC 6350, 3.2)
_GOES_ON = re.compile(rb".{1,74}", re.DOTALL)


class PlainCard:
    """One card, written line by line."""

    def __init__(self, version: Literal["3.0", "4.0"]) -> None:
        self._short = ["BEGIN:VCARD", f"VERSION:{version}"]  # in ASCII, not yet in bytes
        self._written: list[bytes] = []

    def add(
        self, name: str, value: str, parameters: Iterable[tuple[str, str]] = (), group: str = ""
    ) -> None:
        """Add a line.  ``value`` is escaped already, parameters are not."""
        head = _head(name, tuple(parameters), group) if parameters or group else name
        line = f"{head}:{value}"
        if len(line) <= _LONGEST_LINE and line.isascii():
            self._short.append(line)
        else:
            self._write_short()
            self._written.append(folded(line.encode("utf-8", "replace")))

    def serialized(self) -> bytes:
        """Return the card as it stands in a file."""
        self._short.append("END:VCARD")
        self._write_short()
        return b"".join(self._written)

    def _write_short(self) -> None:
        """Write the lines that are gathered: most of a card in one go."""
        if self._short:
            self._short.append("")
            self._written.append("\r\n".join(self._short).encode())
            self._short = []


def folded(line: bytes) -> bytes:
    """Return a line with its line break, folded between characters."""
    if len(line) <= _LONGEST_LINE:
        return line + b"\r\n"
    if line.isascii():
        parts = [line[:_LONGEST_LINE], *_GOES_ON.findall(line, _LONGEST_LINE)]
        return b"\r\n ".join(parts) + b"\r\n"
    parts = []
    start, room = 0, _LONGEST_LINE
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:  # inside a UTF-8 character
            end -= 1
        parts.append(line[start:end])
        start, room = end, _LONGEST_LINE - 1  # the space that marks a continuation counts
    parts.append(line[start:])
    return b"\r\n ".join(parts) + b"\r\n"


@lru_cache(maxsize=1024)
def _head(name: str, parameters: tuple[tuple[str, str], ...], group: str) -> str:
    """Return what stands before a line's colon; few heads begin most lines."""
    gathered: dict[str, list[str]] = {}
    for parameter, text in parameters:
        gathered.setdefault(parameter, []).append(text)
    head = f"{group}.{name}" if group else name
    for parameter, values in gathered.items():
        if parameter == "TYPE":
            head += written_parameter(parameter, *values)
        else:
            head += "".join(written_parameter(parameter, value) for value in values)
    return head
