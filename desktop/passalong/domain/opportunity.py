"""Something worth passing along, and whom it may be for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from passalong.domain.person import MatchedLine


class OpportunityKind(StrEnum):
    """What kind of value an opportunity is."""

    ITEM = "item"
    LINK = "link"
    KNOWLEDGE = "knowledge"
    JOB = "job"
    EVENT = "event"


class OpportunityState(StrEnum):
    """How far an opportunity has come."""

    NEW = "new"
    ASK_THE_GIVER = "ask_the_giver"
    READY = "ready"
    PASSED = "passed"
    CLOSED = "closed"
    EXPIRED = "expired"


class GiverState(StrEnum):
    """What the giver of an opportunity knows of its being passed along."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    TOLD = "told"
    AGREED = "agreed"
    NO_NEED = "no_need"


MAY_PASS = frozenset({GiverState.TOLD, GiverState.AGREED, GiverState.NO_NEED})
"""What the giver must know before a thing of theirs may go on."""


class Sharing(StrEnum):
    """Who may know of an opportunity."""

    ANYONE = "anyone"
    SAME_FIELD = "same_field"  # only people who have to do with ``sharing_subject``
    NOT_AT = "not_at"  # nobody at the organisation ``sharing_subject``
    CONFIDENTIAL = "confidential"


class Rating(StrEnum):
    """How good a link is: only a great one is suggested, a nice one waits on the shelf."""

    GREAT = "great"
    NICE = "nice"


class SuggestionAnswer(StrEnum):
    """Why somebody who was suggested is not the one."""

    NOT_INTERESTED = "not_interested"
    NOT_NOW = "not_now"
    WRONG_INFORMATION = "wrong_information"
    ALREADY_HAS_IT = "already_has_it"


class EarlierAnswer(NamedTuple):
    """What the user said of somebody who was suggested for something else before.

    ``text`` is what that other opportunity was about.
    """

    answer: SuggestionAnswer
    text: str


class Strength(StrEnum):
    """How well a person fits, in words rather than numbers.

    Where the first of a list is ``NOBODY_OBVIOUS``, the list is folded and
    shown only when asked for.
    """

    STRONG = "strong"
    POSSIBLE = "possible"
    NOBODY_OBVIOUS = "nobody_obvious"


class CautionKind(StrEnum):
    """Why somebody whom the words concern stands lower than the words alone would have it."""

    AVERSION = "aversion"  # the line says that they do not want it: "allergic to cats"
    NO_LONGER = "no_longer"  # "sold the boat", "quit running"
    HAS_IT = "has_it"  # "already has a bike"
    SAID_NO = "said_no"  # the user answered so for something like it


class Caution(NamedTuple):
    """A reason against somebody, with the line that says so.

    ``matched`` marks the words that warn; None where the user's own earlier
    answer is the reason, which ``answer`` then holds.
    """

    kind: CautionKind
    matched: MatchedLine | None = None
    answer: SuggestionAnswer | None = None


class Attachment(NamedTuple):
    """What was captured with an opportunity: a picture, a message, a file."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One entry of the inbox.

    Attributes:
        url: Empty unless it came with one.
        quantity: How many people it can go to; None if giving does not use it up.
        commentary: Why it is great, in the user's own words.
        passed: How many people it went to.
        is_loop_closed: The giver was thanked, or need not be.
        snoozed_until: The reminder tells nothing of it before then.
    """

    id: int
    uid: str
    kind: OpportunityKind
    state: OpportunityState
    title: str
    text: str
    url: str
    captured_at: datetime
    giver_id: int | None = None
    giver_uid: str = ""
    giver_name: str = ""
    quantity: int | None = None
    expires_on: date | None = None
    giver_state: GiverState = GiverState.NOT_ASKED
    sharing: Sharing = Sharing.ANYONE
    sharing_subject: str = ""
    rating: Rating = Rating.GREAT
    commentary: str = ""
    passed: int = 0
    is_loop_closed: bool = False
    snoozed_until: datetime | None = None

    @property
    def is_used_up(self) -> bool:
        """Whether it went to as many people as it can."""
        return self.quantity is not None and self.passed >= self.quantity

    @property
    def awaits_thanks(self) -> bool:
        """Whether it was passed along and its giver has not heard what became of it."""
        needs_thanks = self.giver_id is not None and self.giver_state is not GiverState.NO_NEED
        return self.passed > 0 and needs_thanks and not self.is_loop_closed


@dataclass(frozen=True, slots=True)
class KeptPass:
    """A pass that waits until it may go; free once ``until`` is over."""

    opportunity_id: int
    opportunity_title: str
    person_id: int
    person_name: str
    until: datetime
    why: str = ""
    commentary: str = ""


def usual_quantity(kind: OpportunityKind) -> int | None:
    """Return how many people a thing can go to where nobody said so: an item to one."""
    return 1 if kind is OpportunityKind.ITEM else None


def days_left(opportunity: Opportunity, today: date) -> int | None:
    """Return how many days are left, 0 on the last one; None if it does not expire."""
    return (opportunity.expires_on - today).days if opportunity.expires_on else None


def state_of(opportunity: Opportunity, today: date | None) -> OpportunityState:
    """Return how far an opportunity has come on a day; without a day none has expired.

    Its own ``state`` counts only where the user closed it by hand.
    """
    if opportunity.state is OpportunityState.CLOSED:
        return OpportunityState.CLOSED
    if opportunity.is_used_up:
        waits = opportunity.awaits_thanks
        return OpportunityState.PASSED if waits else OpportunityState.CLOSED
    expires_on = opportunity.expires_on
    if today is not None and expires_on is not None and today > expires_on:
        return OpportunityState.EXPIRED
    if opportunity.giver_id is not None and opportunity.giver_state not in MAY_PASS:
        asked = opportunity.giver_state is GiverState.ASKED
        return OpportunityState.ASK_THE_GIVER if asked else OpportunityState.NEW
    # What is not used up can go to others still, but no longer waits for it.
    done = opportunity.quantity is None and opportunity.passed
    return OpportunityState.PASSED if done else OpportunityState.READY


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person whom an opportunity may be for, and why.

    ``evidence`` is never empty: the sentences that speak for it, best first,
    each just as it stands in a line, with the words that met a word of the text;
    none are marked where a sentence is near in meaning only.
    """

    person_id: int
    person_uid: str
    name: str
    headline: str
    strength: Strength
    evidence: tuple[MatchedLine, ...]
    caution: Caution | None = None
    chance: float = 0.0  # how probable it is that this is the right one; 0 to 1, never shown
