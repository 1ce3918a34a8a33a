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

_PIECE = 512  # words of needs compared at a time
Rows = NDArray[np.int64]
_Lengths = TypeVar("_Lengths", Floats, np.float32)


class Brings(NamedTuple):
    """What a word of a need brings: ``values`` to the offers in ``rows``, at most ``weight``.

    ``near`` has each word of an offer that counts for it, with its share.
    """

    weight: float
    near: Mapping[str, float]
    rows: Rows
    values: Floats


_NOTHING = Brings(0.0, {}, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))


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
            brings = self._brings.get(stem, _NOTHING)
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
            brings = self._brings.get(stem, _NOTHING)
            weight = brings.weight or rarity(0, self._offers)
            near = dict(brings.near)
            for other, cosine in cosines.items():
                near.setdefault(other, self._share(weight, cosine, other, stem))
            met = sum(near.get(word, 0.0) for word in words.found)
            brought[stem] = value = float(weight * (K1 + 1) * met / (met + room))
            self._brings[stem] = Brings(
                weight,
                near,
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

    def reckon(self, stems: Sequence[str], lengths: Floats) -> None:
        """Reckon anew what these wanted words bring; ``lengths`` are those of the offers."""
        room = self._room(lengths)
        for start in range(0, len(stems), _PIECE):
            some = stems[start : start + _PIECE]
            vectors = self._wanted_vectors[[self._wanted[stem] for stem in some]]
            near = np.minimum(vectors @ self._vectors.T, np.float32(1))
            places = np.split(np.flatnonzero(near > NEAR), _row_starts(near > NEAR))
            for number, (stem, place) in enumerate(zip(some, places, strict=True)):
                columns = place - number * near.shape[1]
                self._brings[stem] = self._reckoned(stem, columns, near[number, columns], room)

    def _reckoned(self, stem: str, columns: Rows, cosines: Floats, room: Floats) -> Brings:
        own = self._numbers.get(stem)
        carriers = len(self._carriers[own]) if own is not None else 0
        weight = rarity(carriers, self._offers)
        shares: dict[int, float] = {own: 1.0} if own is not None and carriers else {}
        order = np.argsort(-cosines, kind="stable")[: MOST_NEAR + 1].tolist()
        others = [(int(columns[place]), float(cosines[place])) for place in order]
        for other, cosine in [each for each in others if each[0] != own][:MOST_NEAR]:
            if self._carriers[other]:
                shares[other] = self._share(weight, cosine, self._stems[other], stem)
        if not shares:
            return _NOTHING
        met = np.zeros(len(room), dtype=np.float32)
        for number, share in shares.items():
            here = self._carriers[number]
            rows = np.fromiter(here, dtype=np.int64, count=len(here))
            often = np.fromiter(here.values(), dtype=np.float32, count=len(here))
            met[rows] += np.float32(share) * often
        rows = np.flatnonzero(met)
        values = np.float32(weight * (K1 + 1)) * met[rows] / (met[rows] + room[rows])
        near = {self._stems[number]: share for number, share in shares.items()}
        return Brings(weight, near, rows, values)

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


def _row_starts(marked: NDArray[np.bool_]) -> Rows:
    """Return where the marks of each row but the first begin among all marks."""
    starts: Rows = np.cumsum(np.count_nonzero(marked, axis=1))[:-1]
    return starts
