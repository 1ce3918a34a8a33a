"""What an import would do, card by card, before anything is written.

In = added + updated + unchanged + rejected: every card of every file has one
line here and ends in exactly one of the four.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from passalong.domain.person import Field


class LineOutcome(StrEnum):
    """What is proposed for one card."""

    NEW = "new"
    SAME = "same"  # somebody known; the card adds something
    UNCHANGED = "unchanged"  # somebody known; the card adds nothing
    UNCLEAR = "unclear"  # may be somebody known: the user decides; added if they do not
    REJECTED = "rejected"


class Choice(StrEnum):
    """What the user wants done with a card instead of what was proposed."""

    ADD = "add"
    UPDATE = "update"  # into the proposed (or first likely) person
    LEAVE_OUT = "leave_out"


class Rejection(StrEnum):
    """Why a card cannot be taken."""

    NOTHING_IN_IT = "nothing_in_it"
    TOO_LARGE = "too_large"
    PHOTO_TOO_LARGE = "photo_too_large"
    NOT_A_CARD = "not_a_card"
    UNREADABLE = "unreadable"
    QUOTE_NOT_CLOSED = "quote_not_closed"  # detail: the line of a table, from 1
    LEFT_OUT = "left_out"


class WarningKind(StrEnum):
    """What was guessed or mended while a card was read."""

    CHARSET_GUESSED = "charset_guessed"  # detail: the charset
    END_MISSING = "end_missing"
    LINE_NOT_UNDERSTOOD = "line_not_understood"  # detail: the start of the line
    PHOTO_DAMAGED = "photo_damaged"
    PHOTO_NOT_FETCHED = "photo_not_fetched"  # detail: where it is said to lie
    PHOTO_GIVES_WAY = "photo_gives_way"  # they have another, which stays
    NAME_MADE_UP = "name_made_up"  # detail: from what
    DATE_AS_TEXT = "date_as_text"


class CardWarning(NamedTuple):
    """One thing that was guessed or mended, with a detail to show."""

    kind: WarningKind
    detail: str = ""


class Addition(NamedTuple):
    """Something that a card adds to a person already known."""

    field: Field
    text: str


class LikelyPerson(NamedTuple):
    """Somebody a card may be about; ``known_by`` tells them from others of the name."""

    id: int
    name: str
    known_by: str = ""

    @property
    def called(self) -> str:
        """Return how to name them among the others that the card may be about."""
        return f"{self.name} ({self.known_by})" if self.known_by else self.name


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """One card and what would become of it.

    Attributes:
        source: Which of the proposal's sources it came from.
        position: Which card of that source it is, from 0.
        offset, length: Where it lies there, in bytes (CSV: the row's number, 1).
        digest: blake2b of those bytes, 16 bytes: a source that changed since is noticed.
        people: The person it is the same as, or those it may be the same as.
    """

    source: int
    position: int
    offset: int
    length: int
    digest: bytes
    name: str
    outcome: LineOutcome
    people: tuple[LikelyPerson, ...] = ()
    adds: tuple[Addition, ...] = ()
    warnings: tuple[CardWarning, ...] = ()
    rejection: Rejection | None = None
    rejection_detail: str = ""


class ImportSource(NamedTuple):
    """Where cards come from: a file (``path``), or ``data`` that was pasted.

    ``columns`` maps a CSV's column numbers to fields and is empty for vCards
    and for CSV files whose headings are known.
    """

    name: str
    path: str = ""
    data: bytes = b""
    columns: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import would do."""

    sources: tuple[ImportSource, ...]
    lines: Sequence[ProposedLine]

    def count(self, outcome: LineOutcome) -> int:
        """Return how many cards have this outcome."""
        return sum(line.outcome is outcome for line in self.lines)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; ``rejected`` includes what the user left out."""

    batch_id: int | None
    added: int
    updated: int
    unchanged: int
    rejected: int

    @property
    def total(self) -> int:
        """Return how many cards there were."""
        return self.added + self.updated + self.unchanged + self.rejected
