"""What an address book says about somebody, whatever file it came from.

A ``ContactCard`` is the one shape between the readers of files, the rules
that compare and merge, the store and the writers of files.  It holds text as
a person would read it: unescaped, decoded, without line folding.  It knows no
file format; what no field here can hold travels along in ``unknown``.
"""

from dataclasses import dataclass
from typing import NamedTuple


class StructuredName(NamedTuple):
    """The parts of a name, as vCard's N has them (RFC 6350, 6.2.2)."""

    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""


class Email(NamedTuple):
    """An e-mail address.  ``label`` is ``home``, ``work``, the user's own word or empty."""

    address: str
    label: str = ""
    preferred: bool = False


class Telephone(NamedTuple):
    """A telephone number as written.  ``label`` is ``home``, ``work``, ``mobile``, ``fax``, ..."""

    number: str
    label: str = ""
    preferred: bool = False


class PostalAddress(NamedTuple):
    """A postal address in vCard's seven parts (RFC 6350, 6.3.1)."""

    label: str = ""
    po_box: str = ""
    extended: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


class Link(NamedTuple):
    """A web page, a chat address or a social profile: anything with a scheme."""

    url: str
    label: str = ""


class Organisation(NamedTuple):
    """Where somebody works and as what.  ``department`` joins its units with ``"; "``."""

    name: str = ""
    department: str = ""
    title: str = ""
    role: str = ""


class PartialDate(NamedTuple):
    """A day of which the year, or all but the words, may be unknown."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    text: str = ""  # as written, when it could not be read as a day

    def iso(self) -> str:
        """Return ``1980-03-21``, ``--03-21`` without a year, or the words."""
        if self.month is None or self.day is None:
            return f"{self.year:04d}" if self.year is not None else self.text
        year = f"{self.year:04d}" if self.year is not None else "-"
        return f"{year}-{self.month:02d}-{self.day:02d}"


class Occasion(NamedTuple):
    """A day that matters: ``label`` is ``birthday``, ``anniversary`` or the user's own word."""

    label: str
    day: PartialDate


class Photo(NamedTuple):
    """A picture of somebody, in the bytes of its file."""

    data: bytes
    media_type: str = ""


class UnknownLine(NamedTuple):
    """A property that no field holds: kept, and written back on export.

    ``parameters`` is what stood between name and colon, decoded, such as
    ``TYPE=home;X-LEVEL=2``; ``value`` is the raw value, still escaped.
    """

    name: str
    parameters: str
    value: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One person as an address book has them.

    Attributes:
        name: What to show; never empty in a card that a reader hands out.
        other_names: Further formatted names, in the order of the card.
        uid: The card's own UID, as written, or empty.
        kind: ``individual``, ``group``, ``org`` or ``location`` (RFC 6350, 6.1.4).
        notes: One entry a NOTE of the card; never merged with what the user wrote.
        photo_url: Where a photo is said to lie.  It is kept and never fetched.
        unknown: What no other field holds.
        original: The card's bytes as found, for keeping.
    """

    name: str
    structured: StructuredName = StructuredName()
    other_names: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    emails: tuple[Email, ...] = ()
    telephones: tuple[Telephone, ...] = ()
    addresses: tuple[PostalAddress, ...] = ()
    links: tuple[Link, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    photo: Photo | None = None
    photo_url: str = ""
    uid: str = ""
    kind: str = "individual"
    unknown: tuple[UnknownLine, ...] = ()
    original: bytes = b""
