"""Whom an opportunity may be for: a card a person, who must wait, or that nobody is obvious."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from passalong.domain.opportunity import Strength, Suggestion
from passalong.local_time import local_now
from passalong.services.suggestions import Basis, Suggested, Withheld
from passalong.ui.figures import number
from passalong.ui.held_back_card import HeldBackCard
from passalong.ui.suggestion_card import SuggestionCard
from passalong.ui.widgets import button, heading, label


class Sayings(NamedTuple):
    """What a list of suggestions says in words of its own screen."""

    title: str
    no_people_yet: str
    nobody_free: str  # those who fit must wait
    nobody_fits: str
    ranked: str  # {0} is how many people, {1} how many milliseconds


class SuggestionsView(QWidget):
    """The ranked people, or in honest words that nobody is obvious.

    Who is no more than a guess is folded away, below the others or alone.

    ``acting`` puts the buttons on the cards; without an opportunity to pass
    along there is nothing to do with them but look.
    """

    person_chosen = Signal(int)
    pass_wanted = Signal(int)
    answered = Signal(int, object)  # a person's id, SuggestionAnswer
    later_wanted = Signal(int, object)  # a person's id, until when
    later_ended = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, acting: bool = False) -> None:
        super().__init__(parent)
        self._acting = acting
        self._sayings = self.sayings()
        self._heading = heading(self._sayings.title)
        self._nobody = label(role="body", wrap=True)
        self._anyway = button(self.tr("Show anyway"))
        self._footer = label(role="muted", wrap=True)
        self._cards: list[SuggestionCard] = []
        self._held: list[HeldBackCard] = []
        self._sure = _column()
        self._folded = QWidget()
        self._guesses = _column(self._folded)
        self._waiting = _column()
        anyway = QHBoxLayout()
        anyway.addWidget(self._anyway)
        anyway.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._heading)
        layout.addWidget(self._nobody)
        layout.addLayout(self._sure)
        layout.addLayout(anyway)
        layout.addWidget(self._folded)
        layout.addLayout(self._waiting)
        layout.addWidget(self._footer)
        self._anyway.clicked.connect(self._show_anyway)
        self.clear()

    @property
    def cards(self) -> Sequence[SuggestionCard]:
        """Return the cards of those who may have it, the best first, guesses too."""
        return self._cards

    @property
    def held_back(self) -> Sequence[HeldBackCard]:
        """Return the cards of those who must wait."""
        return self._held

    @property
    def nobody(self) -> QLabel:
        """Return what is said when nobody is obvious."""
        return self._nobody

    def clear(self) -> None:
        """Show nothing: nothing was asked."""
        self._remove_cards()
        for part in (self._heading, self._nobody, self._anyway, self._folded, self._footer):
            part.hide()

    @Slot(object)
    def show_suggested(self, found: Suggested) -> None:
        """Show these people, the best first, and who must wait below."""
        keyboard = [card.suggestion.person_id for card in self._cards if card.hasFocus()]
        stays_open = self._folded.isVisible() and bool(self._cards)
        self._remove_cards()
        now = local_now()
        sure = [] if _is_nobody_obvious(found) else [one for one in found.people if _is_sure(one)]
        for suggestion in found.people:
            column = self._sure if suggestion in sure else self._guesses
            card = self._card(self.make_card(suggestion, now), column)
            if suggestion.person_id in keyboard:
                card.setFocus()
        for held in found.held_back:
            self._hold(HeldBackCard(held, now, acting=self._acting))
        nobody = _is_nobody_obvious(found)
        guesses = len(found.people) - len(sure)
        self._heading.show()
        self._folded.setVisible(guesses > 0 and stays_open)
        self._anyway.setVisible(guesses > 0 and not stays_open)
        self._anyway.setText(self._how_to_unfold(guesses, below=bool(sure)))
        self._nobody.setVisible(nobody or found.withheld is not None)
        self._nobody.setText(self._why_nobody(found))
        self._footer.setVisible(found.searched > 0)
        self._footer.setText(self._how(found))

    def make_card(self, suggestion: Suggestion, now: datetime) -> SuggestionCard:
        """Return the card of somebody; other screens have other buttons on it."""
        return SuggestionCard(suggestion, now, acting=self._acting)

    def sayings(self) -> Sayings:
        """Return what is said here; other screens have other words for it."""
        return Sayings(
            title=self.tr("Suggested recipients"),
            no_people_yet=self.tr(
                "There is nobody yet. Import your people, or add one, and note what they"
                " care about: then you see here who this is for."
            ),
            nobody_free=self.tr(
                "Nobody obvious who may have it now. Those nearest to it are a guess."
            ),
            nobody_fits=self.tr(
                "Nobody obvious. Nothing you noted about anybody matches this. A note, a value"
                " or a need on a person's page is what would bring them here."
            ),
            ranked=self.tr(
                "Ranked on this computer from notes, tags, values and needs of {0} in {1} ms."
            ),
        )

    def go_into(self) -> None:
        """Put the keyboard on the first person, a folded list unfolded."""
        if self._anyway.isVisible() and not self._sure.count():
            self._show_anyway()
        elif self._cards:
            self._cards[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self._held:
            self._held[0].go_into()

    def _how_to_unfold(self, guesses: int, *, below: bool) -> str:
        if not below:
            return self.tr("Show anyway")
        if guesses == 1:
            return self.tr("1 more is a guess: show anyway")
        return self.tr("{0} more are a guess: show anyway").format(guesses)

    def _card(self, card: SuggestionCard, column: QVBoxLayout) -> SuggestionCard:
        card.clicked.connect(self._choose)
        card.pass_wanted.connect(self.pass_wanted)
        card.answered.connect(self.answered)
        self._cards.append(card)
        column.addWidget(card)
        card.show()
        return card

    def _hold(self, card: HeldBackCard) -> None:
        card.person_chosen.connect(self.person_chosen)
        card.pass_wanted.connect(self.pass_wanted)
        card.later_wanted.connect(self.later_wanted)
        card.later_ended.connect(self.later_ended)
        self._held.append(card)
        self._waiting.addWidget(card)
        card.show()

    def _remove_cards(self) -> None:
        for column in (self._sure, self._guesses, self._waiting):
            while (item := column.takeAt(0)) is not None:
                if (card := item.widget()) is not None:
                    card.hide()
                    card.deleteLater()
        self._cards, self._held = [], []

    def _why_nobody(self, found: Suggested) -> str:
        if found.withheld is not None:
            return {
                Withheld.CONFIDENTIAL: self.tr(
                    "This is confidential, so it is suggested to nobody. Edit says who may know."
                ),
                Withheld.SHELF: self.tr(
                    "Nice, but not great: it waits on the shelf and is suggested to nobody."
                    " Edit makes it great."
                ),
                Withheld.USED_UP: self.tr("It is given away."),
                Withheld.EXPIRED: self.tr("It is over, so it is suggested to nobody."),
                Withheld.JUST_LISTEN: self.tr("Listening is what helps; nobody is looked for."),
            }[found.withheld]
        if not found.searched:
            return self._sayings.no_people_yet
        if found.held_back and not found.people:
            return self._that_all_wait(len(found.held_back))
        if found.people and not found.nobody_obvious:
            return self._sayings.nobody_free
        if found.people:
            return self.tr("Nobody obvious. Those nearest to it are a guess.")
        return self._sayings.nobody_fits

    def _that_all_wait(self, count: int) -> str:
        if count == 1:
            return self.tr("Nobody obvious for now: who fits is held back; below is why.")
        said = self.tr("Nobody obvious for now: {0} people who fit are held back; below is why.")
        return said.format(number(count))

    def _how(self, found: Suggested) -> str:
        people = (
            self.tr("1 person")
            if found.searched == 1
            else self.tr("{0} people").format(number(found.searched))
        )
        text = self._sayings.ranked.format(people, number(max(1, round(found.milliseconds))))
        if found.basis is Basis.WORDS_FOR_NOW:
            text += " " + self.tr("By words only until your notes have been read.")
        if found.basis is Basis.WORDS_FOR_DAMAGE:
            text += " " + self.tr(
                "The word vectors are damaged: people are ranked by shared words only."
                " Install Passalong again."
            )
        return text + " " + self.tr("Nothing left this machine.")

    @Slot()
    def _show_anyway(self) -> None:
        self._anyway.hide()
        self._folded.show()
        item = self._guesses.itemAt(0)
        if item is not None and (first := item.widget()) is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _choose(self) -> None:
        card = self.sender()
        if isinstance(card, SuggestionCard):
            self.person_chosen.emit(card.suggestion.person_id)


def _column(parent: QWidget | None = None) -> QVBoxLayout:
    made = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(10)
    return made


def _is_sure(one: Suggestion) -> bool:
    return one.strength is not Strength.NOBODY_OBVIOUS


def _is_nobody_obvious(found: Suggested) -> bool:
    """Tell whether those who may have it are no more than a guess, or there are none."""
    return found.nobody_obvious or not any(map(_is_sure, found.people))
