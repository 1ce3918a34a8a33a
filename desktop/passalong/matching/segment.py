"""Many portraits in arrays, as fast ranking needs them.

A segment never changes.  Its people are its rows; the words lie by word, each
with the rows of the people who have it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from passalong.matching.encoder import Encoder, Floats
from passalong.matching.portraits import Bytes, Portrait, packed
from passalong.matching.ranking import Sought

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]

_MOST_OFTEN = 255
_T = TypeVar("_T", bound=np.generic)


class Segment(NamedTuple):
    """People in arrays.

    Attributes:
        ids: The person of each row; int64.
        digests: Of each row; int64.
        lengths: How many words each row has that say something; float32.
        offered_lengths: How many of them say what the person could do for others.
        means: A row's mean vector, by ``packed``; (people, dimensions).
        first: Where the sentences of each row begin, and where the last end.
        sentences: By ``packed``; (sentences, dimensions).
        offering: Which sentences say what the person could do for others.
        words: The stems, in any order.
        word_vectors: By ``packed``, zeros for a word that is not English.
        starts: Where in ``rows`` and ``often`` those of each word begin; one more at the end.
        rows: The people who have the word, ascending.
        often: How often; at most 255.
        offered: How often in sentences that say what they could do for others.
        numbers: The number of each stem in ``words``.
    """

    ids: NDArray[np.int64]
    digests: NDArray[np.int64]
    lengths: Floats
    offered_lengths: Floats
    means: Bytes
    first: Ints
    sentences: Bytes
    offering: Mask
    words: Sequence[str]
    word_vectors: Bytes
    starts: Ints
    rows: Ints
    often: NDArray[np.uint8]
    offered: NDArray[np.uint8]
    numbers: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.ids)

    def people_with(self, word: int, sought: Sought) -> tuple[Ints, NDArray[np.uint8]]:
        """Return the rows of those who have the word of this number, and how often each.

        Where helpers are sought, some of them have it 0 times.
        """
        here = slice(int(self.starts[word]), int(self.starts[word + 1]))
        often = self.offered if sought is Sought.HELPER else self.often
        return self.rows[here], often[here]

    def lengths_for(self, sought: Sought) -> Floats:
        """Return how many words of each row count."""
        return self.offered_lengths if sought is Sought.HELPER else self.lengths

    def carriers(self, stem: str, sought: Sought) -> int:
        """Return how many have a word that counts."""
        word = self.numbers.get(stem)
        return 0 if word is None else int(np.count_nonzero(self.people_with(word, sought)[1]))


def segment_of(portraits: Sequence[Portrait], encoder: Encoder) -> Segment:
    """Return a segment with these people in their order."""
    numbers: dict[str, int] = {}
    forms: dict[str, str] = {}
    word_of: list[int] = []
    row_of: list[int] = []
    often: list[int] = []
    offered: list[int] = []
    for row, portrait in enumerate(portraits):
        forms.update(portrait.forms)
        for stem, count in portrait.counts.items():
            word_of.append(numbers.setdefault(stem, len(numbers)))
            row_of.append(row)
            often.append(min(count, _MOST_OFTEN))
            offered.append(min(portrait.offered[stem], _MOST_OFTEN))
    words = np.array(word_of, dtype=np.int32)
    order = np.argsort(words, kind="stable")
    dimensions = encoder.dimensions
    return Segment(
        ids=np.array([each.person_id for each in portraits], dtype=np.int64),
        digests=np.array([each.digest for each in portraits], dtype=np.int64),
        lengths=np.array([sum(each.counts.values()) for each in portraits], dtype=np.float32),
        offered_lengths=np.array(
            [sum(each.offered.values()) for each in portraits], dtype=np.float32
        ),
        means=np.array([each.mean for each in portraits], dtype=np.int8).reshape(-1, dimensions),
        first=_starts(np.array([len(each.sentences) for each in portraits], dtype=np.int64)),
        sentences=np.concatenate(
            [np.zeros((0, dimensions), dtype=np.int8), *(each.sentences for each in portraits)]
        ),
        offering=np.concatenate(
            [np.zeros(0, dtype=np.bool_), *(each.offering for each in portraits)]
        ),
        words=list(numbers),
        word_vectors=packed(encoder.encode([forms.get(stem, "") for stem in numbers])),
        starts=_starts(np.bincount(words, minlength=len(numbers))),
        rows=np.array(row_of, dtype=np.int32)[order],
        often=np.array(often, dtype=np.uint8)[order],
        offered=np.array(offered, dtype=np.uint8)[order],
        numbers=numbers,
    )


def joined(parts: Sequence[tuple[Segment, Mask]]) -> Segment:
    """Return one segment of those people of several who are marked True."""
    numbers: dict[str, int] = {}
    new_numbers = []
    for part, _ in parts:
        here = [numbers.setdefault(stem, len(numbers)) for stem in part.words]
        new_numbers.append(np.array(here, dtype=np.int64))
    dimensions = parts[0][0].means.shape[1]
    vectors = np.zeros((len(numbers), dimensions), dtype=np.int8)
    for (part, _), new in zip(parts, new_numbers, strict=True):
        unknown = ~vectors[new].any(axis=1)
        vectors[new[unknown]] = part.word_vectors[unknown]
    starts, rows, often, offered = _joined_words(parts, new_numbers, len(numbers))
    counts = [np.diff(part.first)[keep] for part, keep in parts]
    kept = [np.repeat(keep, np.diff(part.first)) for part, keep in parts]
    return Segment(
        ids=np.concatenate([part.ids[keep] for part, keep in parts]),
        digests=np.concatenate([part.digests[keep] for part, keep in parts]),
        lengths=np.concatenate([part.lengths[keep] for part, keep in parts]),
        offered_lengths=np.concatenate([part.offered_lengths[keep] for part, keep in parts]),
        means=_joined_rows([(part.means, keep) for part, keep in parts]),
        first=_starts(np.concatenate(counts)),
        sentences=_joined_rows(
            [(part.sentences, some) for (part, _), some in zip(parts, kept, strict=True)]
        ),
        offering=np.concatenate(
            [part.offering[some] for (part, _), some in zip(parts, kept, strict=True)]
        ),
        words=list(numbers),
        word_vectors=vectors,
        starts=starts,
        rows=rows,
        often=often,
        offered=offered,
        numbers=numbers,
    )


def _joined_words(
    parts: Sequence[tuple[Segment, Mask]], new_numbers: Sequence[NDArray[np.int64]], words: int
) -> tuple[Ints, Ints, NDArray[np.uint8], NDArray[np.uint8]]:
    """Return starts, rows and both counts of all words, by counting: no sort of everything."""
    before = 0
    kept = []
    for (part, keep), new in zip(parts, new_numbers, strict=True):
        is_kept = keep[part.rows]
        new_rows = (np.cumsum(keep) - 1 + before).astype(np.int32)
        word = np.repeat(new, np.diff(part.starts))[is_kept]
        order = np.argsort(word, kind="stable")
        here = np.flatnonzero(is_kept)[order]
        kept.append((word[order], new_rows[part.rows[here]], part.often[here], part.offered[here]))
        before += int(np.count_nonzero(keep))
    sizes = [np.bincount(word, minlength=words) for word, *_ in kept]
    starts = _starts(sum(sizes, np.zeros(words, dtype=np.int64)))
    rows = np.zeros(starts[-1], dtype=np.int32)
    often, offered = np.zeros((2, starts[-1]), dtype=np.uint8)
    free = starts[:-1].astype(np.int64)
    for (word, its_rows, its_often, its_offered), size in zip(kept, sizes, strict=True):
        within = np.arange(len(word)) - (np.cumsum(size) - size)[word]
        places = free[word] + within
        rows[places], often[places], offered[places] = its_rows, its_often, its_offered
        free += size
    return starts, rows, often, offered


def _joined_rows(parts: Sequence[tuple[NDArray[_T], Mask]]) -> NDArray[_T]:
    """Return the marked rows of several arrays, with no second copy on the way."""
    total = sum(int(np.count_nonzero(keep)) for _, keep in parts)
    rows = np.zeros((total, parts[0][0].shape[1]), dtype=parts[0][0].dtype)
    start = 0
    for part, keep in parts:
        count = int(np.count_nonzero(keep))
        np.compress(keep, part, axis=0, out=rows[start : start + count])
        start += count
    return rows


def _starts(counts: NDArray[np.int64]) -> Ints:
    starts = np.zeros(len(counts) + 1, dtype=np.int32)
    np.cumsum(counts, out=starts[1:])
    return starts
