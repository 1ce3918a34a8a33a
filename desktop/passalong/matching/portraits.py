"""What is kept of a person for ranking: their words counted, their sentences as vectors.

A portrait has no text in it.  Evidence is looked up again in what stands about
the person at that moment, so that nothing is shown that is no longer there.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from passalong.domain.person import Field, Line
from passalong.matching import ranking
from passalong.matching.encoder import Encoder, Floats
from passalong.matching.language import ENGLISH, language_of, usual_language
from passalong.matching.sentences import sentences_of
from passalong.matching.stems import Word, words_of

Bytes = NDArray[np.int8]

SPEAKS = ranking.SPEAKS | {Field.EXCHANGE}
"""What they wrote themselves has a meaning too, besides what is noted about them."""

_STEPS = 254
"""Steps of a component in a byte: vectors of length one seldom have one beyond a half."""
_MOST_SENTENCES = 400  # of one person
_WIDENED = 512  # vectors at once; they stay in the processor's cache


class Sentence(NamedTuple):
    """A sentence about somebody: in which line, where in it, and in which language."""

    line: Line
    start: int
    end: int
    language: str

    @property
    def text(self) -> str:
        """Return the sentence just as it stands in its line."""
        return self.line.text[self.start : self.end]

    @property
    def is_offer(self) -> bool:
        """Tell whether it says what the person could do for others."""
        return ranking.is_offer(self.line.field, self.text)

    def words(self) -> list[Word]:
        """Return the words that say something; their offsets count from the sentence's start."""
        return words_of(self.text, self.language)


class Portrait(NamedTuple):
    """One person.

    Attributes:
        digest: Changes when a line of the person changes.
        counts: How often each word's stem occurs.
        offered: How often in sentences that say what they could do for others.
        forms: For each stem from an English line a word that has it.
        sentences: A row for each sentence, in order, by ``packed``; zeros where
            it is not in English.
        offering: Which of the sentences say what they could do for others.
        mean: The mean of the sentences that have a vector, by ``packed``.
    """

    person_id: int
    digest: int
    counts: Mapping[str, int]
    offered: Mapping[str, int]
    forms: Mapping[str, str]
    sentences: Bytes
    offering: NDArray[np.bool_]
    mean: Bytes


def packed(vectors: Floats) -> Bytes:
    """Return vectors of length one, or less, with a byte for each component."""
    return np.clip(np.rint(vectors * _STEPS), -127, 127).astype(np.int8)


def unpacked(vectors: Bytes) -> Floats:
    """Return what ``packed`` made small, as good as before."""
    return vectors.astype(np.float32) * np.float32(1 / _STEPS)


def nearness(vectors: Bytes, towards: Floats) -> Floats:
    """Return the products of all of many vectors with some others, a column for each of those.

    They are widened a few at a time: that takes less time than to fetch wide ones
    from memory, and a quarter of the room.
    """
    near = np.empty((len(vectors), towards.shape[1]), dtype=np.float32)
    for start in range(0, len(vectors), _WIDENED):
        some = slice(start, start + _WIDENED)
        np.matmul(vectors[some].astype(np.float32), towards, out=near[some])
    near *= np.float32(1 / _STEPS)
    return near


def sentences_about(lines: Sequence[Line]) -> list[Sentence]:
    """Return the sentences of everything that speaks for a person, in order."""
    speaking = [line for line in lines if line.field in SPEAKS]
    usual = usual_language(line.text for line in speaking)
    found: list[Sentence] = []
    for line in speaking:
        language = language_of(line.text, usual)
        found.extend(Sentence(line, *place, language) for place in sentences_of(line.text))
    return found[:_MOST_SENTENCES]


def portraits_of(
    people: Sequence[tuple[int, int, Sequence[Line]]], encoder: Encoder
) -> Iterator[Portrait]:
    """Yield the portraits of people, given as (id, digest, lines); some hundreds at a time."""
    told = [sentences_about(lines) for _, _, lines in people]
    vectors = encoder.encode(
        [
            sentence.text if sentence.language == ENGLISH else ""
            for sentences in told
            for sentence in sentences
        ]
    )
    start = 0
    for (person_id, digest, _), sentences in zip(people, told, strict=True):
        rows = vectors[start : start + len(sentences)]
        start += len(sentences)
        counts: Counter[str] = Counter()
        offered: Counter[str] = Counter()
        forms: dict[str, str] = {}
        offering = np.array([sentence.is_offer for sentence in sentences], dtype=np.bool_)
        for sentence, is_offer in zip(sentences, offering.tolist(), strict=True):
            for word in sentence.words():
                counts[word.stem] += 1
                offered[word.stem] += is_offer
                if sentence.language == ENGLISH:
                    forms.setdefault(word.stem, word.text)
        known = max(1, int(np.count_nonzero(rows.any(axis=1))))
        mean = rows.sum(axis=0, dtype=np.float32) / np.float32(known)
        yield Portrait(
            person_id, digest, counts, offered, forms, packed(rows), offering, packed(mean)
        )
