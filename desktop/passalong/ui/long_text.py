"""A field into which a whole book may be pasted: it takes what can be kept, and never stands still.

Qt looks for the end of a word at every line it breaks: a text without blanks, such as a
picture written as letters, would take it a minute.  Such a text is broken anywhere instead.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QMetaMethod, QMimeData, Signal
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QToolTip

from passalong.domain.source import MOST_TEXT
from passalong.ui.figures import number

_ENDLESS_WORD = re.compile(r"\S{5000}")


def wrapping_of(text: str) -> QTextOption.WrapMode:
    """Return how the lines of a text are broken."""
    if _ENDLESS_WORD.search(text):
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def has_room(cursor: QTextCursor, text: str, most: int = MOST_TEXT) -> bool:
    """Tell whether a text fits at a cursor; what is selected there makes room for it."""
    selected = cursor.selectionEnd() - cursor.selectionStart()
    stays = cursor.document().characterCount() - 1 - selected
    return stays + len(text) <= most


def why_refused(most: int = MOST_TEXT) -> str:
    """Return what to say of a text that does not fit."""
    said = QCoreApplication.translate(
        "LongText",
        "This text is longer than {0} characters. Keep the part that matters, or a link to it.",
    )
    return said.format(number(most))


class LongText(QPlainTextEdit):
    """Plain text of at most ``most`` letters; what is longer is not put in, and it is said."""

    refused = Signal(str)  # why; who connects here says it, and nobody else

    def __init__(self, text: str = "", most: int = MOST_TEXT) -> None:
        super().__init__()
        self._most = most
        self.setPlainText(text)

    def setPlainText(self, text: str) -> None:  # noqa: N802
        """Show a text."""
        self.setWordWrapMode(wrapping_of(text))
        super().setPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Insert what is pasted or dropped, if there is room for it."""
        if self.accepts(source.text()):
            super().insertFromMimeData(source)

    def accepts(self, text: str) -> bool:
        """Make ready for a text at the cursor; if there is no room for it, say so."""
        if not has_room(self.textCursor(), text, self._most):
            self._tell(why_refused(self._most))
            return False
        wrapping = wrapping_of(text)
        if wrapping is QTextOption.WrapMode.WrapAnywhere or self.document().isEmpty():
            self.setWordWrapMode(wrapping)
        return True

    def _tell(self, why: str) -> None:
        if self.isSignalConnected(QMetaMethod.fromSignal(self.refused)):
            self.refused.emit(why)
        else:
            at = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            QToolTip.showText(at, why, self)
