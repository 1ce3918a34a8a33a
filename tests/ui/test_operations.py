import gc
import threading
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from passalong.domain.action import Action, ActionKind
from passalong.errors import Trouble
from passalong.operations import Operations
from passalong.services.outcome import Changed, Outcome


@dataclass
class Writing:
    session: object = None
    action: Action | None = None
    step: int | None = 7


class Memory:
    """A database in words: it notes what was kept and what was undone."""

    def __init__(self):
        self.kept = []
        self.undone = 0
        self.closed = False
        self.tidied = 0
        self.thread = threading.current_thread()

    @contextmanager
    def reading(self):
        yield "session"

    @contextmanager
    def writing(self, _progress, stop):
        self.stop = stop
        writing = Writing("session")
        try:
            yield writing
        except BaseException:
            self.undone += 1
            raise
        self.kept.append(writing.action)

    def tidy(self):
        self.tidied += 1
        return self.tidied < 3

    def close(self):
        self.closed = True


@pytest.fixture
def memory():
    return Memory()


@pytest.fixture
def operations(qtbot, memory):
    operations = Operations(lambda _progress: memory)
    yield operations
    operations.wait()
    qtbot.wait(0)
    # The door has a timer of its own: it ends here, and not in a worker's garbage collection.
    operations.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_question_is_answered_on_the_gui_thread(qtbot, operations):
    threads = []
    job = operations.read(lambda _session: threads.append(threading.current_thread()) or 42)

    with qtbot.waitSignal(job.finished) as finished:
        pass

    assert finished.args == [42]
    assert threads != [threading.current_thread()]


class Ends:
    """Notes the thread that ends it; a circle, such as windows are full of."""

    def __init__(self, threads):
        self.myself, self.threads = self, threads

    def __del__(self):
        self.threads.append(threading.current_thread())


@pytest.mark.parametrize("looked_at_meanwhile", [False, True])
def test_garbage_is_collected_on_the_gui_thread_alone(qtbot, operations, looked_at_meanwhile):
    threads = []
    operations.wait()  # opening keeps the collector from what is there by then
    gc.collect()
    first_look = threading.Event()

    def work(_session):
        for _ in range(50_000):
            Ends(threads)

    def work_longer(session):
        work(session)
        if looked_at_meanwhile:
            first_look.wait(30)
        for _ in range(1_000):  # not worth a look of their own: they may wait for a later job
            Ends(threads)

    jobs = [operations.read(work), operations.read(work_longer)]
    with qtbot.waitSignals([job.ended for job in jobs]):
        qtbot.waitUntil(lambda: bool(threads))
        first_look.set()

    qtbot.waitUntil(lambda: len(threads) > 90_000)
    assert set(threads) == {threading.current_thread()}


def test_what_a_question_holds_ends_on_the_gui_thread(qtbot, operations):
    threads = []

    def ask(fails):
        held = Ends(threads)
        held.myself = None

        def question(_session):
            if fails:
                raise Trouble("Not a card.")
            return held.myself

        return operations.read(question)

    jobs = [ask(fails) for fails in (False, True) * 20]
    with qtbot.waitSignals([job.ended for job in jobs]):
        pass

    operations.wait()
    gc.collect()
    assert threads == [threading.current_thread()] * 40


def test_a_change_is_told_before_its_answer_and_its_name_after(qtbot, operations, memory):
    action = Action(ActionKind.ADD_PERSON, "Ada")
    told = []
    operations.changed.connect(lambda changed: told.append(changed))
    operations.done.connect(lambda done, _step: told.append(done))
    job = operations.write(lambda _session: Outcome(7, Changed.PEOPLE, action))
    job.finished.connect(told.append)

    with qtbot.waitSignal(job.ended):
        pass

    assert told == [Changed.PEOPLE, 7, action]
    assert memory.kept == [action]


def test_trouble_is_told_and_the_job_ends(qtbot, operations):
    def fail(_session):
        raise Trouble("The disk is full.", "Free some space.")

    job = operations.write(fail)

    with qtbot.waitSignals([operations.troubled, job.ended]):
        pass


def test_who_asked_can_tell_of_the_trouble_alone(qtbot, operations):
    def fail(_session):
        raise Trouble("Not a card.")

    job = operations.read(fail)
    job.troubled.connect(lambda _trouble: None)

    with qtbot.assertNotEmitted(operations.troubled), qtbot.waitSignal(job.troubled):
        pass


def test_a_mistake_of_ours_is_raised_on_the_gui_thread(qtbot, operations):
    def fail(_session):
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        job = operations.read(fail)
        qtbot.waitSignal(job.ended).wait()

    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]


def test_a_cancelled_question_is_never_answered(qtbot, operations):
    job = operations.read(lambda _session: 42)
    job.cancel()

    with qtbot.assertNotEmitted(job.finished), qtbot.waitSignal(job.ended):
        pass


