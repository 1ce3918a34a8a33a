"""The composer: the parts of a message, what the gate says of it, and how it will read.

Nothing is sent here.  The message goes to the mail program or the clipboard
through ``outgoing.release``, and is recorded only when the user says that it
was sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from passalong.domain import gate
from passalong.domain.message import text_of
from passalong.domain.opportunity import Opportunity
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import outgoing, setting_aside
from passalong.services.composing import Composing, lacks_value
from passalong.services.outgoing import Blocked, Errand
from passalong.ui.composing.checks import checks
from passalong.ui.composing.compose_draft import ComposeDraft
from passalong.ui.composing.compose_form import ComposeForm
from passalong.ui.composing.letter_frame import LetterFrame
from passalong.ui.composing.letting_out import HandedOut, LettingOut
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.widgets import button, label
from passalong.words import gate as gate_words

_SIZE = (880, 590)
_SIDE = 270  # pixels of checklist and preview
_PAUSE_IN_TYPING = 120  # milliseconds until the gate is asked


class ComposeDialog(KeyboardDialog):
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
        self._now = local_now()
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.form = ComposeForm(composing, things, draft, self._now)
        self.preview = label(wrap=True)
        item = composing.opportunity
        self._ask_giver = button(self.tr("Ask {0}…").format(item.giver_name if item else ""))
        self._ask_giver.hide()
        self._later = button(self.tr("Later"))
        self._later.hide()
        self.frame = LetterFrame(
            self.form, self.preview, self.tr("Preview"), _SIDE, self._later, self._ask_giver
        )
        self.checklist = self.frame.checklist
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_IN_TYPING)
        self._lay_out()
        self._connect_signals()
        self._follow()
        self._ask_gate()

    def _lay_out(self) -> None:
        self._say_about()
        self.frame.fill(self, self._what_for(), *_SIZE)
        first = self.form.why if self.form.value.text().strip() else self.form.value
        first.field.setFocus()

    def _what_for(self) -> str:
        thing = self._composing.opportunity
        said = {
            Errand.GIVE: self.tr("Pass along to {0}") if thing else self.tr("Write to {0}"),
            Errand.ASK_GIVER: self.tr("Ask {0}"),
            Errand.THANK_GIVER: self.tr("Thank {0}"),
            Errand.ASK_HELP: self.tr("Ask {0} for help"),
            Errand.TELL_SOLVED: self.tr("Tell {0} that it is solved"),
            Errand.THANK_FOR_MEETING: self.tr("Thank {0}"),
        }.get(self._composing.outgoing.errand, self.tr("Write to {0}"))
        return said.format(self._composing.names)

    def _say_about(self) -> None:
        person = self._composing.person
        emails = [kept.value for kept in person.emails]
        best = next((each for each in emails if each.preferred), emails[0] if emails else None)
        parts = [best.address if best else "", person.headline]
        self.frame.about.setText(" · ".join(part for part in parts if part))
        self.frame.about.setVisible(bool(self.frame.about.text()))

    def _connect_signals(self) -> None:
        self.form.changed.connect(self._follow)
        self.form.thing_wanted.connect(self._want_thing)
        self._letting_out.handed_out.connect(self._end)
        self._letting_out.failed.connect(self._tell)
        self._typing.timeout.connect(self._ask_gate)
        self._operations.changed.connect(self._typing.start)
        self.frame.cancel.clicked.connect(self.reject)
        self._later.clicked.connect(self._keep_for_later)
        self._ask_giver.clicked.connect(self._want_giver)
        self.frame.copy.clicked.connect(self._copy_it)
        self.frame.open.clicked.connect(self._open_it)

    @Slot()
    def _follow(self) -> None:
        """Show how it will read, at once, and ask the gate when the typing rests."""
        self.frame.say_nothing()
        self.preview.setText(text_of(self.form.outgoing().parts))
        self._show_checks()
        self._typing.start()

    @Slot()
    def _ask_gate(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._now = local_now()
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
            self.frame.allow(leave=False)
            return
        written = self.form.outgoing()
        self.checklist.show_checks(checks(self._composing, written, self._answer, self._now))
        stopped = self._answer.verdict is gate.Verdict.BLOCK
        empty = lacks_value(self._composing, written) or not text_of(written.parts)
        self.frame.allow(leave=not (stopped or empty or self._is_busy()))
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

    @Slot()
    def _open_it(self) -> None:
        self._let_out(by_mail=True)

    @Slot()
    def _copy_it(self) -> None:
        self._let_out(by_mail=False)

    def copy_message(self) -> None:
        """Put the message on the clipboard, if it may leave."""
        self.frame.copy.click()

    def _let_out(self, *, by_mail: bool) -> None:
        self._letting_out.let_out(self.form.outgoing(), by_mail=by_mail)
        self.frame.allow(leave=False)

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
                now=local_now(),
            )
        )
        self._later.setEnabled(False)
        self.frame.allow(leave=False)
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
        self.frame.say(str(trouble))

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
