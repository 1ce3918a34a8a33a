"""The entries of the inbox as rows of a list, and how a row is painted."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from passalong.domain.opportunity import Opportunity
from passalong.ui import theme
from passalong.ui.inbox import inbox_words

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ENTRY = int(Qt.ItemDataRole.UserRole)
_MARGIN = 14


class InboxModel(QAbstractTableModel):
    """One row an opportunity, the newest first."""

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
                told = inbox_words.in_the_list(entry, datetime.now(UTC))
                return f"{entry.title}. {told}"
            case _ if role == ENTRY:
                return entry
        return None


class InboxDelegate(QStyledItemDelegate):
    """Title, and below it the kind and where it came from."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return the height of two lines."""
        return QSize(200, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one opportunity."""
        entry = index.data(ENTRY)
        if not isinstance(entry, Opportunity):
            return
        colours = theme.colours()
        area: QRect = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colours.selection)
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), colours.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colours.hover)
        painter.setPen(colours.border)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        half = area.height() // 2
        above = QRect(area.left() + _MARGIN, area.top() + 8, area.width() - 2 * _MARGIN, half - 8)
        painter.setPen(colours.text)
        _draw(painter, above, entry.title, theme.font(bold=True))
        painter.setPen(colours.muted)
        below = above.translated(0, half - 8 + 1)
        _draw(painter, below, inbox_words.in_the_list(entry, datetime.now(UTC)), theme.small())
        painter.restore()


def row_height() -> int:
    """Return the height of a row, by the height of the system's font."""
    return round(theme.line_height() * 2 + 24)


def _draw(painter: QPainter, area: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(
        " ".join(text.split()), Qt.TextElideMode.ElideRight, area.width()
    )
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
