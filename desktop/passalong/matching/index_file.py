"""The index on the disk, so that a start need not read everybody again.

One file: a line of JSON that says what follows, then the arrays, each on a
boundary of 64 bytes so that it can be mapped.  What it holds is derived from
what is noted about people: only its owner may read it, and it may be deleted at
any time.
"""

import json
import os
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passalong.matching.people_index import Part, PeopleIndex
from passalong.matching.segment import Segment

_FORMAT = "passalong index 3"
_BOUNDARY = 64
_ARRAYS = (
    "ids", "digests", "lengths", "offered_lengths", "first", "offering", "starts", "rows", "often",
    "offered",
    "word_vectors", "means", "sentences",
)  # fmt: skip
_MAPPED = {"means", "sentences"}  # too large to be read and checked at every start


def save(index: PeopleIndex, path: Path, made_with: str) -> None:
    """Write a compact index; ``made_with`` names the vectors it was made with.

    Raises:
        OSError: The disk is full, or the folder may not be written to.
    """
    segment = index.parts[0].segment
    arrays = {name: np.ascontiguousarray(getattr(segment, name)) for name in _ARRAYS}
    words = "\n".join(segment.words).encode()
    checked = zlib.crc32(words)
    for name, array in arrays.items():
        if name not in _MAPPED:
            checked = zlib.crc32(array.tobytes(), checked)
    head = {
        "format": _FORMAT,
        "made_with": made_with,
        "checksum": checked,
        "words": len(words),
        "arrays": {name: [array.dtype.str, array.shape] for name, array in arrays.items()},
    }
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with partial.open("wb") as file:
        file.write(json.dumps(head).encode() + b"\n")
        for piece in (
            words,
            *(array.data.cast("B") if array.size else b"" for array in arrays.values()),
        ):
            file.write(b"\0" * (-file.tell() % _BOUNDARY))
            file.write(piece)
    partial.replace(path)


def load(path: Path, made_with: str) -> PeopleIndex | None:
    """Return the index of a file; None if there is none, or it is not whole."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline(100_000))
            if head["format"] != _FORMAT or head["made_with"] != made_with:
                return None
            place = file.tell()
            place += -place % _BOUNDARY
            file.seek(place)
            words = file.read(head["words"])
            checked = zlib.crc32(words)
            place += len(words)
            arrays: dict[str, NDArray[Any]] = {}
            for name, (kind, shape) in head["arrays"].items():
                place += -place % _BOUNDARY
                size = int(np.dtype(kind).itemsize * np.prod(shape, dtype=np.int64))
                if name in _MAPPED and size:
                    arrays[name] = np.memmap(path, kind, "r", place, tuple(shape))
                else:
                    file.seek(place)
                    data = file.read(size)
                    checked = zlib.crc32(data, checked)
                    arrays[name] = np.frombuffer(data, kind).reshape(shape)
                place += size
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if checked != head["checksum"] or set(arrays) != set(_ARRAYS):
        return None
    known = words.decode().split("\n") if words else []
    numbers = {stem: number for number, stem in enumerate(known)}
    segment = Segment(words=known, numbers=numbers, **arrays)
    return PeopleIndex((Part(segment, np.ones(len(segment), dtype=np.bool_)),))
