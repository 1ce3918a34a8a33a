"""Where a reply is pasted or typed: it becomes an exchange and what they are doing now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passalong.domain.exchange import Outcome
from passalong.domain.reply import matter_in, plea_in, shortened
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import ledger
from passalong.ui.long_text import LongText
from passalong.ui.widgets import button, label

_LINES = 4


class ReplyField(QWidget):
    """A field that unfolds; what was typed stays with the person until it is kept."""

    kept = Signal()
    plea_found = Signal(str)  # the sentence of a reply that asks for help

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._person_id = 0
        self._typed: dict[int, str] = {}  # of people whose page was left meanwhile
        self._saving: Job | None = None
        self._is_own_matter = False
        self._open = button("+ " + self.tr("they answered"), "dashed")
        self._text = LongText()
        self._text.setAccessibleName(self.tr("What they answered"))
        self._text.setPlaceholderText(self.tr("paste or type what they wrote"))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(self.fontMetrics().height() * _LINES + 14)
        self._matter = QLineEdit()
        self._matter.setAccessibleName(self.tr("What they are doing now"))
        self._matter.setPlaceholderText(self.tr("what they are busy with now, if they say so"))
        self._plea = button(self.tr("They need help: note it…"), "quiet", "bind")
        self._plea.hide()
        self._message = label(role="danger", wrap=True)
        self._message.hide()
        self._thanks = button(self.tr("Just thanks"))
        self._keep = button(self.tr("Keep reply"), "primary")
        self._keep.setToolTip(self.tr("Ctrl+Return"))
        self._fields = QWidget()
        self._lay_out()
        self._connect_signals()
        self._fields.hide()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self._text)
        inside.addWidget(label(self.tr("What they are doing now, from the reply:"), "muted"))
        inside.addWidget(self._matter)
        inside.addWidget(self._message)
        buttons = QHBoxLayout()
        buttons.addWidget(self._plea)
        buttons.addStretch()
        buttons.addWidget(self._thanks)
        buttons.addWidget(self._keep)
        inside.addLayout(buttons)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self._fields)

    def _connect_signals(self) -> None:
        self._open.clicked.connect(self.begin)
        self._text.textChanged.connect(self._look)
        self._text.refused.connect(self._say)
        self._matter.textEdited.connect(self._note_own_matter)
        self._plea.clicked.connect(self._tell_plea)
        self._keep.clicked.connect(self._keep_answer)
        self._thanks.clicked.connect(self._keep_thanks)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self._fields, self._keep_answer)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_person(self, person_id: int) -> None:
        """Turn to somebody; what was typed about the last one waits."""
        if person_id == self._person_id:
            return
        self._typed[self._person_id] = self._text.toPlainText()
        self._person_id = person_id
        self._is_own_matter = False
        text = self._typed.pop(person_id, "")
        self._text.setPlainText(text)
        self._fold(folded=not text)

    @Slot()
    def begin(self) -> None:
        """Unfold the field."""
        self._fold(folded=False)
        self._text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Fold on Esc; what was typed stays."""
        if event.key() == Qt.Key.Key_Escape and self._fields.isVisible():
            self._fold(folded=True)
            self._open.setFocus()
        else:
            super().keyPressEvent(event)

    def _fold(self, *, folded: bool) -> None:
        self._fields.setVisible(not folded)
        self._open.setVisible(folded)

    @Slot()
    def _look(self) -> None:
        text = self._text.toPlainText()
        for each in (self._keep, self._thanks):
            each.setEnabled(bool(text.strip()) and self._saving is None)
        self._message.hide()
        said = plea_in(text)
        self._plea.setVisible(bool(said))
        self._plea.setToolTip(shortened(said))
        if not self._is_own_matter:
            self._matter.setText(matter_in(text))

    @Slot()
    def _tell_plea(self) -> None:
        self.plea_found.emit(plea_in(self._text.toPlainText()))

    @Slot()
    def _note_own_matter(self) -> None:
        self._is_own_matter = True

    @Slot()
    def _keep_answer(self) -> None:
        self._record(Outcome.ANSWERED, self._matter.text().strip())

    @Slot()
    def _keep_thanks(self) -> None:
        self._record(Outcome.THANKED, "")

    def _record(self, outcome: Outcome, matter: str) -> None:
        text = self._text.toPlainText()
        if not text.strip() or self._saving is not None:
            return
        self._saving = self._operations.write(
            partial(
                ledger.record_reply,
                person_id=self._person_id,
                text=text,
                now=local_now(),
                new_matter=matter,
                outcome=outcome,
            )
        )
        self._saving.finished.connect(partial(self._end, self._person_id))
        self._saving.troubled.connect(self._tell)
        self._look()

    def _end(self, person_id: int, _exchange_id: object) -> None:
        self._saving = None
        self._typed.pop(person_id, None)
        if person_id == self._person_id:
            self._is_own_matter = False
            self._text.clear()
            self._fold(folded=True)
        self.kept.emit()

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._saving = None
        self._look()
        self._say(str(trouble))

    @Slot(str)
    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.show()
