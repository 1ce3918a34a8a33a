"""Saves a bind as a file for the calendar, and opens it there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from passalong.domain.bind import Bind
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import calendar_files
from passalong.words import helping

_LONGEST_NAME = 60  # letters of the file's name


class CalendarSaver(QObject):
    """Asks for a file's name, writes it in the background, and hands it to the calendar."""

    saved = Signal(str)  # where it lies

    def __init__(
        self, operations: Operations, over: QWidget, remind_at: Callable[[], time]
    ) -> None:
        super().__init__(over)
        self._operations = operations
        self._over = over
        self._remind_at = remind_at

    def choose_file(self, bind: Bind) -> None:
        """Ask where to keep the entry."""
        dialog = QFileDialog(self._over, self.tr("Add to calendar"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Calendar entries (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(file_name(bind))
        dialog.fileSelected.connect(partial(self.save_to, bind))
        dialog.open()

    def save_to(self, bind: Bind, path: str) -> Job:
        """Write the entry, then open it with the program that keeps the calendar."""
        now = local_now()
        job = self._operations.read(
            partial(
                calendar_files.save,
                bind_id=bind.id,
                path=Path(path),
                now=now,
                title=helping.calendar_title(bind),
                notes=helping.calendar_notes(bind),
                alarm_at=self._remind_at(),
            )
        )
        job.finished.connect(self._open)
        return job

    @Slot(object)
    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.saved.emit(str(path))


def file_name(bind: Bind) -> str:
    """Return what the file of a bind is called, in letters that every system takes."""
    said = f"{bind.person_name} {bind.text}".strip()
    plain = "".join(sign if sign.isalnum() or sign in " -" else " " for sign in said)
    return f"{' '.join(plain.split())[:_LONGEST_NAME].strip() or 'help'}.ics"
