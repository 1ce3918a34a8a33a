"""One of the two: what they get out of it, whether they were asked, and what they said."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from passalong.domain.introduction import ENDED, Answer, Introduction, Side, Stage
from passalong.ui import introduction_words
from passalong.ui.widgets import Avatar, Card, FlowLayout, button, label

_BEFORE = frozenset(Stage) - ENDED - {Stage.INTRODUCED, Stage.MET}


class SideCard(Card):
    """Name, gain, answer; and the buttons by which the user says what was answered."""

    answered = Signal(int, bool)  # a person's id, whether they said yes
    person_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._side: Side | None = None
        self._avatar = Avatar(34)
        self._name = button("", "link")
        self._gets = label(wrap=True, selectable=True)
        self._answer = label(role="muted", wrap=True)
        self.yes = button(self.tr("Said yes"))
        self.no = button(self.tr("Said no"))
        self.other = button(self.tr("Asked in person"), "quiet")
        self.other.setMenu(QMenu(self.other))
        self._said_yes = self.other.menu().addAction(self.tr("They said yes"))
        self._said_no = self.other.menu().addAction(self.tr("They would rather not"))
        self._buttons = QWidget()
        self._lay_out()
        self._connect_signals()

    def _lay_out(self) -> None:
        row = FlowLayout(self._buttons, spacing=8)
        for each in (self.yes, self.no, self.other):
            row.addWidget(each)
        words = QVBoxLayout()
        words.setSpacing(4)
        first = QHBoxLayout()
        first.addWidget(self._name)
        first.addStretch()
        words.addLayout(first)
        for part in (self._gets, self._answer, self._buttons):
            part.setContentsMargins(2, 0, 0, 0)
            words.addWidget(part)
        across = QHBoxLayout()
        across.setSpacing(6)
        across.addWidget(self._avatar)
        across.addLayout(words, 1)
        across.setAlignment(self._avatar, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(across)

    def _connect_signals(self) -> None:
        self._name.clicked.connect(self._open)
        self.yes.clicked.connect(self._say_yes)
        self.no.clicked.connect(self._say_no)
        self._said_yes.triggered.connect(self._say_yes)
        self._said_no.triggered.connect(self._say_no)

    def show_side(self, introduction: Introduction, side: Side, now: datetime) -> None:
        """Show how it stands with one of the two."""
        self._side = side
        self._avatar.show_person(side.name)
        self._name.setText(side.name.replace("&", "&&"))
        self._name.setAccessibleName(self.tr("Open {0}").format(side.name))
        gets = introduction.gets(side.person_id)
        self._gets.setText(self.tr("Gets: {0}").format(gets))
        self._gets.setVisible(bool(gets))
        self._answer.setText(introduction_words.answer(introduction, side, now))
        asked = introduction.asked(side.person_id)
        open_ = introduction.stage in _BEFORE
        waits = open_ and asked is not None and asked.answer is Answer.NONE
        for each, says in ((self.yes, self.tr("{0} said yes")), (self.no, self.tr("{0} said no"))):
            each.setVisible(waits)
            each.setAccessibleName(says.format(side.name))
        self.other.setVisible(open_ and asked is None and not side.is_open)
        self.other.setAccessibleName(self.tr("{0} was asked in person").format(side.name))
        self._buttons.setVisible(open_ and not introduction.may_meet(side))
        said = ". ".join(part for part in (side.name, self._answer.text()) if part)
        self.setAccessibleName(said)

    @Slot()
    def _open(self) -> None:
        if self._side is not None:
            self.person_chosen.emit(self._side.person_id)

    @Slot()
    def _say_yes(self) -> None:
        self._say(yes=True)

    @Slot()
    def _say_no(self) -> None:
        self._say(yes=False)

    def _say(self, *, yes: bool) -> None:
        if self._side is not None:
            self.answered.emit(self._side.person_id, yes)
