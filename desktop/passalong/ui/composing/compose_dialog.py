"""The composer: the parts of a message, what the gate says of it, and how it will read.

Nothing is sent here.  The message goes to the mail program or the clipboard
through ``outgoing.release``, and is recorded only when the user says that it
was sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from passalong.domain import gate
from passalong.domain.message import text_of
from passalong.domain.opportunity import Opportunity
from passalong.errors import Trouble
from passalong.operations import Job, Operations
from passalong.services import outgoing, setting_aside
from passalong.services.composing import Composing, lacks_value
from passalong.services.outgoing import Blocked, Errand
from passalong.ui.composing.checklist import Checklist
from passalong.ui.composing.checks import checks
from passalong.ui.composing.compose_draft import ComposeDraft
from passalong.ui.composing.compose_form import ComposeForm
from passalong.ui.composing.letting_out import HandedOut, LettingOut
from passalong.ui.widgets import Card, button, heading, label
from passalong.words import gate as gate_words

_SIZE = (880, 590)
_SIDE = 270  # pixels of checklist and preview
_PAUSE_IN_TYPING = 120  # milliseconds until the gate is asked
_FROM_THE_EDGE = 40


class ComposeDialog(QDialog):
    """Left what is written, right what stops it and how it will read."""

    handed_out = Signal(object)  # HandedOut
    draft_kept = Signal(object)  # ComposeDraft
    thing_wanted = Signal(int)  # an opportunity to pass along instead of free words
    giver_wanted = Signal(int)  # the opportunity whose giver is to be asked first

    def __init__(
        self,
        operations: Operations,
        composing: Composing,
        things: Sequence[Opportunity] = (),
        draft: ComposeDraft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._composing = composing
        self._answer: gate.Answer | None = None
        self._asking: Job | None = None
        self._keeping: Job | None = None  # for later
        self._letting_out = LettingOut(operations, self)
        self._now = datetime.now().astimezone()
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.form = ComposeForm(composing, things, draft, self._now)
        self.checklist = Checklist()
        self.preview = label(wrap=True)
        self._title = label(role="subtitle", wrap=True)
        self._to = label(role="muted", wrap=True)
        item = composing.opportunity
        self._ask_giver = button(self.tr("Ask {0}…").format(item.giver_name if item else ""))
        self._ask_giver.hide()
        self._message = label(role="danger", wrap=True)
        self._message.hide()
        self._cancel = button(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("What you wrote is kept until you come back (Esc)"))
        self._later = button(self.tr("Later"))
        self._later.hide()
        self._copy = button(self.tr("Copy"), icon="copy")
        self._open = button(self.tr("Open in mail"), "primary", "email")
        self._open.setToolTip(self.tr("Opens your mail program; nothing is sent (Ctrl+Return)"))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_IN_TYPING)
        self._say_to_whom()
        self._lay_out()
        self._connect_signals()
        self._follow()
        self._ask_gate()

    def _say_to_whom(self) -> None:
        person, names = self._composing.person, self._composing.names
        thing = self._composing.opportunity
        said = {
            Errand.GIVE: self.tr("Pass along to {0}") if thing else self.tr("Write to {0}"),
            Errand.ASK_GIVER: self.tr("Ask {0}"),
            Errand.THANK_GIVER: self.tr("Thank {0}"),
            Errand.ASK_HELP: self.tr("Ask {0} for help"),
            Errand.TELL_SOLVED: self.tr("Tell {0} that it is solved"),
            Errand.THANK_FOR_MEETING: self.tr("Thank {0}"),
        }.get(self._composing.outgoing.errand, self.tr("Write to {0}"))
        self.setWindowTitle(said.format(names))
        self._title.setText(said.format(names))
        emails = [kept.value for kept in person.emails]
        best = next((each for each in emails if each.preferred), emails[0] if emails else None)
        parts = [best.address if best else "", person.headline]
        self._to.setText(" · ".join(part for part in parts if part))
        self._to.setVisible(bool(self._to.text()))

    def _lay_out(self) -> None:
        scroll = _scroll(self.form)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 3, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(heading(self.tr("Before you send")))
        beside.addWidget(self.checklist)
        beside.addWidget(self._ask_giver)
        beside.addSpacing(8)
        beside.addWidget(heading(self.tr("Preview")))
        preview = Card()
        preview.body.addWidget(self.preview)
        preview.body.addStretch()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        reading = _scroll(preview)
        reading.setAccessibleName(self.tr("Preview"))
        beside.addWidget(reading, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(scroll, 1)
        both.addWidget(side)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self._message, 1)
        last.addStretch()
        for each in (self._cancel, self._later, self._copy, self._open):
            last.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._to)
        layout.addSpacing(4)
        layout.addLayout(both, 1)
        layout.addLayout(last)
        window = self.parentWidget()
        room = window.size() if window else self.screen().availableSize()
        width = min(_SIZE[0], max(640, room.width() - _FROM_THE_EDGE))
        self.resize(width, min(_SIZE[1], max(420, room.height() - _FROM_THE_EDGE)))
        first = self.form.why if self.form.value.text().strip() else self.form.value
        first.field.setFocus()

    def _connect_signals(self) -> None:
        self.form.changed.connect(self._follow)
        self.form.thing_wanted.connect(self._want_thing)
        self._letting_out.handed_out.connect(self._end)
        self._letting_out.failed.connect(self._tell)
        self._typing.timeout.connect(self._ask_gate)
        self._operations.changed.connect(self._typing.start)
        self._cancel.clicked.connect(self.reject)
        self._later.clicked.connect(self._keep_for_later)
        self._ask_giver.clicked.connect(self._want_giver)
        self._copy.clicked.connect(self.copy_message)
        self._open.clicked.connect(self._open_it)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._open_it)

    @Slot()
    def _follow(self) -> None:
        """Show how it will read, at once, and ask the gate when the typing rests."""
        self._message.hide()
        self.preview.setText(text_of(self.form.outgoing().parts))
        self._show_checks()
        self._typing.start()

    @Slot()
    def _ask_gate(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._now = datetime.now().astimezone()
        question = partial(outgoing.check, outgoing=self.form.outgoing(), now=self._now)
        self._asking = self._operations.read(question, urgent=True)
        self._asking.finished.connect(self._show_answer)
        self._asking.troubled.connect(self._tell)

    @Slot(object)
    def _show_answer(self, answer: gate.Answer) -> None:
        self._asking = None
        self._answer = answer
        self.form.follow(answer)
        self._show_checks()

    def _show_checks(self) -> None:
        if self._answer is None:
            self._allow(leave=False)
            return
        written = self.form.outgoing()
        self.checklist.show_checks(checks(self._composing, written, self._answer, self._now))
        stopped = self._answer.verdict is gate.Verdict.BLOCK
        empty = lacks_value(self._composing, written) or not text_of(written.parts)
        self._allow(leave=not (stopped or empty or self._is_busy()))
        kinds = {reason.kind for reason in self._answer.reasons}
        self._ask_giver.setVisible(gate.ReasonKind.GIVER_NOT_ASKED in kinds)
        until = self._answer.free_once_written
        is_pass = self._composing.opportunity is not None and written.errand is Errand.GIVE
        self._later.setVisible(until is not None and is_pass)
        if until is not None:
            first = gate_words.moment(until + timedelta(minutes=1), self._now)
            self._later.setText(self.tr("Later: {0}").format(first))
            self._later.setToolTip(self.tr("Keeps it, and brings it back in Today"))

    def _is_busy(self) -> bool:
        """Return whether it is on its way out, or being kept, this very moment."""
        return self._letting_out.is_leaving or self._keeping is not None

    def _allow(self, *, leave: bool) -> None:
        for each in (self._copy, self._open):
            each.setEnabled(leave)

    @Slot()
    def _open_it(self) -> None:
        if self._open.isEnabled():
            self._let_out(by_mail=True)

    @Slot()
    def copy_message(self) -> None:
        """Put the message on the clipboard, if it may leave."""
        if self._copy.isEnabled():
            self._let_out(by_mail=False)

    def _let_out(self, *, by_mail: bool) -> None:
        self._letting_out.let_out(self.form.outgoing(), by_mail=by_mail)
        self._allow(leave=False)

    @Slot(object)
    def _end(self, letter: HandedOut) -> None:
        self._stop()
        self.draft_kept.emit(self.form.draft())  # until it is known that it was sent
        self.accept()
        self.handed_out.emit(letter)

    @Slot()
    def _keep_for_later(self) -> None:
        until = self._answer.free_once_written if self._answer else None
        item = self._composing.opportunity
        if until is None or item is None:
            return
        parts = self.form.outgoing().parts
        self._keeping = self._operations.write(
            partial(
                setting_aside.later,
                opportunity_id=item.id,
                person_id=self._composing.person.id,
                until=until,
                why=parts.why,
                commentary=parts.commentary,
                now=datetime.now().astimezone(),
            )
        )
        self._later.setEnabled(False)
        self._allow(leave=False)
        self._keeping.finished.connect(self._end_for_later)
        self._keeping.troubled.connect(self._tell)

    @Slot()
    def _end_for_later(self) -> None:
        self._keeping = None
        self.reject()

    @Slot(int)
    def _want_thing(self, opportunity_id: int) -> None:
        self.reject()
        self.thing_wanted.emit(opportunity_id)

    @Slot()
    def _want_giver(self) -> None:
        if self._composing.opportunity is not None:
            self.reject()
            self.giver_wanted.emit(self._composing.opportunity.id)

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._keeping = self._asking = None
        self._later.setEnabled(True)
        if isinstance(trouble, Blocked):
            self._show_answer(trouble.answer)
        self._say(str(trouble))

    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.show()

    def _stop(self) -> None:
        self._typing.stop()
        self._operations.changed.disconnect(self._typing.start)
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def reject(self) -> None:
        """Close without a question; what was written comes back the next time."""
        if self._is_busy():
            return
        self._stop()
        super().reject()
        self.draft_kept.emit(self.form.draft())


def _scroll(content: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(content)
    return scroll
