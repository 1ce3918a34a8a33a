"""Binds in plain English."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from passalong.domain.bind import Bind, BindState, Step
from passalong.words import helping

NOW = datetime(2026, 10, 2, tzinfo=UTC)
PRIYA = Bind(1, "u", 4, "Priya Nair", "knows nobody\nin Lyon", date(2026, 10, 1), NOW)


@pytest.mark.parametrize("state", list(BindState))
def test_every_state_has_a_word(state):
    assert helping.bind_state(state) == state.value.replace("_", " ")


def test_a_calendar_says_who_is_helped_with_what():
    assert helping.calendar_title(PRIYA) == "Help Priya Nair: knows nobody in Lyon"
    listening = replace(PRIYA, just_listen=True)
    assert helping.calendar_title(listening) == "Listen to Priya Nair: knows nobody in Lyon"
    own = replace(PRIYA, person_id=None)
    assert helping.calendar_title(own) == "I need help: knows nobody in Lyon"


def test_a_calendar_has_the_promise_and_the_steps():
    steps = (Step(1, "ask Léa", date(2026, 10, 1)), Step(2, "call"))
    said = helping.calendar_notes(replace(PRIYA, promise="ask around", steps=steps))
    assert said == "You said: ask around\n☑ ask Léa\n☐ call"
    assert helping.calendar_notes(PRIYA) == ""


def test_a_bind_about_to_be_noted_is_said_with_whom_and_by_when():
    tuesday = date(2026, 11, 24)
    said = "A bind for Ada Lovelace, promised by Tuesday 24 November"
    assert helping.bind_of("Ada Lovelace", tuesday) == said
    assert helping.bind_of("Ada Lovelace", None) == "A bind for Ada Lovelace"
    assert helping.bind_of("", tuesday) == "A bind of your own, needed by Tuesday 24 November"


def test_others_in_binds_are_counted_due_or_not():
    assert helping.others_in_binds(0, due=False) == "Nobody is in a bind"
    assert helping.others_in_binds(3, due=False) == "3 others in a bind"
    assert helping.others_in_binds(1, due=True) == "1 other in a bind, something promised is due"
