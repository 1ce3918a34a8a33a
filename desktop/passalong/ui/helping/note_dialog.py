"""Notes who needs help, or that the user does."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import binds
from passalong.ui.helping.bind_fields import BindFields, Entered
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.people.person_picker import PersonPicker
from passalong.ui.widgets import button, label


class NoteDraft(NamedTuple):
    """What was typed about a bind and not saved."""

    person_id: int | None
    name: str
    entered: Entered


class NoteDialog(KeyboardDialog):
    """Asks who needs what by when; with ``mine`` only what and by when."""

    noted = Signal(int)  # a bind's number
    draft_kept = Signal(object)  # NoteDraft: what was typed and not saved

    def __init__(
        self,
        operations: Operations,
        person_id: int | None = None,
        name: str = "",
        text: str = "",
        parent: QWidget | None = None,
        *,
        mine: bool = False,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self.is_mine = mine
        self._saving: Job | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        title = self.tr("I need help") if mine else self.tr("Somebody needs help")
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.who = PersonPicker(operations, self.tr("Who needs help"))
        self.who.show_person(person_id, name)
        self.fields = BindFields(local_now().date())
        self.fields.be_mine(mine=mine)
        self.fields.propose(text)
        self._told = label(role="danger", wrap=True)
        self._told.hide()
        self.save = button(self.tr("Save"), "primary")
        self.save.setToolTip(self.tr("Ctrl+Return"))
        self._cancel = button(self.tr("Cancel"))
        self._lay_out(title)
        self._connect_signals()
        (self.fields.text if mine or person_id is not None else self.who).setFocus()
        self._at_first = self.draft()

    def draft(self) -> NoteDraft:
        """Return what stands there now."""
        return NoteDraft(self.who.person_id(), self.who.text(), self.fields.entered())

    def show_draft(self, draft: NoteDraft) -> None:
        """Go on with what was typed before."""
        self.who.show_person(draft.person_id, draft.name)
        self.fields.show_entered(draft.entered)
        self.fields.text.setFocus()

    def reject(self) -> None:
        """Close without a question; what was typed comes back the next time."""
        super().reject()
        if self.draft() != self._at_first:
            self.draft_kept.emit(self.draft())

    def _lay_out(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title"))
        explained = (
            self.tr("What you need in a few words; then you see whom to ask, and why.")
            if self.is_mine
            else self.tr("It stays on this computer, and you are reminded of what you promised.")
        )
        layout.addWidget(label(explained, "muted", wrap=True))
        form = self.fields.layout()
        if not self.is_mine and isinstance(form, QFormLayout):
            form.insertRow(0, label(self.tr("Who"), "muted"), self.who)
        layout.addWidget(self.fields)
        layout.addWidget(self._told)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save)
        layout.addLayout(buttons)

    def _connect_signals(self) -> None:
        self.save.clicked.connect(self._save)
        self._cancel.clicked.connect(self.reject)
        self.fields.changed.connect(self._told.hide)
        self.who.picked.connect(self._told.hide)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._save)

    @Slot()
    def _save(self) -> None:
        if self._saving is not None:
            return
        unclear = self.fields.what_is_unclear()
        if not self.is_mine and self.who.person_id() is None:
            unclear = self.tr("Choose who needs help from the list of names.")
            self.who.setFocus()
        if unclear:
            self._say(unclear)
            return
        person_id = None if self.is_mine else self.who.person_id()
        said = self.fields.entered()._asdict()
        now = local_now()
        self._saving = self._operations.write(
            partial(binds.note_bind, person_id=person_id, now=now, **said)
        )
        self._saving.finished.connect(self._leave)
        self._saving.troubled.connect(self._tell)
        self._saving.ended.connect(self._end_saving)

    @Slot(object)
    def _leave(self, bind_id: int) -> None:
        self.noted.emit(bind_id)
        self.accept()

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._say(str(trouble))

    @Slot()
    def _end_saving(self) -> None:
        self._saving = None

    def _say(self, text: str) -> None:
        self._told.setText(text)
        self._told.show()
