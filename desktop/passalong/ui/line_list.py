"""What the lists of painted lines have in common: people, cards and entries."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

_TO_AN_END = (
    QAbstractItemView.CursorAction.MoveHome,
    QAbstractItemView.CursorAction.MoveEnd,
)


class LineList(QTableView):
    """Lines of one height in a single column, without anything of a table to be seen.

    A table view and not a list view: that one measures every line, 100,000 of them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first line with Home and to the last with End; a table stays in its line."""
        if action in _TO_AN_END:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Have screen readers say which line the focus comes to; Qt says only which list."""
        super().focusInEvent(event)
        if QAccessible.isActive():
            QTimer.singleShot(0, self._say_line)  # after Qt, as the last word counts

    @Slot()
    def _say_line(self) -> None:
        table = QAccessible.queryAccessibleInterface(self)
        line = table.focusChild() if table and self.hasFocus() else None
        if table and line:
            said = QAccessibleEvent(self, QAccessible.Event.Focus)
            said.setChild(table.indexOfChild(line))
            QAccessible.updateAccessibility(said)
