"""Somebody it would be for, but not now: why in a line, all of it on demand."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passalong.domain.person import MatchedLine
from passalong.services.suggestions import HeldBack
from passalong.ui import evidence_words
from passalong.ui.marked_text import MarkedLine
from passalong.ui.widgets import Avatar, Card, FlowLayout, button, label, yielding
from passalong.words import gate as gate_words

_ROOM = 60  # characters in which what matched is sure to be seen


class HeldBackCard(Card):
    """Name, the first reason, and behind *Why?* every reason and what speaks for them."""

    person_chosen = Signal(int)
    pass_wanted = Signal(int)  # the composer says what stops it
    later_wanted = Signal(int, object)  # a person's id, until when
    later_ended = Signal(int)

    def __init__(self, held: HeldBack, now: datetime, *, acting: bool = False) -> None:
        super().__init__()
        self.held = held
        suggestion = held.suggestion
        self._name = yielding(label(suggestion.name, "strong", wrap=True))
        self._name.setEnabled(False)
        self._short = yielding(label(evidence_words.held_back(held, now), "muted", wrap=True))
        self._why = button(self.tr("Why?"))
        self._why.setCheckable(True)
        self._why.setAccessibleName(self.tr("Why is {0} held back?").format(suggestion.name))
        self.setAccessibleName(f"{suggestion.name}. {self._short.text()}")
        self._details = QWidget()
        self._fill_details(held, now, acting=acting)
        self._details.hide()
        avatar = Avatar(34)
        avatar.setEnabled(False)
        avatar.show_person(suggestion.name)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._name)
        said.addWidget(self._short)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        first.addLayout(said, 1)
        first.addWidget(self._why, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(first)
        self.body.addWidget(self._details)
        self._why.toggled.connect(self._details.setVisible)

    def unfold(self) -> None:
        """Show every reason."""
        self._why.setChecked(True)

    def go_into(self) -> None:
        """Show every reason and put the keyboard there."""
        self.unfold()
        self._why.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_details(self, held: HeldBack, now: datetime, *, acting: bool) -> None:
        inside = QVBoxLayout(self._details)
        inside.setContentsMargins(46, 4, 0, 0)
        inside.setSpacing(4)
        for reason in held.answer.reasons:
            inside.addWidget(yielding(label(f"• {gate_words.reason(reason, now)}.", wrap=True)))
        for matched in held.suggestion.evidence:
            inside.addWidget(self._speaking(matched, now))
        buttons = QWidget()
        row = FlowLayout(buttons)
        person = button(self.tr("Open the person"))
        person.clicked.connect(self._want_person)
        row.addWidget(person)
        if acting:
            for each in self._ways_on():
                row.addWidget(each)
        inside.addWidget(buttons)

    def _speaking(self, matched: MatchedLine, now: datetime) -> MarkedLine:
        says = self.tr("Speaks for them: {0}")
        said, spans = evidence_words.evidence(matched, now, _ROOM)
        ahead = says.index("{0}")
        line = MarkedLine(says.format(said), [(a + ahead, b + ahead) for a, b in spans])
        whole = says.format(evidence_words.evidence(matched, now)[0])
        line.setToolTip(whole)
        line.setAccessibleName(whole)
        return line

    def _ways_on(self) -> list[QWidget]:
        write = button(self.tr("Write it all the same…"))
        write.setToolTip(self.tr("The composer shows what stops it"))
        write.clicked.connect(self._want_pass)
        if self.held.kept_until is not None:
            no_more = button(self.tr("No longer keep it"))
            no_more.clicked.connect(self._end_later)
            return [write, no_more]
        if self.held.answer.free_at is not None:
            later = button(self.tr("Later: keep it until then"))
            later.clicked.connect(self._want_later)
            return [later, write]
        return [write]

    @Slot()
    def _want_person(self) -> None:
        self.person_chosen.emit(self.held.suggestion.person_id)

    @Slot()
    def _want_pass(self) -> None:
        self.pass_wanted.emit(self.held.suggestion.person_id)

    @Slot()
    def _want_later(self) -> None:
        self.later_wanted.emit(self.held.suggestion.person_id, self.held.answer.free_at)

    @Slot()
    def _end_later(self) -> None:
        self.later_ended.emit(self.held.suggestion.person_id)
