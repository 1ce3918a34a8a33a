"""Which sentence about a person speaks for them, and which words of it.

Looked up in what stands there now; a sentence that is gone is never shown.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from passalong.domain.opportunity import Caution, CautionKind
from passalong.domain.person import Line, MatchedLine
from passalong.matching.aversion import aversion_in
from passalong.matching.encoder import Encoder, Floats
from passalong.matching.language import ENGLISH
from passalong.matching.lexical import Wanted
from passalong.matching.portraits import Sentence, sentences_about
from passalong.matching.ranking import Sought
from passalong.matching.scoring import MEANING, Question

_MOST_EVIDENCE = 3
SHARE_TO_MARK = 0.3
"""Of its weight that a near word must bring to be marked; a weaker one is not shown as met."""
_SIMILAR = 0.25
"""Cosine from which a sentence is called similar although no word met."""


class Evidence(NamedTuple):
    """The sentences that speak for somebody, the best first; and what speaks against them.

    ``met`` has the stems of the words that met in the best sentence.
    """

    lines: tuple[MatchedLine, ...]
    caution: Caution | None
    met: frozenset[str] = frozenset()


class _Met(NamedTuple):
    worth: float
    sentence: Sentence
    spans: tuple[tuple[int, int], ...]
    stems: frozenset[str]


def evidence_for(
    question: Question,
    people: Sequence[Sequence[Line]],
    encoder: Encoder,
    sought: Sought = Sought.RECIPIENT,
) -> list[Evidence]:
    """Return what speaks for each of these people, given by their lines."""
    told = [_speaking(lines, sought) for lines in people]
    vectors = encoder.encode(
        [
            sentence.text if sentence.language == ENGLISH else ""
            for sentences in told
            for sentence in sentences
        ]
    )
    towards = np.concatenate([question.whole[None], question.sentences])
    nearness = (vectors @ towards.T).max(axis=1) if len(vectors) else np.zeros(0, dtype=np.float32)
    found = []
    start = 0
    for sentences in told:
        near = nearness[start : start + len(sentences)]
        found.append(_evidence(question, sentences, near, sought))
        start += len(sentences)
    return found


def _speaking(lines: Sequence[Line], sought: Sought) -> list[Sentence]:
    sentences = sentences_about(lines)
    if sought is Sought.RECIPIENT:
        return sentences
    return [sentence for sentence in sentences if sentence.is_offer]


def _evidence(
    question: Question, sentences: Sequence[Sentence], nearness: Floats, sought: Sought
) -> Evidence:
    met = [
        each
        for sentence, near in zip(sentences, nearness.tolist(), strict=True)
        if (each := _met(sentence, near, question.wanted))
    ]
    met.sort(key=lambda each: -each.worth)
    shown = met[:1] + [each for each in met[1:] if each.spans][: _MOST_EVIDENCE - 1]
    lines = tuple(
        MatchedLine(
            Line(each.sentence.line.field, each.sentence.text, each.sentence.line.day), each.spans
        )
        for each in shown
    )
    caution = None
    if met:
        best = met[0]
        averse = aversion_in(best.sentence.text, best.spans, question.text)
        if averse and (sought is Sought.RECIPIENT or averse.kind is CautionKind.AVERSION):
            # Who used to be there, or has enough of it, can help all the better.
            caution = Caution(averse.kind, MatchedLine(lines[0].line, (averse.span,)))
    return Evidence(lines, caution, met[0].stems if met else frozenset())


def _met(sentence: Sentence, near: float, wanted: Sequence[Wanted]) -> _Met | None:
    words = sentence.words()
    here = {word.stem for word in words}
    worth = 0.0
    marked: set[str] = set()
    for each in wanted:
        shares = {stem: each.near[stem] for stem in here & each.near.keys()}
        if shares:
            worth += each.weight * max(shares.values())
            marked.update(stem for stem, share in shares.items() if share >= SHARE_TO_MARK)
    if not marked and near < _SIMILAR:
        return None
    spans = tuple((word.start, word.end) for word in words if word.stem in marked)
    return _Met(worth + MEANING * near, sentence, spans, frozenset(marked))
