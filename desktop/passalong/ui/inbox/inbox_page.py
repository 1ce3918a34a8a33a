"""The inbox: a list of things worth giving, and on the right whom each may be for."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.opportunity import Opportunity, OpportunityKind, OpportunityState
from passalong.operations import Job, Operations
from passalong.services import opportunities, people, suggestions
from passalong.services.outcome import Changed
from passalong.ui.inbox.inbox_list import InboxList
from passalong.ui.inbox.inbox_model import InboxModel
from passalong.ui.inbox.opportunity_view import OpportunityView
from passalong.ui.inbox.suggestions_view import Ranked
from passalong.ui.widgets import Empty, button

_COLUMN = 330
_State = OpportunityState
_GROUPS: tuple[frozenset[OpportunityState], ...] = (
    frozenset({_State.NEW, _State.ASK_THE_GIVER, _State.READY}),
    frozenset({_State.PASSED, _State.CLOSED}),
    frozenset({_State.EXPIRED}),
)


class InboxPage(QWidget):
    """What was captured, what it is, and for whom."""

    person_chosen = Signal(int)
    capture_wanted = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._all: Sequence[Opportunity] = ()
        self._group = 0
        self._wanted: int | None = None
        self._ranking: Job | None = None
        self._model = InboxModel()
        self._list = InboxList()
        self._view = OpportunityView()
        self._chips = QButtonGroup(self)
        self._capture = button(self.tr("Capture…"), role="primary", icon="capture")
        self._list.setModel(self._model)
        self._lay_out()
        self._connect_signals()
        self.refresh()

    def _lay_out(self) -> None:
        filters = QWidget()
        filters.setProperty("role", "filters")
        filters.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(filters)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(6)
        for place in range(len(_GROUPS)):
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setProperty("role", "filter")
            self._chips.addButton(chip, place)
            line.addWidget(chip)
        line.addStretch()
        column = QWidget()
        column.setProperty("role", "list_column")
        column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column.setFixedWidth(_COLUMN)
        down = QVBoxLayout(column)
        down.setContentsMargins(0, 0, 1, 0)
        down.setSpacing(0)
        down.addWidget(filters)
        down.addWidget(self._list)
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(column)
        across.addWidget(self._view, stretch=1)
        self._empty = Empty(
            self.tr("Your inbox is empty"),
            self.tr(
                "Here you keep what is worth passing along: a spare ticket, an article, a job,"
                " something you learned. Capture it, and see whom it may be for and why."
            ),
            [self._capture],
            self.tr("Ctrl+Shift+N captures from anywhere in Passalong."),
        )
        self._both = both
        self._pages = QStackedWidget()
        self._pages.addWidget(QWidget())
        self._pages.addWidget(both)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

    def _connect_signals(self) -> None:
        self._capture.clicked.connect(self.capture_wanted)
        self._chips.idClicked.connect(self._show_group)
        self._list.selectionModel().currentChanged.connect(self._show_current)
        self._model.modelReset.connect(self._choose_row)
        self._view.saved.connect(self._save)
        self._view.delete_wanted.connect(self._delete)
        self._view.suggestions.person_chosen.connect(self.person_chosen)
        self._operations.changed.connect(self._refresh_if_touched)
        self._list.delete_pressed.connect(self._delete_current)

    @property
    def view(self) -> OpportunityView:
        """Return the right-hand side."""
        return self._view

    @Slot()
    def refresh(self) -> None:
        """Read the inbox anew; selection and place in the list stay."""
        self._operations.read(opportunities.inbox).finished.connect(self._show_all)

    @Slot(int)
    def show_opportunity(self, opportunity_id: int) -> None:
        """Choose this opportunity, now or as soon as it has been read."""
        self._wanted = opportunity_id
        self.refresh()

    @Slot(object)
    def _show_all(self, entries: Sequence[Opportunity]) -> None:
        self._all = entries
        names = (self.tr("Open"), self.tr("Passed"), self.tr("Expired"))
        counts = [sum(entry.state in group for entry in entries) for group in _GROUPS]
        wanted = next((entry for entry in entries if entry.id == self._wanted), None)
        if wanted is not None:
            self._group = next(i for i, group in enumerate(_GROUPS) if wanted.state in group)
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            chip = self._chips.button(place)
            chip.setText(f"{name} {count}")
            chip.setVisible(count > 0 or place == 0)
            chip.setChecked(place == self._group)
        self._show_group(self._group)
        self._pages.setCurrentWidget(self._both if entries else self._empty)

    @Slot(int)
    def _show_group(self, group: int) -> None:
        self._group = group
        shown = [entry for entry in self._all if entry.state in _GROUPS[group]]
        if self._wanted is None and self._view.opportunity is not None:
            self._wanted = self._view.opportunity.id
        self._model.show_entries(shown)
        self._choose_row()

    @Slot()
    def _choose_row(self) -> None:
        """Choose what was asked for or shown before; else the first."""
        row = self._model.row_of(self._wanted) if self._wanted is not None else None
        if row is None and self._model.rowCount():
            row = min(max(self._list.currentIndex().row(), 0), self._model.rowCount() - 1)
        self._wanted = None
        if row is None:
            self._view.hide()
            return
        self._view.show()
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
        self._ranking = self._operations.read(
            lambda session: Ranked(
                suggestions.suggest(session, opportunity_id, now).people,
                people.count_people(session),
            )
        )
        self._ranking.finished.connect(self._view.suggestions.show_ranked)
        self._ranking.ended.connect(self._forget_ranking)

    @Slot()
    def _forget_ranking(self) -> None:
        if self.sender() is self._ranking:
            self._ranking = None

    @Slot(int, str, str, object)
    def _save(self, opportunity_id: int, title: str, text: str, kind: OpportunityKind) -> None:
        self._operations.write(
            partial(
                opportunities.edit,
                opportunity_id=opportunity_id,
                title=title,
                text=text,
                kind=kind,
                now=datetime.now(UTC),
            )
        )

    @Slot()
    def _delete_current(self) -> None:
        if (entry := self._model.entry(self._list.currentIndex())) is not None:
            self._delete(entry.id)

    @Slot(int)
    def _delete(self, opportunity_id: int) -> None:
        work = partial(opportunities.delete, opportunity_id=opportunity_id, now=datetime.now(UTC))
        self._operations.write(work)

    @Slot(object)
    def _refresh_if_touched(self, changed: Changed) -> None:
        if changed & Changed.OPPORTUNITIES:
            self.refresh()
        elif changed and (entry := self._view.opportunity) is not None:
            self._rank(entry.id)
