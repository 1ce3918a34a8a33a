"""A line of Today that asks a question instead of leading to a thing."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from passalong.services.open_letters import Released
from passalong.ui.line_card import Line
from passalong.ui.widgets import Card, button, label


class LetterRow(Card):
    """Asks of a letter whether it was sent; nothing is recorded before *yes*."""

    sent = Signal(object)  # Released
    not_sent = Signal(int)

    def __init__(self, letter: Released, line: Line) -> None:
        super().__init__()
        self.letter = letter
        self.line = line
        self._yes = button(self.tr("Yes, sent"), "primary")
        self._no = button(self.tr("No"))
        self._yes.setAccessibleName(f"{line.title} {self._yes.text()}")
        self._no.setAccessibleName(f"{line.title} {self._no.text()}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(line.title, "strong", wrap=True))
        words.addWidget(label(line.detail, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self.body.addLayout(row)
        self._yes.clicked.connect(self._say_sent)
        self._no.clicked.connect(self._say_not_sent)

    @Slot()
    def _say_sent(self) -> None:
        self._yes.setEnabled(False)
        self.sent.emit(self.letter)

    @Slot()
    def _say_not_sent(self) -> None:
        self._no.setEnabled(False)
        self.not_sent.emit(self.letter.id)
