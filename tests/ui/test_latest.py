"""A question asked again and again: only the newest answer is shown."""

from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QObject

from passalong.ui.latest import Latest


@pytest.fixture
def shown():
    return []


@pytest.fixture
def latest(qtbot, operations, shown):
    parent = QObject()
    yield Latest(operations, shown.append, parent)
    parent.deleteLater()


def say(text, _session):
    return text


def test_an_answer_is_shown_and_nothing_is_under_way_after_it(qtbot, latest, shown):
    latest.ask(partial(say, "first"))
    assert latest.is_under_way
    qtbot.waitUntil(lambda: not latest.is_under_way)
    assert shown == ["first"]


def test_what_was_asked_before_is_not_shown(qtbot, latest, shown):
    gate = Event()

    def slow(_session):
        gate.wait(30)
        return "first"

    latest.ask(slow)
    latest.ask(partial(say, "second"))
    gate.set()
    qtbot.waitUntil(lambda: not latest.is_under_way)
    assert shown == ["second"]


def test_an_answer_that_is_wanted_no_more_is_not_shown(qtbot, operations, latest, shown):
    latest.ask(partial(say, "first"))
    latest.drop()
    assert not latest.is_under_way
    operations.wait()
    qtbot.wait(0)
    assert shown == []


def test_the_next_can_be_asked_while_an_answer_is_shown(qtbot, operations, shown):
    def show(answer):
        shown.append(answer)
        if len(shown) < 3:
            latest.ask(partial(say, f"{answer}+"))

    parent = QObject()
    latest = Latest(operations, show, parent)
    latest.ask(partial(say, "a"))
    qtbot.waitUntil(lambda: len(shown) == 3 and not latest.is_under_way)
    assert shown == ["a", "a+", "a++"]
