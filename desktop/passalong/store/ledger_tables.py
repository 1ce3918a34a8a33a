"""The tables of what is worth giving, and of what went between people."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from passalong.store.table_base import NO_STEP, OF_A_PERSON, Base, OfPerson, new_uid

_OF_AN_OPPORTUNITY = "opportunity.id"


class Opportunity(Base):
    """A thing worth passing along; in the trash once ``deleted_at`` is set.

    ``state`` is "closed" once the user closed it by hand; how far it has come
    is otherwise told from its giver, its passes and the day.  Without a
    ``quantity`` it is not used up by giving.
    """

    __tablename__ = "opportunity"
    __table_args__ = (CheckConstraint("quantity > 0", name="has_quantity"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="new")
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    giver_id: Mapped[int | None] = mapped_column(
        ForeignKey(OF_A_PERSON, ondelete="SET NULL"), index=True
    )
    giver_state: Mapped[str] = mapped_column(default="not_asked")
    is_loop_closed: Mapped[bool] = mapped_column(default=False)
    quantity: Mapped[int | None]
    expires_on: Mapped[date | None]
    sharing: Mapped[str] = mapped_column(default="anyone")
    sharing_subject: Mapped[str] = mapped_column(default="")
    rating: Mapped[str] = mapped_column(default="great")
    commentary: Mapped[str] = mapped_column(default="")
    snoozed_until: Mapped[datetime | None]
    is_sample: Mapped[bool] = mapped_column(default=False)
    captured_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class Attachment(Base):
    """A picture, a message or a file that was captured, as it was."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    opportunity_id: Mapped[int] = mapped_column(
        ForeignKey(_OF_AN_OPPORTUNITY, ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    media_type: Mapped[str] = mapped_column(default="")
    data: Mapped[bytes]


class News(Base):
    """What is new with the user, in a sentence or two; no longer told once retired."""

    __tablename__ = "news"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    text: Mapped[str]
    since: Mapped[date]
    is_retired: Mapped[bool] = mapped_column(default=False)
    is_sample: Mapped[bool] = mapped_column(default=False)


class Template(Base):
    """A part of a message as the user likes to say it."""

    __tablename__ = "template"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    part: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]


class Exchange(OfPerson, Base):
    """One contact with a person; a pass if it names an opportunity."""

    __tablename__ = "exchange"

    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    at: Mapped[datetime] = mapped_column(index=True)
    direction: Mapped[str]
    started_by_me: Mapped[bool]
    channel: Mapped[str]
    carried: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="open")
    text: Mapped[str] = mapped_column(default="")
    url_key: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    opportunity_id: Mapped[int | None] = mapped_column(
        ForeignKey(_OF_AN_OPPORTUNITY, ondelete="SET NULL"), index=True
    )
    asked_matter_id: Mapped[int | None] = mapped_column(
        ForeignKey("matter.id", ondelete="SET NULL"), index=True
    )
    news_id: Mapped[int | None] = mapped_column(
        ForeignKey("news.id", ondelete="SET NULL"), index=True
    )
    offered_help: Mapped[bool] = mapped_column(default=False)
    bind_id: Mapped[int | None] = mapped_column(
        ForeignKey("bind.id", ondelete="SET NULL"), index=True
    )
    introduction_id: Mapped[int | None] = mapped_column(
        ForeignKey("introduction.id", ondelete="SET NULL"), index=True
    )
    answers_id: Mapped[int | None] = mapped_column(
        ForeignKey("exchange.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class OpenLetter(OfPerson, Base):
    """A letter that was handed to the mail program; forgotten once the user said what became of it.

    It is no step of Undo: nothing has happened yet.
    """

    __tablename__ = "open_letter"
    __table_args__ = {"info": {NO_STEP: True}}

    opportunity_id: Mapped[int | None] = mapped_column(
        ForeignKey(_OF_AN_OPPORTUNITY, ondelete="CASCADE"), index=True
    )
    bind_id: Mapped[int | None] = mapped_column(
        ForeignKey("bind.id", ondelete="CASCADE"), index=True
    )
    introduction_id: Mapped[int | None] = mapped_column(
        ForeignKey("introduction.id", ondelete="CASCADE"), index=True
    )
    released_at: Mapped[datetime]
    content: Mapped[str]  # JSON of what wants to leave


class _OfBoth:
    """Columns of what is between one opportunity and one person."""

    opportunity_id: Mapped[int] = mapped_column(
        ForeignKey(_OF_AN_OPPORTUNITY, ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey(OF_A_PERSON, ondelete="CASCADE"), primary_key=True, index=True
    )


class KeptPass(_OfBoth, Base):
    """A pass that waits until it may go: "Later"."""

    __tablename__ = "kept_pass"

    until: Mapped[datetime]
    why: Mapped[str] = mapped_column(default="")
    commentary: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class GivenAnswer(_OfBoth, Base):
    """Why somebody who was suggested is not the one."""

    __tablename__ = "suggestion_answer"

    answer: Mapped[str]
    answered_at: Mapped[datetime]
