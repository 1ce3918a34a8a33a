"""What is asked before something is done with a bind: one card, the same keys for each."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QMoveEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from passalong.ui.widgets import Card, button, label

_AROUND = 12  # pixels that are seen beside it


class QuestionBox(Card):
    """A question, room for its answer, and the buttons; Ctrl+Return answers, Esc leaves."""

    left = Signal()

    def __init__(self, question: str, about: str, does: str) -> None:
        super().__init__(role="giver")
        self.answer = QVBoxLayout()
        self.answer.setSpacing(4)
        self.done = button(does, "primary")
        self.buttons = QHBoxLayout()
        self.buttons.addStretch()
        self._cancel = button(self.tr("Cancel"))
        self.buttons.addWidget(self._cancel)
        self.buttons.addWidget(self.done)
        self.body.addWidget(label(question, "strong"))
        self.body.addWidget(label(about, "muted", wrap=True))
        self.body.addLayout(self.answer)
        self.body.addLayout(self.buttons)
        self.hide()
        self._cancel.clicked.connect(self.left)
        self.done.clicked.connect(self.take)
        for keys, then in (
            ("Esc", self.left.emit),
            ("Ctrl+Return", self.done.click),
            ("Ctrl+Enter", self.done.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, then)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def take(self) -> None:
        """Tell what was answered."""
        raise NotImplementedError

    def ask(self, first: QWidget) -> None:
        """Show the question, the keyboard where its answer begins."""
        self.show()
        first.setFocus()
        self._come_in_sight()

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802
        """Stay in sight where what is above it grows while it is answered."""
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
