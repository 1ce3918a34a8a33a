"""The notes about a person: written, read and changed in one place.

A note is saved while it is typed.  The note being written stays in its own
field above the others until the user turns to something else; only then does it
take its place among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passalong.domain.person import Kept, Note, PersonDetails
from passalong.operations import Operations
from passalong.services import editing
from passalong.services.outcome import Outcome
from passalong.ui.people.autosave import Autosave
from passalong.ui.people.dated_text import DatedText
from passalong.ui.people.growing_text import GrowingText
from passalong.ui.people.pleas import PleaLine, Pleas
from passalong.ui.people.row_keeper import Save
from passalong.ui.widgets import Card, button, label

_SHOWN_AT_FIRST = 12  # the newest; the others come at a click
_MOST_SPARE = 12  # rows; making one costs more than all it shows
_SAID_FOR = 2500  # milliseconds


class NotesEditor(QWidget):
    """A field for a new note, and the notes there are, the newest first."""

    wrote = Signal()  # something was written that is on disk now
    plea_found = Signal(str)  # the sentence of a note that is to be a bind

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._person_id = 0  # nobody yet
        self._name = ""  # nobody is offered as being in a bind
        self._notes: Sequence[Kept[Note]] = ()
        self._words: tuple[str, ...] = ()
        self._shown = _SHOWN_AT_FIRST
        self._rows: dict[int, DatedText] = {}
        self._spare: list[DatedText] = []  # to be used for the next person's notes
        self._unsaved: dict[int, str] = {}  # texts that could not be written, by person
        self._draft: Autosave | None = None
        self._is_left = True
        self._pleas = Pleas()
        self._field = GrowingText()
        self._field.setPlaceholderText(self.tr("Write a note… it is saved as you type"))
        self._field.setAccessibleName(self.tr("New note"))
        self._saved = label(self.tr("Saved"), "muted")
        self._saved.hide()
        self._saying = QTimer(self, singleShot=True, interval=_SAID_FOR)
        self._older = button("", "quiet")
        self._card = Card()
        self.plea = PleaLine(self._card)
        policy = self._saved.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # or the text would jump at every save
        self._saved.setSizePolicy(policy)
        line = QHBoxLayout()
        line.addWidget(self._field, 1)
        line.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignTop)
        self._saved.setContentsMargins(0, 3, 0, 0)
        self._card.body.addLayout(line)
        self._card.body.addWidget(self._older)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._field.typed.connect(self._note_typing)
        self._field.left.connect(self._note_leaving)
        self._older.clicked.connect(self._show_older)
        self.plea.bind_wanted.connect(self.plea_found)
        self.plea.refused.connect(self.settle_plea)
        self._saying.timeout.connect(self._saved.hide)

    def show_notes(self, details: PersonDetails, words: tuple[str, ...]) -> None:
        """Show a person's notes; whatever is half typed about them stays."""
        if details.id != self._person_id:
            self.flush()
            self._turn_to(details.id)
        self._notes, self._words = details.notes, words
        self._name = "" if details.is_me else details.name
        self._look_after_draft()
        self._show_rows()

    def flush(self) -> None:
        """Save everything typed so far."""
        for row in self._rows.values():
            row.flush()
        if self._draft is not None:
            self._draft.leave()
            self._is_left = True
            self._finish_draft()

    def begin_note(self) -> None:
        """Put the cursor into the field for a new note."""
        self._field.setFocus()

    @Slot(str)
    def settle_plea(self, plea: str) -> None:
        """Offer these words no more: they are a bind by now, or are none."""
        self._pleas.settle(plea)
        self._show_rows()

    def note_saying(self, said: str) -> GrowingText | None:
        """Return the field of the note that says this, those folded away too; None if none does."""
        wanted = " ".join(said.split())
        drafted = self._draft.keeper.row_id if self._draft is not None else None
        for note_id, note in self._notes:
            if wanted in " ".join(note.text.split()):
                if note_id == drafted:
                    return self._field
                if note_id not in self._rows:
                    self._show_older()
                return self._rows[note_id].field
        return None

    def _turn_to(self, person_id: int) -> None:
        for row in self._rows.values():
            row.autosave.let_go()
        self._spare += self._rows.values()
        self._rows = {}
        self._shown = _SHOWN_AT_FIRST
        self._person_id = person_id
        self._begin_draft(person_id, self._unsaved.pop(person_id, ""))

    def _begin_draft(self, person_id: int, text: str = "") -> None:
        if self._draft is not None:
            self._draft.end()
            self._draft.deleteLater()
        self._field.start_anew("")
        self._draft = Autosave(self._operations, self._field, partial(_write_note, person_id))
        self._draft.keeper.failed.connect(self._keep_for_later)
        self._draft.kept.connect(self._note_kept)
        self._draft.emptied.connect(self._delete)
        if text:
            self._field.insertPlainText(text)

    def _look_after_draft(self) -> None:
        """Follow what happened to the half-written note elsewhere, by Undo for instance."""
        draft = self._draft
        if draft is None or draft.keeper.row_id is None or draft.keeper.is_saving:
            return
        there = {note.id: note.value.text for note in self._notes}
        text = there.get(draft.keeper.row_id)
        if text is not None:
            draft.show_text(text)
        elif self._field.is_touched():
            draft.keeper.forget_row()  # typed on after it was taken back: a new note
        else:
            draft.keeper.forget_row()
            self._field.start_anew("")

    def _show_rows(self) -> None:
        today = date.today()
        drafted = self._draft.keeper.row_id if self._draft is not None else None
        notes = [note for note in self._notes if note.id != drafted]
        shown = notes[: self._shown]
        self._drop_rows_but({note.id for note in shown})
        lines: list[QWidget] = []
        pleading = self._ask_about_plea(drafted, shown)
        if pleading is not None and pleading == drafted:
            lines.append(self.plea)
        for note_id, note in shown:
            row = self._rows.get(note_id)
            if row is None:
                row = self._made(note_id)
            lines.append(row)
            if note_id == pleading:
                lines.append(self.plea)
            about = self.tr("imported") if note.imported else ""
            row.show_line(note.text, note.day, today, self._words, about)
        for position, line in enumerate(lines):
            if self._card.body.indexOf(line) != position + 1:
                self._card.body.removeWidget(line)
                self._card.body.insertWidget(position + 1, line)
        self._put_away()
        more = len(notes) - len(shown)
        self._older.setText(self.tr("Show %n older note(s)", "", more))
        self._older.setVisible(more > 0)

    def _ask_about_plea(self, drafted: int | None, shown: Sequence[Kept[Note]]) -> int | None:
        """Ask about the newest note that pleads; return its number."""
        if drafted is not None:
            self._pleas.begin(drafted, "")
        draft = [note for note in self._notes if note.id == drafted]
        for note_id, note in [*draft, *shown]:
            plea = self._pleas.offered(note_id, note.text) if self._name else ""
            if plea:
                self.plea.ask(self._name, plea)
                return note_id
        self._card.body.removeWidget(self.plea)
        self.plea.hide()
        return None

    def _put_away(self) -> None:
        for row in self._spare:
            self._card.body.removeWidget(row)
            row.hide()
        for row in self._spare[_MOST_SPARE:]:
            row.retire()
        del self._spare[_MOST_SPARE:]

    def _made(self, note_id: int) -> DatedText:
        save_as = partial(_write_note, self._person_id)
        if self._spare:
            row = self._spare.pop(0)
            row.autosave.turn_to(save_as, note_id)
            row.show()
        else:
            row = DatedText(self._operations, note_id, save_as, self.tr("Note"))
            row.remove_wanted.connect(self._delete)
            row.field.typed.connect(partial(self._note_changing, row))
        self._rows[note_id] = row
        return row

    def _drop_rows_but(self, wanted: set[int]) -> None:
        for note_id in [each for each in self._rows if each not in wanted]:
            row = self._rows.pop(note_id)
            if row.field.is_touched() and row.field.text().strip():
                # Deleted elsewhere while being changed here: typed text wins.
                row.autosave.keeper.forget_row()
                row.flush()
            self._card.body.removeWidget(row)
            row.retire()

    def _finish_draft(self) -> None:
        draft = self._draft
        if draft is None or not self._is_left or draft.keeper.is_saving:
            return
        if draft.keeper.row_id is not None and not self._field.is_touched():
            self._begin_draft(self._person_id)
            self._show_rows()

    @Slot(object)
    def _keep_for_later(self, unsaved: "_WriteNote") -> None:
        # Where its person is still shown, so is the text, and the next pause tries again.
        if unsaved.person_id != self._person_id:
            self._unsaved[unsaved.person_id] = unsaved.text

    @Slot()
    def _note_typing(self) -> None:
        self._is_left = False
        self._saved.hide()

    def _note_changing(self, row: DatedText) -> None:
        if row.row_id is not None:
            self._pleas.begin(row.row_id, row.field.kept_text())

    @Slot()
    def _note_leaving(self) -> None:
        self._is_left = True
        self._finish_draft()

    @Slot()
    def _note_kept(self) -> None:
        self._saved.show()
        self._saying.start()
        self.wrote.emit()
        self._finish_draft()

    @Slot()
    def _show_older(self) -> None:
        self._shown = len(self._notes)
        self._show_rows()

    @Slot(int)
    def _delete(self, note_id: int) -> None:
        self._operations.write(partial(editing.delete_note, note_id=note_id, now=datetime.now(UTC)))


@dataclass(frozen=True, slots=True)
class _WriteNote:
    """One text on its way to become a note, of its person whoever is shown by then."""

    person_id: int
    text: str
    now: datetime

    def __call__(self, session: Any, row_id: int | None) -> Outcome[int]:
        return editing.write_note(session, self.person_id, self.text, row_id, self.now)


def _write_note(person_id: int, text: str) -> Save:
    return _WriteNote(person_id, text, datetime.now(UTC))
