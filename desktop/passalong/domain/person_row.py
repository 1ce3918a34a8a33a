"""A person as one row of a list, and why a search found them.

Apart from the rest of ``person``, because the first paint shows rows and waits
for nothing else.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Field(StrEnum):
    """Where a line about a person stands."""

    NAME = "name"
    ORGANISATION = "organisation"
    TITLE = "title"
    NOTE = "note"
    TAG = "tag"
    VALUE = "value"
    ASSET = "asset"
    NEED = "need"
    BIND = "bind"  # an open one: what they need help with
    MATTER = "matter"
    EXCHANGE = "exchange"
    SENT = "sent"  # what the user wrote, which says little of whom it went to
    EMAIL = "email"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    LINK = "link"
    OCCASION = "occasion"
    OTHER = "other"


class Line(NamedTuple):
    """One line that says something about a person, and where it stands."""

    field: Field
    text: str
    day: date | None = None


class MatchedLine(NamedTuple):
    """The line that a search found, with the found stretches.

    ``spans`` are half-open (start, end) offsets into ``line.text``, in order.
    """

    line: Line
    spans: tuple[tuple[int, int], ...]

    @property
    def is_similar(self) -> bool:
        """Whether the line is near in meaning only: no word of it can be marked."""
        return not self.spans


class PersonRow(NamedTuple):
    """One row of a list of people.

    ``headline`` is title and organisation; ``matched`` is why a search found them.
    """

    id: int
    uid: str
    name: str
    headline: str
    has_photo: bool = False
    needs_something: bool = False
    matched: MatchedLine | None = None
