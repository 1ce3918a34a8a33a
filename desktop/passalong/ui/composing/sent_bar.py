"""Asks of letters that were handed out whether they were sent; it disturbs nobody.

Only *yes* records anything.  What is not answered here is asked again on Today.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import open_letters, outgoing
from passalong.services.open_letters import Released
from passalong.services.outcome import Changed
from passalong.services.outgoing import Errand
from passalong.ui.composing.letting_out import HandedOut
from passalong.ui.widgets import button, label


class SentBar(QFrame):
    """A line above the page, about the letter that was handed out last."""

    recorded = Signal(object)  # HandedOut

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._letters: list[HandedOut] = []
        self._recording: Job | None = None
        self.setProperty("role", "selection_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = label(wrap=True)
        self.yes = button(self.tr("Yes, sent"), "primary")
        self.not_yet = button(self.tr("Not yet"))
        self.not_yet.setToolTip(self.tr("Today asks again"))
        self.no = button(self.tr("No"))
        self.no.setToolTip(self.tr("Nothing is recorded; what you wrote is kept"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(self.text, stretch=1)
        for each in (self.yes, self.not_yet, self.no):
            layout.addWidget(each)
        self.hide()
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.yes.clicked.connect(self._record)
        self.not_yet.clicked.connect(self._leave_open)
        self.no.clicked.connect(self._forget)
        self._operations.changed.connect(self._look_whether_answered)

    def ask(self, letter: HandedOut) -> None:
        """Ask about a letter; a newer one to the same person about the same takes its place."""
        about = letter.outgoing.about
        self._letters = [each for each in self._letters if each.outgoing.about != about]
        self._letters.append(letter)
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._letters))
        if not self._letters:
            return
        letter = self._letters[-1]
        for each in (self.yes, self.not_yet, self.no):
            each.setEnabled(True)
        said = {
            Errand.GIVE: self.tr("Did you send it to {0}?"),
            Errand.ASK_GIVER: self.tr("Did you send your question to {0}?"),
            Errand.THANK_GIVER: self.tr("Did you send your thanks to {0}?"),
            Errand.ASK_HELP: self.tr("Did you ask {0} for help?"),
            Errand.TELL_SOLVED: self.tr("Did you tell {0} that it is solved?"),
            Errand.ASK_TO_MEET: self.tr("Did you send your question to {0}?"),
            Errand.INTRODUCE: self.tr("Did you introduce {0}?"),
            Errand.THANK_FOR_MEETING: self.tr("Did you send your thanks to {0}?"),
        }[letter.outgoing.errand].format(letter.name)
        self.text.setText(said)
        self.setAccessibleName(said)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @Slot()
    def _record(self) -> None:
        letter = self._letters[-1]
        for each in (self.yes, self.not_yet, self.no):
            each.setEnabled(False)
        now = local_now()
        job = self._operations.write(
            partial(outgoing.record_sent, outgoing=letter.outgoing, now=now)
        )
        job.finished.connect(partial(self._end, letter))
        job.ended.connect(self._show)

    def _end(self, letter: HandedOut, _exchange_id: object) -> None:
        self._drop(letter.id)
        self.recorded.emit(letter)

    @Slot()
    def _leave_open(self) -> None:
        self._drop(self._letters[-1].id)

    @Slot()
    def _forget(self) -> None:
        letter_id = self._letters[-1].id
        self.no.setEnabled(False)
        job = self._operations.write(partial(open_letters.not_sent, released_id=letter_id))
        job.finished.connect(partial(self._drop, letter_id))

    def _drop(self, letter_id: int, _answer: object = None) -> None:
        self._letters = [each for each in self._letters if each.id != letter_id]
        self._show()

    @Slot(object)
    def _look_whether_answered(self, changed: Changed) -> None:
        """Today asks the same; whoever was answered there is not asked here."""
        if self._letters and Changed.LEDGER in changed:
            self._operations.read(open_letters.waiting).finished.connect(self._keep_waiting)

    @Slot(object)
    def _keep_waiting(self, waiting: Sequence[Released]) -> None:
        open_ = {each.id for each in waiting}
        left = [each for each in self._letters if each.id in open_]
        if left != self._letters:
            self._letters = left
            self._show()
