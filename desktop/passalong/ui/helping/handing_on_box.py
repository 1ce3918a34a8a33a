"""To whom a bind was handed on, where the user likes to say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from passalong.operations import Operations
from passalong.ui.people.person_picker import PersonPicker
from passalong.ui.widgets import Card, button, label


class HandingOnBox(Card):
    """A line for a name, known or not, that may stay empty."""

    handed_on = Signal(str)  # a name, or nothing
    left = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__(role="giver")
        self.to = PersonPicker(operations, self.tr("Who is at it now"))
        self.to.setPlaceholderText(self.tr("a name, or leave it empty"))
        self.to.setMaximumWidth(360)
        self.done = button(self.tr("Handed on"), "primary")
        self._cancel = button(self.tr("Cancel"))
        last = QHBoxLayout()
        last.addWidget(self.to, 1)
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self.done)
        self.body.addWidget(label(self.tr("Who is at it now?"), "strong"))
        self.body.addWidget(
            label(
                self.tr("Nothing reminds of it for two weeks; the name goes to the steps."),
                "muted",
                wrap=True,
            )
        )
        self.body.addLayout(last)
        self.hide()
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.done.clicked.connect(self._tell)
        self._cancel.clicked.connect(self.left)
        for keys, then in (
            ("Esc", self.left.emit),
            ("Ctrl+Return", self._tell),
            ("Ctrl+Enter", self._tell),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, then)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def start(self) -> None:
        """Ask, with nothing filled in."""
        self.to.clear()
        self.show()
        self.to.setFocus()

    @Slot()
    def _tell(self) -> None:
        self.handed_on.emit(self.to.text().strip())
