"""A screen of two halves: chips and a list on the left, what is chosen on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from passalong.ui.figures import number
from passalong.ui.widgets import FlowLayout, label

_COLUMN = 330
_NARROW_COLUMN = 270
_NARROW = 960  # pixels of the screen


class ListScreen(QWidget):
    """Where chips, list and details stand; or one page that says why there is nothing."""

    part_chosen = Signal(int)  # the place of a chip

    def __init__(
        self, parts: Sequence[str], rows: QWidget, details: QWidget, empty: QWidget
    ) -> None:
        super().__init__()
        self._parts = parts
        self._rows = rows
        self._chips = QButtonGroup(self)
        self.none = label(role="muted", wrap=True)
        self.none.setContentsMargins(14, 14, 14, 14)
        self.none.hide()
        self.above = QVBoxLayout()  # between the chips and the list
        self.above.setSpacing(0)
        self.below = QVBoxLayout()  # under the list
        self._column = self._column_with(rows)
        self._both = QWidget()
        self._both.setProperty("role", "page")
        self._both.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = QHBoxLayout(self._both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._column)
        across.addWidget(details, stretch=1)
        across.setAlignment(self._column, Qt.AlignmentFlag.AlignLeft)
        self._empty = empty
        self._pages = QStackedWidget()
        for page in (QWidget(), self._both, empty):  # nothing until it is known what there is
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._chips.idClicked.connect(self.part_chosen)

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

    def chip(self, place: int) -> QPushButton:
        """Return the chip of a part."""
        made = self._chips.button(place)
        assert isinstance(made, QPushButton)
        return made

    def show_counts(self, counts: Sequence[int | None], chosen: int) -> None:
        """Write how much is in each part, nothing where that is not known yet; choose one."""
        for place, count in enumerate(counts):
            shown = self._parts[place]
            self.chip(place).setText(shown if count is None else f"{shown} {number(count)}")
        self.chip(chosen).setChecked(True)

    def say_none(self, text: str) -> None:
        """Say why the list has no line; nothing where it has."""
        self.none.setText(text)
        self.none.setVisible(bool(text))

    def show_halves(self, *, empty: bool) -> None:
        """Show list and details, or the page that says why there is nothing at all."""
        self._pages.setCurrentWidget(self._empty if empty else self._both)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the right-hand side more room where there is little."""
        super().resizeEvent(event)
        self._column.setFixedWidth(_NARROW_COLUMN if self.width() < _NARROW else _COLUMN)
