"""How an introduction goes from an idea to what came of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from passalong.domain.introduction import (
    ENDED,
    Answer,
    Asked,
    Introduction,
    Meeting,
    Pair,
    Side,
    Stage,
    StepKind,
    asking_stage,
    next_stage,
    next_step,
    outcome_due_at,
)
from passalong.domain.person import Field, Line, MatchedLine

BEGAN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
ADA, BEN = Side(1, "a", "Ada"), Side(2, "b", "Ben")
IDEA = Introduction(1, "u", ADA, BEN, Stage.IDEA, "a CFO", "a studio to rent", BEGAN)


def stages(introduction: Introduction) -> list[Stage]:
    """Return the stages it goes through when all goes well."""
    gone = []
    while (stage := next_stage(introduction)) is not None:
        gone.append(stage)
        introduction = replace(introduction, stage=stage)
    return gone


REST = [Stage.INTRODUCED, Stage.MET, Stage.OUTCOME]


def test_both_are_asked_first() -> None:
    asked = [Stage.ASKED_A, Stage.ASKED_B, Stage.BOTH_SAID_YES]
    assert stages(IDEA) == asked + REST


@pytest.mark.parametrize(
    ("a_open", "b_open", "asked"),
    [
        (True, True, []),
        (True, False, [Stage.ASKED_B, Stage.BOTH_SAID_YES]),
        (False, True, [Stage.ASKED_A, Stage.BOTH_SAID_YES]),
    ],
)
def test_who_is_open_to_introductions_is_not_asked(
    asked: list[Stage], *, a_open: bool, b_open: bool
) -> None:
    idea = replace(IDEA, a=replace(ADA, is_open=a_open), b=replace(BEN, is_open=b_open))
    assert stages(idea) == asked + REST


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_after_the_end_nothing_further_comes(stage: Stage) -> None:
    ended = replace(IDEA, stage=stage, introduced_at=BEGAN)
    assert next_stage(ended) is None
    assert outcome_due_at(ended) is None


def test_what_came_of_it_is_asked_after_fourteen_and_forty_five_days() -> None:
    made = replace(IDEA, stage=Stage.INTRODUCED, introduced_at=BEGAN)
    asked = [outcome_due_at(replace(made, times_outcome_asked=times)) for times in range(3)]
    assert asked == [BEGAN + timedelta(days=14), BEGAN + timedelta(days=45), None]
    assert outcome_due_at(IDEA) is None


def test_a_pair_is_mutual_when_each_has_something_for_the_other() -> None:
    meeting = Meeting(
        MatchedLine(Line(Field.NEED, "a CFO"), ()), MatchedLine(Line(Field.ASSET, "CFO"), ())
    )
    assert Pair(ADA, BEN, meeting, meeting).is_mutual
    assert not Pair(ADA, BEN, meeting, None).is_mutual


def step_of(introduction: Introduction) -> tuple[StepKind, Side | None] | None:
    """Return the next step, without since when."""
    step = next_step(introduction)
    return (step.kind, step.side) if step else None


def test_one_is_asked_at_a_time() -> None:
    a_asked = replace(IDEA, stage=Stage.ASKED_A, questions=(Asked(1, BEGAN),))
    a_said_yes = replace(a_asked, questions=(Asked(1, BEGAN, Answer.YES),))
    both = replace(a_said_yes, questions=(*a_said_yes.questions, Asked(2, BEGAN, Answer.YES)))

    assert step_of(IDEA) == (StepKind.ASK, ADA)
    assert next_step(a_asked) == (StepKind.AWAIT, ADA, BEGAN)
    assert step_of(a_said_yes) == (StepKind.ASK, BEN)
    assert step_of(both) == (StepKind.INTRODUCE, None)


def test_after_the_introduction_come_the_meeting_the_outcome_and_thanks() -> None:
    made = replace(IDEA, stage=Stage.INTRODUCED, introduced_at=BEGAN)
    steps = [
        step_of(replace(made, stage=stage))
        for stage in (Stage.INTRODUCED, Stage.MET, Stage.OUTCOME, Stage.DECLINED)
    ]
    assert steps == [
        (StepKind.SEE_WHETHER_MET, None),
        (StepKind.SAY_OUTCOME, None),
        (StepKind.THANK, None),
        None,
    ]
    assert next_step(replace(made, stage=Stage.OUTCOME, is_thanked=True)) is None


def test_who_is_open_counts_as_having_said_yes() -> None:
    open_ben = replace(BEN, is_open=True)
    assert asking_stage(ADA, open_ben, ()) is Stage.IDEA
    assert asking_stage(ADA, open_ben, [Asked(1, BEGAN)]) is Stage.ASKED_A
    assert asking_stage(ADA, open_ben, [Asked(1, BEGAN, Answer.YES)]) is Stage.BOTH_SAID_YES
    assert asking_stage(ADA, BEN, [Asked(1, BEGAN, Answer.YES)]) is Stage.ASKED_A
    assert asking_stage(ADA, BEN, [Asked(2, BEGAN, Answer.NO)]) is Stage.DECLINED
