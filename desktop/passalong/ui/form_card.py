"""What is edited where it stands: the card of its form, and how form and reading take turns."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from passalong.ui.widgets import Card, button, label


class FormCard(Card):
    """Fields, Save and Cancel; Ctrl+Return saves, Esc leaves."""

    save_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.message = label(role="danger", wrap=True)
        self.message.hide()
        self.save = button(self.tr("Save"), role="primary")
        self.save.setToolTip(self.tr("Ctrl+Return"))
        self._cancel = button(self.tr("Cancel"))
        self.save.clicked.connect(self.save_wanted)
        self._cancel.clicked.connect(self.left)
        self._on_keys(self.save_wanted, "Ctrl+Return", "Ctrl+Enter")
        self._on_keys(self.left, "Esc")

    def _on_keys(self, wanted: SignalInstance, *keys: str) -> None:
        for each in keys:
            shortcut = QShortcut(QKeySequence(each), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(wanted)

    def put(self, fields: QWidget) -> None:
        """Put the fields in, and what one does with them underneath."""
        last = QHBoxLayout()
        last.addWidget(self.message, 1)
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self.save)
        self.body.addWidget(fields)
        self.body.addLayout(last)

    def say(self, text: str) -> None:
        """Say why it cannot be saved."""
        self.message.setText(text)
        self.message.show()


class Turns(QObject):
    """Shows either what is read or its form; ``edit`` is the button that leads to the form."""

    def __init__(self, reading: QWidget, edit: QAbstractButton, form: FormCard) -> None:
        super().__init__(form)
        self._reading = reading
        self._edit = edit
        self._form = form
        form.hide()
        form.left.connect(self.read)

    def write(self) -> None:
        """Show the form."""
        self._reading.hide()
        self._form.show()

    @Slot()
    def read(self) -> None:
        """Show what is read; the keyboard comes along if it was in the form."""
        within = self._form.focusWidget()
        had_keyboard = within is not None and within.hasFocus()
        self._form.hide()
        self._reading.show()
        if had_keyboard:
            self._edit.setFocus()
