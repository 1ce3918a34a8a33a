"""Keeps what ranking goes by up to date, piece by piece, behind the window.

A piece is short and is asked for as any other question is, so that whatever the
user wants meanwhile comes in between.
"""

from PySide6.QtCore import QObject, QTimer, Slot

from passalong.operations import Job, Operations
from passalong.services import people_matcher
from passalong.services.outcome import Changed
from passalong.services.people_matcher import Piece

_PAUSE = 400  # milliseconds without a change before those who changed are read
_BREATH = 2  # milliseconds between pieces
_SAYS_SOMETHING = Changed.PEOPLE | Changed.TAGS | Changed.LEDGER


class IndexKeeper(QObject):
    """Has people read in the background, at the start and after every change."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._timer.timeout.connect(self._read)
        self._operations.changed.connect(self._notice)

    def start(self) -> None:
        """Begin, once nothing more urgent is left to do."""
        self._timer.start(0)

    @Slot(object)
    def _notice(self, changed: Changed) -> None:
        if changed & _SAYS_SOMETHING:
            self._timer.start(_PAUSE)

    @Slot()
    def _read(self) -> None:
        if self._job is not None:
            return
        self._job = self._operations.read(people_matcher.read_piece)
        self._job.finished.connect(self._go_on)
        self._job.ended.connect(self._forget)

    @Slot(object)
    def _go_on(self, read: Piece) -> None:
        if read.more:
            self._timer.start(_BREATH)
            return
        self._operations.tidy_soon()
        if read.makes_a_difference:
            self._operations.changed.emit(Changed.OPPORTUNITIES)

    @Slot()
    def _forget(self) -> None:
        self._job = None
