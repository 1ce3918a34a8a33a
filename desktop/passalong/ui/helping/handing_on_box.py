"""To whom a bind was handed on, where the user likes to say."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QMoveEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea

from passalong.operations import Operations
from passalong.ui.people.person_picker import PersonPicker
from passalong.ui.widgets import Card, button, label

_AROUND = 12  # pixels that are seen beside it


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
        self._come_in_sight()

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802
        """Stay in sight where what is above it grows while a name is typed."""
        super().moveEvent(event)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._come_in_sight()

    def _come_in_sight(self) -> None:
        QTimer.singleShot(0, self, self._scroll_to_it)  # by then all is laid out

    @Slot()
    def _scroll_to_it(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.isVisible():
            above.ensureWidgetVisible(self, 0, _AROUND)

    @Slot()
    def _tell(self) -> None:
        self.handed_on.emit(self.to.text().strip())
