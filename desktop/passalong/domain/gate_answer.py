"""What the gate answers: a verdict, and every reason for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What the gate says."""

    ALLOW = "allow"
    WARN = "warn"
    BLOCK = "block"


class ReasonKind(StrEnum):
    """Why the gate does not simply say yes."""

    NO_VALUE = "no_value"
    NO_VALUE_ON_PURPOSE = "no_value_on_purpose"
    NO_OWN_WORDS = "no_own_words"
    NO_WHY_YOU = "no_why_you"
    LINK_TOO_SOON = "link_too_soon"
    TOO_MANY_LINKS = "too_many_links"
    SAME_LINK_BEFORE = "same_link_before"
    NOT_AN_ADDRESS = "not_an_address"
    GIVER_NOT_ASKED = "giver_not_asked"
    IS_GIVER = "is_giver"
    CONFIDENTIAL = "confidential"
    OTHER_FIELD = "other_field"
    AT_ORGANISATION = "at_organisation"
    EXPIRED = "expired"
    EXHAUSTED = "exhausted"
    PASSED_BEFORE = "passed_before"
    RESTING = "resting"
    PAUSED = "paused"
    IS_ME = "is_me"
    DELETED = "deleted"
    UNANSWERED = "unanswered"
    MATTER_ASKED = "matter_asked"
    NEWS_TOLD = "news_told"
    HELP_OFFERED = "help_offered"
    QUESTION_TOO_SOON = "question_too_soon"
    NOT_ASKED_TO_MEET = "not_asked_to_meet"
    SAID_NO_TO_MEET = "said_no_to_meet"


class Reason(NamedTuple):
    """One reason, as a kind and its facts; the window puts it into words.

    Attributes:
        blocks: Whether it stops the message, or only warns.
        since: When that happened which speaks against it.
        free_at: The last moment at which it still holds; free right after it.
        times: How often it happened.
        subject: A field, an organisation, a purpose.
        who: Whom it is about, where a message goes to two.
    """

    kind: ReasonKind
    blocks: bool = True
    since: datetime | None = None
    free_at: datetime | None = None
    times: int = 0
    subject: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gate says to one message, with every reason."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()

    @property
    def free_at(self) -> datetime | None:
        """When time alone will have lifted every block; None where it never will."""
        blocking = [reason for reason in self.reasons if reason.blocks]
        return _lifted_at(blocking)

    @property
    def free_once_written(self) -> datetime | None:
        """The same, were all done that the user still has to write or to ask."""
        return _lifted_at(
            [reason for reason in self.reasons if reason.blocks and reason.kind not in _TO_DO]
        )


def for_all(answers: Mapping[str, Answer]) -> Answer:
    """Return one answer to a message that goes to several, given those for each, by name."""
    return answer_of(
        reason._replace(who=name) for name, answer in answers.items() for reason in answer.reasons
    )


def answer_of(found: Iterable[Reason]) -> Answer:
    """Return the answer with these reasons, those that block first."""
    reasons = tuple(sorted(found, key=lambda reason: not reason.blocks))
    if any(reason.blocks for reason in reasons):
        return Answer(Verdict.BLOCK, reasons)
    return Answer(Verdict.WARN if reasons else Verdict.ALLOW, reasons)


def _lifted_at(blocking: Sequence[Reason]) -> datetime | None:
    moments = [reason.free_at for reason in blocking if reason.free_at is not None]
    return max(moments) if blocking and len(moments) == len(blocking) else None


_TO_DO = {ReasonKind.NO_OWN_WORDS, ReasonKind.NO_WHY_YOU, ReasonKind.GIVER_NOT_ASKED}
