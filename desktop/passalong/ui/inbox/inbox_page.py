"""The inbox: a list of things worth giving, and on the right whom each may be for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.opportunity import GiverState, Opportunity, SuggestionAnswer
from passalong.domain.person import Field
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import opportunities, revising, setting_aside, suggestions
from passalong.services.opportunities import Shown
from passalong.services.outcome import Changed
from passalong.services.revising import Revised
from passalong.ui.inbox import inbox_words
from passalong.ui.inbox.inbox_list import InboxList, InboxModel
from passalong.ui.inbox.opportunity_view import OpportunityView
from passalong.ui.latest import Latest
from passalong.ui.list_screen import ListScreen
from passalong.ui.looking import Looking
from passalong.ui.widgets import Empty, button

_PARTS = tuple(Shown)
_Parts = Mapping[Shown, Sequence[Opportunity]]


class InboxPage(QWidget):
    """What was captured, what it is, and for whom."""

    person_chosen = Signal(int)
    line_wanted = Signal(int, object)  # a person's id, MatchedLine: what is noted and is wrong
    capture_wanted = Signal()
    pass_wanted = Signal(int, int)  # an opportunity's id, a person's
    ask_giver_wanted = Signal(int)
    thank_giver_wanted = Signal(int)
    counted = Signal(int)  # how many are open

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._parts: _Parts = {}
        self._shown = Shown.OPEN
        self._model = InboxModel()
        self.list = InboxList(self._model, self.tr("Inbox"))
        self._view = OpportunityView(operations)
        self._reading = Latest(operations, self._show_parts, self)
        self._ranking = Latest(operations, self._view.suggestions.show_suggested, self)
        self._capture = button(self.tr("Capture…"), role="primary", icon="capture")
        self._clock = Looking(self)
        self._lay_out()
        self._connect_signals()
        self.refresh()

    def _lay_out(self) -> None:
        empty = Empty(
            self.tr("Your inbox is empty"),
            self.tr(
                "Here you keep what is worth passing along: a spare ticket, an article, a job,"
                " something you learned. Capture it, and see whom it may be for and why."
            ),
            [self._capture],
            self.tr("Ctrl+Shift+N captures from anywhere in Passalong."),
        )
        names = {
            Shown.OPEN: self.tr("Open"),
            Shown.PASSED: self.tr("Passed"),
            Shown.EXPIRED: self.tr("Expired"),
            Shown.SHELF: self.tr("Shelf"),
        }
        parts = [names[shown] for shown in _PARTS]
        self.screen_ = ListScreen(parts, self.list, [self._view], empty, hides_empty_parts=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.screen_)

    def _connect_signals(self) -> None:
        self._capture.clicked.connect(self.capture_wanted)
        self.screen_.part_chosen.connect(self._choose_part)
        self.screen_.row_chosen.connect(self._show_row)
        self.list.delete_pressed.connect(self._delete_current)
        self.list.details_wanted.connect(self._view.look_for_others)
        self._model.person_dropped.connect(self.pass_wanted)
        self._operations.changed.connect(self._refresh_if_touched)
        self._clock.wanted.connect(self.refresh)
        view, giver, people = self._view, self._view.giver, self._view.suggestions
        view.saved.connect(self._save)
        view.delete_wanted.connect(partial(self._change, opportunities.delete))
        view.close_wanted.connect(partial(self._change, opportunities.close))
        view.reopen_wanted.connect(partial(self._change, opportunities.reopen))
        giver.ask_wanted.connect(self.ask_giver_wanted)
        giver.thank_wanted.connect(self.thank_giver_wanted)
        giver.state_chosen.connect(self._set_giver_state)
        giver.loop_closed.connect(partial(self._change, opportunities.close_loop))
        people.person_chosen.connect(self.person_chosen)
        people.pass_wanted.connect(self._want_pass)
        people.answered.connect(self._answer)
        people.later_wanted.connect(self._keep_for_later)
        people.later_ended.connect(self._keep_no_longer)

    @property
    def view(self) -> OpportunityView:
        """Return the right-hand side."""
        return self._view

    @Slot()
    def refresh(self) -> None:
        """Read the inbox anew; selection and place in the list stay."""
        self._reading.ask(partial(opportunities.parts, now=local_now()))

    @Slot(int)
    def show_opportunity(self, opportunity_id: int) -> None:
        """Choose this opportunity, now or as soon as it has been read."""
        self.screen_.want(opportunity_id)
        self.refresh()

    def show_open(self) -> None:
        """Show what waits to be given, whatever part was looked at."""
        self.screen_.chip(_PARTS.index(Shown.OPEN)).click()

    @Slot(object)
    def _show_parts(self, parts: _Parts) -> None:
        self._parts = parts
        for shown, ones in parts.items():
            if any(one.id == self.screen_.wanted for one in ones):
                self._shown = shown
        counts = [len(parts[shown]) for shown in _PARTS]
        self.screen_.show_counts(counts, _PARTS.index(self._shown))
        self.screen_.show_halves(empty=not any(counts))
        self.counted.emit(len(parts[Shown.OPEN]))
        self._show_part()
        self.screen_.want(None)

    @Slot(int)
    def _choose_part(self, place: int) -> None:
        self._shown = _PARTS[place]
        self._show_part()

    def _show_part(self) -> None:
        now = local_now()
        entries = [inbox_words.entry(one, now) for one in self._parts.get(self._shown, ())]
        why_none = self.tr("Nothing is open: everything has found its way.")
        self.screen_.show_entries(entries, why_none)

    @Slot(int)
    def _show_row(self, row: int) -> None:
        one = self._parts[self._shown][row]
        self._view.show_opportunity(one)
        self.screen_.show_view(0)
        self._rank(one.id)

    def _rank(self, opportunity_id: int) -> None:
        now = local_now()
        self._ranking.ask(partial(suggestions.suggest, opportunity_id=opportunity_id, now=now))

    @Slot(int)
    def _want_pass(self, person_id: int) -> None:
        if self._view.opportunity is not None:
            self.pass_wanted.emit(self._view.opportunity.id, person_id)

    @Slot(int, object)
    def _save(self, opportunity_id: int, revised: Revised) -> None:
        job = self._change(revising.revise, opportunity_id, revised=revised)
        job.finished.connect(self._view.leave_editing)
        job.troubled.connect(self._tell_in_form)

    @Slot(object)
    def _tell_in_form(self, trouble: Trouble) -> None:
        self._view.form.say(str(trouble))

    @Slot(int, object)
    def _set_giver_state(self, opportunity_id: int, state: GiverState) -> None:
        self._change(opportunities.set_giver_state, opportunity_id, state=state)

    @Slot(int, object)
    def _answer(self, person_id: int, answer: SuggestionAnswer) -> None:
        if self._view.opportunity is None:
            return
        number = self._view.opportunity.id
        self._change(setting_aside.answer_suggestion, number, person_id=person_id, answer=answer)
        if answer is SuggestionAnswer.WRONG_INFORMATION:
            self.person_chosen.emit(person_id)
            self._want_line(person_id)

    def _want_line(self, person_id: int) -> None:
        """Ask for the line by which somebody was suggested; a note before all else."""
        cards = self._view.suggestions.cards
        lines = [
            matched
            for card in cards
            if card.suggestion.person_id == person_id
            for matched in card.suggestion.evidence
        ]
        lines.sort(key=lambda matched: matched.line.field is not Field.NOTE)
        if lines:
            self.line_wanted.emit(person_id, lines[0])

    @Slot(int, object)
    def _keep_for_later(self, person_id: int, until: datetime) -> None:
        thing = self._view.opportunity
        if thing is not None:
            said = {"person_id": person_id, "until": until, "commentary": thing.commentary}
            self._change(setting_aside.later, thing.id, why="", **said)

    @Slot(int)
    def _keep_no_longer(self, person_id: int) -> None:
        thing = self._view.opportunity
        if thing is not None:
            self._operations.write(
                partial(setting_aside.keep_no_longer, opportunity_id=thing.id, person_id=person_id)
            )

    @Slot()
    def _delete_current(self) -> None:
        if self._view.opportunity is not None:
            self._change(opportunities.delete, self._view.opportunity.id)

    def _change(self, service: Any, opportunity_id: int, **said: Any) -> Job:
        now = local_now()
        return self._operations.write(
            partial(service, opportunity_id=opportunity_id, now=now, **said)
        )

    @Slot(object)
    def _refresh_if_touched(self, changed: Changed) -> None:
        if changed & (Changed.OPPORTUNITIES | Changed.LEDGER):
            self.refresh()
        elif changed and (entry := self._view.opportunity) is not None:
            self._rank(entry.id)
