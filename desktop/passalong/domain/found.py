"""Which line of a person a search found, and where in it the words stand."""

import re
from collections.abc import Sequence
from functools import lru_cache

from passalong.domain.keys import folded
from passalong.domain.person import Field, Line, MatchedLine

_MOST_TELLING = (
    Field.NOTE,
    Field.NEED,
    Field.BIND,
    Field.VALUE,
    Field.ASSET,
    Field.TAG,
    Field.MATTER,
)
_STRANGE = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    return folded(sign)


def folded_with_origins(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, and for each of its signs the place it came from.

    Folding may make two signs of one ("ß" becomes "ss"), so places differ.
    """
    if text.isascii():
        return text.lower(), range(len(text))
    plain = folded(text)
    strange = set(_STRANGE.findall(text))
    if len(plain) == len(text) and all(len(_folded_sign(sign)) == 1 for sign in strange):
        return plain, range(len(text))  # each sign has become one
    pieces = [_folded_sign(sign) for sign in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


def spans_of(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where words of the text start with one of ``words``, as half-open stretches.

    ``words`` are folded already.  A word of three letters or more that starts
    nothing is marked where it stands inside a word.
    """
    plain, origins = folded_with_origins(text)
    found: set[tuple[int, int]] = set()
    for word in words:
        starts = [start for start in _places(plain, word) if not plain[start - 1 : start].isalnum()]
        if not starts and len(word) > 2:
            starts = _places(plain, word)
        found.update((origins[start], origins[start + len(word) - 1] + 1) for start in starts)
    return _joined(sorted(found))


def best_line(lines: Sequence[Line], words: Sequence[str]) -> MatchedLine | None:
    """Return the line that has the most of the words, the more telling kinds first.

    A word that starts so counts more than one that has it inside.  ``words``
    are folded already; None if no line has any of them.
    """
    best: tuple[int, int, int] | None = None
    chosen: Line | None = None
    if len(lines) == 1 and _has_any(folded(lines[0].text), words):
        return MatchedLine(lines[0], spans_of(lines[0].text, words))
    for order, line in enumerate(lines):
        plain = folded(line.text)
        count = sum(_worth(plain, word) for word in words)
        telling = -_MOST_TELLING.index(line.field) if line.field in _MOST_TELLING else -99
        if count and (best is None or (count, telling, -order) > best):
            best, chosen = (count, telling, -order), line
    if chosen is None:
        return None
    return MatchedLine(chosen, spans_of(chosen.text, words))


def _has_any(plain: str, words: Sequence[str]) -> bool:
    return any(word and word in plain for word in words)


def _worth(plain: str, word: str) -> int:
    start = plain.find(word) if word else -1
    worth = 0
    while start >= 0:
        if not plain[start - 1 : start].isalnum():
            return 2
        worth = 1
        start = plain.find(word, start + len(word))
    return worth


def _places(text: str, word: str) -> list[int]:
    places: list[int] = []
    start = text.find(word) if word else -1
    while start >= 0:
        places.append(start)
        start = text.find(word, start + len(word))
    return places


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
