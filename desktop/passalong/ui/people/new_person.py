"""Asks for somebody new in one line, and loses no word of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from passalong.operations import Operations
from passalong.ui.people import people_questions


class NewPerson(QObject):
    """Adds who was asked for; a line given up or not kept comes back with the next question."""

    added = Signal(int)  # a person's number

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._window = window
        self._line = ""  # not in the data yet

    @Slot()
    def ask(self) -> None:
        """Ask who it is."""
        from passalong.ui.people import line_dialogs

        dialog = line_dialogs.add_person_dialog(self._window)
        dialog.begin_with(self._line)
        dialog.given_up.connect(self._keep)
        dialog.answered.connect(self.add)
        dialog.open()

    @Slot(str)
    def add(self, line: str) -> None:
        """Add whom a line tells of."""
        self._keep(line)
        job = self._operations.write(partial(people_questions.add_person, line))
        job.finished.connect(self._tell_added)

    @Slot(str)
    def _keep(self, line: str) -> None:
        self._line = line

    @Slot(object)
    def _tell_added(self, person_id: int) -> None:
        self._line = ""
        self.added.emit(person_id)
