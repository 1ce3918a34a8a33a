"""The search for people who could help each other: in the background, with a way to stop it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from passalong.domain.introduction import Pair
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import introductions
from passalong.ui.widgets import button, label

if TYPE_CHECKING:
    from passalong.operations import Session
    from passalong.services.outcome import Progress

MOST = 500
_BEFORE_SHOWING = 1_000  # milliseconds; what is found sooner needs no bar


class PairSearch(QWidget):
    """A strip that is seen only when the search takes longer than a second, or was stopped."""

    found = Signal(object)  # list[Pair]

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._job: Job | None = None
        self._are_more = False
        self._text = label(role="muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Looking for pairs"))
        self.stop = button(self.tr("Stop"), "quiet")
        self.again = button(self.tr("Look again"), "quiet")
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_BEFORE_SHOWING)
        across = QHBoxLayout()
        across.addWidget(self._text, 1)
        across.addWidget(self.stop)
        across.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.setSpacing(6)
        layout.addLayout(across)
        layout.addWidget(self.bar)
        self.hide()
        self._late.timeout.connect(self._show_progress)
        self.stop.clicked.connect(self.cancel)
        self.again.clicked.connect(self.look)

    @property
    def is_looking(self) -> bool:
        """Return whether a search is under way."""
        return self._job is not None

    @Slot()
    def look(self) -> None:
        """Look anew; a search that is under way is given up for it."""
        if self._job is not None:
            self._job.cancel()
        now = local_now()
        job = self._operations.study(partial(_pairs, now=now))
        self._job = job
        self._are_more = False
        job.progressed.connect(self._show_done)
        job.finished.connect(partial(self._show_found, job))
        job.ended.connect(partial(self._end, job))
        self.bar.setRange(0, 0)
        self._late.start()
        if not self.stop.isVisible():
            self.hide()

    @Slot()
    def cancel(self) -> None:
        """Give the search up, and say so."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._late.stop()
        self._text.setText(self.tr("The search was stopped."))
        self.bar.hide()
        self.stop.hide()
        self.again.show()
        self.show()

    @Slot()
    def _show_progress(self) -> None:
        self._text.setText(self.tr("Looking for people who could help each other…"))
        self.bar.show()
        self.stop.show()
        self.again.hide()
        self.show()

    @Slot(object, object)
    def _show_done(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _show_found(self, job: Job, pairs: list[Pair]) -> None:
        if job is self._job:
            self._are_more = len(pairs) > MOST
            self.found.emit(pairs[:MOST])

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._late.stop()
            if self._are_more:
                self._say_there_are_more()
            else:
                self.hide()

    def _say_there_are_more(self) -> None:
        says = self.tr("These are the {0} likeliest pairs. Others follow as you deal with them.")
        self._text.setText(says.format(MOST))
        for each in (self.bar, self.stop, self.again):
            each.hide()
        self.show()


def _pairs(session: Session, progress: Progress, now: datetime) -> list[Pair]:
    return introductions.pairs(session, now, MOST + 1, progress)  # one more tells of the rest
