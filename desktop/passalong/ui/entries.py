"""A list of entries as several screens have it: a title, a line below it, a badge at the end.

Rows have one height and are painted, so that hundreds of them cost nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from passalong.ui import theme
from passalong.ui.line_list import LineList

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

ENTRY = int(Qt.ItemDataRole.UserRole)
_MARGIN = 14


class Badge(NamedTuple):
    """A word at the end of a line; ``pressing`` in a warm colour."""

    text: str
    pressing: bool = False


class Entry(NamedTuple):
    """One row: what it is known by, and what it shows."""

    key: Hashable
    title: str
    detail: str
    badge: Badge | None = None


class EntryModel(QAbstractTableModel):
    """One row an entry, in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._rows: dict[Hashable, int] = {}

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; the same ones again keep selection and place."""
        same = [entry.key for entry in entries] == [entry.key for entry in self._entries]
        if same:
            self._entries = entries
            if entries:
                self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, 0))
            return
        self.beginResetModel()
        self._entries = entries
        self._rows = {entry.key: row for row, entry in enumerate(entries)}
        self.endResetModel()

    def entry(self, index: _Index) -> Entry | None:
        """Return the entry of a row."""
        return self._entries[index.row()] if index.isValid() else None

    def row_of(self, key: Hashable) -> int | None:
        """Return where an entry stands, or nothing where it is not shown."""
        return self._rows.get(key)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many entries are shown."""
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
                badge = entry.badge.text if entry.badge else ""
                return ". ".join(part for part in (entry.title, entry.detail, badge) if part)
            case _ if role == ENTRY:
                return entry
        return None


class EntryList(LineList):
    """Entries, one under the other, one chosen at a time."""

    delete_pressed = Signal()
    details_wanted = Signal()  # Enter or arrow right: go on to what the entry shows

    def __init__(self, model: EntryModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = model
        self.setModel(model)
        self.setItemDelegate(_EntryDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.verticalHeader().setDefaultSectionSize(row_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete with Del; go on to the details with Enter."""
        chosen = self.currentIndex().isValid()
        if event.key() == Qt.Key.Key_Delete and chosen:
            self.delete_pressed.emit()
        elif chosen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.details_wanted.emit()
        else:
            super().keyPressEvent(event)


class _EntryDelegate(QStyledItemDelegate):
    """Paints an entry."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return the height of two lines."""
        return QSize(200, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one entry."""
        entry = index.data(ENTRY)
        if isinstance(entry, Entry):
            paint_entry(painter, option, entry.title, entry.detail, entry.badge)


def paint_entry(
    painter: QPainter, option: QStyleOptionViewItem, title: str, detail: str, badge: Badge | None
) -> None:
    """Paint a title, the line below it and a badge, chosen or not."""
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
    area = area.adjusted(0, 0, -_paint_badge(painter, area, badge), 0)
    half = area.height() // 2
    above = QRect(area.left() + _MARGIN, area.top() + 8, area.width() - 2 * _MARGIN, half - 8)
    painter.setPen(colours.text)
    _draw(painter, above, title, theme.font(bold=True))
    painter.setPen(colours.muted)
    _draw(painter, above.translated(0, half - 8 + 1), detail, theme.small())
    painter.restore()


def row_height() -> int:
    """Return the height of a row, by the height of the system's font."""
    return round(theme.line_height() * 2 + 24)


def _paint_badge(painter: QPainter, area: QRect, badge: Badge | None) -> int:
    """Paint a badge at the end of a row; return how wide that is."""
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


def _draw(painter: QPainter, area: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(
        " ".join(text.split()), Qt.TextElideMode.ElideRight, area.width()
    )
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
