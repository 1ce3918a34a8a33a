"""Two people brought together because one's need meets the other's asset."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from passalong.domain.opportunity import Strength
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
    """Where a need of one meets an asset of the other, or a note that tells of one.

    ``bind_id`` is set where the need is what somebody in a bind needs.
    """

    need: MatchedLine
    asset: MatchedLine
    strength: Strength = Strength.POSSIBLE
    bind_id: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who could help each other; where only one helps, it is ``b``."""

    a: Side
    b: Side
    b_helps_a: Meeting | None
    a_helps_b: Meeting | None

    @property
    def is_mutual(self) -> bool:
        """Whether each has something for the other."""
        return self.b_helps_a is not None and self.a_helps_b is not None


class Answer(StrEnum):
    """What somebody said when asked whether they would like to meet the other."""

    NONE = ""  # nothing yet
    YES = "yes"
    NO = "no"


class Asked(NamedTuple):
    """One of the two was asked."""

    person_id: int
    at: datetime
    answer: Answer = Answer.NONE


@dataclass(frozen=True, slots=True)
class Introduction:
    """An introduction the user makes, from the idea to what came of it.

    Of the two, ``a`` is the one with the smaller number.

    Attributes:
        a_gets: What ``a`` gets out of it, in the user's words.
        bind_id: The bind it was made for.
        is_bind_open: That bind is neither solved nor faded, and still there.
        times_outcome_asked: How often it was asked what came of it, and put off.
        questions: Who was asked whether they would like to meet; at most one each.
        is_thanked: The user thanked them for having met.
        snoozed_until: "Tomorrow" was answered when it was asked what came of it.
    """

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
    questions: tuple[Asked, ...] = ()
    is_thanked: bool = False
    snoozed_until: datetime | None = None
    is_bind_open: bool = False

    @property
    def sides(self) -> tuple[Side, Side]:
        """Return both of them."""
        return self.a, self.b

    @property
    def asks_whether_solved(self) -> bool:
        """Whether it has come far enough that the bind it was made for may be solved."""
        return self.is_bind_open and self.stage in (Stage.MET, Stage.OUTCOME)

    def other(self, person_id: int) -> Side:
        """Return the one whom this person meets."""
        return self.b if person_id == self.a.person_id else self.a

    def gets(self, person_id: int) -> str:
        """Return what this person gets out of it."""
        return self.a_gets if person_id == self.a.person_id else self.b_gets

    def asked(self, person_id: int) -> Asked | None:
        """Return when this person was asked, and what they said; None if they were not."""
        return next((asked for asked in self.questions if asked.person_id == person_id), None)

    def may_meet(self, side: Side) -> bool:
        """Tell whether this one of the two is open to introductions, or said yes."""
        asked = self.asked(side.person_id)
        return side.is_open or (asked is not None and asked.answer is Answer.YES)


class StepKind(StrEnum):
    """What the user does next for an introduction."""

    ASK = "ask"  # one of the two, whether they would like to meet the other
    AWAIT = "await"  # the answer of one of the two
    INTRODUCE = "introduce"
    SEE_WHETHER_MET = "see_whether_met"
    SAY_OUTCOME = "say_outcome"
    THANK = "thank"


class NextStep(NamedTuple):
    """The next step; ``side`` is whom it concerns, None for both; ``since`` when it began."""

    kind: StepKind
    side: Side | None = None
    since: datetime | None = None


def next_step(introduction: Introduction) -> NextStep | None:
    """Return what the user does next; None when nothing is left to do.

    One is asked at a time: where the first says no, the second was never asked.
    """
    match introduction.stage:
        case Stage.DECLINED | Stage.KNOW_EACH_OTHER:
            return None
        case Stage.INTRODUCED:
            return NextStep(StepKind.SEE_WHETHER_MET, since=introduction.introduced_at)
        case Stage.MET:
            return NextStep(StepKind.SAY_OUTCOME, since=introduction.introduced_at)
        case Stage.OUTCOME:
            return None if introduction.is_thanked else NextStep(StepKind.THANK)
    waiting = [side for side in introduction.sides if not introduction.may_meet(side)]
    for side in waiting:
        if (asked := introduction.asked(side.person_id)) is not None:
            return NextStep(StepKind.AWAIT, side, asked.at)
    if waiting:
        return NextStep(StepKind.ASK, waiting[0])
    return NextStep(StepKind.INTRODUCE)


def asking_stage(a: Side, b: Side, questions: Iterable[Asked]) -> Stage:
    """Return how far the asking has come, before they are introduced."""
    answers = {asked.person_id: asked.answer for asked in questions}
    if Answer.NO in answers.values():
        return Stage.DECLINED
    yes = [side.is_open or answers.get(side.person_id) is Answer.YES for side in (a, b)]
    if all(yes) and answers:
        return Stage.BOTH_SAID_YES
    if b.person_id in answers:
        return Stage.ASKED_B
    return Stage.ASKED_A if a.person_id in answers else Stage.IDEA


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
