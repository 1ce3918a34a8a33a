"""Introducing two people: what each gets, who each is, and the letters as they will read.

Nothing is sent here, and nothing kept before a letter leaves or the user says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from passalong.domain import gate
from passalong.domain.introduction import Side, next_step
from passalong.domain.message import text_of
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import introduction_plans, outgoing
from passalong.services.introduction_plans import Plan
from passalong.services.outgoing import Blocked, Errand, Outgoing
from passalong.ui.choices import ChoiceGroup
from passalong.ui.composing.block import Block, shortened
from passalong.ui.composing.introduction_checks import introduction_checks, missing
from passalong.ui.composing.letter_frame import LetterFrame
from passalong.ui.composing.letting_out import HandedOut, LettingOut
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.widgets import FlowLayout, button, label

if TYPE_CHECKING:
    from passalong.operations import Session

_SIZE = (900, 560)
_SIDE = 330  # pixels of checklist and preview
_PAUSE_IN_TYPING = 80  # milliseconds until the letters are written anew
_LONGEST_HINT = 66  # letters in an empty field


class _Written(NamedTuple):
    """A letter as it would leave now, and what the gate says of it."""

    outgoing: Outgoing
    answer: gate.Answer


class IntroduceDialog(KeyboardDialog):
    """Left what is said of the two, right what stops a letter and how it will read."""

    handed_out = Signal(object)  # HandedOut
    kept = Signal(int)  # the introduction's number
    draft_kept = Signal(object)  # Plan: half-written words, for the next time

    def __init__(
        self,
        operations: Operations,
        plan: Plan,
        draft: Plan | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._first = self._plan = plan
        self._written: Sequence[_Written] = ()
        self._asking: Job | None = None
        self._saving: Job | None = None
        self._letting_out = LettingOut(operations, self)
        self._now = local_now()
        self._about = self._due()
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._make_form(draft or plan)
        self.preview = label(wrap=True, selectable=True)
        self._keep = button(self.tr("Keep for now"))
        self._keep.setToolTip(self.tr("Keeps it under Running; no letter leaves"))
        self.frame = LetterFrame(
            self._form(), self.preview, self.tr("The letter"), _SIDE, self._keep
        )
        self.checklist = self.frame.checklist
        self.letters = ChoiceGroup(self)
        self._chips = FlowLayout(spacing=4)
        self.frame.over_preview.addLayout(self._chips)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_IN_TYPING)
        self._lay_out()
        self._connect_signals()
        self._follow()
        self._write()

    def _make_form(self, plan: Plan) -> None:
        about = plan.introduction
        self.gets: dict[int, Block] = {}
        self.texts: dict[int, Block] = {}
        for side in about.sides:
            gets = Block(self.tr("What {0} gets").format(side.name), self._hint(plan, side))
            gets.show_text(about.gets(side.person_id))
            gets.require(required=True)
            self.gets[side.person_id] = gets
        for side in about.sides:
            text = Block(
                self.tr("How you introduce {0} · kept for the next time").format(side.name),
                self.tr("a paragraph about them that the other may read"),
            )
            text.show_text(plan.texts.get(side.person_id, ""))
            self.texts[side.person_id] = text

    def _hint(self, plan: Plan, side: Side) -> str:
        """Say what the other can offer, where that is known."""
        other = plan.introduction.other(side.person_id)
        offers = plan.offers.get(other.person_id, ())
        if not offers:
            return self.tr("in your own words, as it will stand in the letter")
        said = self.tr("{0} can offer: {1}").format(other.name, ", ".join(offers))
        return shortened(said, _LONGEST_HINT)

    def _form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for block in (*self.gets.values(), *self.texts.values()):
            column.addWidget(block)
        column.addStretch()
        return form

    def _lay_out(self) -> None:
        a, b = self._plan.introduction.sides
        self.frame.about.setText(
            self.tr(
                "Both are asked first, one after the other. Whoever is open to introductions"
                " need not be asked."
            )
        )
        self.frame.fill(self, self.tr("Introduce {0} and {1}").format(a.name, b.name), *_SIZE)
        lacking = [side.person_id for side in missing(self.plan)]
        first = self.gets[lacking[0]] if lacking else next(iter(self.texts.values()))
        first.field.setFocus()

    def _connect_signals(self) -> None:
        for block in (*self.gets.values(), *self.texts.values()):
            block.changed.connect(self._follow)
        self.letters.chosen.connect(self._choose_letter)
        self._typing.timeout.connect(self._write)
        self._operations.changed.connect(self._typing.start)
        self._letting_out.handed_out.connect(self._end)
        self._letting_out.failed.connect(self._tell)
        self.frame.cancel.clicked.connect(self.reject)
        self._keep.clicked.connect(self._keep_it)
        self.frame.copy.clicked.connect(self._copy_it)
        self.frame.open.clicked.connect(self._open_it)

    def _due(self) -> tuple[Errand, int]:
        """Return which letter comes next: its errand, and its first recipient."""
        about = self._plan.introduction
        step = next_step(about)
        if step is not None and step.side is not None:
            return Errand.ASK_TO_MEET, step.side.person_id
        return Errand.INTRODUCE, about.a.person_id

    @property
    def plan(self) -> Plan:
        """Return the introduction as it is written now."""
        gets = {number: block.text().strip() for number, block in self.gets.items()}
        texts = {number: block.text().strip() for number, block in self.texts.items()}
        return self._plan.with_words(gets, texts)

    @Slot()
    def _follow(self) -> None:
        self.frame.say_nothing()
        self._typing.start()
        self._allow()

    @Slot()
    def _write(self) -> None:
        """Write the letters anew, and ask the gate about each."""
        if self._asking is not None:
            self._asking.cancel()
        self._now = local_now()
        question = partial(_letters, plan=_without_holes(self.plan), now=self._now)
        self._asking = self._operations.read(question, urgent=True)
        self._asking.finished.connect(self._show_letters)
        self._asking.troubled.connect(self._tell)

    @Slot(object)
    def _show_letters(self, written: Sequence[_Written]) -> None:
        self._asking = None
        self._written = written
        if self._chosen() is None and written:
            self._about = _key(written[0].outgoing)
        self._show_chips()
        self._show_letter()

    def _show_chips(self) -> None:
        said = [self._says(one.outgoing) for one in self._written]
        if said != [each.text() for each in self.letters.buttons()]:
            for old in self.letters.buttons():
                self.letters.removeButton(old)
                self._chips.removeWidget(old)
                old.hide()
                old.deleteLater()
            for place, text in enumerate(said):
                chip = QPushButton(text)
                chip.setCheckable(True)
                chip.setProperty("role", "filter")
                chip.setAutoDefault(False)
                self.letters.addButton(chip, place)
                self._chips.addWidget(chip)
                chip.show()
        for place, one in enumerate(self._written):
            if _key(one.outgoing) == self._about:
                self.letters.mark(place)

    def _says(self, written: Outgoing) -> str:
        if written.errand is Errand.INTRODUCE:
            return self.tr("To both")
        sides = self._plan.introduction.sides
        name = next(side.name for side in sides if side.person_id == written.person_id)
        return self.tr("Ask {0}").format(name).replace("&", "&&")

    def _chosen(self) -> _Written | None:
        return next((one for one in self._written if _key(one.outgoing) == self._about), None)

    @Slot(int)
    def _choose_letter(self, place: int) -> None:
        self._about = _key(self._written[place].outgoing)
        self._show_letter()

    def _show_letter(self) -> None:
        one = self._chosen()
        if one is None:
            return
        self.preview.setText(text_of(one.outgoing.parts))
        self.checklist.show_checks(
            introduction_checks(self.plan, one.outgoing, one.answer, self._now)
        )
        self._allow()

    def _allow(self) -> None:
        one, busy = self._chosen(), self._saving is not None or self._letting_out.is_leaving
        complete = not missing(self.plan) and not busy
        stopped = one is None or one.answer.verdict is gate.Verdict.BLOCK
        self._keep.setEnabled(complete)
        self.frame.allow(leave=complete and not stopped)

    @Slot()
    def _open_it(self) -> None:
        self._save(partial(self._let_out, by_mail=True))

    @Slot()
    def _copy_it(self) -> None:
        self._save(partial(self._let_out, by_mail=False))

    def copy_letter(self) -> None:
        """Put the letter on the clipboard, if it may leave."""
        self.frame.copy.click()

    @Slot()
    def _keep_it(self) -> None:
        self._save(self._end_kept)

    def _save(self, then: object) -> None:
        now = local_now()
        save = partial(introduction_plans.save, planned=self.plan, now=now)
        self._saving = self._operations.write(save)
        self._saving.finished.connect(then)
        self._saving.troubled.connect(self._tell)
        self._allow()

    def _let_out(self, introduction_id: int, *, by_mail: bool) -> None:
        """Write the chosen letter anew, of what is kept now, and let it out."""
        plan = self.plan
        self._plan = replace(plan, introduction=replace(plan.introduction, id=introduction_id))
        question = partial(_letters, plan=self._plan, now=local_now())
        self._saving = self._operations.read(question, urgent=True)
        self._saving.finished.connect(partial(self._hand_over, by_mail))
        self._saving.troubled.connect(self._tell)

    def _hand_over(self, by_mail: bool, written: Sequence[_Written]) -> None:
        self._saving = None
        self._written = written
        one = self._chosen()
        if one is not None:
            self._letting_out.let_out(one.outgoing, by_mail=by_mail)
        self._allow()

    def _end_kept(self, introduction_id: int) -> None:
        self._saving = None
        self._stop()
        self.accept()
        self.kept.emit(introduction_id)

    @Slot(object)
    def _end(self, letter: HandedOut) -> None:
        self._stop()
        self.accept()
        self.kept.emit(self._plan.introduction.id)
        self.handed_out.emit(letter)

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._saving = self._asking = None
        self.frame.say(str(trouble))
        if isinstance(trouble, Blocked):
            self._typing.start()
        self._allow()

    def _stop(self) -> None:
        self._typing.stop()
        self._operations.changed.disconnect(self._typing.start)
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def reject(self) -> None:
        """Close without a question; what was written comes back the next time."""
        if self._saving is not None or self._letting_out.is_leaving:
            return
        self._stop()
        super().reject()
        if self.plan != self._first:
            self.draft_kept.emit(self.plan)


def _key(written: Outgoing) -> tuple[Errand, int]:
    return written.errand, written.person_id


def _without_holes(plan: Plan) -> Plan:
    """Return the same with dots where it is not said yet what somebody gets."""
    about = plan.introduction
    gets = {side.person_id: about.gets(side.person_id) or "(…)" for side in about.sides}
    return plan.with_words(gets, plan.texts)


def _letters(session: Session, plan: Plan, now: datetime) -> list[_Written]:
    return [
        _Written(letter, outgoing.check(session, letter, now))
        for letter in introduction_plans.letters(session, plan)
    ]
