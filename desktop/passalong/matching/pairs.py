"""Whose need meets what somebody else can offer, among thousands of both.

Needs and offers are short texts: each is compared whole, by its words and by
its vector, as ``scoring`` compares a text with people, and ``strength`` says
how sure it is.  Two who offer the same do not stand in each other's way.

A change of one text is taken in by itself: what it brings the needs near to it
is reckoned anew, the rest stays.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from passalong.domain.opportunity import Strength
from passalong.domain.person import MatchedLine
from passalong.matching.aversion import aversion_in
from passalong.matching.encoder import Encoder, Floats
from passalong.matching.evidence import SHARE_TO_MARK
from passalong.matching.offered_words import OfferedWords
from passalong.matching.scoring import MEANING
from passalong.matching.strength import Standing, probability, strength_of
from passalong.matching.told import Told, Words, words_in, words_told
from passalong.progress import Progress, part_of, unheard

Key = Hashable

_AT_ONCE = 256  # needs scored at a time
_TAKEN_AT_ONCE = 2_000  # offers; some tenths of a second
_TAKING = 40  # hundredths of the time that it takes to reckon all anew
_KEPT = 16  # of each need, the best offers
_SHOWN = 5  # of these at most are good enough to be shown
_COMPARED = 8  # of the best, those an offer is ahead of, or not
_THE_SAME = 0.8  # cosine from which two offers are the same thing offered twice
_MANY = 200  # changes from which all is reckoned anew
_ORDER = (Strength.NOBODY_OBVIOUS, Strength.POSSIBLE, Strength.STRONG)


class Met(NamedTuple):
    """A need that an offer may meet, and how probable that is."""

    need: Told
    offer: Told
    chance: float
    strength: Strength


class Evidence(NamedTuple):
    """The lines of a need and of an offer; it does not hold where the offer is no longer one."""

    need: MatchedLine
    offer: MatchedLine
    holds: bool


class _Best(NamedTuple):
    """The best offers for a need, by their rows, with what each scored."""

    rows: NDArray[np.int64]
    words: Floats
    meaning: Floats
    total: Floats
    usual: float
    spread: float


class _Texts:
    """Texts in rows; the row of one that is gone is used again."""

    def __init__(self, dimensions: int) -> None:
        self.rows: dict[Key, int] = {}
        self.told: list[Told | None] = []
        self.words: list[Words] = []
        self.vectors: Floats = np.zeros((0, dimensions), dtype=np.float32)
        self.people: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self.lengths: Floats = np.zeros(0, dtype=np.float32)
        self._free: list[int] = []

    def put(self, key: Key, told: Told, words: Words) -> int:
        """Keep a text; return its row."""
        if self._free:
            row = self._free.pop()
            self.told[row], self.words[row] = told, words
        else:
            row = len(self.told)
            self.told.append(told)
            self.words.append(words)
        self.rows[key] = row
        return row

    def drop(self, key: Key) -> int:
        """Keep a text no longer; return the row it had."""
        row = self.rows.pop(key)
        self.told[row] = None
        self.vectors[row], self.people[row], self.lengths[row] = 0, 0, 0
        self._free.append(row)
        return row

    def fill(self, rows: Sequence[int], vectors: Floats) -> None:
        """Set the arrays of rows that were put."""
        more = len(self.told) - len(self.people)
        if more > 0:
            room = max(more, len(self.told) // 8)
            self.vectors = np.concatenate(
                [self.vectors, np.zeros_like(vectors, shape=(room, vectors.shape[1]))]
            )
            self.people = np.concatenate([self.people, np.zeros(room, dtype=np.int64)])
            self.lengths = np.concatenate([self.lengths, np.zeros(room, dtype=np.float32)])
        for row, vector in zip(rows, vectors, strict=True):
            told = self.told[row]
            assert told is not None
            self.vectors[row], self.people[row] = vector, told.person_id
            self.lengths[row] = len(self.words[row].found)


class PairIndex:
    """All open needs and all offers, and which of them meet.  Used by one thread at a time."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        """Take what makes vectors; None to go by words alone."""
        self._encoder = encoder
        dimensions = encoder.dimensions if encoder else 1
        self._needs, self._offers = _Texts(dimensions), _Texts(dimensions)
        self._words = OfferedWords(encoder)
        self._met: dict[int, tuple[Met, ...]] = {}  # by the need's row
        self._best: dict[int, _Best] = {}

    def __len__(self) -> int:
        return len(self._needs.rows) + len(self._offers.rows)

    def evidence(self, met: Met) -> Evidence:
        """Return the two lines with the words that met marked, and what speaks against it.

        No words are marked where only the meaning is near.
        """
        wanted, offered = words_in(met.need.line.text), words_in(met.offer.line.text)
        near = {word.stem: self._words.near(word.stem) for word in wanted}
        theirs = {word.stem for word in offered}
        ours = {
            stem: {other for other in theirs if shares.get(other, 0.0) >= SHARE_TO_MARK}
            for stem, shares in near.items()
        }
        marked = set().union(*ours.values())
        spans = tuple((word.start, word.end) for word in offered if word.stem in marked)
        need_spans = tuple((word.start, word.end) for word in wanted if ours[word.stem])
        averse = aversion_in(met.offer.line.text, spans, met.need.line.text)
        return Evidence(
            MatchedLine(met.need.line, need_spans),
            MatchedLine(met.offer.line, spans),
            averse is None,
        )

    def met(self) -> Iterator[Met]:
        """Yield the needs that are met, each with its best offers first."""
        for found in self._met.values():
            yield from found

    def change(
        self,
        needs: Mapping[Key, Told],
        offers: Mapping[Key, Told],
        progress: Progress | None = None,
    ) -> int:
        """Take all needs and offers as they are now; return how many were new, changed or gone.

        ``progress`` may raise to stop; then the index must be made anew.
        """
        gone_needs, new_needs = _difference(self._needs, needs)
        gone_offers, new_offers = _difference(self._offers, offers)
        changes = len({*gone_needs, *new_needs}) + len({*gone_offers, *new_offers})
        if not changes:
            return 0
        report = progress or unheard
        is_anew = changes > _MANY or not self._best
        if is_anew:
            told = part_of(report, 0, _TAKING)
            self._drop_offers(gone_offers)
            for done, piece in _pieces(new_offers):
                told(done, len(new_offers))
                self._take_offers(piece)
            self._take_needs(gone_needs, new_needs)
            report = part_of(report, _TAKING, 100)
            self._words.settle(self._offers.lengths, len(self._offers.rows))
            wanted = {stem for words in self._needs.words for stem in words.forms}
            self._words.reckon(sorted(wanted), self._offers.lengths)
            rows = sorted(self._needs.rows.values())
        else:
            near = self._exchange_offers(gone_offers, new_offers)
            added, unknown = self._take_needs(gone_needs, new_needs)
            self._words.reckon(unknown, self._offers.lengths)
            rows = sorted({*(row for row in near if self._needs.told[row]), *added})
        for start in range(0, len(rows), _AT_ONCE):
            report(start, len(rows))
            self._score(rows[start : start + _AT_ONCE])
        report(len(rows), len(rows))
        return changes

    def _exchange_offers(self, gone: Collection[Key], new: Mapping[Key, Told]) -> set[int]:
        """Take in a few offers; return the rows of the needs whose best may have become others."""
        out = {self._offers.rows[key] for key in gone}
        near = {row for row, best in self._best.items() if not out.isdisjoint(best.rows.tolist())}
        self._drop_offers(gone)
        for row in self._take_offers(new):
            brought = self._words.bring(
                row, self._offers.words[row], float(self._offers.lengths[row])
            )
            points = np.float32(MEANING) * (self._needs.vectors @ self._offers.vectors[row])
            for need, best in self._best.items():
                forms = self._needs.words[need].forms
                by_words = sum(brought[stem] for stem in forms if stem in brought)
                if float(points[need]) + by_words > float(best.total[-1]):
                    near.add(need)
        return near

    def _drop_offers(self, gone: Iterable[Key]) -> None:
        for key in gone:
            row = self._offers.drop(key)
            self._words.remove(row, self._offers.words[row])

    def _take_offers(self, new: Mapping[Key, Told]) -> list[int]:
        """Take offers in; return their rows."""
        told = {key: words_told(each.line.text) for key, each in new.items()}
        rows = [self._offers.put(key, new[key], words) for key, words in told.items()]
        self._offers.fill(rows, self._encoded(told.values()))
        self._words.add(zip(rows, told.values(), strict=True))
        return rows

    def _take_needs(
        self, gone: Collection[Key], new: Mapping[Key, Told]
    ) -> tuple[list[int], list[str]]:
        """Exchange needs; return the rows of those that came, and words not wanted before."""
        for key in gone:
            row = self._needs.drop(key)
            self._met.pop(row, None)
            self._best.pop(row, None)
        told = {key: words_told(each.line.text) for key, each in new.items()}
        rows = [self._needs.put(key, new[key], words) for key, words in told.items()]
        self._needs.fill(rows, self._encoded(told.values()))
        forms = {stem: form for words in told.values() for stem, form in words.forms.items()}
        return rows, self._words.want(forms)

    def _encoded(self, told: Collection[Words]) -> Floats:
        if self._encoder is None:
            return np.zeros((len(told), 1), dtype=np.float32)
        return self._encoder.encode([words.english for words in told])

    def _score(self, rows: Sequence[int]) -> None:
        """Find the best offers for these needs."""
        offers = self._offers
        alive = offers.people > 0
        many = int(np.count_nonzero(alive))
        if not many:
            self._met.update(dict.fromkeys(rows, ()))
            return
        meaning = self._needs.vectors[rows] @ offers.vectors.T
        words = np.zeros_like(meaning)
        for line, row in zip(words, rows, strict=True):
            for stem in self._needs.words[row].forms:
                brings = self._words.brings(stem)
                line[brings.rows] += brings.values
        total = words + np.float32(MEANING) * meaning
        sums, squares = total.sum(axis=1), np.einsum("ij,ij->i", total, total)
        total[:, ~alive] = -np.inf
        total[self._needs.people[rows][:, None] == offers.people[None]] = -np.inf
        kept = min(_KEPT, total.shape[1])
        best = np.argpartition(total, -kept, axis=1)[:, -kept:]
        scores = np.take_along_axis(total, best, axis=1)
        order = np.argsort(-scores, axis=1, kind="stable")
        best, scores = (np.take_along_axis(each, order, axis=1) for each in (best, scores))
        near, met = (np.take_along_axis(each, best, axis=1) for each in (meaning, words))
        # Of everybody's points but the first one's; of one alone nothing can be said.
        alike = self._alike(best[:, :_COMPARED])
        first = np.where(np.isfinite(scores[:, 0]), scores[:, 0], 0)
        others = max(1, many - 1)
        usual = (sums - first) / others if many > 1 else np.zeros_like(sums)
        spread = np.sqrt(np.maximum(0, (squares - first**2) / others - usual**2))
        for number, row in enumerate(rows):
            self._best[row] = found = _Best(
                best[number],
                met[number],
                near[number],
                scores[number],
                float(usual[number]),
                float(spread[number]),
            )
            self._met[row] = tuple(self._judged(row, found, alike[number], many))

    def _alike(self, best: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which of the best offers of each need are the same thing, or of one person.

        Takes rows of offers, (needs, compared); returns (needs, compared, compared).
        """
        vectors, people = self._offers.vectors[best], self._offers.people[best]
        alike: NDArray[np.bool_] = vectors @ vectors.transpose(0, 2, 1) >= _THE_SAME
        alike |= people[:, :, None] == people[:, None, :]
        return alike

    def _judged(self, row: int, best: _Best, alike: NDArray[np.bool_], many: int) -> Iterator[Met]:
        """Yield the offers that are good enough, the best first."""
        need = self._needs.told[row]
        assert need is not None
        brought = [self._words.brings(stem).weight for stem in self._needs.words[row].forms]
        possible = sum(brought) or 1.0
        surest = Strength.STRONG
        for place in range(min(_SHOWN, len(best.rows))):
            total = float(best.total[place])
            if total <= 0 or not np.isfinite(total):
                return
            standing = Standing(
                words=float(best.words[place]) / possible,
                meaning=float(best.meaning[place]),
                total=total,
                best_other=_best_other(best, alike[place]),
                usual=best.usual,
                spread=best.spread,
                people=many,
            )
            chance = self._chance(standing)
            surest = min(surest, strength_of(chance), key=_ORDER.index)
            if surest is Strength.NOBODY_OBVIOUS:
                return
            offer = self._offers.told[int(best.rows[place])]
            assert offer is not None
            yield Met(need, offer, chance, surest)

    def _chance(self, standing: Standing) -> float:
        """Return how probable it is that an offer meets a need; by words alone, their share."""
        return probability(standing) if self._encoder else min(1.0, standing.words)


def _pieces(new: Mapping[Key, Told]) -> Iterator[tuple[int, dict[Key, Told]]]:
    """Yield some at a time, with how many came before them."""
    keys = list(new)
    for start in range(0, len(keys), _TAKEN_AT_ONCE):
        yield start, {key: new[key] for key in keys[start : start + _TAKEN_AT_ONCE]}


def _best_other(best: _Best, alike: NDArray[np.bool_]) -> float:
    """Return the most points of an offer of somebody else that is not the same thing."""
    total = best.total[: len(alike)]
    others = total[~alike & np.isfinite(total)]
    return float(others[0]) if len(others) else best.usual  # the best stand first


def _difference(texts: _Texts, now: Mapping[Key, Told]) -> tuple[list[Key], dict[Key, Told]]:
    """Return the keys that are gone or say something else, and what is new under its key."""
    gone = [key for key, row in texts.rows.items() if now.get(key) != texts.told[row]]
    out = set(gone)
    new = {key: told for key, told in now.items() if key in out or key not in texts.rows}
    return gone, new
