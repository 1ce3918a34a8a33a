"""Which words the offers have, and what a word of a need brings each of them ("soft" BM25).

The same reckoning as in ``lexical``, laid out for many needs at a time: what a
word brings is reckoned once, for all the needs that have it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from passalong.matching.encoder import Encoder, Floats
from passalong.matching.lexical import K1, MOST_NEAR, NEAR, B, rarity
from passalong.matching.told import Words

_PIECE = 256  # words of needs compared at a time
_ITSELF = np.float32(2)  # nearer than any other word
Rows = NDArray[np.int64]
_Lengths = TypeVar("_Lengths", Floats, np.float32)


class Brings(NamedTuple):
    """What a word of a need brings: ``values`` to the offers in ``rows``, at most ``weight``.

    ``others`` are the numbers of the words of offers that count for it, each
    with its share.
    """

    weight: float
    others: Rows
    shares: Floats
    rows: Rows
    values: Floats


class _Near(NamedTuple):
    """Words of offers near to wanted ones, in parallel: the wanted word's place, the other's
    number, how near it is, and which share of the wanted one's weight it brings.
    """

    words: Rows
    others: Rows
    shares: Floats


class _Postings(NamedTuple):
    """In which rows the words of offers are, and how often; word by word."""

    starts: Rows  # where those of each word begin; one more at the end
    rows: Rows
    often: Floats

    @property
    def carriers(self) -> Rows:
        """Return how many offers have each word."""
        return np.diff(self.starts)


_NO_ROWS, _NO_VALUES = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
_NOTHING = Brings(0.0, _NO_ROWS, _NO_VALUES, _NO_ROWS, _NO_VALUES)


class OfferedWords:
    """The words of all offers, by their stems, and the words of needs that meet them."""

    def __init__(self, encoder: Encoder | None) -> None:
        """Take what makes vectors of words; None to go by the very words alone."""
        self._encoder = encoder
        self._numbers: dict[str, int] = {}
        self._stems: list[str] = []
        self._carriers: list[dict[int, int]] = []  # of each stem: in which row how often
        self._vectors = np.zeros((0, encoder.dimensions if encoder else 1), dtype=np.float32)
        self._wanted: dict[str, int] = {}
        self._wanted_vectors = self._vectors
        self._brings: dict[str, Brings] = {}
        self._offers = 1
        self._usual_length = 1.0

    def settle(self, lengths: Floats, offers: int) -> None:
        """Take how many offers there are and how long; what changes later counts as if few did."""
        self._offers = max(1, offers)
        self._usual_length = max(1.0, float(lengths.sum()) / self._offers)

    def add(self, said: Iterable[tuple[int, Words]]) -> None:
        """Take offers in, each in its row; ``reckon`` or ``bring`` says what they are brought."""
        new: list[str] = []
        for row, words in said:
            for word in words.found:
                number = self._numbers.get(word)
                if number is None:
                    number = self._numbers[word] = len(self._stems)
                    self._stems.append(word)
                    self._carriers.append({})
                    new.append(words.forms[word])
                carriers = self._carriers[number]
                carriers[row] = carriers.get(row, 0) + 1
        if new:
            self._vectors = np.concatenate([self._vectors, self._encoded(new)])

    def remove(self, row: int, words: Words) -> None:
        """Take an offer out."""
        for stem in words.forms:
            self._carriers[self._numbers[stem]].pop(row, None)
        for stem in self._concerned(words):
            brings = self.brings(stem)
            keep = brings.rows != row
            if not keep.all():
                self._brings[stem] = brings._replace(
                    rows=brings.rows[keep], values=brings.values[keep]
                )

    def bring(self, row: int, words: Words, length: float) -> dict[str, float]:
        """Reckon what each word of a need brings an offer that was added; return it by stem.

        How rare words are stays as it was reckoned for all.
        """
        room = self._room(np.float32(length))
        brought: dict[str, float] = {}
        for stem, cosines in self._concerned(words).items():
            brings = self.brings(stem)
            weight = brings.weight or rarity(0, self._offers)
            near = self.near(stem)
            for other, cosine in cosines.items():
                near.setdefault(other, self._share(weight, cosine, other, stem))
            met = sum(near.get(word, 0.0) for word in words.found)
            brought[stem] = value = float(weight * (K1 + 1) * met / (met + room))
            self._brings[stem] = Brings(
                weight,
                np.array([self._numbers[other] for other in near], dtype=np.int64),
                np.array(list(near.values()), dtype=np.float32),
                np.append(brings.rows, row),
                np.append(brings.values, np.float32(value)),
            )
        return brought

    def want(self, forms: Mapping[str, str]) -> list[str]:
        """Hear of words of needs, stems with a form where they are English; return the new ones."""
        new = [stem for stem in forms if stem not in self._wanted]
        for stem in new:
            self._wanted[stem] = len(self._wanted)
        if new:
            vectors = self._encoded([forms[stem] for stem in new])
            self._wanted_vectors = np.concatenate([self._wanted_vectors, vectors])
        return new

    def brings(self, stem: str) -> Brings:
        """Return what a word brings that was wanted, and reckoned."""
        return self._brings.get(stem, _NOTHING)

    def near(self, stem: str) -> dict[str, float]:
        """Return the words of offers that count for a wanted word, with their shares."""
        brings = self.brings(stem)
        pairs = zip(brings.others.tolist(), brings.shares.tolist(), strict=True)
        return {self._stems[number]: share for number, share in pairs}

    def reckon(self, stems: Sequence[str], lengths: Floats) -> None:
        """Reckon anew what these wanted words bring; ``lengths`` are those of the offers."""
        if not stems or not self._stems:
            return
        postings, room = self._postings(), self._room(lengths)
        rarities = np.log(
            1 + (self._offers - postings.carriers + 0.5).clip(0.5) / (postings.carriers + 0.5)
        )
        for start in range(0, len(stems), _PIECE):
            some = stems[start : start + _PIECE]
            own = np.array([self._numbers.get(stem, -1) for stem in some], dtype=np.int64)
            carried = (own >= 0) & (postings.carriers[own] > 0)
            weights = np.where(carried, rarities[own], rarity(0, self._offers))
            near = self._near_words(some, np.where(carried, own, -1), postings)
            bound = np.minimum(weights[near.words], rarities[near.others]) / weights[near.words]
            cosines = np.minimum(near.shares, np.float32(1))  # a hair more where they are alike
            shares = np.where(near.shares == _ITSELF, 1, (cosines - NEAR) / (1 - NEAR) * bound)
            near = near._replace(shares=shares.astype(np.float32))
            self._brings.update(_brought(some, weights, near, postings, room))

    def _near_words(self, stems: Sequence[str], own: Rows, postings: _Postings) -> _Near:
        """Return the words near to each of these, itself and the nearest; with their cosines."""
        wanted = self._wanted_vectors[[self._wanted[stem] for stem in stems]]
        cosines = wanted @ self._vectors.T
        cosines[:, np.flatnonzero(postings.carriers == 0)] = 0
        itself = np.flatnonzero(own >= 0)
        cosines[itself, own[itself]] = _ITSELF
        places = np.flatnonzero(cosines.ravel() > NEAR)  # quicker than by rows and columns
        words, others = np.divmod(places, cosines.shape[1])
        near = cosines.ravel()[places]
        order = np.argsort(words * 4.0 - near, kind="stable")  # the nearest of each word first
        words, others, near = words[order], others[order], near[order]
        first = np.searchsorted(words, np.arange(len(stems)))
        most = MOST_NEAR + (own >= 0)  # the word itself is one more
        keep = np.arange(len(words)) - first[words] < most[words]
        return _Near(words[keep], others[keep], near[keep])

    def _postings(self) -> _Postings:
        starts = np.cumsum([0, *map(len, self._carriers)])
        rows = np.fromiter((row for each in self._carriers for row in each), dtype=np.int64)
        often = (count for each in self._carriers for count in each.values())
        return _Postings(starts, rows, np.fromiter(often, dtype=np.float32))

    def _share(self, weight: float, cosine: float, other: str, stem: str) -> float:
        """Return which share of its weight a near word of an offer brings."""
        if other == stem:
            return 1.0
        carriers = len(self._carriers[self._numbers[other]])
        bound = min(weight, rarity(carriers, self._offers))
        return (min(1.0, cosine) - NEAR) / (1 - NEAR) * bound / weight

    def _concerned(self, words: Words) -> dict[str, dict[str, float]]:
        """Return the wanted words near to some of these, with how near to which."""
        stems = list(words.forms)
        found: dict[str, dict[str, float]] = {
            stem: {stem: 1.0} for stem in stems if stem in self._wanted
        }
        numbers = [self._numbers[stem] for stem in stems]
        near = self._wanted_vectors @ self._vectors[numbers].T
        names = list(self._wanted)
        for place, number in np.argwhere(near > NEAR).tolist():
            to = found.setdefault(names[place], {})
            to.setdefault(stems[number], float(near[place, number]))
        return found

    def _room(self, lengths: _Lengths) -> _Lengths:
        """Return what an offer of this length is divided by, beside what it meets."""
        return np.float32(K1) * (np.float32(1 - B) + np.float32(B / self._usual_length) * lengths)

    def _encoded(self, forms: Sequence[str]) -> Floats:
        if self._encoder is None:
            return np.zeros((len(forms), 1), dtype=np.float32)
        return self._encoder.encode(forms)


def _brought(
    stems: Sequence[str], weights: Floats, near: _Near, postings: _Postings, room: Floats
) -> dict[str, Brings]:
    """Return what wanted words bring the offers, given the words near to each."""
    counts = postings.carriers[near.others]
    places = np.repeat(postings.starts[near.others], counts) + _within(counts)
    keys = np.repeat(near.words, counts) * len(room) + postings.rows[places]
    parts = np.repeat(near.shares, counts) * postings.often[places]
    keys, back = np.unique(keys, return_inverse=True)
    met = np.bincount(back, weights=parts, minlength=len(keys)).astype(np.float32)
    words, rows = np.divmod(keys, len(room))
    values = weights[words].astype(np.float32) * np.float32(K1 + 1) * met / (met + room[rows])
    ends = np.searchsorted(words, np.arange(len(stems) + 1))
    near_ends = np.searchsorted(near.words, np.arange(len(stems) + 1))
    found: dict[str, Brings] = {}
    for place, stem in enumerate(stems):
        here = slice(ends[place], ends[place + 1])
        others = slice(near_ends[place], near_ends[place + 1])
        is_met = near_ends[place] < near_ends[place + 1]
        found[stem] = (
            Brings(
                float(weights[place]),
                near.others[others],
                near.shares[others],
                rows[here],
                values[here],
            )
            if is_met
            else _NOTHING
        )
    return found


def _within(counts: Rows) -> Rows:
    """Return 0, 1, 2 ... for each of the counts, one after another."""
    starts = np.cumsum(counts) - counts
    numbers: Rows = np.arange(int(counts.sum())) - np.repeat(starts, counts)
    return numbers
