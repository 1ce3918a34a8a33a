"""A line for one more word, with the words already known offered below it."""

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from passalong.operations import Job
from passalong.ui import theme

Ask = Callable[[str], Job]
"""Asks for the known words that begin so; the job's answer is a list of them."""

_PAUSE_IN_TYPING = 80  # milliseconds


class WordLine(QLineEdit):
    """A short line, shaped like a chip.  Return takes the word, Esc closes the line."""

    given = Signal(str)  # a word, trimmed and never empty
    closed = Signal()  # the user turned to something else

    def __init__(self, ask: Ask | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._asking: Job | None = None
        self._original = ""
        self.setProperty("role", "chip_line")
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 22)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE_IN_TYPING)
        # Return in the list of known words says so twice: as Return and as a choice.
        self._taking = QTimer(self, singleShot=True, interval=0)
        if ask is not None:
            self.setCompleter(completer)
        self.textEdited.connect(self._typing.start)
        self._typing.timeout.connect(self._ask_for_known)
        self.returnPressed.connect(self._taking.start)
        completer.activated.connect(self._taking.start)
        self._taking.timeout.connect(self.take)

    def begin(self, text: str = "") -> None:
        """Show the line with a text to change, or empty for a new word."""
        self._original = text
        self.setText(text)
        self.selectAll()
        self.show()
        self.setFocus()

    @Slot()
    def take(self) -> None:
        """Hand over what stands in the line, if it is anything new."""
        self._typing.stop()
        self._taking.stop()
        word = " ".join(self.text().split())
        original, self._original = self._original, ""
        self.clear()
        if word and word != original:
            self.given.emit(word)
        if original:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Close on Esc; keep Return from pressing a dialog's button."""
        if event.key() == Qt.Key.Key_Escape:
            self._drop()
            self.closed.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Keep what was typed when the user turns to something else."""
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in passing:
            self.take()
            self.closed.emit()

    def _drop(self) -> None:
        self._typing.stop()
        self._taking.stop()
        self._original = ""
        self.clear()

    @Slot()
    def _ask_for_known(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        if self._ask is None or not self.text().strip():
            return
        self._asking = self._ask(self.text().strip())
        self._asking.finished.connect(self._offer)
        self._asking.ended.connect(self._note_end)

    @Slot(object)
    def _offer(self, words: list[str]) -> None:
        self._known.setStringList(list(words))
        if self.hasFocus() and self.text().strip() and words:
            theme.dress_popup(self.completer())
            self.completer().complete()

    @Slot()
    def _note_end(self) -> None:
        if self.sender() is self._asking:
            self._asking = None
