"""Introductions in plain English."""

from __future__ import annotations

from datetime import datetime

from passalong.domain.introduction import NextStep, Stage, StepKind
from passalong.words.gate import moment

_STAGES = {
    Stage.IDEA: "an idea",
    Stage.ASKED_A: "{a} was asked",
    Stage.ASKED_B: "{b} was asked",
    Stage.BOTH_SAID_YES: "both said yes",
    Stage.INTRODUCED: "introduced",
    Stage.MET: "they met",
    Stage.OUTCOME: "came to something",
    Stage.DECLINED: "set aside",
    Stage.KNOW_EACH_OTHER: "they know each other",
}

_STEPS = {
    StepKind.ASK: "ask {who}",
    StepKind.AWAIT: "wait for {who}, asked {since}",
    StepKind.INTRODUCE: "introduce them",
    StepKind.SEE_WHETHER_MET: "see whether they met",
    StepKind.SAY_OUTCOME: "say what came of it",
    StepKind.THANK: "thank them",
}


def stage(how_far: Stage, a: str, b: str) -> str:
    """Return how far an introduction of ``a`` and ``b`` has come."""
    return _STAGES[how_far].format(a=a, b=b)


def step(next_step: NextStep, now: datetime) -> str:
    """Return what the user does next; ``now`` is in the user's own zone."""
    who = next_step.side.name if next_step.side else ""
    since = moment(next_step.since, now) if next_step.since else ""
    return _STEPS[next_step.kind].format(who=who, since=since)
