"""Something worth passing along, and whom it may be for."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

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


class Strength(StrEnum):
    """How well a person fits, in words rather than numbers."""

    STRONG = "strong"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One entry of the inbox.  ``url`` is empty unless it came with one."""

    id: int
    uid: str
    kind: OpportunityKind
    state: OpportunityState
    title: str
    text: str
    url: str
    captured_at: datetime
    giver_id: int | None = None
    giver_name: str = ""
    quantity: int = 1
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A person whom an opportunity may be for, and why.

    ``evidence`` is never empty: the lines that speak for it, best first, with
    the matched stretches and where they stand.
    """

    person_id: int
    person_uid: str
    name: str
    headline: str
    strength: Strength
    evidence: tuple[MatchedLine, ...]
