"""The tables, typed.

What a person told the program lives here, one table a kind of thing; what is
given and the ledger stand in ``ledger_tables``, binds and introductions in
``help_tables``.  Derived tables (the list with
its full-text search, the log of undo) are made by ``text_index`` and
``history`` and can be rebuilt or forgotten.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from passalong.store.help_tables import (
    Bind,
    BindStep,
    FadingQuestion,
    HelpRequest,
    Introduction,
    IntroductionQuestion,
    ToldDay,
)
from passalong.store.ledger_tables import (
    Attachment,
    Exchange,
    GivenAnswer,
    KeptPass,
    News,
    OpenLetter,
    Opportunity,
    Template,
)
from passalong.store.table_base import OF_A_PERSON, Base, OfPerson, UtcDateTime, new_uid

__all__ = [
    "Asset",
    "Attachment",
    "Base",
    "Bind",
    "BindStep",
    "Card",
    "Email",
    "Exchange",
    "FadingQuestion",
    "GivenAnswer",
    "HelpRequest",
    "ImportBatch",
    "Introduction",
    "IntroductionQuestion",
    "KeptPass",
    "Link",
    "Matter",
    "Name",
    "Need",
    "News",
    "Note",
    "Occasion",
    "OfPerson",
    "OpenLetter",
    "Opportunity",
    "Organisation",
    "Person",
    "PersonTag",
    "Photo",
    "PostalAddress",
    "Tag",
    "Telephone",
    "Template",
    "ToldDay",
    "UnknownLine",
    "UtcDateTime",
    "Value",
    "new_uid",
]


class ImportBatch(Base):
    """One import of the user: from where, when and what came of it."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]  # the files' names, without their folders
    imported_at: Mapped[datetime]
    added: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)


class Person(Base):
    """Somebody the user knows; in the trash once ``deleted_at`` is set."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="has_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    name: Mapped[str]
    sort_name: Mapped[str] = mapped_column(index=True)  # folded, as the list is sorted
    kind: Mapped[str] = mapped_column(default="individual")
    card_uid: Mapped[str] = mapped_column(default="", index=True)
    bond: Mapped[str] = mapped_column(default="light")
    is_me: Mapped[bool] = mapped_column(default=False)
    is_sample: Mapped[bool] = mapped_column(default=False)
    photo_url: Mapped[str] = mapped_column(default="")  # kept, never fetched
    resting_since: Mapped[datetime | None]  # neither suggested nor reminded of
    paused_until: Mapped[datetime | None]
    is_open_to_introductions: Mapped[bool] = mapped_column(default=False)
    introduction_text: Mapped[str] = mapped_column(default="")  # how the user introduces them
    introduced_by_id: Mapped[int | None] = mapped_column(
        ForeignKey(OF_A_PERSON, ondelete="SET NULL"), index=True
    )
    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class Name(OfPerson, Base):
    """A further name: ``structured`` (vCard N), ``other`` (a second FN) or ``nickname``."""

    __tablename__ = "name"

    kind: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    family: Mapped[str] = mapped_column(default="")
    given: Mapped[str] = mapped_column(default="")
    additional: Mapped[str] = mapped_column(default="")
    prefix: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")


class Email(OfPerson, Base):
    """An e-mail address; ``key`` is what two of them are compared by."""

    __tablename__ = "email"

    address: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    label: Mapped[str] = mapped_column(default="")
    preferred: Mapped[bool] = mapped_column(default=False)


class Telephone(OfPerson, Base):
    """A telephone number as written; ``key`` is what two of them are compared by."""

    __tablename__ = "telephone"

    number: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    label: Mapped[str] = mapped_column(default="")
    preferred: Mapped[bool] = mapped_column(default=False)


class PostalAddress(OfPerson, Base):
    """A postal address in vCard's parts."""

    __tablename__ = "postal_address"

    label: Mapped[str] = mapped_column(default="")
    po_box: Mapped[str] = mapped_column(default="")
    extended: Mapped[str] = mapped_column(default="")
    street: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")


class Link(OfPerson, Base):
    """A web page, a chat address, a social profile."""

    __tablename__ = "link"

    url: Mapped[str]
    label: Mapped[str] = mapped_column(default="")


class Organisation(OfPerson, Base):
    """Where somebody works and as what."""

    __tablename__ = "organisation"

    name: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")


class Occasion(OfPerson, Base):
    """A day that matters; the year, or all but the words, may be unknown."""

    __tablename__ = "occasion"

    label: Mapped[str]
    year: Mapped[int | None]
    month: Mapped[int | None]
    day: Mapped[int | None]
    text: Mapped[str] = mapped_column(default="")


class Photo(Base):
    """A picture of somebody; at most one a person."""

    __tablename__ = "photo"

    person_id: Mapped[int] = mapped_column(
        ForeignKey(OF_A_PERSON, ondelete="CASCADE"), primary_key=True
    )
    data: Mapped[bytes]
    media_type: Mapped[str] = mapped_column(default="")


class Note(OfPerson, Base):
    """A dated free text; ``origin`` is ``user`` or ``card``."""

    __tablename__ = "note"

    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    text: Mapped[str]
    origin: Mapped[str] = mapped_column(default="user")
    day: Mapped[date]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class Tag(Base):
    """A label the user groups people by; ``key`` is what two of them are compared by."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    word: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)


class PersonTag(Base):
    """Who carries which tag."""

    __tablename__ = "person_tag"

    person_id: Mapped[int] = mapped_column(
        ForeignKey(OF_A_PERSON, ondelete="CASCADE"), primary_key=True
    )
    tag_id: Mapped[int] = mapped_column(
        ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Value(OfPerson, Base):
    """Something a person cares about."""

    __tablename__ = "value"

    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    text: Mapped[str]


class Asset(OfPerson, Base):
    """Something a person can offer."""

    __tablename__ = "asset"

    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    text: Mapped[str]


class Need(OfPerson, Base):
    """Something a person is looking for; open until ``met_on`` is set."""

    __tablename__ = "need"

    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    text: Mapped[str]
    since: Mapped[date]
    met_on: Mapped[date | None]


class Matter(OfPerson, Base):
    """The last big thing a person was involved in."""

    __tablename__ = "matter"

    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    text: Mapped[str]
    noted_on: Mapped[date]
    happens_on: Mapped[date | None]
    closed_on: Mapped[date | None]  # they told what came of it


class Card(OfPerson, Base):
    """A card as it was found, kept whole; ``digest`` tells whether it came before."""

    __tablename__ = "card"

    import_batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))
    digest: Mapped[bytes] = mapped_column(index=True)  # blake2b of ``original``, 16 bytes
    original: Mapped[bytes]


class UnknownLine(OfPerson, Base):
    """A property of a card that no column holds: kept, and written back on export."""

    __tablename__ = "unknown_line"

    property_group: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    parameters: Mapped[str] = mapped_column(default="")
    value: Mapped[str]
