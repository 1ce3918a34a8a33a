"""The door between the windows and the data.

Windows ask through ``Operations`` and never wait: one thread writes, two read, one
looks after the file, and the answer comes back on the GUI thread as signals of a
``Job``.  After every change ``changed`` says what was touched and ``done`` names the
step for the toast.  What lies beside the data, such as the settings, has one more
thread, so that it waits neither for an import nor for a check of the file.

The database is opened on the writer's thread, because opening it imports
SQLAlchemy and may migrate the file; work that is asked for earlier waits.  What
the world does wrong (``Trouble``) goes to ``troubled``; what we do wrong is raised
again on the GUI thread and ends in the report of our mistakes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from itertools import count
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar, cast

from PySide6.QtCore import QMetaMethod, QObject, Qt, QThread, QThreadPool, QTimer, Signal, Slot

from passalong import collecting, memory
from passalong.errors import Cancelled, Trouble

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Session  # windows name it by this door

    from passalong.services.outcome import Outcome, Progress
    from passalong.store.database import Database

T = TypeVar("T")
_Work: TypeAlias = "Callable[[_Task], Callable[[], None]]"  # returns what is left for the GUI

_READERS = 2
_SWITCH = 0.0005  # seconds; see ``Operations``
_BETWEEN_REPORTS = 0.05  # seconds; more often than this nobody can read a figure
_BEFORE_TIDYING = 2_000  # milliseconds without a write
_AFTER_OPENING = 5_000
_BEFORE_COLLECTING = 50  # milliseconds, in which what has arrived is painted
_BETWEEN_TIDYING = 20  # milliseconds; whoever wants to write comes between
_USUAL, _URGENT = 0, 1


class _Waited(Generic[T]):
    """A value that is set once, on one thread, and waited for on others."""

    def __init__(self) -> None:
        self._there = Event()
        self._value: T | None = None
        self.trouble: Trouble | None = None

    def set(self, value: T | None, trouble: Trouble | None = None) -> None:
        """Let everybody go on who waits."""
        self._value, self.trouble = value, trouble
        self._there.set()

    def get(self) -> T:
        """Wait for the value; raise the trouble that came instead."""
        self._there.wait()
        if self.trouble is not None:
            raise self.trouble
        return cast("T", self._value)


class _Task:
    """What a worker thread knows of a job; it never touches the ``Job`` itself.

    What its work holds, such as a dialog that was closed meanwhile, must not end on the
    worker's thread; so it stays here until the GUI thread lets go of it.
    """

    __slots__ = ("_then", "_work", "number", "stop")

    def __init__(self, number: int, work: _Work) -> None:
        self.number = number
        self.stop = Event()
        self._work = work
        self._then = _nothing

    def stop_if_asked(self) -> None:
        """Raise ``Cancelled`` if somebody asked for it."""
        if self.stop.is_set():
            raise Cancelled

    def carry_out(self) -> None:
        """Do the work, on the worker's thread."""
        try:
            self._then = self._work(self)
        except Exception as error:  # noqa: BLE001 - the thread ends here
            self._then = partial(_raise, error)

    def hand_over(self) -> Callable[[], None]:
        """Return what is left to do on the GUI thread, and let go of everything."""
        then = self._then
        self._work, self._then = _no_work, _nothing
        return then


class Job(QObject):
    """One piece of work, as a window sees it."""

    progressed = Signal(object, object)  # done, total; in items
    finished = Signal(object)  # what the service returned
    troubled = Signal(object)  # Trouble; who connects here tells the user, and nobody else
    ended = Signal()  # always last, however it went: stop the spinner here

    def __init__(self, task: _Task) -> None:
        super().__init__()
        self._task = task
        self.was_cancelled = False  # in time: nothing was changed

    def cancel(self) -> None:
        """Ask the work to stop; what it has done so far is undone, its answer dropped."""
        self._task.stop.set()


