"""How long the window stands still while an import runs beside it."""

import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from tests.benchmarks import books
from tests.benchmarks.measuring import Bench, Figure, Measurement, in_a_process, middle

from passalong.domain.proposal import Proposal
from passalong.operations import Operations
from passalong.store.database import Database


def figures(bench: Bench) -> list[Figure]:
    """Study and import the smaller book on other threads; a timer notes the longest wait."""
    people = min(bench.people)
    file = books.cards_of(bench, people)
    runs = [in_a_process("gaps:ours", file, bench.new_file("gap.db")) for _ in range(bench.pairs)]
    idle = [in_a_process("gaps:idle") for _ in range(bench.pairs)]
    worst = max(run["longest"] for run in runs)
    return [
        Figure(
            "longest gap on the GUI thread during an import",
            middle(runs, "longest"),
            "ms",
            50.0,
            remark=f"worst {worst:.0f} ms; idle {middle(idle, 'longest'):.0f} ms",
        )
    ]


def ours(file: str, book: str) -> Measurement:
    """Study a file as the preview does, then import it."""
    from passalong.services import imports

    application = QApplication.instance() or QApplication(["gaps"])
    operations = Operations(lambda _progress: Database(Path(book)))
    clock = _Clock()

    def carry_out(proposal: object) -> None:
        assert isinstance(proposal, Proposal)
        job = operations.carry_out(
            lambda session, progress: imports.apply(
                session, proposal, choices={}, now=books.NOW, progress=progress
            )
        )
        job.ended.connect(application.quit)

    def study() -> None:
        clock.start()
        sources = imports.sources_of([file])
        job = operations.study(
            lambda session, progress: imports.propose(session, sources, progress)
        )
        job.finished.connect(carry_out)

    operations.opened.connect(study)
    application.exec()
    operations.close()
    return {"longest": clock.longest}


def idle() -> Measurement:
    """Do nothing for a while: what the machine itself costs."""
    application = QApplication.instance() or QApplication(["idle"])
    clock = _Clock()
    clock.start()
    QTimer.singleShot(2000, application.quit)
    application.exec()
    return {"longest": clock.longest}


class _Clock:
    """Ticks every millisecond on the GUI thread and notes when it could not, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to watch."""
        self._last = time.perf_counter()
        self._timer.start(1)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now
