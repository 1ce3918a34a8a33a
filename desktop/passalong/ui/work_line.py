"""Work that takes a while, at the foot of the window: how far it has come, and Stop."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QMetaMethod, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from passalong.operations import Job
from passalong.ui.widgets import button, label

_BEFORE_TELLING = 600  # milliseconds; what is over sooner needs no word
_BAR = 140  # pixels


class _Followed(NamedTuple):
    job: Job
    text: str
    is_opening: bool = False


class WorkLine(QWidget):
    """Shows the change that is under way, unless whoever asked for it shows it already.

    Changes are carried out one after the other: the oldest is the one to wait for.
    """

    stopped = Signal()  # the user stopped it, and nothing was changed

    def __init__(self) -> None:
        super().__init__()
        self._all: list[_Followed] = []
        self._text = label()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(_BAR)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far it has come"))
        self._stop = button(self.tr("Stop"), "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        for part in (self._text, self._bar, self._stop):
            layout.addWidget(part)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_BEFORE_TELLING)
        self._late.timeout.connect(self._show_oldest)
        self._stop.clicked.connect(self._stop_oldest)
        self.hide()

    @Slot(object)
    def follow(self, job: Job) -> None:
        """Show this change, once its turn has come and it is not over soon."""
        self._begin(_Followed(job, self.tr("This takes a moment…")), len(self._all))

    @Slot(object)
    def follow_opening(self, job: Job) -> None:
        """Show how far an older file has been brought up to date; every change waits for it."""
        text = self.tr("Bringing your data up to date; a copy of them is kept in backups")
        opening = _Followed(job, text, is_opening=True)
        job.progressed.connect(partial(self._begin_opening, opening))

    def _begin_opening(self, opening: _Followed, done: int, total: int) -> None:
        if opening not in self._all:
            self._begin(opening, 0)
        self._show_progress(done, total)

    def _begin(self, followed: _Followed, place: int) -> None:
        self._all.insert(place, followed)
        followed.job.ended.connect(partial(self._forget, followed))
        if not place:
            self._late.start()

    @Slot()
    def _show_oldest(self) -> None:
        job, text, is_opening = self._all[0]
        if not is_opening:
            if job.isSignalConnected(QMetaMethod.fromSignal(job.progressed)):
                return
            job.progressed.connect(self._show_progress)
            self._bar.setRange(0, 0)  # until it is known how much there is
        self._text.setText(text)
        self._stop.setVisible(not is_opening)
        self._stop.setEnabled(True)
        self.show()

    @Slot(object, object)
    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    @Slot()
    def _stop_oldest(self) -> None:
        job = self._all[0].job
        self._stop.setEnabled(False)
        job.ended.connect(partial(self._tell_stopped, job))
        job.cancel()

    def _tell_stopped(self, job: Job) -> None:
        if job.was_cancelled:
            self.stopped.emit()

    def _forget(self, followed: _Followed) -> None:
        was_oldest = self._all[0] is followed
        self._all.remove(followed)
        if was_oldest:
            self._late.stop()
            self.hide()
            if self._all:
                self._late.start()
