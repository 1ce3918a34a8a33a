"""Saving one row of a person again and again while it is being edited."""

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from passalong.operations import Operations
from passalong.services.outcome import Outcome

Save = Callable[[Any, int | None], Outcome[int]]
"""``save(session, row_id)``: writes the row, a new one for ``None``; returns its number."""


class RowKeeper(QObject):
    """Keeps one row: a note, an address, a value.

    A new row gets its number when it is first saved, and by then the user may
    have typed on.  So the number is read and set on the writer's thread, where
    one save follows the other: two quick saves of a new note are one note.
    """

    saved = Signal()
    failed = Signal(object)  # the Save that failed; the user was told

    def __init__(self, operations: Operations, row_id: int | None = None) -> None:
        # The operations own it: a save under way outlives the widget that asked.
        super().__init__(operations)
        self._operations = operations
        self._row_id = row_id
        self._known_id = row_id
        self._under_way: deque[Save] = deque()
        self._succeeded = False
        self._retired = False

    @property
    def row_id(self) -> int | None:
        """The row's number; ``None`` until it was saved once."""
        return self._row_id

    @property
    def is_saving(self) -> bool:
        """Whether a save is still under way."""
        return bool(self._under_way)

    def forget_row(self) -> None:
        """The row is gone, for instance by Undo: the next save makes a new one."""
        self._row_id = self._known_id = None

    def retire(self) -> None:
        """Nobody needs it any more: it goes as soon as the last save is done."""
        self._retired = True
        if not self._under_way:
            self.deleteLater()

    def save(self, save: Save) -> None:
        """Save in the background, after every save asked for earlier."""

        def work(session: Any) -> Outcome[int]:
            outcome = save(session, self._row_id)
            self._row_id = outcome.value
            return outcome

        self._under_way.append(save)
        job = self._operations.write(work)
        job.finished.connect(self._note_success)
        job.ended.connect(self._note_end)

    @Slot(object)
    def _note_success(self, row_id: int) -> None:
        self._succeeded = True
        self._known_id = row_id

    @Slot()
    def _note_end(self) -> None:
        ended = self._under_way.popleft()
        if self._succeeded:
            self.saved.emit()
        else:
            self._row_id = self._known_id
            self.failed.emit(ended)
        self._succeeded = False
        if self._retired and not self._under_way:
            self.deleteLater()
