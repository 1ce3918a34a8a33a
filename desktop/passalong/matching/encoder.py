"""Sentences as vectors, so that those that mean nearly the same lie near each other.

Each piece of a word has one vector, made once by ``packaging/train_model.py``;
a sentence's is their mean.  No network runs here: numpy alone, and the file is
mapped, not read.

``vectors.npy`` has a row of signed bytes for each piece, ``scales.npy`` what to
multiply a row by, ``vocab.txt`` the pieces, a line each, in the order of the rows.
"""

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from passalong.matching.model_files import DamagedModel, fingerprint

Floats = NDArray[np.float32]

_GOES_ON = "##"
_LONGEST_WORD = 40
_MOST_PIECES = 256
"""Pieces of one sentence that are looked at; no sentence of a person is that long."""
_MOST_KEPT = 30_000
_AT_A_TIME = 128  # sentences; more of them would not stay in the processor's cache
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


class Encoder:
    """Turns sentences into vectors of length one.

    Safe to use from any thread: nothing changes after it was made but what is kept to be fast.
    """

    def __init__(self, folder: Path) -> None:
        """Open the vectors of a folder.

        Raises:
            DamagedModel: A file is missing, cannot be read or is not whole.
        """
        self._folder = folder
        self.fingerprint = fingerprint(folder)
        try:
            self._vectors = _mapped(folder)
            self._scales = np.load(folder / "scales.npy", allow_pickle=False)
            vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8")
        except (OSError, ValueError, EOFError) as error:
            raise DamagedModel(str(error)) from error
        self._vocabulary = vocabulary.removesuffix("\n")
        whole = (
            self._vectors.dtype == np.int8
            and self._vectors.ndim == 2
            and self._scales.dtype == np.float32
            and self._vectors.shape[:1] == self._scales.shape == (self._vocabulary.count("\n") + 1,)
        )
        if not whole:
            raise DamagedModel("the files do not fit each other")
        self.dimensions = int(self._vectors.shape[1])
        self._pieces_of = lru_cache(maxsize=_MOST_KEPT)(self._found_pieces)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a row for each text, of length one; zeros where no piece is known."""
        result = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _AT_A_TIME):
            some = texts[start : start + _AT_A_TIME]
            self._encode_few(some, result[start : start + len(some)])
        return result

    def forget(self) -> None:
        """Give up what was met lately, pieces of words and their vectors: megabytes after many.

        The vectors are mapped anew, so that only those used from now on take memory.
        """
        self._pieces_of.cache_clear()
        vars(self).pop("_rows", None)
        with suppress(OSError, ValueError, EOFError):  # then those mapped before serve on
            self._vectors = _mapped(self._folder)

    def _encode_few(self, texts: Sequence[str], result: Floats) -> None:
        rows = [self._rows_of(text) for text in texts]
        counts = np.array([len(row) for row in rows], dtype=np.int64)
        some = np.flatnonzero(counts)
        if not len(some):
            return
        flat = np.fromiter((row for found in rows for row in found), dtype=np.int64)
        pieces = self._vectors[flat].astype(np.float32)
        pieces *= self._scales[flat][:, None]
        starts = np.concatenate(([0], np.cumsum(counts[some])[:-1]))
        sums = np.add.reduceat(pieces, starts, axis=0)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        result[some] = sums / np.maximum(lengths, 1e-9)

    def _rows_of(self, text: str) -> list[int]:
        rows: list[int] = []
        for token in _TOKEN.findall(_plain(text)):
            rows.extend(self._pieces_of(token))
            if len(rows) >= _MOST_PIECES:
                break
        return rows[:_MOST_PIECES]

    @cached_property
    def _rows(self) -> dict[str, int]:
        """The row of every piece: three megabytes, for the first sentence and not before."""
        return {piece: row for row, piece in enumerate(self._vocabulary.split("\n"))}

    def _found_pieces(self, word: str) -> tuple[int, ...]:
        """Return the rows of a word's pieces, the longest first piece that is known, and on."""
        if len(word) > _LONGEST_WORD:
            return ()
        found: list[int] = []
        start = 0
        while start < len(word):
            head = _GOES_ON if start else ""
            for end in range(len(word), start, -1):
                row = self._rows.get(head + word[start:end])
                if row is not None:
                    break
            else:
                return ()
            found.append(row)
            start = end
        return tuple(found)


def _mapped(folder: Path) -> NDArray[Any]:
    vectors: NDArray[Any] = np.load(folder / "vectors.npy", mmap_mode="r", allow_pickle=False)
    return vectors


def _plain(text: str) -> str:
    text = text.lower()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return "".join(
        f" {sign} " if "㐀" <= sign <= "鿿" else sign
        for sign in apart
        if unicodedata.category(sign) != "Mn"
    )
