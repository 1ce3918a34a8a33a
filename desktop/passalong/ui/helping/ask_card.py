"""Somebody whom the user might ask next, and why."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot

from passalong.domain.asking import CanHelp
from passalong.ui.helping import asking_words
from passalong.ui.suggestion_card import SuggestionCard
from passalong.ui.widgets import button


class AskCard(SuggestionCard):
    """The evidence that they can help, then what else speaks for asking them."""

    ask_wanted = Signal(int)  # a person's id

    def __init__(self, person: CanHelp, now: datetime, *, acting: bool) -> None:
        more = [said for said in (asking_words.reasons(person, now),) if said]
        super().__init__(asking_words.as_suggestion(person), now, acting=acting, more=more)

    def add_actions(self) -> None:
        """Put the button on the card."""
        ask = button(self.tr("Ask…"))
        ask.setAccessibleName(self.tr("Ask {0} now").format(self.suggestion.name))
        ask.clicked.connect(self._want_to_ask)
        self.put_actions(ask)

    @Slot()
    def _want_to_ask(self) -> None:
        self.ask_wanted.emit(self.suggestion.person_id)
