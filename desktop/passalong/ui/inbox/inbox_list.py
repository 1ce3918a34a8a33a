"""The list of the inbox: its lines can be dragged onto people, and people dropped on them."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView

from passalong.ui.entries import EntryList, EntryModel
from passalong.ui.opportunity_drag import OPPORTUNITY, opportunity_mime
from passalong.ui.people.drag import PEOPLE, people_in

_Index = QModelIndex | QPersistentModelIndex


class InboxModel(EntryModel):
    """One row an opportunity, known by its id; somebody can be dropped on it."""

    person_dropped = Signal(int, int)  # an opportunity's id, a person's

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let an entry be dragged, and people be dropped on it."""
        usual = super().flags(index)
        if not index.isValid():
            return usual
        return usual | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """Name what is dragged, and what can be dropped."""
        return [OPPORTUNITY, PEOPLE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """Return the dragged entry."""
        return opportunity_mime(self._opportunity(indexes[0]))

    def canDropMimeData(  # noqa: N802
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: _Index
    ) -> bool:
        """Take one person, on an entry."""
        return parent.isValid() and len(people_in(data)) == 1

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """Tell who was dropped on what, once the drag is over."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        opportunity, (person,) = self._opportunity(parent), people_in(data)
        QTimer.singleShot(0, self, lambda: self.person_dropped.emit(opportunity, person))
        return True

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Nothing moves: a copy is what other places call it."""
        return Qt.DropAction.CopyAction

    def _opportunity(self, index: _Index) -> int:
        entry = self.entry(index)
        assert entry is not None
        assert isinstance(entry.key, int)
        return entry.key


class InboxList(EntryList):
    """The opportunities, one under the other."""

    def __init__(self, model: InboxModel, name: str) -> None:
        super().__init__(model, name)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(True)  # dropped on an entry, never between two
        self.setDropIndicatorShown(True)
