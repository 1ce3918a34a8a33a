"""The entries of the inbox as rows of a list, and how a row is painted."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from passalong.domain.opportunity import Opportunity
from passalong.ui.entries import ENTRY, paint_entry, row_height
from passalong.ui.inbox import inbox_words
from passalong.ui.opportunity_drag import OPPORTUNITY, opportunity_mime
from passalong.ui.people.drag import PEOPLE, people_in

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class InboxModel(QAbstractTableModel):
    """One row an opportunity, in the order given; somebody can be dropped on it."""

    person_dropped = Signal(int, int)  # an opportunity's id, a person's

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Opportunity] = ()

    def show_entries(self, entries: Sequence[Opportunity]) -> None:
        """Show these opportunities; the same ones again keep selection and place."""
        same = [entry.id for entry in entries] == [entry.id for entry in self._entries]
        if same:
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, 0))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, index: _Index) -> Opportunity | None:
        """Return the opportunity of a row."""
        return self._entries[index.row()] if index.isValid() else None

    def row_of(self, opportunity_id: int) -> int | None:
        """Return where an opportunity stands, or nothing when it is not shown."""
        ids = [entry.id for entry in self._entries]
        return ids.index(opportunity_id) if opportunity_id in ids else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many opportunities are shown."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return 1: the delegate paints the whole line."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line shows, or what a screen reader says of it."""
        entry = self.entry(index)
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                told = [entry.title, inbox_words.in_the_list(entry, datetime.now(UTC))]
                if badge := inbox_words.badge(entry, date.today()):
                    told.append(badge.text)
                return ". ".join(told)
            case _ if role == ENTRY:
                return entry
        return None

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
        return opportunity_mime(self._entries[indexes[0].row()].id)

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
        entry, (person,) = self._entries[parent.row()], people_in(data)
        QTimer.singleShot(0, self, lambda: self.person_dropped.emit(entry.id, person))
        return True

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Nothing moves: a copy is what other places call it."""
        return Qt.DropAction.CopyAction


class InboxDelegate(QStyledItemDelegate):
    """Title, and below it the kind and where it came from."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return the height of two lines."""
        return QSize(200, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one opportunity."""
        entry = index.data(ENTRY)
        if isinstance(entry, Opportunity):
            told = inbox_words.in_the_list(entry, datetime.now(UTC))
            badge = inbox_words.badge(entry, date.today())
            paint_entry(painter, option, entry.title, told, badge)
