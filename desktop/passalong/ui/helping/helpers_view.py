"""Who could help in a bind: the cards of the inbox, with what one does here on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal, Slot

from passalong.domain.opportunity import Suggestion
from passalong.services.suggestions import Suggested
from passalong.ui.suggestion_card import SuggestionCard
from passalong.ui.suggestions_view import Sayings, SuggestionsView
from passalong.ui.widgets import button


class HelperCard(SuggestionCard):
    """Somebody who could help, and why; *Introduce…* and *Write…* stand beside it.

    Where an introduction is under way, it is said and opened instead.
    """

    introduce_wanted = Signal(int)
    introduction_chosen = Signal(int)
    write_wanted = Signal(int)

    def __init__(
        self, suggestion: Suggestion, now: datetime, introduction_id: int | None, says: str
    ) -> None:
        super().__init__(suggestion, now, more=[says] if says else [])
        self._introduction_id = introduction_id
        self.add_actions()

    def add_actions(self) -> None:
        """Put the buttons on the card."""
        name = self.suggestion.name
        write = button(self.tr("Write…"), "quiet")
        write.setAccessibleName(self.tr("Write to {0}").format(name))
        write.clicked.connect(self._want_to_write)
        if self._introduction_id is None:
            introduce = button(self.tr("Introduce…"))
            says = self.tr("Introduce {0} to whoever needs help")
            introduce.clicked.connect(self._want_to_introduce)
        else:
            introduce = button(self.tr("Open introduction"))
            says = self.tr("Open the introduction of {0} to whoever needs help")
            introduce.clicked.connect(self._choose_introduction)
        introduce.setAccessibleName(says.format(name))
        self.put_actions(write, introduce)

    @Slot()
    def _want_to_introduce(self) -> None:
        self.introduce_wanted.emit(self.suggestion.person_id)

    @Slot()
    def _choose_introduction(self) -> None:
        self.introduction_chosen.emit(self._introduction_id)

    @Slot()
    def _want_to_write(self) -> None:
        self.write_wanted.emit(self.suggestion.person_id)


class HelpersView(SuggestionsView):
    """The ranked helpers, or in honest words that nobody is obvious."""

    introduce_wanted = Signal(int)  # who could help
    introduction_chosen = Signal(int)
    write_wanted = Signal(int)

    _introductions: Mapping[int, int] = {}

    @Slot(object)
    def show_suggested(self, found: Suggested) -> None:
        """Show these people, and with whom of them an introduction is under way."""
        self._introductions = found.introductions
        super().show_suggested(found)

    def sayings(self) -> Sayings:
        """Return what is said of helpers."""
        return Sayings(
            title=self.tr("Who could help"),
            no_people_yet=self.tr(
                "There is nobody yet. Import your people, or add one, and note what they can"
                " offer: then you see here who could help."
            ),
            nobody_free=self.tr("Nobody obvious who may be asked now. Those nearest are a guess."),
            nobody_fits=self.tr(
                "Nobody obvious. Nothing you noted about anybody meets this. What somebody can"
                " offer, or a note on their page, is what would bring them here."
            ),
            ranked=self.tr(
                "Ranked on this computer from what {0} can offer, do and value, in {1} ms."
            ),
        )

    def make_card(self, suggestion: Suggestion, now: datetime) -> SuggestionCard:
        """Return the card of somebody who could help."""
        introduction_id = self._introductions.get(suggestion.person_id)
        is_under_way = introduction_id is not None
        says = self.tr("An introduction of the two is under way.") if is_under_way else ""
        card = HelperCard(suggestion, now, introduction_id, says)
        card.introduction_chosen.connect(self.introduction_chosen)
        card.introduce_wanted.connect(self.introduce_wanted)
        card.write_wanted.connect(self.write_wanted)
        return card
