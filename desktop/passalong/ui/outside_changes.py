"""Notices what other programs write into the data, such as the command line.

The system tells when the files change, so nobody asks again and again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Slot

from passalong.operations import Operations
from passalong.services import history, people_matcher
from passalong.services.outcome import Changed

if TYPE_CHECKING:
    from passalong.operations import Session

_PAUSE = 250  # milliseconds without another change: one write touches the files many times


class OutsideChanges(QObject):
    """Says that everything may have changed, when somebody else wrote."""

    def __init__(
        self, operations: Operations, database: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        # While the data are open SQLite appends to this one, and only later to the other.
        self._files = [str(database.with_name(f"{database.name}-wal")), str(database)]
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._watcher.fileChanged.connect(self._wait)
        self._pause.timeout.connect(self._ask)

    def start(self) -> None:
        """Know the data as they are, and watch them from now on."""
        self._ask()

    @Slot()
    def _wait(self) -> None:
        self._pause.start()

    @Slot()
    def _ask(self) -> None:
        self._operations.read(_was_written).finished.connect(self._tell)

    @Slot(object)
    def _tell(self, written: bool) -> None:
        # By now the data are open, so the files are there; another program may have closed
        # them last, and SQLite made one of them anew.
        missing = set(self._files) - set(self._watcher.files())
        if missing - set(self._watcher.addPaths(sorted(missing)) if missing else ()):
            self._pause.start()  # something may have been written before it was watched
        if written:
            self._operations.changed.emit(Changed.EVERYTHING)


def _was_written(session: Session) -> bool:
    written = history.was_written_elsewhere(session)
    if written:
        people_matcher.compare_everybody(session)
    return written
