"""A screen of two halves: chips and a list on the left, what is chosen on the right."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from passalong.ui.choices import ChoiceGroup
from passalong.ui.entries import Entry, EntryList
from passalong.ui.figures import number
from passalong.ui.widgets import FlowLayout, label, scrolling

_COLUMN = 330
_NARROW_COLUMN = 270
_NARROW = 960  # pixels of the screen
_WIDEST = 820  # pixels; longer lines are hard to read


class ListScreen(QWidget):
    """Where chips, list and details stand; or one page that says why there is nothing.

    It keeps the place: whatever the list is filled with, the line that was chosen
    stays chosen, or the nearest one; what is wanted goes before that.
    """

    part_chosen = Signal(int)  # the place of a chip
    row_chosen = Signal(int)  # what the right-hand side is to show, also when shown anew

    def __init__(
        self,
        parts: Sequence[str],
        rows: EntryList,
        views: Sequence[QWidget],
        empty: QWidget,
        *,
        hides_empty_parts: bool = False,
    ) -> None:
        super().__init__()
        self._parts = parts
        self._rows = rows
        self._hides_empty_parts = hides_empty_parts
        self._wanted: Hashable = None
        self._shown: Hashable = None
        self._chips = ChoiceGroup(self)
        self.none = label(role="muted", wrap=True)
        self.none.setContentsMargins(14, 14, 14, 14)
        self.none.hide()
        self.above = QVBoxLayout()  # between the chips and the list
        self.above.setSpacing(0)
        self.below = QVBoxLayout()  # under the list
        self._column = self._column_with(rows)
        self._views = QStackedWidget()
        self._no_view = QWidget()
        for view in (*views, self._no_view):
            self._views.addWidget(view)
        self._both = self._halves()
        self._empty = empty
        self._pages = QStackedWidget()
        for page in (QWidget(), self._both, empty):  # nothing until it is known what there is
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._chips.chosen.connect(self._choose_part)
        rows.selectionModel().currentChanged.connect(self._show_current)

    def _column_with(self, rows: QWidget) -> QWidget:
        filters = QWidget()
        filters.setProperty("role", "filters")
        filters.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = FlowLayout(filters)
        line.setContentsMargins(12, 8, 12, 8)
        for place, name in enumerate(self._parts):
            chip = QPushButton(name)
            chip.setCheckable(True)
            chip.setProperty("role", "filter")
            self._chips.addButton(chip, place)
            line.addWidget(chip)
        column = QWidget()
        column.setProperty("role", "list_column")
        column.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column.setFixedWidth(_COLUMN)
        down = QVBoxLayout(column)
        down.setContentsMargins(0, 0, 1, 0)
        down.setSpacing(0)
        down.addWidget(filters)
        down.addLayout(self.above)
        down.addWidget(self.none)
        down.addWidget(rows, 1)
        down.addLayout(self.below)
        return column

    def _halves(self) -> QWidget:
        both = QWidget()
        both.setProperty("role", "page")
        both.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._column)
        across.addWidget(self._views, stretch=1)
        across.setAlignment(self._column, Qt.AlignmentFlag.AlignLeft)
        return both

    @property
    def wanted(self) -> Hashable:
        """Return the key of the entry that is to be chosen as soon as it is there."""
        return self._wanted

    def want(self, key: Hashable) -> None:
        """Choose this entry once the list has it; None for none in particular."""
        self._wanted = key

    def chip(self, place: int) -> QPushButton:
        """Return the chip of a part."""
        made = self._chips.button(place)
        assert isinstance(made, QPushButton)
        return made

    def show_counts(self, counts: Sequence[int | None], chosen: int) -> None:
        """Write how much is in each part, nothing where that is not known yet; choose one."""
        for place, count in enumerate(counts):
            shown = self._parts[place]
            chip = self.chip(place)
            chip.setText(shown if count is None else f"{shown} {number(count)}")
            if self._hides_empty_parts:
                chip.setVisible(bool(count) or place in (0, chosen))
        self._chips.mark(chosen)

    def show_halves(self, *, empty: bool) -> None:
        """Show list and details, or the page that says why there is nothing at all."""
        self._pages.setCurrentWidget(self._empty if empty else self._both)

    def show_entries(self, entries: Sequence[Entry], why_none: str) -> None:
        """Fill the list, or say why it has no line; keep the place."""
        before = self._rows.currentIndex()
        chosen = self._rows.entries.entry(before)
        row = before.row()
        self._rows.entries.show_entries(entries)
        self.none.setText("" if entries else why_none)
        self.none.setVisible(bool(self.none.text()))
        if not entries:
            self._shown = None
            self._views.setCurrentWidget(self._no_view)
            return
        for key in (self._wanted, chosen.key if chosen is not None else None):
            place = self._rows.entries.row_of(key)
            if place is not None:
                row = place
                break
        index = self._rows.entries.index(min(max(row, 0), len(entries) - 1), 0)
        if index == self._rows.currentIndex():
            self._show_current(index)
        self._rows.setCurrentIndex(index)

    def show_view(self, place: int) -> None:
        """Show one of the views on the right."""
        self._views.setCurrentIndex(place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the right-hand side more room where there is little."""
        super().resizeEvent(event)
        self._column.setFixedWidth(_NARROW_COLUMN if self.width() < _NARROW else _COLUMN)

    @Slot(int)
    def _choose_part(self, place: int) -> None:
        self._wanted = None
        self._rows.setCurrentIndex(QModelIndex())  # another list begins at its first line
        self.part_chosen.emit(place)

    @Slot(QModelIndex)
    def _show_current(self, index: QModelIndex) -> None:
        entry = self._rows.entries.entry(index)
        if entry is None:
            return
        self._rows.scrollTo(index)
        self.row_chosen.emit(index.row())
        view = self._views.currentWidget()
        if entry.key != self._shown and isinstance(view, QScrollArea):
            view.verticalScrollBar().setValue(0)
        self._shown = entry.key


def details_page(view: QWidget) -> QScrollArea:
    """Return a view with room around it, scrolled where it is too high."""
    page = QWidget()
    page.setProperty("role", "page")
    inside = QVBoxLayout(page)
    inside.setContentsMargins(22, 16, 22, 20)
    inside.addWidget(view)
    inside.addStretch()
    view.setMaximumWidth(_WIDEST)
    return scrolling(page, framed=False)
