"""One line edited in place, and the combo box that says what kind of thing it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldLine(QLineEdit):
    """A line that looks like text until it is pointed at.

    Half-typed text wins over what is read anew.  Return leaves, Esc brings back
    what was kept.
    """

    left = Signal()  # the user turned to something else

    def __init__(self, name: str) -> None:
        super().__init__()
        self._kept = ""
        self.setProperty("role", "inline")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)

    def is_touched(self) -> bool:
        """Return whether something typed here has not been taken yet."""
        return self.text() != self._kept

    def show_text(self, text: str) -> None:
        """Show what is kept now; what is half typed stays."""
        text = " ".join(text.split("\n"))
        untouched = not self.is_touched()
        self._kept = text
        if untouched and self.text() != text:
            at = self.cursorPosition() if self.hasFocus() else 0
            self.setText(text)
            self.setCursorPosition(at)
        self.setToolTip(text if len(text) > _LONG else "")

    def start_anew(self) -> None:
        """Be empty, and forget what was typed."""
        self._kept = ""
        self.clear()

    def take(self) -> None:
        """Count what stands here as kept."""
        self._kept = self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave on Return, restore on Esc."""
        if event.key() in _ENTER:
            self.left.emit()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape and self.is_touched():
            self.setText(self._kept)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that the user turned to something else."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class LabelBox(QComboBox):
    """What kind of address or number it is: a usual word, or the user's own."""

    left = Signal()  # chosen, or typed and done

    def __init__(self, words: Sequence[str], name: str) -> None:
        super().__init__()
        self._kept = ""
        line = QLineEdit()
        line.setPlaceholderText(self.tr("label"))
        line.setAccessibleName(name)  # it has the keyboard, not the box
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(words))
        self.setCurrentText("")
        self.setProperty("role", "inline")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self.left)
        line.editingFinished.connect(self.left)

    def is_touched(self) -> bool:
        """Return whether another word was chosen or typed and not taken yet."""
        return self.currentText() != self._kept

    def show_text(self, text: str) -> None:
        """Show what is kept now; what is half typed stays."""
        untouched = not self.is_touched()
        self._kept = text
        if untouched:
            self.setCurrentText(text)

    def start_anew(self) -> None:
        """Be empty, and forget what was typed or chosen."""
        self._kept = ""
        self.setCurrentText("")

    def take(self) -> None:
        """Count what stands here as kept."""
        self._kept = self.currentText()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Bring back the kept word on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.is_touched():
            self.setCurrentText(self._kept)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page: scrolling past must change nothing."""
        event.ignore()


_LONG = 36  # characters; longer texts are also told by a tool tip
