"""How the kept index lies on the disk, and whom it knows: read without numpy.

One file: a line of JSON that says what follows, then the words and the arrays,
each on a boundary of 64 bytes so that it can be mapped.
"""

import json
import sys
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

FORMAT = "passalong index 3"
BOUNDARY = 64
ARRAYS = (
    "ids", "digests", "lengths", "offered_lengths", "first", "offering", "starts", "rows", "often",
    "offered",
    "word_vectors", "means", "sentences",
)  # fmt: skip
MAPPED = {"means", "sentences"}  # too large to be read and checked at every start


class Damaged(ValueError):
    """The file is no index, or not a whole one, or was made with other vectors."""


class Stored(NamedTuple):
    """Where an array lies: ``kind`` as numpy writes it, such as ``<i8``; size in bytes."""

    name: str
    kind: str
    shape: tuple[int, ...]
    place: int
    size: int


def read_words(file: BinaryIO, made_with: str) -> tuple[bytes, dict[str, Any]]:
    """Read the head and the words of an open file; return the words and the head.

    Raises:
        Damaged: It is no index, or one made with other vectors.
    """
    try:
        head: dict[str, Any] = json.loads(file.readline(100_000))
        if head["format"] != FORMAT or head["made_with"] != made_with:
            raise Damaged("made by another version")
        if set(head["arrays"]) != set(ARRAYS):
            raise Damaged("not the arrays of an index")
        _skip_to_boundary(file)
        return file.read(head["words"]), head
    except (KeyError, TypeError) as error:
        raise Damaged(str(error)) from error


def stored(head: dict[str, Any], place: int) -> Iterator[Stored]:
    """Yield what the arrays are, in their order; ``place`` is where the words end.

    Raises:
        Damaged: The head does not say it.
    """
    try:
        for name, (kind, shape) in head["arrays"].items():
            place += -place % BOUNDARY
            size = int(kind[2:])
            for length in shape:
                size *= length
            yield Stored(name, kind, tuple(shape), place, size)
            place += size
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(str(error)) from error


def digests(path: Path, made_with: str) -> dict[int, int] | None:
    """Return the digest of everybody a kept index knows, by id; None if it is not whole.

    What is checked here is what ``index_file.load`` checks.
    """
    found = {name: array("q") for name in ("ids", "digests")}
    try:
        whole = path.stat().st_size
        with path.open("rb") as file:
            words, head = read_words(file, made_with)
            checked = zlib.crc32(words)
            for each in stored(head, file.tell()):
                if each.place + each.size > whole:
                    return None
                if each.name in MAPPED:
                    continue
                file.seek(each.place)
                data = file.read(each.size)
                checked = zlib.crc32(data, checked)
                if each.name in found:
                    found[each.name].frombytes(data)
            if checked != head["checksum"]:
                return None
    except (OSError, ValueError, KeyError):
        return None
    if sys.byteorder == "big":
        for numbers in found.values():
            numbers.byteswap()
    if len(found["ids"]) != len(found["digests"]):
        return None
    return dict(zip(*found.values(), strict=True))


def _skip_to_boundary(file: BinaryIO) -> None:
    place = file.tell()
    file.seek(place + -place % BOUNDARY)
