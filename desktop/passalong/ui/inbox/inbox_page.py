"""The inbox: a list of things worth giving, and on the right whom each may be for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.opportunity import GiverState, Opportunity, SuggestionAnswer
from passalong.errors import Trouble
from passalong.operations import Job, Operations
from passalong.services import opportunities, revising, setting_aside, suggestions
from passalong.services.opportunities import Shown
from passalong.services.outcome import Changed
from passalong.services.revising import Revised
from passalong.ui.inbox.inbox_list import InboxList
from passalong.ui.inbox.inbox_model import InboxModel
from passalong.ui.inbox.opportunity_view import OpportunityView
from passalong.ui.looking import Looking
from passalong.ui.widgets import Empty, FlowLayout, button, label

if TYPE_CHECKING:
    from passalong.operations import Session

_COLUMN = 330
_NARROW_COLUMN = 270
_NARROW = 960  # pixels of the page
_Parts = Mapping[Shown, Sequence[Opportunity]]


class InboxPage(QWidget):
    """What was captured, what it is, and for whom."""

    person_chosen = Signal(int)
    capture_wanted = Signal()
    pass_wanted = Signal(int, int)  # an opportunity's id, a person's
    ask_giver_wanted = Signal(int)
    thank_giver_wanted = Signal(int)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._parts: _Parts = {}
        self._shown = Shown.OPEN
        self._wanted: int | None = None
        self._ranking: Job | None = None
        self._reading: Job | None = None
        self._model = InboxModel()
        self._list = InboxList()
        self._view = OpportunityView(operations)
        self._chips = QButtonGroup(self)
        self._capture = button(self.tr("Capture…"), role="primary", icon="capture")
        self._none = label(role="muted", wrap=True)
        self._names = {
            Shown.OPEN: self.tr("Open"),
            Shown.PASSED: self.tr("Passed"),
            Shown.EXPIRED: self.tr("Expired"),
            Shown.SHELF: self.tr("Shelf"),
        }
        self._clock = Looking(self)
        self._list.setModel(self._model)
        self._lay_out()
        self._connect_signals()
        self.refresh()

    def _lay_out(self) -> None:
        filters = QWidget()
        filters.setProperty("role", "filters")
        filters.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = FlowLayout(filters)
        line.setContentsMargins(12, 8, 12, 8)
        for place in range(len(Shown)):
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setProperty("role", "filter")
            self._chips.addButton(chip, place)
            line.addWidget(chip)
        self._column = QWidget()
        self._column.setProperty("role", "list_column")
        self._column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column.setFixedWidth(_COLUMN)
        down = QVBoxLayout(self._column)
        down.setContentsMargins(0, 0, 1, 0)
        down.setSpacing(0)
        down.addWidget(filters)
        self._none.setContentsMargins(14, 14, 14, 14)
        down.addWidget(self._none)
        down.addWidget(self._list, 1)
        self._both = QWidget()
        self._both.setProperty("role", "page")
        self._both.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout(self._both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._column)
        across.addWidget(self._view, stretch=1)
        across.setAlignment(self._column, Qt.AlignmentFlag.AlignLeft)
        self._empty = Empty(
            self.tr("Your inbox is empty"),
            self.tr(
                "Here you keep what is worth passing along: a spare ticket, an article, a job,"
                " something you learned. Capture it, and see whom it may be for and why."
            ),
            [self._capture],
            self.tr("Ctrl+Shift+N captures from anywhere in Passalong."),
        )
        self._pages = QStackedWidget()
        for page in (QWidget(), self._both, self._empty):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _connect_signals(self) -> None:
        self._capture.clicked.connect(self.capture_wanted)
        self._chips.idClicked.connect(self._choose_part)
        self._list.selectionModel().currentChanged.connect(self._show_current)
        self._list.delete_pressed.connect(self._delete_current)
        self._list.people_wanted.connect(self._view.look_for_others)
        self._model.modelReset.connect(self._choose_row)
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
        if self._reading is not None:
            self._reading.cancel()
        now = datetime.now().astimezone()
        self._reading = self._operations.read(partial(_parts, now=now))
        self._reading.finished.connect(self._show_parts)

    @Slot(int)
    def show_opportunity(self, opportunity_id: int) -> None:
        """Choose this opportunity, now or as soon as it has been read."""
        self._wanted = opportunity_id
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the right-hand side more room where there is little."""
        super().resizeEvent(event)
        self._column.setFixedWidth(_NARROW_COLUMN if self.width() < _NARROW else _COLUMN)

    @Slot(object)
    def _show_parts(self, parts: _Parts) -> None:
        self._reading = None
        self._parts = parts
        for shown, entries in parts.items():
            if any(entry.id == self._wanted for entry in entries):
                self._shown = shown
        for place, shown in enumerate(Shown):
            count = len(parts[shown])
            chip = self._chips.button(place)
            chip.setText(f"{self._names[shown]} {count}")
            chip.setVisible(count > 0 or shown in (Shown.OPEN, self._shown))
            chip.setChecked(shown is self._shown)
        self._show_part(self._shown)
        self._pages.setCurrentWidget(self._both if any(parts.values()) else self._empty)

    @Slot(int)
    def _choose_part(self, place: int) -> None:
        self._show_part(list(Shown)[place])

    def _show_part(self, shown: Shown) -> None:
        self._shown = shown
        entries = self._parts.get(shown, ())
        if self._wanted is None and self._view.opportunity is not None:
            self._wanted = self._view.opportunity.id
        self._none.setVisible(not entries)
        self._none.setText(self.tr("Nothing is open: everything has found its way."))
        self._model.show_entries(entries)
        self._choose_row()

    @Slot()
    def _choose_row(self) -> None:
        """Choose what was asked for or shown before; else the first."""
        row = self._model.row_of(self._wanted) if self._wanted is not None else None
        if row is None and self._model.rowCount():
            row = min(max(self._list.currentIndex().row(), 0), self._model.rowCount() - 1)
        self._wanted = None
        self._view.setVisible(row is not None)
        if row is None:
            return
        index = self._model.index(row, 0)
        if index == self._list.currentIndex():
            self._show_current(index)
        self._list.setCurrentIndex(index)

    @Slot(QModelIndex)
    def _show_current(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is None:
            return
        self._view.show_opportunity(entry)
        self._rank(entry.id)

    def _rank(self, opportunity_id: int) -> None:
        if self._ranking is not None:
            self._ranking.cancel()
        now = datetime.now().astimezone()
        question = partial(suggestions.suggest, opportunity_id=opportunity_id, now=now)
        self._ranking = self._operations.read(question)
        self._ranking.finished.connect(self._view.suggestions.show_suggested)
        self._ranking.ended.connect(self._forget_ranking)

    @Slot()
    def _forget_ranking(self) -> None:
        if self.sender() is self._ranking:
            self._ranking = None

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
        if (entry := self._model.entry(self._list.currentIndex())) is not None:
            self._change(opportunities.delete, entry.id)

    def _change(self, service: Any, opportunity_id: int, **said: Any) -> Job:
        now = datetime.now().astimezone()
        return self._operations.write(
            partial(service, opportunity_id=opportunity_id, now=now, **said)
        )

    @Slot(object)
    def _refresh_if_touched(self, changed: Changed) -> None:
        if changed & (Changed.OPPORTUNITIES | Changed.LEDGER):
            self.refresh()
        elif changed and (entry := self._view.opportunity) is not None:
            self._rank(entry.id)


def _parts(session: Session, now: datetime) -> _Parts:
    return {shown: opportunities.inbox(session, now, shown) for shown in Shown}
