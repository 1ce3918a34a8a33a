"""Whom the user could ask for help, the best first, and who must wait and why."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.asking import Sunk
from passalong.domain.bind import WAVE
from passalong.local_time import local_now
from passalong.services.asking import Ranking
from passalong.services.suggestions import Basis
from passalong.ui.figures import number
from passalong.ui.helping import asking_words
from passalong.ui.helping.ask_card import AskCard
from passalong.ui.widgets import Card, FlowLayout, button, heading, label

_MOST_MORE = 16  # beyond the wave; who is further down is asked in a later one
_MOST_SUNK = 20


class RankingView(QWidget):
    """The next wave as cards, the ones after it and the ones who sink folded."""

    person_chosen = Signal(int)
    ask_wanted = Signal(int)  # a person's id

    def __init__(self) -> None:
        super().__init__()
        self._heading = heading(self.tr("Whom to ask"))
        self._told = label(wrap=True)
        self.cards: list[AskCard] = []
        self._wave = _column()
        self._later = QWidget()
        self._later_lines = _column(self._later)
        self.more = button("", "quiet", "expand")
        self.more.setCheckable(True)
        self.sunk = button("", "quiet", "expand")
        self.sunk.setCheckable(True)
        self._sunk_box = Card()
        self._footer = label(role="muted", wrap=True)
        folds = FlowLayout(spacing=6)
        folds.addWidget(self.more)
        folds.addWidget(self.sunk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._heading)
        layout.addWidget(self._told)
        layout.addLayout(self._wave)
        layout.addLayout(folds)
        layout.addWidget(self._later)
        layout.addWidget(self._sunk_box)
        layout.addWidget(self._footer)
        self.more.toggled.connect(self._later.setVisible)
        self.sunk.toggled.connect(self._sunk_box.setVisible)
        self.clear()

    def clear(self) -> None:
        """Show nothing: it is not known yet."""
        self.more.setChecked(False)
        self.sunk.setChecked(False)
        self.show_ranking(None, local_now())

    def show_ranking(self, ranking: Ranking | None, now: datetime) -> None:
        """Show these people; nobody once the bind is solved."""
        keyboard = [card.suggestion.person_id for card in self.cards if card.hasFocus()]
        _empty(self._wave)
        _empty(self._later_lines)
        _empty(self._sunk_box.body)
        self.cards = []
        self.setVisible(ranking is not None)
        if ranking is None:
            return
        later = ranking.people[WAVE : WAVE + _MOST_MORE]
        for person in ranking.people[:WAVE]:
            self._add(AskCard(person, now, acting=True), self._wave)
        for person in later:
            self._add(AskCard(person, now, acting=True), self._later_lines)
        for card in self.cards:
            if card.suggestion.person_id in keyboard:
                card.setFocus()
        self._told.setText(self._say(ranking))
        self._told.setVisible(bool(self._told.text()))
        self.more.setVisible(bool(later))
        self.more.setText(self.tr("{0} after them").format(len(later)))
        self._later.setVisible(bool(later) and self.more.isChecked())
        self._show_sunk(ranking.sunk, now)
        self._footer.setText(self._how(ranking))

    def _add(self, card: AskCard, column: QVBoxLayout) -> None:
        card.clicked.connect(self._choose)
        card.ask_wanted.connect(self.ask_wanted)
        self.cards.append(card)
        column.addWidget(card)
        card.show()

    def _show_sunk(self, sunk: tuple[Sunk, ...], now: datetime) -> None:
        self.sunk.setVisible(bool(sunk))
        self.sunk.setText(
            self.tr("1 not to be asked now: why?")
            if len(sunk) == 1
            else self.tr("{0} not to be asked now: why?").format(number(len(sunk)))
        )
        for each in sunk[:_MOST_SUNK]:
            said = f"{each.person.name}: {asking_words.why_not(each, now)}"
            self._sunk_box.body.addWidget(label(said, "muted", wrap=True, selectable=True))
        if len(sunk) > _MOST_SUNK:
            rest = self.tr("and {0} more").format(number(len(sunk) - _MOST_SUNK))
            self._sunk_box.body.addWidget(label(rest, "muted"))
        self._sunk_box.setVisible(bool(sunk) and self.sunk.isChecked())

    def _say(self, ranking: Ranking) -> str:
        if not ranking.searched:
            return self.tr("There is nobody yet. Import your people, or add one.")
        if not ranking.people:
            return self.tr(
                "Nobody is left to ask. Note what people can offer, or with whom you were in"
                " touch: then you see here whom to ask, and why."
            )
        if ranking.nobody_obvious:
            return self.tr(
                "Nothing you noted about anybody meets this. Those below are close to you, or"
                " you helped each other."
            )
        return ""

    def _how(self, ranking: Ranking) -> str:
        text = self.tr(
            "Ranked on this computer among {0}: who can help, value both ways, recent contact,"
            " not asked lately. Everybody gets a message of their own."
        ).format(number(ranking.searched))
        if ranking.basis is Basis.WORDS_FOR_NOW:
            text += " " + self.tr("By words only until your notes have been read.")
        if ranking.basis is Basis.WORDS_FOR_DAMAGE:
            text += " " + self.tr(
                "The word vectors are damaged: people are ranked by shared words only."
                " Install Passalong again."
            )
        return text

    @Slot()
    def _choose(self) -> None:
        card = self.sender()
        if isinstance(card, AskCard):
            self.person_chosen.emit(card.suggestion.person_id)


def _column(parent: QWidget | None = None) -> QVBoxLayout:
    made = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(8)
    return made


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
