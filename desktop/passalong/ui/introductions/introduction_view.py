"""An introduction under way: how far it has come, the next step, the two, what came of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passalong.domain.introduction import (
    ENDED,
    Introduction,
    NextStep,
    Stage,
    StepKind,
    next_step,
)
from passalong.ui import introduction_words
from passalong.ui.introductions.outcome_box import OutcomeBox
from passalong.ui.introductions.side_card import SideCard
from passalong.ui.introductions.stage_line import StageLine
from passalong.ui.widgets import Card, FlowLayout, button, label

_BEFORE = frozenset(Stage) - ENDED - {Stage.INTRODUCED, Stage.MET}
_MADE = (Stage.INTRODUCED, Stage.MET, Stage.OUTCOME)


class IntroductionView(QWidget):
    """Everything about one introduction; each button is one step of Undo."""

    write_wanted = Signal(object)  # Introduction: go on with its letters
    thanks_wanted = Signal(object)
    bind_wanted = Signal(int)
    solved = Signal(int)  # the bind it was made for
    met = Signal(object)
    made = Signal(object)  # introduced in some other way
    thanked = Signal(object)
    known = Signal(object)
    declined = Signal(object)
    answered = Signal(object, int, bool)  # Introduction, a person's id, yes
    outcome_told = Signal(object, str)
    later_wanted = Signal(object)
    person_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._introduction: Introduction | None = None
        self._step: NextStep | None = None
        self._title = label(role="title", wrap=True, selectable=True)
        self._about = label(role="muted", wrap=True)
        self.stages = StageLine()
        self._situation = label(wrap=True)
        self.next = button("", "primary")
        self.already = button(self.tr("Already thanked"))
        self.edit = button(self.tr("Words and letters…"))
        self.in_person = button(self.tr("Already introduced"), "quiet")
        self.in_person.setToolTip(self.tr("You brought them together without a message"))
        self.know = button(self.tr("They know each other"), "quiet")
        self.decline = button(self.tr("Not these two"), "quiet")
        self.bind = button(self.tr("Open the bind it is for"), "quiet", "bind")
        self.sides = (SideCard(), SideCard())
        self.outcome = OutcomeBox()
        self.is_solved = button(self.tr("It is solved"))
        self.asks_solved = self._solved_question()
        self._lay_out()
        self._connect_signals()

    def _solved_question(self) -> Card:
        asks = Card()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(self.tr("Is the bind it was made for solved by this?"), wrap=True), 1)
        line.addWidget(self.is_solved)
        asks.body.addLayout(line)
        return asks

    def _lay_out(self) -> None:
        actions = FlowLayout(spacing=8)
        for each in (self.next, self.already, self.edit):
            actions.addWidget(each)
        seldom = FlowLayout(spacing=2)
        for each in (self.bind, self.in_person, self.know, self.decline):
            seldom.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for part in (self._title, self._about, self.stages, self._situation):
            layout.addWidget(part)
        layout.addLayout(actions)
        layout.addWidget(self.outcome)
        layout.addWidget(self.asks_solved)
        for card in self.sides:
            layout.addWidget(card)
        layout.addLayout(seldom)

    def _connect_signals(self) -> None:
        self.next.clicked.connect(self._go_on)
        self.already.clicked.connect(self._say_thanked)
        self.edit.clicked.connect(self._want_to_write)
        self.in_person.clicked.connect(self._say_made)
        self.know.clicked.connect(self._say_known)
        self.decline.clicked.connect(self._say_declined)
        self.bind.clicked.connect(self._want_bind)
        self.is_solved.clicked.connect(self._say_solved)
        self.outcome.told.connect(self._tell_outcome)
        self.outcome.later_wanted.connect(self._want_later)
        for card in self.sides:
            card.answered.connect(self._tell_answer)
            card.person_chosen.connect(self.person_chosen)

    @property
    def introduction(self) -> Introduction | None:
        """Return what is shown."""
        return self._introduction

    def show_introduction(self, introduction: Introduction, now: datetime) -> None:
        """Show how far this one has come, and what is next."""
        self._introduction = introduction
        self._step = step = next_step(introduction)
        stage = introduction.stage
        self._title.setText(introduction_words.both(introduction.a, introduction.b))
        self._about.setText(introduction_words.began(introduction, now))
        self.stages.show_stages(introduction_words.stages(introduction))
        said = introduction_words.situation(introduction, now)
        self._situation.setText(f"{said[:1].upper()}{said[1:]}.")
        says = introduction_words.step_button(step) if step is not None else ""
        self.next.setText(says.replace("&", "&&"))
        self.next.setVisible(bool(says))
        self.already.setVisible(step is not None and step.kind is StepKind.THANK)
        before = stage in _BEFORE
        writes = step is not None and step.kind in (StepKind.ASK, StepKind.INTRODUCE)
        self.edit.setVisible(before and not writes)
        for each in (self.in_person, self.know, self.decline):
            each.setVisible(before)
        self.bind.setVisible(introduction.bind_id is not None)
        self.outcome.setVisible(stage in _MADE)
        self.asks_solved.setVisible(introduction.asks_whether_solved)
        if stage in _MADE:
            self.outcome.show_introduction(introduction, now)
        for card, side in zip(self.sides, introduction.sides, strict=True):
            card.show_side(introduction, side, now)

    @Slot()
    def _go_on(self) -> None:
        if self._step is None:
            return
        match self._step.kind:
            case StepKind.SEE_WHETHER_MET:
                self.met.emit(self._introduction)
            case StepKind.THANK:
                self.thanks_wanted.emit(self._introduction)
            case _:
                self.write_wanted.emit(self._introduction)

    @Slot()
    def _want_to_write(self) -> None:
        self.write_wanted.emit(self._introduction)

    @Slot()
    def _say_thanked(self) -> None:
        self.thanked.emit(self._introduction)

    @Slot()
    def _say_made(self) -> None:
        self.made.emit(self._introduction)

    @Slot()
    def _say_known(self) -> None:
        self.known.emit(self._introduction)

    @Slot()
    def _say_declined(self) -> None:
        self.declined.emit(self._introduction)

    @Slot()
    def _want_bind(self) -> None:
        if self._introduction is not None and self._introduction.bind_id is not None:
            self.bind_wanted.emit(self._introduction.bind_id)

    @Slot()
    def _say_solved(self) -> None:
        if self._introduction is not None and self._introduction.bind_id is not None:
            self.solved.emit(self._introduction.bind_id)

    @Slot(int, bool)
    def _tell_answer(self, person_id: int, yes: bool) -> None:
        self.answered.emit(self._introduction, person_id, yes)

    @Slot(str)
    def _tell_outcome(self, text: str) -> None:
        self.outcome_told.emit(self._introduction, text)

    @Slot()
    def _want_later(self) -> None:
        self.later_wanted.emit(self._introduction)
