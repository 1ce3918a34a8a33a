"""The index on the disk, so that a start need not read everybody again.

What it holds is derived from what is noted about people: only its owner may read
it, and it may be deleted at any time.  ``index_layout`` says how it lies there.
"""

import json
import os
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passalong.matching.index_layout import (
    ARRAYS,
    BOUNDARY,
    FORMAT,
    MAPPED,
    read_words,
    stored,
)
from passalong.matching.people_index import Part, PeopleIndex
from passalong.matching.segment import Segment


def save(index: PeopleIndex, path: Path, made_with: str) -> None:
    """Write a compact index; ``made_with`` names the vectors it was made with.

    Raises:
        OSError: The disk is full, or the folder may not be written to.
    """
    segment = index.parts[0].segment
    arrays = {name: np.ascontiguousarray(getattr(segment, name)) for name in ARRAYS}
    words = "\n".join(segment.words).encode()
    checked = zlib.crc32(words)
    for name, array in arrays.items():
        if name not in MAPPED:
            checked = zlib.crc32(array.tobytes(), checked)
    head = {
        "format": FORMAT,
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
            file.write(b"\0" * (-file.tell() % BOUNDARY))
            file.write(piece)
    partial.replace(path)


def load(path: Path, made_with: str) -> PeopleIndex | None:
    """Return the index of a file; None if there is none, or it is not whole."""
    arrays: dict[str, NDArray[Any]] = {}
    try:
        with path.open("rb") as file:
            words, head = read_words(file, made_with)
            checked = zlib.crc32(words)
            for each in stored(head, file.tell()):
                if each.name in MAPPED and each.size:
                    arrays[each.name] = np.memmap(path, each.kind, "r", each.place, each.shape)
                    continue
                file.seek(each.place)
                data = file.read(each.size)
                checked = zlib.crc32(data, checked)
                arrays[each.name] = np.frombuffer(data, each.kind).reshape(each.shape)
            if checked != head["checksum"]:
                return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    known = words.decode().split("\n") if words else []
    numbers = {stem: number for number, stem in enumerate(known)}
    segment = Segment(words=known, numbers=numbers, **arrays)
    return PeopleIndex((Part(segment, np.ones(len(segment), dtype=np.bool_)),))
