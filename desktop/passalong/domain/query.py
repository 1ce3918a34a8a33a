"""What a user typed into a search box: words and filters.

``golf tag:conference needs:"a designer"`` asks for people whose lines have a
word that starts with *golf*, who carry the tag and look for a designer;
``in:bind`` for those who need help.
"""

import re
from typing import NamedTuple

FILTERS = ("tag", "needs", "has", "value", "org", "in")

_FILTER = re.compile(rf'(?<!\S)({"|".join(FILTERS)}):(?:"([^"]*)"?|(\S*))', re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


class Filter(NamedTuple):
    """One condition; an empty ``text`` asks for anybody who has anything of the kind."""

    kind: str
    text: str


class Query(NamedTuple):
    """All words and all filters must hold."""

    words: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Return whether everybody is meant."""
        return not self.words and not self.filters


def parse_query(text: str) -> Query:
    """Return what the text asks for; any text asks for something."""
    filters = tuple(
        Filter(kind.lower(), (quoted or bare).strip())
        for kind, quoted, bare in _FILTER.findall(text)
    )
    return Query(words_of(_FILTER.sub(" ", text)), filters)


def words_of(text: str) -> tuple[str, ...]:
    """Return the runs of letters and digits, in order."""
    return tuple(_WORD.findall(text))
