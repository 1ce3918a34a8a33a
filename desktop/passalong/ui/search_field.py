"""The one field across the top: find people by anything that is known of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from passalong.ui.widgets import label

_TO_THE_LIST = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """Says what is looked for, and hands the arrow keys to the list."""

    list_wanted = Signal()  # arrow down: into the list
    first_wanted = Signal()  # Enter: the best one
    left = Signal()  # Esc in an empty field

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setClearButtonEnabled(False)
        self.setPlaceholderText(
            self.tr("Find anyone by what they care about…  “golf”, “needs:designer”")
        )
        self.setAccessibleName(self.tr("Find people"))
        self._hint = label(self.tr("Ctrl K"), "key")
        self._hint.setParent(self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._place_hint)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the height of the design."""
        return QSize(520, max(34, super().sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the hint at the right end."""
        super().resizeEvent(event)
        self._place_hint()

    def event(self, event: QEvent) -> bool:
        """Leave Undo and Redo to the window where there is nothing typed to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            from PySide6.QtGui import QKeySequence  # with all its standard keys: at the first key

            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if (event.matches(undo) and not self.isUndoAvailable()) or (
                event.matches(redo) and not self.isRedoAvailable()
            ):
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go into the list, choose, or clear."""
        key = event.key()
        if key in _TO_THE_LIST:
            self.list_wanted.emit()
        elif key in _CHOOSE:
            self.first_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def _place_hint(self) -> None:
        self._hint.adjustSize()
        room = self.width() - self._hint.width() - 10
        self._hint.move(room, (self.height() - self._hint.height()) // 2)
        self._hint.setVisible(not self.text())
