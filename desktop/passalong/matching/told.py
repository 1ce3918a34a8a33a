"""A short text about somebody, a need or an offer, and its words."""

from collections.abc import Mapping
from typing import NamedTuple

from passalong.domain.person import Line
from passalong.matching.language import ENGLISH, language_of
from passalong.matching.stems import WORD, Word, stem_of, words_of


class Told(NamedTuple):
    """What was said about somebody; ``bind_id`` where it is the text of a bind."""

    person_id: int
    line: Line
    bind_id: int | None = None


class Words(NamedTuple):
    """The words of a text.

    Attributes:
        found: The stems of those that say something, in order.
        forms: Of each stem a word that has it; empty where the text is not English.
        english: The text, or nothing where it is in another language.
    """

    found: tuple[str, ...]
    forms: Mapping[str, str]
    english: str


def words_told(text: str) -> Words:
    """Return the words of a text."""
    language = language_of(text)
    found = _words_of(text, language)
    is_english = language == ENGLISH
    forms = {stem: form if is_english else "" for stem, form in reversed(found)}
    return Words(tuple(stem for stem, _ in found), forms, text if is_english else "")


def words_in(text: str) -> list[Word]:
    """Return the words of a text with where they stand."""
    return words_of(text, language_of(text))


def _words_of(text: str, language: str) -> list[tuple[str, str]]:
    """Return stems and words; where they stand, which takes longer, only evidence asks for."""
    if language == ENGLISH and text.isascii() and "-" not in text:
        words = WORD.findall(text.lower())
        return [(stem, word) for word in words if (stem := stem_of(word))]
    return [(word.stem, word.text) for word in words_of(text, language)]
