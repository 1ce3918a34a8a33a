"""Two people brought together because one's need meets the other's asset."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from passalong.domain.person import MatchedLine

BETWEEN_QUESTIONS = timedelta(days=30)
"""A person is asked whether they would like to meet somebody once in this time."""

ASK_OUTCOME_AFTER = (timedelta(days=14), timedelta(days=45))
"""When to ask what came of it, counted from the introduction."""


class Stage(StrEnum):
    """How far an introduction has come."""

    IDEA = "idea"
    ASKED_A = "asked_a"
    ASKED_B = "asked_b"
    BOTH_SAID_YES = "both_said_yes"
    INTRODUCED = "introduced"
    MET = "met"
    OUTCOME = "outcome"
    DECLINED = "declined"
    KNOW_EACH_OTHER = "know_each_other"


ENDED = frozenset({Stage.OUTCOME, Stage.DECLINED, Stage.KNOW_EACH_OTHER})
"""After these nothing further is asked, and the pair is not suggested again."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    person_id: int
    person_uid: str
    name: str
    is_open: bool = False  # to introductions: need not be asked first


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a need of one meets an asset of the other."""

    need: MatchedLine
    asset: MatchedLine


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who could help each other; ``b_helps_a`` or ``a_helps_b``, or both."""

    a: Side
    b: Side
    b_helps_a: Meeting | None
    a_helps_b: Meeting | None

    @property
    def is_mutual(self) -> bool:
        """Whether each has something for the other."""
        return self.b_helps_a is not None and self.a_helps_b is not None


@dataclass(frozen=True, slots=True)
class Introduction:
    """An introduction the user makes, from the idea to what came of it."""

    id: int
    uid: str
    a: Side
    b: Side
    stage: Stage
    a_gets: str
    b_gets: str
    began_at: datetime
    introduced_at: datetime | None = None
    bind_id: int | None = None
    outcome: str = ""
    times_outcome_asked: int = 0


def next_stage(introduction: Introduction) -> Stage | None:
    """Return the stage that comes next when all goes well; None at the end.

    Whoever is open to introductions is not asked.
    """
    a_open, b_open = introduction.a.is_open, introduction.b.is_open
    match introduction.stage:
        case Stage.IDEA if a_open and b_open:
            return Stage.INTRODUCED
        case Stage.IDEA:
            return Stage.ASKED_B if a_open else Stage.ASKED_A
        case Stage.ASKED_A:
            return Stage.BOTH_SAID_YES if b_open else Stage.ASKED_B
        case Stage.ASKED_B:
            return Stage.BOTH_SAID_YES
        case Stage.BOTH_SAID_YES:
            return Stage.INTRODUCED
        case Stage.INTRODUCED:
            return Stage.MET
        case Stage.MET:
            return Stage.OUTCOME
    return None


def outcome_due_at(introduction: Introduction) -> datetime | None:
    """Return when to ask what came of it; None if not, or not any more."""
    if introduction.stage not in (Stage.INTRODUCED, Stage.MET):
        return None
    asked = introduction.times_outcome_asked
    if introduction.introduced_at is None or asked >= len(ASK_OUTCOME_AFTER):
        return None
    return introduction.introduced_at + ASK_OUTCOME_AFTER[asked]
