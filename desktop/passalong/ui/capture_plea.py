"""What capturing shows where a line says that somebody needs help: whose bind, by when."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from passalong.operations import Operations
from passalong.services.pleas import Meant, Plea
from passalong.ui.people.person_picker import PersonPicker
from passalong.ui.room import keep_in_room
from passalong.ui.widgets import Card, button, label
from passalong.words import helping


class PleaCard(Card):
    """Says what will be noted before it is; asks who is meant where that is not clear."""

    changed = Signal()
    refused = Signal()  # it is something to give after all

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._plea: Plea | None = None
        self._says = label(role="strong", wrap=True)
        self._needs = label(wrap=True)
        self._asks = label(role="warning", wrap=True)
        self.somebody_else = button(self.tr("Somebody else…"), "quiet")
        self.to_inbox = button(self.tr("No, put it into the inbox"), "quiet")
        self.who = PersonPicker(operations, self.tr("Who needs help"))
        self._other = QRadioButton(self.tr("Somebody else:"))
        self.new = QRadioButton()
        self._group = QButtonGroup(self)
        for each in (self._other, self.new):
            self._group.addButton(each)
        self.choices: list[tuple[QRadioButton, Meant]] = []
        self._choosing = QWidget()
        self._lay_out()
        self._connect_signals()
        self.hide()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._choosing)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self._asks)
        self._known = QVBoxLayout()
        self._known.setSpacing(6)
        inside.addLayout(self._known)
        other = QHBoxLayout()
        other.addWidget(self._other)
        other.addWidget(self.who, 1)
        inside.addLayout(other)
        inside.addWidget(self.new)
        last = QHBoxLayout()
        last.addWidget(self.somebody_else)
        last.addStretch()
        last.addWidget(self.to_inbox)
        for part in (self._says, self._needs, self._choosing):
            self.body.addWidget(part)
        self.body.addLayout(last)

    def _connect_signals(self) -> None:
        self.somebody_else.clicked.connect(self._choose)
        self.to_inbox.clicked.connect(self.refused)
        self.who.textEdited.connect(self._choose_other)
        self.who.picked.connect(self._say_what_comes)
        self._group.buttonToggled.connect(self._say_what_comes)

    def show_plea(self, plea: Plea) -> None:
        """Show what was understood; whoever was chosen for the same name stays chosen."""
        before, self._plea = self._plea, plea
        people = [meant for _radio, meant in self.choices]
        if before is None or before.name != plea.name or people != list(plea.may_be):
            self._ask_who(plea)
        needs = [need.text for need in plea.needed]
        self._needs.setText("\n".join(needs))
        self._say_what_comes()
        self.show()

    def keep_only(self, name: str) -> None:
        """Forget who was chosen unless it was for this name: nobody else may get the bind."""
        if self._plea is not None and self._plea.name != name:
            self.forget()

    def forget(self) -> None:
        """Show nothing: the text says something else."""
        self._plea = None
        self.hide()

    def is_new(self) -> bool:
        """Return whether whoever is named is to be added."""
        return self._plea is not None and self.new.isChecked()

    def what_is_unclear(self) -> str:
        """Return what must be said before it can be noted; nothing if all is well."""
        plea = self._plea
        if plea is None or plea.is_mine or self.new.isChecked() or self.person_id() is not None:
            return ""
        if self._other.isChecked():
            return self.tr("Choose who needs help from the list of names.")
        return self.tr("Say who “{0}” is.").format(plea.name)

    def person_id(self) -> int | None:
        """Return who is chosen; None for the user's own bind and for somebody new."""
        if self._plea is None:
            return None
        if self._other.isChecked():
            return self.who.person_id()
        return next((meant.id for radio, meant in self.choices if radio.isChecked()), None)

    def _ask_who(self, plea: Plea) -> None:
        for radio, _meant in self.choices:
            self._group.removeButton(radio)
            self._known.removeWidget(radio)
            radio.deleteLater()
        self.choices = [(QRadioButton(), meant) for meant in plea.may_be]
        self._group.setExclusive(False)
        for each in (self._other, self.new):
            each.setChecked(False)
        self._group.setExclusive(True)
        for radio, meant in self.choices:
            keep_in_room(radio, _named(meant))
            self._group.addButton(radio)
            self._known.addWidget(radio)
        self.who.show_person(None, "")
        keep_in_room(self.new, self.tr("Add {0} as somebody new").format(plea.name))
        is_clear = plea.is_mine or len(self.choices) == 1
        if is_clear and self.choices:
            self.choices[0][0].setChecked(True)
        asks = (
            self.tr("More than one person may be meant by “{0}”.")
            if self.choices
            else self.tr("Nobody is called “{0}”.")
        )
        self._asks.setText("" if is_clear else asks.format(plea.name))
        self._asks.setVisible(not is_clear)
        self._choosing.setVisible(not is_clear)
        self.somebody_else.setVisible(is_clear and not plea.is_mine)

    @Slot()
    def _choose(self) -> None:
        """Let somebody else be chosen though only one was found."""
        self._choosing.show()
        self.somebody_else.hide()
        self.who.setFocus()

    @Slot()
    def _choose_other(self) -> None:
        self._other.setChecked(True)

    @Slot()
    def _say_what_comes(self) -> None:
        plea = self._plea
        if plea is None:
            return
        name = self._name(plea)
        says = [helping.bind_of(name, need.by, urgent=plea.urgent) for need in plea.needed]
        self._says.setText("\n".join(says))
        self.changed.emit()

    def _name(self, plea: Plea) -> str:
        if plea.is_mine:
            return ""
        if self.new.isChecked():
            return self.tr("{0}, who is added").format(plea.name)
        if self._other.isChecked() and self.who.person_id() is not None:
            return self.who.text()
        chosen = (meant.name for radio, meant in self.choices if radio.isChecked())
        return next(chosen, f"“{plea.name}”")


def _named(meant: Meant) -> str:
    return f"{meant.name} · {meant.about}" if meant.about else meant.name
