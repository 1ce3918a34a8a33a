"""Handing on a bind by hand: who is at it now, what the reminder does, and Undo."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from passalong.domain.action import ActionKind
from passalong.domain.bind import BindState
from passalong.errors import Trouble
from passalong.services import binds, handing_on, history, people, reminders
from passalong.services.outcome import perform

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)


@pytest.fixture
def bind_id(do):
    priya = do(people.add_person, line="Priya Nair")
    return do(binds.note_bind, NOW, person_id=priya, text="knows nobody in Lyon", urgent=True)


@pytest.fixture
def kept(database, bind_id):
    def read():
        with database.reading() as session:
            return binds.bind(session, bind_id)

    return read


def hand_on(database, bind_id, to=""):
    return perform(database, partial(handing_on.hand_on, bind_id=bind_id, now=NOW, to=to))


def test_a_bind_is_handed_on_with_nobody_named(database, bind_id, kept):
    done = hand_on(database, bind_id)

    assert (done.action.kind, done.action.subject) == (ActionKind.HAND_ON_BIND, "Priya Nair")
    assert (kept().state, kept().steps) == (BindState.HANDED_ON, ())
    assert kept().is_open


def test_the_steps_keep_to_whom(database, bind_id, kept):
    hand_on(database, bind_id, "  Luc   Moreau ")

    [step] = kept().steps
    assert (step.text, step.done_on) == ("Handed on to Luc Moreau", NOW.date())


def test_it_is_one_step_of_undo(database, bind_id, kept):
    hand_on(database, bind_id, "Luc Moreau")

    perform(database, history.undo)

    assert (kept().state, kept().steps) == (BindState.OPEN, ())


def test_again_without_a_name_changes_nothing(database, bind_id):
    hand_on(database, bind_id)

    assert hand_on(database, bind_id).action is None


def test_again_to_somebody_else_is_noted(database, bind_id, kept):
    hand_on(database, bind_id, "Luc")
    hand_on(database, bind_id, "Amélie")

    assert [step.text for step in kept().steps] == ["Handed on to Luc", "Handed on to Amélie"]


def test_nothing_reminds_of_it_for_two_weeks(database, bind_id):
    hand_on(database, bind_id)

    def due_after(days):
        now = NOW + timedelta(days=days)
        with database.reading() as session:
            [concern] = reminders.concerns(session, now)
        return concern.due_at is None or concern.due_at <= now

    assert not due_after(13)
    assert due_after(14)


def test_what_is_over_or_ones_own_is_not_handed_on(do, database, bind_id):
    do(binds.solve, NOW, bind_id=bind_id)
    with pytest.raises(Trouble, match="over"):
        hand_on(database, bind_id)
    own = do(binds.note_bind, NOW, person_id=None, text="a flat")
    with pytest.raises(Trouble, match="your own"):
        hand_on(database, own)
