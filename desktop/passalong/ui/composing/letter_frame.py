"""The frame of a letter: left what is written, right what stops it and how it will read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from passalong.ui.composing.checklist import Checklist
from passalong.ui.reading_area import ReadingArea
from passalong.ui.widgets import Card, button, heading, label, scrolling

_FROM_THE_EDGE = 40
_LEAST = QSize(640, 420)  # smaller, a part could not be read


class LetterFrame(QWidget):
    """Everything around the ``form`` in which a letter is written.

    ``preview`` is where it is read, ``aside`` one more way to leave beside
    Cancel, ``under_checks`` what may help against what stops it.  Whatever
    chooses among several letters goes into ``over_preview``.
    """

    def __init__(
        self,
        form: QWidget,
        preview: QLabel,
        preview_title: str,
        side_width: int,
        aside: QPushButton,
        under_checks: QPushButton | None = None,
    ) -> None:
        super().__init__()
        self.title = label(role="subtitle", wrap=True)
        self.about = label(role="muted", wrap=True)
        self.checklist = Checklist()
        self.over_preview = QVBoxLayout()
        self.message = label(role="danger", wrap=True)
        self.message.hide()
        self.cancel = button(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("What you wrote is kept until you come back (Esc)"))
        self.copy = button(self.tr("Copy"), icon="copy")
        self.open = button(self.tr("Open in mail"), "primary", "email")
        self.open.setToolTip(self.tr("Opens your mail program; nothing is sent (Ctrl+Return)"))
        self._lay_out(form, self._side(preview, preview_title, under_checks), aside, side_width)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.open.click)

    def _lay_out(self, form: QWidget, side: QWidget, aside: QPushButton, side_width: int) -> None:
        side.setFixedWidth(side_width)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(scrolling(form, framed=False), 1)
        both.addWidget(side)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.message, 1)
        last.addStretch()
        for each in (self.cancel, aside, self.copy, self.open):
            last.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.about)
        layout.addSpacing(4)
        layout.addLayout(both, 1)
        layout.addLayout(last)

    def _side(
        self, preview: QLabel, preview_title: str, under_checks: QPushButton | None
    ) -> QWidget:
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 3, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(heading(self.tr("Before you send")))
        beside.addWidget(self.checklist)
        if under_checks is not None:
            beside.addWidget(under_checks)
        beside.addSpacing(8)
        beside.addWidget(heading(preview_title))
        beside.addLayout(self.over_preview)
        card = Card()
        card.body.addWidget(preview)
        card.body.addStretch()
        preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        reading = ReadingArea()
        reading.setWidget(card)
        reading.setAccessibleName(self.tr("Preview"))
        beside.addWidget(reading, 1)
        return side

    def fill(self, dialog: QDialog, title: str, width: int, height: int) -> None:
        """Fill a dialog, which becomes so large unless the window behind it is smaller."""
        dialog.setWindowTitle(title)
        self.title.setText(title)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self)
        dialog.setMinimumSize(_LEAST)
        window = dialog.parentWidget()
        room = window.size() if window else dialog.screen().availableSize()
        dialog.resize(
            min(width, max(_LEAST.width(), room.width() - _FROM_THE_EDGE)),
            min(height, max(_LEAST.height(), room.height() - _FROM_THE_EDGE)),
        )

    def allow(self, *, leave: bool) -> None:
        """Let the letter leave, or not."""
        for each in (self.copy, self.open):
            each.setEnabled(leave)

    def say(self, text: str) -> None:
        """Say why something could not be done."""
        self.message.setText(text)
        self.message.show()

    def say_nothing(self) -> None:
        """Take back what was said."""
        self.message.hide()
