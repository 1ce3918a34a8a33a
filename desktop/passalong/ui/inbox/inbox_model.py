"""The entries of the inbox as rows of a list, and how a row is painted."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from passalong.domain.opportunity import Opportunity
from passalong.ui import theme
from passalong.ui.inbox import inbox_words
from passalong.ui.opportunity_drag import OPPORTUNITY, opportunity_mime
from passalong.ui.people.drag import PEOPLE, people_in

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ENTRY = int(Qt.ItemDataRole.UserRole)
_MARGIN = 14


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
        area = area.adjusted(0, 0, -_paint_badge(painter, area, entry), 0)
        half = area.height() // 2
        above = QRect(area.left() + _MARGIN, area.top() + 8, area.width() - 2 * _MARGIN, half - 8)
        painter.setPen(colours.text)
        _draw(painter, above, entry.title, theme.font(bold=True))
        painter.setPen(colours.muted)
        below = above.translated(0, half - 8 + 1)
        _draw(painter, below, inbox_words.in_the_list(entry, datetime.now(UTC)), theme.small())
        painter.restore()


def _paint_badge(painter: QPainter, area: QRect, entry: Opportunity) -> int:
    """Paint what the entry asks for; return how wide that is."""
    badge = inbox_words.badge(entry, date.today())
    if badge is None:
        return 0
    colours, font = theme.colours(), theme.small()
    measure = QFontMetrics(font)
    width, high = measure.horizontalAdvance(badge.text) + 12, measure.height() + 4
    left = area.right() - width - _MARGIN
    where = QRect(left, area.center().y() - high // 2, width, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.need if badge.pressing else colours.tag)
    painter.drawRoundedRect(where, 4, 4)
    painter.setPen(colours.need_text if badge.pressing else colours.tag_text)
    painter.setFont(font)
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, badge.text)
    painter.restore()
    return width + 6


def row_height() -> int:
    """Return the height of a row, by the height of the system's font."""
    return round(theme.line_height() * 2 + 24)


def _draw(painter: QPainter, area: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(
        " ".join(text.split()), Qt.TextElideMode.ElideRight, area.width()
    )
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
