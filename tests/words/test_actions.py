"""What a step is called, and what was just done."""

import pytest

from passalong import words
from passalong.domain.action import Action, ActionKind

OF_BINDS = [
    ActionKind.NOTE_BIND,
    ActionKind.EDIT_BIND,
    ActionKind.SOLVE_BIND,
    ActionKind.SNOOZE,
    ActionKind.DELETE_BIND,
]


@pytest.mark.parametrize("kind", list(ActionKind))
def test_every_step_has_a_name_and_says_what_was_done(kind):
    action = Action(kind, "Priya Nair", 2)
    assert words.action_name(action)
    assert words.action_done(action)


@pytest.mark.parametrize("kind", OF_BINDS)
def test_a_step_about_ones_own_bind_names_nobody_else(kind):
    for said in (words.action_name(Action(kind)), words.action_done(Action(kind))):
        assert " you" in said
        assert "1 person" not in said
