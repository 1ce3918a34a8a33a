"""A bind edited where it stands."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from passalong.domain.bind import Bind
from passalong.ui.helping.bind_fields import BindFields
from passalong.ui.widgets import Card, button, label


class BindForm(Card):
    """The fields, Save and Cancel; Ctrl+Return saves, Esc leaves."""

    saved = Signal(object, object)  # Bind, Entered
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bind: Bind | None = None
        self.fields = BindFields(datetime.now().astimezone().date())
        self.message = label(role="danger", wrap=True)
        self.message.hide()
        self.save = button(self.tr("Save"), role="primary")
        self.save.setToolTip(self.tr("Ctrl+Return"))
        self._cancel = button(self.tr("Cancel"))
        last = QHBoxLayout()
        last.addWidget(self.message, 1)
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self.save)
        self.body.addWidget(self.fields)
        self.body.addLayout(last)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.save.clicked.connect(self._tell_saved)
        self._cancel.clicked.connect(self.left)
        self.fields.changed.connect(self.message.hide)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self._tell_saved)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape = QShortcut(QKeySequence("Esc"), self, self.left.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def start(self, bind: Bind) -> None:
        """Fill in what is there."""
        self._bind = bind
        self.fields.show_bind(bind)
        self.message.hide()
        self.fields.text.setFocus()
        self.fields.text.selectAll()

    def say(self, text: str) -> None:
        """Say why it cannot be saved."""
        self.message.setText(text)
        self.message.show()

    @Slot()
    def _tell_saved(self) -> None:
        if self._bind is None:
            return
        unclear = self.fields.what_is_unclear()
        if unclear:
            self.say(unclear)
            return
        entered = self.fields.entered()
        if entered.since is None:
            entered = entered._replace(since=self._bind.since)
        self.saved.emit(self._bind, entered)
