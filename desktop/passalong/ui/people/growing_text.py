"""A text edited in place, as high as what stands in it.

What the user has typed and not yet left always wins over what is read anew, so
a page can be refreshed under the cursor.  Ctrl+Return keeps the text and leaves,
Esc brings back what stood there when the field was entered.
"""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTextEdit, QToolTip, QWidget

from passalong.ui import theme
from passalong.ui.long_text import has_room, why_refused, wrapping_of
from passalong.ui.people.found_words import selections

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GrowingText(QTextEdit):
    """Plain text in place; ``single_line`` makes Return leave instead of break."""

    typed = Signal()  # the user changed the text
    left = Signal()  # the user is done with it

    def __init__(
        self, role: str = "inline", *, single_line: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._single_line = single_line
        self._kept = ""
        self._on_entering = ""
        self._words: tuple[str, ...] = ()
        self._showing = False
        self.setProperty("role", role)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._note_typing)
        self.cursorPositionChanged.connect(self._keep_in_sight)
        theme.signals.changed.connect(self._mark)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.toPlainText()

    def is_touched(self) -> bool:
        """Return whether something typed here has not been taken yet."""
        return self.text() != self._kept

    def kept_text(self) -> str:
        """Return what stood here before something was typed that is not taken yet."""
        return self._kept

    def show_text(self, text: str) -> None:
        """Show what is kept now; what is half typed stays."""
        untouched = not self.is_touched()
        self._kept = text
        if untouched and self.text() != text:
            self._put(text)

    def start_anew(self, text: str = "") -> None:
        """Show a text and forget what was typed."""
        self._kept = text
        self._on_entering = text
        if self.text() != text:
            self._put(text)

    def take(self) -> str:
        """Return the text and count it as kept."""
        self._kept = self.text()
        return self._kept

    def give_back(self, kept: str) -> None:
        """The text that was taken could not be kept after all; this is what is."""
        self._kept = kept

    def mark(self, words: tuple[str, ...]) -> None:
        """Mark these folded words wherever they stand."""
        if words != self._words:
            self._words = words
            self._mark()

    def restore(self) -> bool:
        """Bring back what stood here when the field was entered, if it is another text."""
        if self.text() == self._on_entering:
            return False
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._on_entering)
        return True

    def event(self, event: QEvent) -> bool:
        """Leave Undo and Redo to the window where nothing was typed that they could mean."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave on Ctrl+Return, restore on Esc."""
        controlled = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and (controlled or self._single_line):
            self.left.emit()
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            if not self.restore():
                event.ignore()  # nothing to bring back: Esc means the page
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Remember what Esc brings back."""
        if event.reason() not in _PASSING:
            self._on_entering = self.text()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that the user is done, whatever they turned to."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines anew and grow with them."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the height of the text."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never be lower than the text."""
        return QSize(40, self._wanted_height())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Leave files to the window: a card dropped here is to be imported."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Insert plain text; in a single line, without its breaks."""
        text = source.text()
        if not has_room(self.textCursor(), text):
            at = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            QToolTip.showText(at, why_refused(), self)
            return
        if wrapping_of(text) is QTextOption.WrapMode.WrapAnywhere:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.insertPlainText(" ".join(text.split()) if self._single_line else text)

    def _put(self, text: str) -> None:
        self._showing = True
        at = self.textCursor().position()
        self.setWordWrapMode(wrapping_of(text))
        self.setPlainText(text)
        if self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(min(at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
        self._showing = False
        self._mark()

    @Slot()
    def _note_typing(self) -> None:
        if not self._showing:
            self._mark()
            self.typed.emit()

    @Slot()
    def _keep_in_sight(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        content = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and content is not None and self.hasFocus():
            at = self.viewport().mapTo(content, self.cursorRect().bottomLeft())
            area.ensureVisible(at.x(), at.y(), 0, 2 * self.cursorRect().height())

    @Slot()
    def _mark(self) -> None:
        if self._words or self.extraSelections():
            self.setExtraSelections(selections(self.document(), self._words))

    @Slot()
    def _grow(self) -> None:
        wanted = self._wanted_height()
        if wanted != self.height() or wanted != self.minimumHeight():
            self.setFixedHeight(wanted)

    def _wanted_height(self) -> int:
        around = max(0, self.height() - self.viewport().height())
        return int(self.document().size().height() + 0.999) + min(around, 24)


_PASSING = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
