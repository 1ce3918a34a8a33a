"""Who shares words with a text, near words counting too ("soft" BM25).

Source: BM25 is by S. Robertson and H. Zaragoza, "The Probabilistic Relevance
Framework", Foundations and Trends in Information Retrieval 3 (2009).  That a
near word counts in part, bounded by the rarer one's weight, is our own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from passalong.matching.encoder import Encoder, Floats
from passalong.matching.language import ENGLISH, language_of
from passalong.matching.people_index import Part, PeopleIndex
from passalong.matching.portraits import unpacked
from passalong.matching.ranking import Sought
from passalong.matching.stems import words_of

K1, B = 1.2, 0.4
NEAR = 0.35
"""Cosine from which on a word counts as near; its share grows from there to 1."""
MOST_NEAR = 15
_MOST_WORDS = 60
"""Words of a text that are compared: those that stand there most often, the first of them."""
_PIECE = 4096  # words widened at a time


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the text that somebody has, or has one near to.

    ``weight`` is its rarity; ``near`` has each stem that counts for it with
    its share of the weight, itself among them with 1.
    """

    text: str
    stem: str
    weight: float
    near: dict[str, float]


def wanted_words(
    text: str, index: PeopleIndex, encoder: Encoder, sought: Sought = Sought.RECIPIENT
) -> list[Wanted]:
    """Return the words of a text that meet a word about anybody; at most 60."""
    language = language_of(text)
    counts: dict[str, int] = {}
    forms: dict[str, str] = {}
    for word in words_of(text, language):
        counts[word.stem] = counts.get(word.stem, 0) + 1
        forms.setdefault(word.stem, word.text)
    stems = sorted(counts, key=lambda stem: -counts[stem])[:_MOST_WORDS]
    if not stems:
        return []
    near: list[dict[str, float]] = [{} for _ in stems]
    if language == ENGLISH:
        near = _near_words(encoder.encode([forms[stem] for stem in stems]), index)
    people = len(index)
    rarest = rarity(0, people)
    found = []
    for stem, others in zip(stems, near, strict=True):
        carriers = _carriers(index, stem, sought)
        others.pop(stem, None)
        closest = sorted(others, key=lambda other: -others[other])[:MOST_NEAR]
        weight = rarity(carriers, people) if carriers else rarest
        shares = {stem: 1.0} if carriers else {}
        for other in closest:
            if has_other := _carriers(index, other, sought):
                bound = min(weight, rarity(has_other, people))
                shares[other] = (others[other] - NEAR) / (1 - NEAR) * bound / weight
        if shares:
            found.append(Wanted(forms[stem], stem, weight, shares))
    return found


def word_scores(
    wanted: Sequence[Wanted], index: PeopleIndex, sought: Sought = Sought.RECIPIENT
) -> list[Floats]:
    """Return what each person of each part scores by words; 0 for no word at all."""
    usual = _usual_length(index, sought)
    scores = []
    for segment, _ in index.parts:
        lengths = segment.lengths_for(sought)
        room = np.float32(K1) * (np.float32(1 - B) + np.float32(B / usual) * lengths)
        score = np.zeros(len(segment), dtype=np.float32)
        for word in wanted:
            met = np.zeros(len(segment), dtype=np.float32)
            for stem, share in word.near.items():
                number = segment.numbers.get(stem)
                if number is not None:
                    rows, often = segment.people_with(number, sought)
                    met[rows] += np.float32(share) * often
            score += np.float32(word.weight * (K1 + 1)) * met / (met + room)
        scores.append(score)
    return scores


def most_possible(wanted: Sequence[Wanted]) -> float:
    """Return about what a person with every word of the text would score."""
    return sum(word.weight for word in wanted)


def _near_words(vectors: Floats, index: PeopleIndex) -> list[dict[str, float]]:
    """Return for each vector the stems whose cosine is above ``NEAR``, the best of each piece."""
    near: list[dict[str, float]] = [{} for _ in vectors]
    for segment, _ in index.parts:
        for start in range(0, len(segment.words), _PIECE):
            some = unpacked(segment.word_vectors[start : start + _PIECE])
            cosines = np.minimum(vectors @ some.T, np.float32(1))
            most = min(MOST_NEAR + 1, len(some))  # the word itself is among them
            best = np.argpartition(-cosines, most - 1, axis=1)[:, :most]
            for found, row, rows in zip(near, cosines, best, strict=True):
                for place in rows[row[rows] > NEAR].tolist():
                    found[segment.words[start + place]] = float(row[place])
    return near


def _carriers(index: PeopleIndex, stem: str, sought: Sought) -> int:
    return sum(segment.carriers(stem, sought) for segment, _ in index.parts)


def rarity(carriers: int, people: int) -> float:
    """Return how much a word counts that so many of the people have."""
    carriers = min(carriers, people)  # those who no longer count are counted still
    return log(1 + (people - carriers + 0.5) / (carriers + 0.5))


def _usual_length(index: PeopleIndex, sought: Sought) -> float:
    total = sum(float(part.segment.lengths_for(sought)[part.alive].sum()) for part in index.parts)
    return max(1.0, total / max(1, len(index)))


__all__ = ["Part", "Wanted", "most_possible", "rarity", "wanted_words", "word_scores"]
