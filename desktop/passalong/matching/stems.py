"""The words of a text as they are compared: by their stems, without accents."""

import re
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from passalong.domain.found import folded_with_origins
from passalong.domain.keys import folded
from passalong.matching.language import COMMON_WORDS, ENGLISH, UNKNOWN
from passalong.matching.stop_words import STOP_WORDS

WORD = re.compile(r"[^\W_]+")
# Scripts that put no spaces between words; there, every two signs are compared.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SHORTEST, _LONGEST = 2, 40
# Endings that the English stemmer may take away; it leaves words without one as they are.
_ENDS = re.compile(r"(?:[seyi]|ed|ing|al|er|or|ion|ism|ful|ic|ant|ent|ll|ogist)$")
_COMPOUND = re.compile(r"[-‐‑]([^\W\d_]+)(?![-‐‑\w])")  # the rest of one, after its first part


class Word(NamedTuple):
    """A word that says something: its stem, itself, and where it stands."""

    stem: str
    text: str
    start: int
    end: int


def words_of(text: str, language: str = ENGLISH) -> list[Word]:
    """Return the words of a text in their order, those that say nothing left out.

    Offsets are half-open and count the signs of ``text``.
    """
    found: list[Word] = []
    plain, origins = folded_with_origins(text) if language == ENGLISH else (text, None)
    place = 0
    while match := WORD.search(plain, place):
        place = match.end()
        rest = _rest_of_compound(plain, match) if language == ENGLISH else None
        if rest is not None:
            place = rest.end()
            parts = [(match[0] + rest[1], match.start(), place)]
        else:
            parts = [(plain[start:end], start, end) for start, end in _parts(match)]
        for word, start, end in parts:
            stem = stem_of(word, language)
            if stem:
                here = (origins[start], origins[end - 1] + 1) if origins else (start, end)
                found.append(Word(stem, word.lower(), *here))
    return found


def _rest_of_compound(plain: str, first: re.Match[str]) -> re.Match[str] | None:
    """Return "-off" of "play-off", which is one word: it has little to do with "play"."""
    if not first[0].isalpha() or plain[first.start() - 1 : first.start()] in ("-", "‐", "‑"):
        return None
    rest = _COMPOUND.match(plain, first.end())
    is_one = rest is not None and (rest[1] in STOP_WORDS or first[0] in STOP_WORDS)
    return rest if is_one else None


@lru_cache(maxsize=30_000)
def stem_of(word: str, language: str = ENGLISH) -> str:
    """Return what a word is compared by; an empty text for one that says nothing."""
    plain = folded(word)
    says_nothing = STOP_WORDS if language == ENGLISH else COMMON_WORDS.get(language, frozenset())
    if not _SHORTEST <= len(word) <= _LONGEST or plain.isdecimal():
        return ""
    if plain in says_nothing or word.lower() in says_nothing:
        return ""
    if language == UNKNOWN:
        return plain
    if language == ENGLISH and _ENDS.search(plain) is None:
        return plain
    # A stemmer keeps state while it works, and two threads may rank at a time.
    stemmer = Stemmer.Stemmer(language, maxCacheSize=0)
    return folded(str(stemmer.stemWord(plain if language == ENGLISH else word.lower())))


def _parts(match: re.Match[str]) -> list[tuple[int, int]]:
    start, end = match.span()
    if match[0].isascii() or not _UNSPACED.search(match[0]) or end - start <= _SHORTEST:
        return [(start, end)]
    return [(place, place + 2) for place in range(start, end - 1)]
