"""People for a text by words and by meaning, with the sentences that say why."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from passalong.domain.opportunity import (
    Caution,
    CautionKind,
    EarlierAnswer,
    Strength,
    Suggestion,
    SuggestionAnswer,
)
from passalong.domain.person import Field
from passalong.matching.encoder import Encoder, Floats
from passalong.matching.evidence import Evidence, evidence_for
from passalong.matching.language import language_of
from passalong.matching.lexical import most_possible
from passalong.matching.people_index import PeopleIndex
from passalong.matching.ranking import Candidate, Sought
from passalong.matching.scoring import Question, Scores, question_of, scores_of
from passalong.matching.stems import words_of
from passalong.matching.strength import Standing, probability, strength_of

_DEMOTED = 0.3
"""What is left of a score where something speaks against the person."""
_SPARE = 10  # people looked at beyond those wanted, since some sink
_ALIKE = 0.5  # cosine, or share of words, from which two texts are about the same thing
_CLEARLY = 0.8
"""Share of a helper's score below which another is clearly worse; ours."""
_HAIR, _SAME_WORDS = 0.99, 0.9
"""Share of the best score from which another is as good: whatever met, or the same words; ours."""
_OWNED = 0.8
"""What is left of a recipient's score where it is they who could offer such a thing; ours."""
_ORDER = (Strength.NOBODY_OBVIOUS, Strength.POSSIBLE, Strength.STRONG)
_COUNTS_ELSEWHERE = frozenset(SuggestionAnswer) - {SuggestionAnswer.NOT_NOW}

Look = Callable[[Sequence[int]], Mapping[int, Candidate]]
"""Looks people up as they are now; whoever is gone is missing from the answer."""


class _Found(NamedTuple):
    candidate: Candidate
    evidence: Evidence
    caution: Caution | None
    place: int  # in the scores
    share: float  # of the score that is left

    def suggestion(self, strength: Strength, chance: float) -> Suggestion:
        who = self.candidate
        return Suggestion(
            who.person_id,
            who.person_uid,
            who.name,
            who.headline,
            strength,
            self.evidence.lines,
            self.caution,
            chance,
        )


def people_for(
    text: str,
    index: PeopleIndex,
    encoder: Encoder,
    look: Look,
    limit: int,
    without: Collection[int] = (),
    answers: Mapping[int, Sequence[EarlierAnswer]] | None = None,
    sought: Sought = Sought.RECIPIENT,
) -> list[Suggestion]:
    """Return at most ``limit`` people whom a text may concern, the best first.

    Args:
        text: Of any length and in any language; about its first sentences count by meaning.
        without: Who is left out.
        answers: What the user said of people when they were suggested for
            something else; it counts where that was about the same thing.
        sought: Whether those are meant whom it would be for, or who could help.
    """
    if not text.strip() or not len(index):
        return []
    question = question_of(text, index, encoder, sought)
    scores = scores_of(question, index, sought)
    places = [
        place
        for place, (person_id, total) in enumerate(
            zip(scores.ids[: 4 * limit + 200].tolist(), scores.total.tolist(), strict=False)
        )
        if total > 0 and person_id not in without
    ][: limit + _SPARE]
    known = look([int(scores.ids[place]) for place in places])
    places = [place for place in places if int(scores.ids[place]) in known]
    candidates = [known[int(scores.ids[place])] for place in places]
    evidence = evidence_for(question, [each.lines for each in candidates], encoder, sought)
    found = [
        _weighed(
            each,
            shown,
            place,
            question,
            encoder,
            (answers or {}).get(each.person_id, ()),
            sought,
        )
        for each, shown, place in zip(candidates, evidence, places, strict=True)
        if shown.lines
    ]
    found.sort(key=lambda each: -float(scores.total[each.place]) * each.share)
    return _suggestions(found[: max(2, limit)], question, scores, sought)[:limit]


def _weighed(
    candidate: Candidate,
    evidence: Evidence,
    place: int,
    question: Question,
    encoder: Encoder,
    answers: Sequence[EarlierAnswer],
    sought: Sought,
) -> _Found:
    caution = evidence.caution
    for earlier in answers:
        if earlier.answer in _COUNTS_ELSEWHERE and _alike(question, earlier.text, encoder):
            caution = Caution(CautionKind.SAID_NO, answer=earlier.answer)
            break
    share = _DEMOTED if caution else 1.0
    if sought is Sought.RECIPIENT and evidence.lines[0].line.field is Field.ASSET:
        share *= _OWNED
    return _Found(candidate, evidence, caution, place, share)


def _alike(question: Question, other: str, encoder: Encoder) -> bool:
    vector: Floats = encoder.encode([other])[0]
    if float(vector @ question.whole) >= _ALIKE:
        return True
    ours, theirs = _stems(question.text), _stems(other)
    return len(ours & theirs) >= _ALIKE * max(1, min(len(ours), len(theirs)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words_of(text, language_of(text)))


def _suggestions(
    found: Sequence[_Found], question: Question, scores: Scores, sought: Sought
) -> list[Suggestion]:
    """Put strengths into words; nobody is stronger than who stands above them."""
    possible = most_possible(question.wanted) or 1.0
    totals = [float(scores.total[each.place]) * each.share for each in found]
    equals = _equals(found, scores)
    usual, spread = scores.usual_without([found[number].place for number in equals])
    # Who is demoted is no equal any more.
    equals = [number for number in equals if not number or found[number].share == found[0].share]
    best = Strength.STRONG
    suggestions = []
    for number, each in enumerate(found):
        standing = Standing(
            words=each.share * float(scores.words[each.place]) / possible,
            meaning=each.share * float(scores.meaning[each.place]),
            total=totals[number],
            best_other=_best_other(totals, number, equals, scores, usual, sought),
            usual=usual,
            spread=spread,
            people=scores.people,
        )
        chance = probability(standing)
        best = min(best, strength_of(chance), key=_ORDER.index)
        suggestions.append(each.suggestion(best, chance))
    return suggestions


def _equals(found: Sequence[_Found], scores: Scores) -> list[int]:
    """Return who is as good as the first, that one too: two such people are both right.

    Who could offer such a thing says nothing against who needs it.
    """
    points = [float(scores.total[each.place]) for each in found]
    return [
        number
        for number, each in enumerate(found)
        if points[number] >= _HAIR * points[0]
        or (
            points[number] >= _SAME_WORDS * points[0]
            and found[0].evidence.met
            and each.evidence.met >= found[0].evidence.met
        )
    ]


def _best_other(
    totals: Sequence[float],
    number: int,
    equals: Sequence[int],
    scores: Scores,
    usual: float,
    sought: Sought,
) -> float:
    """Return what somebody's score is compared with: the best of who is not as good as the first.

    Where nothing speaks for anybody else, that is what is usual.  Helpers are
    compared with who is clearly better, or else clearly worse.
    """
    if number and number not in equals:
        others = [totals[0]]
    else:
        others = [total for each, total in enumerate(totals) if each not in equals][:1]
    if sought is Sought.HELPER and totals[number] >= _CLEARLY * totals[0]:
        worse = scores.total[scores.total < _CLEARLY * totals[number]]
        others = [float(worse[0])] if len(worse) else []
    return others[0] if others else usual
