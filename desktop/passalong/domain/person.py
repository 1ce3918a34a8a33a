"""A person the user knows, as lists and pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from passalong.domain.card import (
    Email,
    Link,
    Occasion,
    Organisation,
    PostalAddress,
    StructuredName,
    Telephone,
)
from passalong.domain.person_row import Field, Line, MatchedLine, PersonRow

__all__ = [
    "Bond",
    "Field",
    "Kept",
    "Line",
    "MatchedLine",
    "Matter",
    "Need",
    "Note",
    "PersonDetails",
    "PersonRow",
]

T = TypeVar("T")


class Bond(StrEnum):
    """How strong the tie is."""

    LIGHT = "light"
    WORKING = "working"
    CLOSE = "close"


class Kept(NamedTuple, Generic[T]):
    """A value with the number of the row that keeps it, so that it can be edited in place."""

    id: int
    value: T


class Note(NamedTuple):
    """A dated free text about a person; ``imported`` when an address book brought it."""

    text: str
    day: date
    imported: bool = False


class Need(NamedTuple):
    """What somebody is looking for; open until ``met_on`` is set."""

    text: str
    since: date
    met_on: date | None = None


class Matter(NamedTuple):
    """The last big thing somebody was involved in; over once ``closed_on`` is set."""

    text: str
    noted_on: date
    happens_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Everything a person's page shows, in the order in which it shows it."""

    id: int
    uid: str
    name: str
    structured: StructuredName
    nicknames: tuple[str, ...]
    bond: Bond
    is_me: bool
    headline: str
    tags: tuple[str, ...]
    values: tuple[Kept[str], ...]
    assets: tuple[Kept[str], ...]
    needs: tuple[Kept[Need], ...]
    matters: tuple[Kept[Matter], ...]
    notes: tuple[Kept[Note], ...]  # the newest first
    organisations: tuple[Kept[Organisation], ...]
    emails: tuple[Kept[Email], ...]
    telephones: tuple[Kept[Telephone], ...]
    addresses: tuple[Kept[PostalAddress], ...]
    links: tuple[Kept[Link], ...]
    occasions: tuple[Kept[Occasion], ...]
    has_photo: bool
    unknown_count: int  # properties of the card that are kept but not shown
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
