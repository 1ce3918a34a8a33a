"""Saving a text while it is typed, so that a crash costs at most half a second."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from passalong.operations import Operations
from passalong.ui.people.growing_text import GrowingText
from passalong.ui.people.row_keeper import RowKeeper, Save

SaveAs = Callable[[str], Save]
"""``save_as(text)``: how that text is written."""

_AFTER_THE_LAST_KEY = 400  # milliseconds
_AT_THE_LATEST = 2000  # milliseconds, for those who type without a pause


class Autosave(QObject):
    """Keeps what is typed into a field in one row.

    ``save_as(text)`` returns how that text is written.  Blank text is never
    written: on leaving a field that was emptied, ``emptied`` is said instead.
    """

    emptied = Signal(int)  # the row whose text the user took away
    kept = Signal()  # everything typed so far is on disk

    def __init__(
        self,
        operations: Operations,
        field: GrowingText,
        save_as: SaveAs,
        row_id: int | None = None,
        *,
        as_typed: bool = True,
    ) -> None:
        super().__init__(field)
        self._operations = operations
        self._field = field
        self._save_as = save_as
        self.keeper = RowKeeper(operations, row_id)
        self._as_typed = as_typed
        self._is_free = False  # between two rows
        self._pause = QTimer(self, singleShot=True, interval=_AFTER_THE_LAST_KEY)
        self._latest = QTimer(self, singleShot=True, interval=_AT_THE_LATEST)
        if as_typed:
            field.typed.connect(self._wait_for_pause)
        field.left.connect(self.leave)
        self._pause.timeout.connect(self.save_now)
        self._latest.timeout.connect(self.save_now)
        self._follow_keeper()

    def _follow_keeper(self) -> None:
        self.keeper.saved.connect(self._note_saved)
        self.keeper.failed.connect(self._note_failure)

    def turn_to(self, save_as: SaveAs, row_id: int) -> None:
        """Keep another row from here on, after saving the rest of this one."""
        self.let_go()
        self._is_free = False
        self.keeper = RowKeeper(self._operations, row_id)
        self._save_as = save_as
        self._follow_keeper()
        self._field.start_anew()

    def let_go(self) -> None:
        """Save the rest; whatever comes of it is no longer this field's business."""
        if not self._is_free:
            self.leave()
            self._is_free = True
            self.keeper.saved.disconnect(self._note_saved)
            self.keeper.failed.disconnect(self._note_failure)
            self.keeper.retire()

    def retire(self) -> None:
        """The field goes; what is under way is still saved."""
        if not self._is_free:
            self.keeper.retire()

    def show_text(self, text: str) -> None:
        """Show what is on disk, unless something newer is on its way there."""
        if self.keeper.is_saving:
            return
        if text.strip() == self._field.text().strip():
            self._field.take()  # a blank at the end is no other text
            return
        self._field.show_text(text)

    @Slot()
    def save_now(self) -> None:
        """Save what is not saved yet; it goes on in the background."""
        self._pause.stop()
        self._latest.stop()
        if not self._is_free and self._field.is_touched() and self._field.text().strip():
            self.keeper.save(self._save_as(self._field.take()))

    @Slot()
    def leave(self) -> None:
        """The user is done with the field, for now or for good."""
        self.save_now()
        if not self._is_free and self.keeper.row_id is not None and not self._field.text().strip():
            self._field.take()
            self.emptied.emit(self.keeper.row_id)

    def end(self) -> None:
        """Save the rest; nothing is written from here on."""
        self.leave()
        if self._as_typed:
            self._field.typed.disconnect(self._wait_for_pause)
        self._field.left.disconnect(self.leave)
        self.keeper.retire()

    @Slot()
    def _wait_for_pause(self) -> None:
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    @Slot()
    def _note_saved(self) -> None:
        if not self.keeper.is_saving and not self._field.is_touched():
            self.kept.emit()

    @Slot(object)
    def _note_failure(self, _save: Save) -> None:
        self._field.give_back("")  # counts as not saved: the next pause tries again