class Operations(QObject):
    """The only way from a window to the data.

    Python's threads hand over every 5 ms by themselves, and a repaint asks for
    its turn once a line: beside a thread that reads it would take ten times as
    long.  So they are told to hand over sooner.

    Garbage is collected by hand, soon after a job has brought much of it: see ``collecting``.
    """

    opened = Signal()  # the database is there; what was asked for meanwhile follows
    changed = Signal(object)  # Changed: what a write touched
    opening = Signal(object)  # Job; it progresses where an older file is brought up to date
    begun = Signal(object)  # Job: a change, which may take long
    done = Signal(object, object)  # Action that can be taken back, and its step's number
    troubled = Signal(object)  # Trouble: a job could not be done; the user is told
    _arrived = Signal(object)  # _Task
    _reported = Signal(object, object, object)  # _Task, done, total

    def __init__(
        self,
        open_database: Callable[[Progress], Database],
        parent: QObject | None = None,
        *,
        at_once: bool = True,
    ) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH)
        self._open_database = open_database
        self._database: _Waited[Database] = _Waited()
        self._numbers = count()
        self._jobs: dict[int, Job] = {}
        self._writer = _pool(1, self)
        self._readers = _pool(_READERS, self)
        self._keepers = _pool(1, self)
        self._keepers.setThreadPriority(QThread.Priority.LowPriority)
        self._beside = _pool(1, self)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._tidy)
        self.opened.connect(partial(self._idle.start, _AFTER_OPENING))
        self._opening = False
        collecting.by_hand()
        self._collecting = QTimer(self)
        self._collecting.setSingleShot(True)
        self._collecting.timeout.connect(collecting.look)
        if at_once:
            self.open()

    def open(self) -> None:
        """Open the database on the writer's thread; once is enough."""
        if self._opening:
            return
        self._opening = True

        def work(task: _Task) -> Callable[[], None]:
            try:
                database = self._open_database(self._reporter(task))
                collecting.keep()  # what opening imports is a great deal, and none of it garbage
                self._database.set(database)
            except Trouble as trouble:
                self._database.set(None, trouble)
                raise
            except BaseException:
                self._database.set(None, Trouble("Your data could not be opened."))
                raise
            return self.opened.emit

        self.opening.emit(self._start(work, self._writer, _URGENT))

    def read(self, question: Callable[[Session], T], *, urgent: bool = False) -> Job:
        """Ask something; ``urgent`` goes before everything that waits.

        Cancelling the job drops the answer, also one that is already on its way.
        """

        def work(task: _Task) -> Callable[[], None]:
            database = self._database.get()
            task.stop_if_asked()
            with database.reading() as session:
                answer = question(session)
            return partial(self._answer, task, answer)

        return self._start(work, self._readers, _URGENT if urgent else _USUAL)

    def study(self, question: Callable[[Session, Progress], T]) -> Job:
        """Ask something that takes long, such as what an import would do."""

        def work(task: _Task) -> Callable[[], None]:
            database = self._database.get()
            task.stop_if_asked()
            with database.reading() as session:
                answer = question(session, self._reporter(task))
            return partial(self._answer, task, answer)

        return self._start(work, self._readers, _USUAL)

    def write(self, action: Callable[[Session], Outcome[T]]) -> Job:
        """Change something: all of it, or nothing."""
        return self.carry_out(lambda session, _progress: action(session))

    def carry_out(self, action: Callable[[Session, Progress], Outcome[T]]) -> Job:
        """Change something large, such as an import: all of it, or nothing."""

        self.open()

        def work(task: _Task) -> Callable[[], None]:
            database = self._database.get()
            task.stop_if_asked()
            report = self._reporter(task)
            with database.writing(report, task.stop.is_set) as writing:
                outcome = action(writing.session, report)
                writing.action = outcome.action
                task.stop_if_asked()
            return partial(self._announce, task, outcome, writing.step)

        job = self._start(work, self._writer, _USUAL)
        self.begun.emit(job)
        return job

    def tend(self, work: Callable[[Progress], T]) -> Job:
        """Look after the file itself, beside whatever else goes on; closing stops it.

        It needs no database, so a file that cannot be opened is no hindrance.
        """

        def tend(task: _Task) -> Callable[[], None]:
            return partial(self._answer, task, work(self._reporter(task)))

        return self._start(tend, self._keepers, _USUAL)

    def keep(self, work: Callable[[], T]) -> Job:
        """Read or write something beside the data, such as a setting; closing waits for it.

        One after the other, in the order in which they were asked for; cancelling
        drops only the answer.
        """

        def keep(task: _Task) -> Callable[[], None]:
            return partial(self._answer, task, work())

        return self._start(keep, self._beside, _USUAL)

    @Slot()
    def tidy_soon(self) -> None:
        """Tidy up behind work that took much memory, once nothing is written for a while."""
        self._idle.start(_BEFORE_TIDYING)

    def wait(self, milliseconds: int = -1) -> bool:
        """Wait until nothing is under way; what it brought is delivered by the event loop."""
        pools = (self._writer, self._readers, self._keepers, self._beside)
        return all(pool.waitForDone(milliseconds) for pool in pools)

    def close(self) -> None:
        """Finish every write, drop every read, and close the file."""
        self._idle.stop()
        self._idle.timeout.disconnect()
        self._readers.clear()
        self._keepers.clear()
        for job in self._jobs.values():
            if job.property("can be dropped"):
                job.cancel()
        self.open()  # whoever waits for the database would wait for ever
        self.wait()
        if self._database.trouble is None:
            self._database.get().close()

    def _start(self, work: _Work, pool: QThreadPool, priority: int) -> Job:
        task = _Task(next(self._numbers), work)
        job = Job(task)
        job.setProperty("can be dropped", pool is self._readers or pool is self._keepers)
        self._jobs[task.number] = job
        arrived = self._arrived

        def run() -> None:
            task.carry_out()
            arrived.emit(task)

        pool.start(run, priority)
        return job

    def _reporter(self, task: _Task) -> Progress:
        last = 0.0

        def report(done: int, total: int) -> None:
            nonlocal last
            task.stop_if_asked()
            if done == total or monotonic() - last > _BETWEEN_REPORTS:
                last = monotonic()
                self._reported.emit(task, done, total)

        return report

    def _answer(self, task: _Task, answer: object) -> None:
        task.stop_if_asked()
        self._jobs[task.number].finished.emit(answer)

    @Slot()
    def _tidy(self) -> None:
        def work(_task: _Task) -> Callable[[], None]:
            try:
                more = self._database.get().tidy()
            except Trouble:
                more = False  # nobody asked for it: whoever writes next is told
            if not more:
                memory.give_back()
            return partial(self._idle.start, _BETWEEN_TIDYING) if more else _nothing

        self._start(work, self._writer, _USUAL)

    def _announce(self, task: _Task, outcome: Outcome[T], step: int | None) -> None:
        self._idle.start(_BEFORE_TIDYING)
        if outcome.changed:
            self.changed.emit(outcome.changed)
        self._jobs[task.number].finished.emit(outcome.value)
        if outcome.action is not None:
            self.done.emit(outcome.action, step)

    @Slot(object, object, object)
    def _report(self, task: _Task, done: object, total: object) -> None:
        job = self._jobs.get(task.number)
        if job is not None:
            job.progressed.emit(done, total)

    @Slot(object)
    def _deliver(self, task: _Task) -> None:
        job = self._jobs[task.number]  # held here: nobody else may be holding it
        try:
            task.hand_over()()
        except Cancelled:
            job.was_cancelled = True
        except Trouble as trouble:
            told_there = job.isSignalConnected(QMetaMethod.fromSignal(job.troubled))
            (job.troubled if told_there else self.troubled).emit(trouble)
        finally:
            del self._jobs[task.number]
            job.ended.emit()
            if collecting.is_due() and not self._collecting.isActive():
                self._collecting.start(_BEFORE_COLLECTING)


def _pool(threads: int, parent: QObject) -> QThreadPool:
    pool = QThreadPool(parent)
    pool.setMaxThreadCount(threads)
    pool.setExpiryTimeout(-1)  # the writer's connection stays with its thread
    return pool


def _nothing() -> None:
    """Nothing is left to do."""


def _no_work(_task: _Task) -> Callable[[], None]:
    return _nothing


def _raise(error: Exception) -> None:
    raise error
