"""Saving one row of a person again and again while it is being edited."""

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from passalong.errors import Hindrance, Trouble
from passalong.operations import Operations
from passalong.services.outcome import Outcome

Save = Callable[[Any, int | None], Outcome[int]]
"""``save(session, row_id)``: writes the row, a new one for ``None``; returns its number."""

_NEXT_TRY = 5_000  # milliseconds


class RowKeeper(QObject):
    """Keeps one row: a note, an address, a value.

    A new row gets its number when it is first saved, and by then the user may
    have typed on.  So the number is read and set on the writer's thread, where
    one save follows the other: two quick saves of a new note are one note.

    While the row is on the page, a save that failed is given back to its field,
    and the next pause tries again.  Afterwards nobody would: then the keeper
    itself goes on trying, until it is saved or the program ends, as long as it
    is the disk that hinders.
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
        self._hindered = False
        self._told = False
        self._retired = False
        self._waiting: Save | None = None  # to be tried again

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
        self._go_if_done()

    def save(self, save: Save) -> None:
        """Save in the background, after every save asked for earlier."""

        def work(session: Any) -> Outcome[int]:
            outcome = save(session, self._row_id)
            self._row_id = outcome.value
            return outcome

        self._under_way.append(save)
        job = self._operations.write(work)
        job.finished.connect(self._note_success)
        job.troubled.connect(self._note_trouble)
        job.ended.connect(self._note_end)

    @Slot(object)
    def _note_success(self, row_id: int) -> None:
        self._succeeded = True
        self._known_id = row_id

    @Slot(object)
    def _note_trouble(self, trouble: Trouble) -> None:
        self._hindered = isinstance(trouble, Hindrance)
        if not (self._told and self._hindered):  # once, however often it is tried
            self._operations.troubled.emit(trouble)
        self._told = self._hindered

    @Slot()
    def _note_end(self) -> None:
        ended = self._under_way.popleft()
        succeeded, self._succeeded = self._succeeded, False
        if succeeded:
            self._told = False
            self.saved.emit()
        else:
            self._row_id = self._known_id
            if self._retired and self._hindered and not self._under_way:
                self._try_later(ended)
            else:
                self.failed.emit(ended)
        self._hindered = False
        self._go_if_done()

    def _try_later(self, save: Save) -> None:
        self._waiting = save
        QTimer.singleShot(_NEXT_TRY, self, self._try_again)
        application = QCoreApplication.instance()
        if application is not None:  # the last try
            application.aboutToQuit.connect(self._try_again)

    @Slot()
    def _try_again(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.save(waiting)

    def _go_if_done(self) -> None:
        if self._retired and not self._under_way and self._waiting is None:
            self.deleteLater()


def keep(operations: Operations, write: Callable[[Any], Outcome[int]]) -> None:
    """Write something of which no field has a copy; try again if the disk hinders."""
    keeper = RowKeeper(operations)
    keeper.save(lambda session, _row_id: write(session))
    keeper.retire()
