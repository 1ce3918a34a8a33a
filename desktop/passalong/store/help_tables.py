"""The tables of who is in a bind, of who meets whom, and of what the reminder has told."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from passalong.store.table_base import NO_STEP, OF_A_PERSON, Base, OfPerson, new_uid

_OF_A_BIND = "bind.id"
_OF_AN_INTRODUCTION = "introduction.id"
_OF_AN_EXCHANGE = "exchange.id"


class Bind(Base):
    """Somebody's trouble or request for help; the user's own where nobody is named."""

    __tablename__ = "bind"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey(OF_A_PERSON, ondelete="CASCADE"), index=True
    )
    text: Mapped[str]
    since: Mapped[date]
    state: Mapped[str] = mapped_column(default="open")
    promise: Mapped[str] = mapped_column(default="")
    promised_on: Mapped[date | None]
    would_count: Mapped[str] = mapped_column(default="")
    is_urgent: Mapped[bool] = mapped_column(default=False)
    just_listen: Mapped[bool] = mapped_column(default=False)
    touched_at: Mapped[datetime]
    snoozed_until: Mapped[datetime | None]
    asked_whether_faded: Mapped[bool] = mapped_column(default=False)
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class BindStep(Base):
    """One thing to do for a bind, in its place among the others."""

    __tablename__ = "bind_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    bind_id: Mapped[int] = mapped_column(ForeignKey(_OF_A_BIND, ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    done_on: Mapped[date | None]


class FadingQuestion(Base):
    """It was asked whether a bind still matters, and not answered yet; no step of Undo.

    It counts until something happens to the bind.
    """

    __tablename__ = "fading_question"
    __table_args__ = {"info": {NO_STEP: True}}

    bind_id: Mapped[int] = mapped_column(
        ForeignKey(_OF_A_BIND, ondelete="CASCADE"), primary_key=True
    )
    asked_at: Mapped[datetime]


class HelpRequest(OfPerson, Base):
    """Somebody whom the user asks, or means to ask, for help in a bind of their own.

    ``exchange_id`` is the message that asked, once it was sent.
    """

    __tablename__ = "help_request"
    __table_args__ = (UniqueConstraint("bind_id", "person_id"),)

    bind_id: Mapped[int] = mapped_column(ForeignKey(_OF_A_BIND, ondelete="CASCADE"), index=True)
    wave: Mapped[int]  # from 1
    state: Mapped[str] = mapped_column(default="to_ask")
    asked_at: Mapped[datetime | None]
    exchange_id: Mapped[int | None] = mapped_column(
        ForeignKey(_OF_AN_EXCHANGE, ondelete="SET NULL"), index=True
    )
    is_told: Mapped[bool] = mapped_column(default=False)  # thanked, or told that it is solved
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class Introduction(Base):
    """Two people the user brings together, or who are never to be suggested to each other.

    Of the two, ``a_id`` is the smaller number: a pair stands here once.
    """

    __tablename__ = "introduction"
    __table_args__ = (
        UniqueConstraint("a_id", "b_id"),
        CheckConstraint("a_id < b_id", name="is_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, default=new_uid)
    a_id: Mapped[int] = mapped_column(ForeignKey(OF_A_PERSON, ondelete="CASCADE"))
    b_id: Mapped[int] = mapped_column(ForeignKey(OF_A_PERSON, ondelete="CASCADE"), index=True)
    stage: Mapped[str] = mapped_column(default="idea")
    a_gets: Mapped[str] = mapped_column(default="")
    b_gets: Mapped[str] = mapped_column(default="")
    bind_id: Mapped[int | None] = mapped_column(
        ForeignKey(_OF_A_BIND, ondelete="SET NULL"), index=True
    )
    began_at: Mapped[datetime]
    introduced_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")
    times_outcome_asked: Mapped[int] = mapped_column(default=0)
    snoozed_until: Mapped[datetime | None]
    is_thanked: Mapped[bool] = mapped_column(default=False)  # the user thanked both
    is_sample: Mapped[bool] = mapped_column(default=False)
    updated_at: Mapped[datetime]


class IntroductionQuestion(OfPerson, Base):
    """One of the two was asked whether they would like to meet the other."""

    __tablename__ = "introduction_question"
    __table_args__ = (UniqueConstraint("introduction_id", "person_id"),)

    introduction_id: Mapped[int] = mapped_column(
        ForeignKey(_OF_AN_INTRODUCTION, ondelete="CASCADE"), index=True
    )
    asked_at: Mapped[datetime] = mapped_column(index=True)
    answer: Mapped[str] = mapped_column(default="")  # "", "yes" or "no"
    exchange_id: Mapped[int | None] = mapped_column(
        ForeignKey(_OF_AN_EXCHANGE, ondelete="SET NULL"), index=True
    )


class ToldDay(Base):
    """A day, by the user's calendar, on which a reminder was shown; no step of Undo."""

    __tablename__ = "told_day"
    __table_args__ = {"info": {NO_STEP: True}}

    day: Mapped[date] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
