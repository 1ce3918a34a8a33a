"""What is new with the user."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

_WORD = re.compile(r"\w+")
_SHORT_WORD = 3  # letters; such words tell nothing
_MOST_OF_IT = 2 / 3


class News(NamedTuple):
    """A sentence or two, true since a day; no longer told once retired."""

    id: int
    text: str
    since: date
    is_retired: bool = False


def told_in(text: str, news: Iterable[tuple[int, str]]) -> int | None:
    """Return which piece of news a text tells, of those given by number and words.

    It is the one of which most stands in the text, more than two thirds of its words and
    of its longer words: said a little differently it was heard, replaced it was not.
    """
    said = _words(text)
    found, most = None, _MOST_OF_IT
    for number, telling in news:
        words = _words(telling)
        longer = {word for word in words if len(word) > _SHORT_WORD}
        share = min(_share(words, said), _share(longer or words, said))
        if share > most:
            found, most = number, share
    return found


def _share(words: set[str], said: set[str]) -> float:
    return len(words & said) / len(words) if words else 0.0


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
