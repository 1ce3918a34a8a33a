"""Who should meet whom: two people of the user's own choice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from passalong.operations import Operations
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.people.person_picker import PersonPicker
from passalong.ui.widgets import button, label


class ChooseDialog(KeyboardDialog):
    """Two names; the introduction is written in the next dialog."""

    chosen = Signal(int, int)  # the two people's ids

    def __init__(
        self,
        operations: Operations,
        person_id: int | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whom = self.tr("Introduce {0} to…").format(name)
        said = whom if person_id else self.tr("Introduce two people")
        self.setWindowTitle(said)
        self.setMinimumWidth(460)
        self.first = PersonPicker(operations, self.tr("Introduce"))
        self.second = PersonPicker(operations, self.tr("To whom"))
        self.first.show_person(person_id, name)
        self._same = label(self.tr("This is one person."), "warning")
        self._same.hide()
        self._go = button(self.tr("Introduce…"), "primary")
        self._go.setDefault(True)
        self._cancel = button(self.tr("Cancel"))
        self._lay_out()
        self._connect_signals()
        self._allow()
        (self.second if person_id else self.first).setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(self.tr("Introduce"), self.first)
        form.addRow(self.tr("to"), self.second)
        last = QHBoxLayout()
        last.addWidget(self._same, 1)
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addWidget(label(self.windowTitle(), "subtitle", wrap=True))
        layout.addWidget(
            label(self.tr("You say in the next step what each of them gets."), "muted", wrap=True)
        )
        layout.addLayout(form)
        layout.addLayout(last)

    def _connect_signals(self) -> None:
        self.first.picked.connect(self._allow)
        self.second.picked.connect(self._allow)
        self._cancel.clicked.connect(self.reject)
        self._go.clicked.connect(self.accept)

    def accept(self) -> None:
        """Hand out the two, once there are two."""
        one, other = self.first.person_id(), self.second.person_id()
        if one is not None and other is not None and one != other:
            super().accept()
            self.chosen.emit(one, other)

    @Slot()
    def _allow(self) -> None:
        one, other = self.first.person_id(), self.second.person_id()
        same = one is not None and one == other
        self._same.setVisible(same)
        self._go.setEnabled(one is not None and other is not None and not same)
