"""People for a text, in order, with the words that say why.

``Ranking`` is the seam: whoever ranks is given the lines of the candidates
that a search brought and hands back suggestions with evidence.  ``WordRanking``
goes by shared words alone, compared by their stems.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache
from math import log
from typing import NamedTuple, Protocol

import Stemmer

from passalong.domain.found import folded_with_origins
from passalong.domain.keys import folded
from passalong.domain.opportunity import Strength, Suggestion
from passalong.domain.person import Field, Line, MatchedLine
from passalong.matching.stop_words import STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 2
_MOST_EVIDENCE = 3
_STRONG_SHARE = 0.3
"""Share of the text's weight that must be met for *strong*; ours, until it is calibrated."""
_STRONG_LINE = 2
"""Or: so many different words of the text in one line."""
SPEAKS = frozenset(
    {
        Field.NOTE,
        Field.TAG,
        Field.VALUE,
        Field.ASSET,
        Field.NEED,
        Field.BIND,
        Field.MATTER,
        Field.ORGANISATION,
        Field.TITLE,
    }
)
"""What says something about a person's interests; an address does not."""
OFFERS = frozenset(
    {Field.NOTE, Field.TAG, Field.VALUE, Field.ASSET, Field.ORGANISATION, Field.TITLE}
)
"""What says something about what a person can do."""


class Sought(StrEnum):
    """Who is looked for."""

    RECIPIENT = "recipient"  # whom a thing would be for: all that speaks for them counts
    HELPER = "helper"  # who could do something: what they need themselves says nothing


_SEEKS = re.compile(
    r"\W*(?:(?:he|she|they|is|are|was|['’]s|['’]re|still|also|now|currently|urgently)\s+)*"
    r"(?:(?:looks?|looking|searche?s?|searching|hunting|asks?|asking|asked) for"
    r"|needs?|needed|seeks?|seeking|wants|in search of|in need of|lost (?:his|her|their) job)\b",
    re.IGNORECASE,
)


def is_offer(field: Field, sentence: str) -> bool:
    """Tell whether a sentence about somebody says what they could do for others.

    A need is one also where it was only noted: "Looking for a studio" helps nobody
    to find one.
    """
    if field not in OFFERS:
        return False
    return field is not Field.NOTE or _SEEKS.match(sentence) is None


class Candidate(NamedTuple):
    """Somebody whom a search brought, with all their lines."""

    person_id: int
    person_uid: str
    name: str
    headline: str
    lines: Sequence[Line]


class Ranking(Protocol):
    """Whoever can say whom a text concerns."""

    def search_words(self, text: str) -> tuple[str, ...]:
        """Return the beginnings of words to search candidates by."""

    def rank(self, text: str, candidates: Sequence[Candidate], limit: int) -> list[Suggestion]:
        """Return at most ``limit`` people who fit, the best first; none if nobody does."""


class WordRanking:
    """Ranks by shared words: the rarer a word among the candidates, the more it counts."""

    def __init__(self, sought: Sought = Sought.RECIPIENT) -> None:
        """Take whether those are meant whom a text would be for, or who could help."""
        self._counts = _speaks if sought is Sought.RECIPIENT else _offers

    def search_words(self, text: str) -> tuple[str, ...]:
        """Return the stems of the words that say something, each once."""
        return tuple(_stems(text))

    def rank(self, text: str, candidates: Sequence[Candidate], limit: int) -> list[Suggestion]:
        """Return at most ``limit`` people who share words, the best first.

        A word's weight is inverse document frequency: K. Spärck Jones, "A
        statistical interpretation of term specificity", J. Doc. 28 (1972).
        """
        wanted = _stems(text)
        if not wanted:
            return []
        matched = [
            (candidate, _matched(candidate, wanted, self._counts)) for candidate in candidates
        ]
        matched = [(candidate, lines) for candidate, lines in matched if lines]
        carriers: dict[str, int] = dict.fromkeys(wanted, 0)
        for _, lines in matched:
            for stem in set().union(*(line.stems for line in lines)):
                carriers[stem] += 1
        weight = {stem: log(1 + len(candidates) / (1 + n)) for stem, n in carriers.items()}
        total = sum(weight.values()) or 1.0
        ranked = []
        for candidate, lines in matched:
            met = frozenset().union(*(line.stems for line in lines))
            best = max(lines, key=lambda line: sum(weight[stem] for stem in line.stems))
            fit = sum(weight[stem] for stem in met) / total
            strong = fit >= _STRONG_SHARE or len(best.stems) >= _STRONG_LINE
            lines.sort(key=lambda line: -sum(weight[stem] for stem in line.stems))
            ranked.append(
                (
                    -fit,
                    Suggestion(
                        candidate.person_id,
                        candidate.person_uid,
                        candidate.name,
                        candidate.headline,
                        Strength.STRONG if strong else Strength.POSSIBLE,
                        tuple(line.matched for line in lines[:_MOST_EVIDENCE]),
                    ),
                )
            )
        ranked.sort(key=lambda pair: (pair[0], pair[1].strength is not Strength.STRONG))
        return [suggestion for _, suggestion in ranked[:limit]]


class _Matched(NamedTuple):
    matched: MatchedLine
    stems: frozenset[str]


def _speaks(line: Line) -> bool:
    return line.field in SPEAKS


def _offers(line: Line) -> bool:
    return is_offer(line.field, line.text)


def _matched(
    candidate: Candidate, wanted: frozenset[str], counts: Callable[[Line], bool]
) -> list[_Matched]:
    found = []
    for line in candidate.lines:
        if not counts(line):
            continue
        spans: list[tuple[int, int]] = []
        stems: set[str] = set()
        plain, origins = folded_with_origins(line.text)
        for word in _WORD.finditer(plain):
            stem = _stem(word[0])
            if stem in wanted:
                stems.add(stem)
                spans.append((origins[word.start()], origins[word.end() - 1] + 1))
        if stems:
            found.append(_Matched(MatchedLine(line, tuple(spans)), frozenset(stems)))
    return found


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(folded(text))
    return frozenset(
        _stem(word)
        for word in words
        if len(word) >= _SHORTEST and word not in STOP_WORDS and not word.isdecimal()
    )


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # A stemmer keeps state while it works, and two threads may rank at a time.
    return str(Stemmer.Stemmer("english", maxCacheSize=0).stemWord(word))
