"""Who could help in a bind: the cards of the inbox, with what one does here on them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot

from passalong.domain.opportunity import Suggestion
from passalong.services.suggestions import Basis, HeldBack, Suggested, Withheld
from passalong.ui.figures import number
from passalong.ui.held_back_card import HeldBackCard
from passalong.ui.suggestion_card import SuggestionCard
from passalong.ui.suggestions_view import SuggestionsView
from passalong.ui.widgets import button


class HelperCard(SuggestionCard):
    """Somebody who could help, and why; *Introduce…* and *Write…* stand beside it."""

    introduce_wanted = Signal(int)
    write_wanted = Signal(int)

    def __init__(self, suggestion: Suggestion, now: datetime) -> None:
        super().__init__(suggestion, now, acting=True)

    def add_actions(self) -> None:
        """Put the buttons on the card."""
        name = self.suggestion.name
        write = button(self.tr("Write…"), "quiet")
        write.setAccessibleName(self.tr("Write to {0}").format(name))
        write.clicked.connect(self._want_to_write)
        introduce = button(self.tr("Introduce…"))
        introduce.setAccessibleName(self.tr("Introduce {0} to whoever needs help").format(name))
        introduce.clicked.connect(self._want_to_introduce)
        self.put_actions(write, introduce)

    @Slot()
    def _want_to_introduce(self) -> None:
        self.introduce_wanted.emit(self.suggestion.person_id)

    @Slot()
    def _want_to_write(self) -> None:
        self.write_wanted.emit(self.suggestion.person_id)


class HelpersView(SuggestionsView):
    """The ranked helpers, or in honest words that nobody is obvious."""

    introduce_wanted = Signal(int)  # who could help
    write_wanted = Signal(int)

    def title(self) -> str:
        """Return the heading."""
        return self.tr("Who could help")

    def make_card(self, suggestion: Suggestion, now: datetime) -> SuggestionCard:
        """Return the card of somebody who could help."""
        card = HelperCard(suggestion, now)
        card.introduce_wanted.connect(self.introduce_wanted)
        card.write_wanted.connect(self.write_wanted)
        return card

    def make_held_card(self, held: HeldBack, now: datetime) -> HeldBackCard:
        """Return the card of somebody who must wait."""
        return HeldBackCard(held, now)

    def why_nobody(self, found: Suggested) -> str:
        """Say why there is nobody to show."""
        if found.withheld is Withheld.JUST_LISTEN:
            return self.tr("Listening is what helps; nobody is looked for.")
        if not found.searched:
            return self.tr(
                "There is nobody yet. Import your people, or add one, and note what they can"
                " offer: then you see here who could help."
            )
        if found.people and not found.nobody_obvious:
            return self.tr("Nobody obvious who may be asked now. Those nearest are a guess.")
        if found.people:
            return self.tr("Nobody obvious. Those nearest to it are a guess.")
        return self.tr(
            "Nobody obvious. Nothing you noted about anybody meets this. What somebody can"
            " offer, or a note on their page, is what would bring them here."
        )

    def how(self, found: Suggested) -> str:
        """Say how, among whom and where people were ranked."""
        people = (
            self.tr("1 person")
            if found.searched == 1
            else self.tr("{0} people").format(number(found.searched))
        )
        text = self.tr(
            "Ranked on this computer from what {0} can offer, do and value, in {1} ms."
        ).format(people, number(max(1, round(found.milliseconds))))
        if found.basis is Basis.WORDS_FOR_NOW:
            text += " " + self.tr("By words only until your notes have been read.")
        return text + " " + self.tr("Nothing left this machine.")
