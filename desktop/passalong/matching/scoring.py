"""How well everybody fits a text: by words, by sentences, by all of them together.

With many people it goes in two steps: those that are best by their words and
their mean vector, and those best by the text's sentences; then the sentences
of these few thousand, one by one.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from passalong.matching.encoder import Encoder, Floats
from passalong.matching.language import ENGLISH, language_of
from passalong.matching.lexical import Wanted, wanted_words, word_scores
from passalong.matching.people_index import PeopleIndex
from passalong.matching.portraits import nearness, unpacked
from passalong.matching.ranking import Sought
from passalong.matching.segment import Mask, Segment
from passalong.matching.sentences import sentences_of

BY_SENTENCE, BY_WHOLE, BY_MEAN = 0.4, 0.3, 0.3
MEANING = 14.0
"""What a vector part of 1 is worth in the points of soft BM25."""
_CANDIDATES = 2000  # by each of the two ways
_SAMPLE = 1000  # people from whom the usual score is told
_MOST_SENTENCES = 40  # of a text
_WIDENED = 512  # people whose sentences are widened at once


class Question(NamedTuple):
    """A text, taken apart.

    ``sentences`` has a row for each, ``whole`` is the text's own vector; both
    are zeros where the text is not in English or no piece of it is known.
    """

    text: str
    wanted: list[Wanted]
    whole: Floats
    sentences: Floats


class Scores(NamedTuple):
    """The people who may fit, the best first, with what they scored.

    ``words`` and ``meaning`` are the parts of ``total``; ``sampled`` marks those from
    whom the usual score is told.
    """

    ids: NDArray[np.int64]
    total: Floats
    words: Floats
    meaning: Floats
    sampled: Mask
    people: int

    def usual_without(self, places: Sequence[int] = (0,)) -> tuple[float, float]:
        """Return mean and deviation of everybody's total but that of these."""
        counting = self.sampled.copy()
        counting[list(places)] = False
        others = self.total[counting]
        return (float(others.mean()), float(others.std())) if len(others) else (0.0, 0.0)


def question_of(
    text: str, index: PeopleIndex, encoder: Encoder, sought: Sought = Sought.RECIPIENT
) -> Question:
    """Take a text apart for this index."""
    wanted = wanted_words(text, index, encoder, sought)
    if language_of(text) != ENGLISH:
        none = np.zeros(encoder.dimensions, dtype=np.float32)
        return Question(text, wanted, none, none[None])
    places = sentences_of(text)[:_MOST_SENTENCES] or [(0, len(text))]
    vectors = encoder.encode([text, *(text[start:end] for start, end in places)])
    known = vectors[1:][vectors[1:].any(axis=1)]
    return Question(text, wanted, vectors[0], known if len(known) else vectors[1:2])


def scores_of(question: Question, index: PeopleIndex, sought: Sought = Sought.RECIPIENT) -> Scores:
    """Return how well people fit; of many people only those who may be among the best.

    Where helpers are sought, whoever says nothing about what they could do scores 0.
    """
    ids = np.concatenate([part.segment.ids for part in index.parts])
    alive = np.concatenate([part.alive for part in index.parts])
    words = np.concatenate(word_scores(question.wanted, index, sought))
    towards = np.stack([question.whole, question.sentences.mean(axis=0)], axis=1)
    near = np.concatenate([nearness(part.segment.means, towards) for part in index.parts])
    words[~alive] = near[~alive] = -np.inf
    both = (words + np.float32(MEANING) * near[:, 0]).astype(np.float32)
    living = np.flatnonzero(alive)
    sampled = np.zeros(len(alive), dtype=np.bool_)
    sampled[living[:: max(1, len(living) // _SAMPLE)]] = True
    rows = np.flatnonzero(alive & (_best_of(both, near[:, 1]) | sampled))
    meaning = _meaning(question, index, rows, near[rows, 0], sought)
    total = words[rows] + np.float32(MEANING) * meaning
    order = np.lexsort((ids[rows], -total))
    return Scores(
        ids=ids[rows][order],
        total=total[order],
        words=words[rows][order],
        meaning=meaning[order],
        sampled=sampled[rows][order],
        people=int(np.count_nonzero(alive)),
    )


def _best_of(*scores: Floats) -> Mask:
    """Mark the rows that are among the best by any of the scores."""
    if len(scores[0]) <= _CANDIDATES:
        return np.ones(len(scores[0]), dtype=np.bool_)
    best = np.zeros(len(scores[0]), dtype=np.bool_)
    for score in scores:
        best[np.argpartition(-score, _CANDIDATES)[:_CANDIDATES]] = True
    return best


def _meaning(
    question: Question,
    index: PeopleIndex,
    rows: NDArray[np.int64],
    means: Floats,
    sought: Sought,
) -> Floats:
    """Return how near these rows are: by their best sentences and by their mean."""
    towards = np.concatenate([question.whole[None], question.sentences]).T
    found = np.zeros(len(rows), dtype=np.float32)
    if sought is Sought.HELPER:  # the mean of all sentences is of no use then
        means = np.zeros(len(rows), dtype=np.float32)
    before = 0
    for segment, _ in index.parts:
        here = np.flatnonzero((rows >= before) & (rows < before + len(segment)))
        own = rows[here] - before
        before += len(segment)
        begins = segment.first[own].astype(np.int64)
        counts = segment.first[own + 1] - begins
        for some in _pieces(counts):
            chosen, many = _counted(segment, begins[some], counts[some], sought)
            if not len(chosen):
                continue
            people = here[some][many > 0]
            many = many[many > 0]
            starts = np.cumsum(many) - many
            vectors = unpacked(segment.sentences[chosen])
            near = vectors @ towards
            best = np.maximum.reduceat(near, starts, axis=0)
            found[people] = BY_WHOLE * best[:, 0] + BY_SENTENCE * best[:, 1:].mean(axis=1)
            if sought is Sought.HELPER:
                known = np.add.reduceat(vectors.any(axis=1), starts, dtype=np.int64)
                sums = np.add.reduceat(near[:, 0], starts)
                means[people] = sums / np.maximum(1, known)
    return found + np.float32(BY_MEAN) * means


def _counted(
    segment: Segment, begins: NDArray[np.int64], counts: NDArray[np.int64], sought: Sought
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the sentences of these people that count, and how many each of them has."""
    sentences = _ranges(begins, counts)
    if sought is Sought.RECIPIENT:
        return sentences, counts
    counting = segment.offering[sentences]
    person = np.repeat(np.arange(len(counts)), counts)
    many = np.bincount(person[counting], minlength=len(counts))
    return sentences[counting], many


def _pieces(counts: NDArray[np.int64]) -> Iterator[slice]:
    """Yield a few people at a time, so that few sentences are widened at once."""
    for start in range(0, len(counts), _WIDENED):
        yield slice(start, start + _WIDENED)


def _ranges(begins: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return all rows that begin so and are so many, one after another."""
    starts = np.cumsum(counts) - counts
    rows: NDArray[np.int64] = np.arange(int(counts.sum())) + np.repeat(begins - starts, counts)
    return rows