def test_cancelling_a_change_undoes_it(qtbot, operations, memory):
    begun, go_on = threading.Event(), threading.Event()

    def act(_session, progress):
        begun.set()
        go_on.wait(5)
        progress(1, 2)
        return Outcome(None)

    job = operations.carry_out(act)
    begun.wait(5)
    job.cancel()
    go_on.set()

    with qtbot.waitSignal(job.ended):
        pass

    assert (memory.kept, memory.undone) == ([], 1)


def test_progress_is_reported(qtbot, operations):
    def look(_session, progress):
        for done in range(1, 4):
            progress(done, 3)

    job = operations.study(look)

    with qtbot.waitSignal(job.progressed, check_params_cb=lambda done, _all: done == 3) as last:
        pass

    assert last.args == [3, 3]


def test_work_waits_until_the_database_is_open(qtbot, memory):
    operations = Operations(lambda _progress: memory, at_once=False)
    job = operations.read(lambda _session: 42)
    with qtbot.assertNotEmitted(job.finished, wait=50):
        pass

    with qtbot.waitSignals([operations.opened, job.finished]):
        operations.open()

    operations.close()


def test_a_file_that_cannot_be_opened_is_trouble_for_everybody_who_asks(qtbot):
    def refuse(_progress):
        raise Trouble("Your data is damaged.", "Restore a copy.")

    operations = Operations(refuse, at_once=False)
    told = []
    operations.troubled.connect(lambda trouble: told.append(str(trouble)))
    job = operations.read(lambda _session: 42)

    with qtbot.waitSignal(job.ended):
        operations.open()

    assert set(told) == {"Your data is damaged. Restore a copy."}
    operations.close()


def test_closing_keeps_every_change_that_was_asked_for(qtbot, memory):
    operations = Operations(lambda _progress: memory)
    for number in range(5):
        operations.write(lambda _session, n=number: Outcome(n, action=Action(ActionKind.CAPTURE)))

    operations.close()

    assert len(memory.kept) == 5
    assert memory.closed
    qtbot.wait(0)


def test_what_looks_after_the_file_waits_for_no_database_and_ends_with_the_program(qtbot):
    def damaged(_progress):
        raise Trouble("damaged")

    operations = Operations(damaged)
    begun = threading.Event()

    def long(progress):
        begun.set()
        while True:
            progress(0, 1)

    answered = []
    operations.tend(long).finished.connect(answered.append)
    assert begun.wait(5)

    operations.close()

    assert answered == []


def test_what_lies_beside_the_data_waits_for_no_write_and_closing_waits_for_it(qtbot):
    go_on, kept = threading.Event(), []

    def damaged(_progress):
        assert go_on.wait(20)
        raise Trouble("damaged")

    def slowly(number):
        kept.append((number, threading.current_thread() is threading.main_thread()))

    operations = Operations(damaged)
    with qtbot.waitSignal(operations.keep(lambda: slowly(0)).ended):
        pass
    for number in range(1, 4):
        operations.keep(lambda n=number: slowly(n))
    go_on.set()
    operations.close()

    assert kept == [(number, False) for number in range(4)]


def test_trouble_beside_the_data_is_told(qtbot, operations):
    def refuse():
        raise Trouble("full")

    with qtbot.waitSignal(operations.troubled) as told:
        operations.keep(refuse)

    assert told.args[0].what == "full"


def test_the_file_is_tidied_bit_by_bit_once_nobody_writes(qtbot, monkeypatch, memory, operations):
    monkeypatch.setattr("passalong.operations._BEFORE_TIDYING", 30)
    qtbot.waitUntil(lambda: operations._database._there.is_set())
    qtbot.wait(60)
    before = memory.tidied

    with qtbot.waitSignal(operations.write(lambda _session: Outcome(None)).ended):
        pass
    qtbot.waitUntil(lambda: memory.tidied == 3)
    qtbot.wait(80)

    assert (before, memory.tidied) == (0, 3)


def test_a_file_that_cannot_be_tidied_troubles_nobody(qtbot, monkeypatch, memory, operations):
    def locked():
        memory.tidied += 1
        raise Trouble("It is locked.")

    monkeypatch.setattr("passalong.operations._BEFORE_TIDYING", 10)
    monkeypatch.setattr(memory, "tidy", locked)

    with qtbot.assertNotEmitted(operations.troubled):
        operations.write(lambda _session: Outcome(None))
        qtbot.waitUntil(lambda: memory.tidied == 1)
        qtbot.wait(50)

    assert memory.tidied == 1


def test_how_far_opening_has_come_is_told(qtbot, memory):
    def opened(progress):
        progress(1, 2)
        progress(2, 2)
        return memory

    operations = Operations(opened, at_once=False)
    told = []
    operations.opening.connect(
        lambda job: job.progressed.connect(lambda done, total: told.append((done, total)))
    )
    with qtbot.waitSignal(operations.opened):
        operations.open()
    operations.close()
    assert told == [(1, 2), (2, 2)]
