"""Work that takes a while: how far it has come, and a way to stop it."""

from threading import Event

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton

from passalong.domain.action import Action, ActionKind
from passalong.errors import Cancelled
from passalong.services.outcome import Changed, Outcome
from passalong.ui.work_line import WorkLine


@pytest.fixture
def line(qtbot, operations):
    line = WorkLine()
    qtbot.addWidget(line)
    operations.begun.connect(line.follow)
    return line


@pytest.fixture
def go_on():
    """What slow work waits for; never for ever."""
    event = Event()
    yield event
    event.set()


def slow(go_on, told=(1, 4)):
    def work(_session, progress):
        while not go_on.wait(0.02):
            progress(*told)
        return Outcome("done", Changed.PEOPLE, Action(ActionKind.EDIT_PERSON))

    return work


def test_what_takes_long_shows_how_far_it_has_come_until_it_is_over(qtbot, operations, line, go_on):
    operations.carry_out(slow(go_on))
    qtbot.waitUntil(line.isVisible)
    bar = line.findChild(QProgressBar)
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (1, 4))

    go_on.set()

    qtbot.waitUntil(lambda: not line.isVisible())


def test_stop_undoes_what_was_done_and_says_so(qtbot, operations, line, go_on):
    job = operations.carry_out(slow(go_on))
    qtbot.waitUntil(line.isVisible)

    with qtbot.assertNotEmitted(job.finished), qtbot.waitSignal(line.stopped):
        line.findChild(QPushButton).click()

    assert job.was_cancelled
    assert not line.isVisible()


def test_what_is_over_soon_is_never_shown(qtbot, operations, line):
    job = operations.write(lambda _session: Outcome("done"))
    with qtbot.waitSignal(job.ended):
        pass
    qtbot.wait(700)
    assert not line.isVisible()


def test_whoever_shows_it_already_shows_it_alone(qtbot, operations, line, go_on):
    seen = []
    job = operations.carry_out(slow(go_on))
    job.progressed.connect(lambda done, _total: seen.append(done))
    qtbot.wait(700)
    qtbot.waitUntil(lambda: bool(seen))
    assert not line.isVisible()


def test_what_waits_is_shown_once_its_turn_has_come(qtbot, operations, line, go_on):
    second = Event()
    operations.carry_out(slow(go_on))
    operations.carry_out(slow(second, (3, 5)))
    qtbot.waitUntil(line.isVisible)
    go_on.set()
    bar = line.findChild(QProgressBar)
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (3, 5))
    second.set()
    qtbot.waitUntil(lambda: not line.isVisible())


class Opening(QObject):
    progressed = Signal(object, object)
    finished = Signal(object)
    ended = Signal()


def test_an_older_file_is_brought_up_to_date_in_sight_and_without_a_way_to_stop(qtbot, line):
    job = Opening()
    line.follow_opening(job)
    job.progressed.emit(10, 100)
    qtbot.waitUntil(line.isVisible)
    job.progressed.emit(60, 100)
    bar = line.findChild(QProgressBar)
    assert (bar.value(), bar.maximum()) == (60, 100)
    assert not line.findChild(QPushButton).isVisible()
    job.ended.emit()
    assert not line.isVisible()


def test_a_file_of_this_version_opens_without_a_word(qtbot, line):
    job = Opening()
    line.follow_opening(job)
    qtbot.wait(700)
    assert not line.isVisible()
    job.ended.emit()


def test_a_statement_that_takes_long_is_stopped_in_the_middle(qtbot, database, operations, line):
    begun = Event()

    def work(session, _progress):
        connection = session.connection().connection.driver_connection
        begun.set()
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            " SELECT count(*) FROM n WHERE i < 0 LIMIT 1"
        ).fetchone()
        raise AssertionError("it would never end")

    job = operations.carry_out(work)
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert job.was_cancelled
    with pytest.raises(Cancelled), database.writing(stop=lambda: True) as writing:
        raise Cancelled
    assert writing.step is None
