"""Somebody of a wave: how far it has come, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from passalong.domain.asking import CanHelp, Request, RequestState
from passalong.domain.exchange import Exchange
from passalong.ui import evidence_words
from passalong.ui.helping import asking_words
from passalong.ui.marked_text import MarkedLine
from passalong.ui.widgets import Avatar, Card, button, label

_MOST_LINES = 2
_CHOICES = (
    RequestState.ASKED,
    RequestState.HELPED,
    RequestState.DECLINED,
    RequestState.SKIPPED,
    RequestState.TO_ASK,
)


class RequestRow(Card):
    """Name, state, why them, what the user gave them once; *Write…*, and what came of it."""

    write_wanted = Signal(int)  # a request's number
    tell_wanted = Signal(int)
    answered = Signal(int, object)  # a request's number, RequestState
    person_chosen = Signal(int)

    def __init__(
        self,
        request: Request,
        given: Sequence[Exchange],
        now: datetime,
        *,
        is_open: bool,
        why: CanHelp | None = None,
    ) -> None:
        super().__init__()
        self.request = request
        name = request.person_name
        said, gave = asking_words.state(request, now), asking_words.given(given, now)
        self.why = _reasons(why, now)
        reasons = [each.accessibleName() for each in self.why]
        self.setAccessibleName(". ".join([name, said, *reasons, gave]))
        self.open = button(name.replace("&", "&&"), "link")
        self.open.setToolTip(self.tr("Opens the person"))
        self.state = label(said, "muted")
        self.given = label(gave, "muted", wrap=True)
        self.write = button(self.tr("Write…"))
        self.write.setAccessibleName(self.tr("Write to {0}").format(name))
        self.write.setVisible(is_open and request.asked_at is None and _may_ask(request))
        helped = request.state is RequestState.HELPED
        self.tell = button(self.tr("Thank…") if helped else self.tr("Tell…"))
        self.tell.setAccessibleName(
            self.tr("Thank {0}").format(name)
            if helped
            else self.tr("Tell {0} that it is solved").format(name)
        )
        self.tell.setVisible(not is_open and request.wants_word)
        self.came = button(self.tr("What came of it"), "quiet")
        self.came.setAccessibleName(self.tr("What came of asking {0}").format(name))
        self.came.setMenu(self._choices())
        self.came.setVisible(is_open)
        self._lay_out(name)
        self._connect_signals()

    def _choices(self) -> QMenu:
        menu = QMenu(self)
        says = {
            RequestState.ASKED: self.tr("Asked them in another way"),
            RequestState.HELPED: self.tr("They helped"),
            RequestState.DECLINED: self.tr("They could not help"),
            RequestState.SKIPPED: self.tr("Do not ask them"),
            RequestState.TO_ASK: self.tr("Not asked yet"),
        }
        for choice in _CHOICES:
            if choice is not self.request.state:
                menu.addAction(says[choice]).setData(choice.value)
        return menu

    def _lay_out(self, name: str) -> None:
        face = Avatar(34)
        face.show_person(name)
        words = QVBoxLayout()
        words.setSpacing(2)
        first = QWidget()
        line = QHBoxLayout(first)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.open)
        line.addWidget(self.state)
        line.addStretch()
        words.addWidget(first)
        for each in self.why:
            words.addWidget(each)
        words.addWidget(self.given)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(face, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        for press in (self.came, self.write, self.tell):
            across.addWidget(press, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(across)

    def _connect_signals(self) -> None:
        self.open.clicked.connect(self._open_person)
        self.write.clicked.connect(self._want_to_write)
        self.tell.clicked.connect(self._want_to_tell)
        self.came.menu().triggered.connect(self._answer)

    @Slot()
    def _open_person(self) -> None:
        self.person_chosen.emit(self.request.person_id)

    @Slot()
    def _want_to_write(self) -> None:
        self.write_wanted.emit(self.request.id)

    @Slot()
    def _want_to_tell(self) -> None:
        self.tell_wanted.emit(self.request.id)

    @Slot(QAction)
    def _answer(self, action: QAction) -> None:
        self.answered.emit(self.request.id, RequestState(action.data()))


def _reasons(why: CanHelp | None, now: datetime) -> list[QWidget]:
    """Return what speaks for asking somebody: the words that matched, and what else does."""
    if why is None:
        return []
    lines: list[QWidget] = [
        MarkedLine(*evidence_words.evidence(matched, now)) for matched in why.evidence[:_MOST_LINES]
    ]
    said = asking_words.reasons(why, now)
    if said:
        lines.append(label(said, "muted", wrap=True))
        lines[-1].setAccessibleName(said)
    return lines


def _may_ask(request: Request) -> bool:
    return request.state is RequestState.TO_ASK
