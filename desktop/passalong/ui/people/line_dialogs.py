"""Two small questions of one line each: who is new, and which tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passalong.ui import theme
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.widgets import button, label


class LineDialog(KeyboardDialog):
    """Asks for one line; ``answered`` brings it."""

    answered = Signal(str)
    given_up = Signal(str)  # what was typed, for the next time

    def __init__(
        self, title: str, question: str, example: str, accept: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._line = QLineEdit()
        self._line.setAccessibleName(title)
        self._line.setAccessibleDescription(question)
        self._accept = button(accept, "primary")
        self._accept.setDefault(True)
        self._accept.setEnabled(False)
        self._cancel = button(self.tr("Cancel"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(10)
        layout.addWidget(label(question, "strong", wrap=True))
        layout.addWidget(self._line)
        layout.addWidget(label(example, "muted", wrap=True))
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._accept)
        layout.addLayout(buttons)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._line.textChanged.connect(self._allow)
        self._cancel.clicked.connect(self.reject)
        self._accept.clicked.connect(self.accept)

    def complete_from(self, words: Sequence[str]) -> None:
        """Offer these words while somebody types."""
        completer = QCompleter(QStringListModel(list(words), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._line.setCompleter(completer)
        theme.dress_popup(completer)

    def accept(self) -> None:
        """Hand out the line, unless there is none."""
        line = self._line.text().strip()
        if line:
            self.answered.emit(line)
            super().accept()

    def begin_with(self, line: str) -> None:
        """Show what was typed the last time."""
        self._line.setText(line)

    def reject(self) -> None:
        """Close without a question; what was typed comes back the next time."""
        super().reject()
        self.given_up.emit(self._line.text())

    @Slot()
    def _allow(self) -> None:
        self._accept.setEnabled(bool(self._line.text().strip()))


def add_person_dialog(parent: QWidget) -> LineDialog:
    """Return the question who is new."""
    return LineDialog(
        parent.tr("New person"),
        parent.tr("Who is it, and what do you know already?"),
        parent.tr("For example   Ann Lee: into golf #conference needs: a CFO has: flat in Lisbon"),
        parent.tr("Add"),
        parent,
    )


def tag_dialog(parent: QWidget, count: int) -> LineDialog:
    """Return the question which tag so many people should carry."""
    who = (
        parent.tr("this person") if count == 1 else parent.tr("%1 people").replace("%1", str(count))
    )
    return LineDialog(
        parent.tr("Tag"),
        parent.tr("Which tag should %1 carry?").replace("%1", who),
        parent.tr("Several tags: put commas between them."),
        parent.tr("Tag"),
        parent,
    )
