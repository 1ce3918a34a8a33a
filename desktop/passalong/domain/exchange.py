"""The words of the ledger: one contact with a person, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Direction(StrEnum):
    """Which way an exchange went."""

    FROM_ME = "from_me"
    FROM_THEM = "from_them"


class Channel(StrEnum):
    """By what means an exchange happened."""

    MAIL = "mail"
    MESSAGE = "message"
    CALL = "call"
    MEETING = "meeting"
    LETTER = "letter"
    OTHER = "other"


class Carried(StrEnum):
    """What value an exchange carried."""

    ITEM = "item"
    LINK = "link"
    KNOWLEDGE = "knowledge"
    JOB = "job"
    EVENT = "event"
    INTRODUCTION = "introduction"
    HELP = "help"
    REQUEST = "request"  # an honest one: it names what is wanted
    NOTHING = "nothing"


class Outcome(StrEnum):
    """What came of an exchange."""

    OPEN = "open"  # nothing yet
    THANKED = "thanked"  # an answer that was thanks and no more
    ANSWERED = "answered"  # an answer that went beyond thanks
    USED = "used"  # what was given was of use
    DECLINED = "declined"


BEYOND_THANKS = frozenset({Outcome.ANSWERED, Outcome.USED})
"""What counts as more than politeness."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One contact with a person.

    Attributes:
        at: When; it knows its zone.
        started_by_me: Who began, which need not be who wrote this.
        text: What was said, as far as the user keeps it.
        url_key: ``links.url_key`` of the address it carried, or nothing.
        purpose: What the user typed to send it although it carried nothing.
        opportunity_id: What was passed along; the exchange is then a pass.
        asked_matter_id: The matter it asked about.
        news_id: What it told of the user's own news.
        offered_help: Whether it said "if you are ever in a bind, let me know".
        answers_id: The exchange that this one answers.
        introduction_id: The introduction it asked about, made, or gave thanks for.
    """

    id: int
    uid: str
    person_id: int
    person_uid: str
    person_name: str
    at: datetime
    direction: Direction
    started_by_me: bool
    channel: Channel
    carried: Carried
    outcome: Outcome = Outcome.OPEN
    text: str = ""
    url_key: str = ""
    purpose: str = ""
    opportunity_id: int | None = None
    opportunity_uid: str = ""
    opportunity_title: str = ""
    asked_matter_id: int | None = None
    news_id: int | None = None
    offered_help: bool = False
    answers_id: int | None = None
    introduction_id: int | None = None
