"""The field into which something worth giving is typed, pasted or dropped."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QToolButton, QWidget

from passalong.domain.opportunity import Attachment
from passalong.ui import theme
from passalong.ui.dropped import what_is_in
from passalong.ui.long_text import LongText
from passalong.ui.widgets import label

_HEIGHT = 110
_KILO = 1024


class CaptureText(LongText):
    """Takes text as ever; files, pictures and linked text are told to the dialog."""

    brought = Signal(object)  # Dropped

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setPlaceholderText(
            self.tr("Two spare tickets for Saturday… or the address of a page worth reading")
        )
        self.setAccessibleName(self.tr("What is worth passing along"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(_HEIGHT)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Take files and pictures too."""
        found = what_is_in(source)
        says_more = found.files or found.image or found.html
        return bool(says_more) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Insert text; tell of everything that may say more than its letters."""
        found = what_is_in(source)
        if not (found.files or found.image):
            if not self.accepts(source.text()):
                return
            QPlainTextEdit.insertFromMimeData(self, source)
        if found.files or found.image or found.text or found.html:
            self.brought.emit(found)


class AttachmentLine(QWidget):
    """Names the file that is kept with an opportunity, and takes it off again."""

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._attachment: Attachment | None = None
        self._icon = QToolButton()
        self._icon.setProperty("role", "tiny")
        self._icon.setEnabled(False)
        self._name = label(role="muted")
        self._remove = QToolButton()
        self._remove.setProperty("role", "tiny")
        side = round(theme.line_height())
        for part, icon in ((self._icon, "attachment"), (self._remove, "close")):
            part.setIconSize(QSize(side, side))
            theme.dress(part, icon, "muted")
        self._icon.setAccessibleName(self.tr("Kept with it"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._icon)
        layout.addWidget(self._name)
        layout.addWidget(self._remove)
        layout.addStretch()
        self._remove.clicked.connect(self._take_off)
        self.show_attachment(None)

    def show_attachment(self, attachment: Attachment | None) -> None:
        """Name a file, or nothing."""
        self._attachment = attachment
        self.setVisible(attachment is not None)
        if attachment is not None:
            kilobytes = max(1, len(attachment.data) // _KILO)
            self._name.setText(
                self.tr("kept with it: {0}, {1} kB").format(attachment.name, f"{kilobytes:,}")
            )
            says = self.tr("Do not keep {0}").format(attachment.name)
            self._remove.setToolTip(says)
            self._remove.setAccessibleName(says)

    def attachment(self) -> Attachment | None:
        """Return the file."""
        return self._attachment

    @Slot()
    def _take_off(self) -> None:
        self.show_attachment(None)
        self.removed.emit()
