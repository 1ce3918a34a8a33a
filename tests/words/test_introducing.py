"""Introductions in plain English."""

from datetime import UTC, datetime

import pytest

from passalong.domain.introduction import NextStep, Side, Stage, StepKind
from passalong.words import introducing

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_words(stage):
    said = introducing.stage(stage, "Ada", "Ben")
    assert said
    assert "{" not in said


@pytest.mark.parametrize("kind", list(StepKind))
def test_every_step_has_words(kind):
    said = introducing.step(NextStep(kind, Side(1, "u", "Ada"), NOW), NOW)
    assert said
    assert "{" not in said


def test_who_is_waited_for_is_named_with_when_they_were_asked():
    waiting = NextStep(StepKind.AWAIT, Side(1, "u", "Ada"), NOW)
    assert introducing.step(waiting, NOW) == "wait for Ada, asked today 09:10"
