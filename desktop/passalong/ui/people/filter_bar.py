"""The filters above the list: what the people shown have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from passalong.domain.person_row import Field
from passalong.ui.widgets import FlowLayout, button

_PREFIX = {
    Field.TAG: "tag",
    Field.VALUE: "value",
    Field.ASSET: "has",
    Field.NEED: "needs",
    Field.ORGANISATION: "org",
}
_LOOK = {Field.TAG: "tag", Field.VALUE: "value", Field.ASSET: "asset", Field.NEED: "need"}

OFFERED = tuple(_PREFIX)
"""The fields by which the list can be filtered."""


class Filter(NamedTuple):
    """One condition: a field says this word."""

    field: Field
    word: str

    def as_query(self) -> str:
        """Return the filter as one would type it."""
        word = self.word.replace('"', "")
        return f'{_PREFIX[self.field]}:"{word}"' if " " in word else f"{_PREFIX[self.field]}:{word}"

    def as_label(self) -> str:
        """Return the filter as its chip shows it."""
        return f"{_PREFIX[self.field]}: {self.word}"


class FilterBar(QWidget):
    """A chip a filter, and a button that offers more."""

    changed = Signal()
    words_wanted = Signal()  # somebody wants to choose: ``offer`` them what there is

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "filters")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._filters: list[Filter] = []
        self._chips: list[QWidget] = []
        self._menu: QMenu | None = None
        self._more = button(self.tr("+ filter"), "dashed")
        self._more.setAccessibleName(self.tr("Add a filter"))
        self._layout = FlowLayout(self, spacing=5)
        self._layout.setContentsMargins(12, 10, 12, 10)
        self._layout.addWidget(self._more)
        self._more.clicked.connect(self.words_wanted)

    def filters(self) -> Sequence[Filter]:
        """Return what is asked for."""
        return tuple(self._filters)

    def as_query(self) -> str:
        """Return the filters as one would type them."""
        return " ".join(each.as_query() for each in self._filters)

    def add(self, field: Field, word: str) -> None:
        """Ask for one thing more."""
        wanted = Filter(field, word)
        if wanted not in self._filters:
            self._filters.append(wanted)
            self._show()

    def clear(self) -> None:
        """Ask for nothing."""
        if self._filters:
            self._filters.clear()
            self._show()

    def offer(self, words: Mapping[Field, Sequence[str]]) -> None:
        """Open the menu with what people have."""
        from PySide6.QtGui import QAction

        if self._menu is None:
            self._menu = QMenu(self)
        self._menu.clear()
        titles = {
            Field.TAG: self.tr("Tag"),
            Field.VALUE: self.tr("Cares about"),
            Field.ASSET: self.tr("Can offer"),
            Field.NEED: self.tr("Needs"),
            Field.ORGANISATION: self.tr("Organisation"),
        }
        for field, title in titles.items():
            choices = words.get(field, ())
            menu = self._menu.addMenu(title)
            menu.setEnabled(bool(choices))
            for word in choices:
                action = QAction(word.replace("&", "&&"), menu)
                action.setData((field.value, word))
                action.triggered.connect(self._add_chosen)
                menu.addAction(action)
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    @Slot()
    def _add_chosen(self) -> None:
        from PySide6.QtGui import QAction

        action = self.sender()
        if isinstance(action, QAction):
            field, word = action.data()
            self.add(Field(field), word)

    @Slot()
    def _remove_clicked(self) -> None:
        position = self._chips.index(self.sender())  # type: ignore[arg-type]
        del self._filters[position]
        self._show()

    def _show(self) -> None:
        for chip in self._chips:
            self._layout.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for position, each in enumerate(self._filters):
            chip = button(f"{each.as_label()} ×", "chip")
            chip.setProperty("chip", _LOOK.get(each.field, "tag"))
            chip.setAccessibleName(self.tr("Remove the filter %1").replace("%1", each.as_label()))
            chip.clicked.connect(self._remove_clicked)
            self._layout.insert_widget(position, chip)
            self._chips.append(chip)
            chip.show()
        self.updateGeometry()
        self.changed.emit()
