"""The list itself: a table of one column, which a hundred thousand people do not slow down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from passalong.ui import theme
from passalong.ui.line_list import LineList
from passalong.ui.people.people_delegate import PeopleDelegate
from passalong.ui.people.people_model import PeopleModel, Role

if TYPE_CHECKING:
    from passalong.ui.people.list_photos import ListPhotos

_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FEW = 10  # lines: enough to begin with where the list is not laid out yet
_MOST_KEPT = 2_000  # chosen lines that are chosen again after the list was read anew


class Place(NamedTuple):
    """Where somebody was in the list."""

    top: int | None  # the person on the topmost line
    offset: int  # how far that line is from the top, in pixels
    current: int | None
    selected: list[int]


class PeopleList(LineList):
    """Lines of people; several can be chosen, and dragged out."""

    current_changed = Signal(object)  # the person's id, or None
    chosen = Signal(int)  # Enter or a double click
    selection_counted = Signal(int)  # how many lines are chosen
    delete_wanted = Signal()
    search_wanted = Signal()  # arrow up on the first line
    typed = Signal(str)  # letters, which a search begins with
    left = Signal()  # Esc

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = PeopleDelegate(self, model.row)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("People"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._fit_rows()
        self._connect_signals()

    def _connect_signals(self) -> None:
        chosen = self.selectionModel()
        chosen.currentRowChanged.connect(self._tell_current)
        chosen.selectionChanged.connect(self._tell_selection)
        self.activated.connect(self._choose)
        self.entered.connect(self._hover)
        theme.signals.changed.connect(self._fit_rows)

    def show_photos(self, photos: ListPhotos) -> None:
        """Paint people's pictures in the place of their initials from now on."""
        self._delegate.photo_of = photos.of
        photos.arrived.connect(self.viewport().update)
        self.viewport().update()

    def current_person(self) -> int | None:
        """Return the person whose page is shown."""
        index = self.currentIndex()
        return self._model.person_id(index.row()) if index.isValid() else None

    def selected_people(self) -> list[int]:
        """Return everybody who is chosen, in the order of the list."""
        rows = sorted(
            row
            for stretch in self._stretches()
            for row in range(stretch.top(), stretch.bottom() + 1)
        )
        ids = self._model.ids()
        return [ids[row] for row in rows]

    def select_person(self, person_id: int) -> bool:
        """Choose a person and bring them into sight; return whether they are in the list."""
        position = self._model.position(person_id)
        if position is None:
            return False
        self.select_line(position)
        return True

    def select_line(self, position: int) -> None:
        """Choose one line and bring it into sight."""
        self.setCurrentIndex(self._model.index(position, 0))

    def lines_in_sight(self) -> int:
        """Return how many lines there is room for, those that are cut off included."""
        return max(_FEW, self.viewport().height() // self._delegate.row_height() + 2)

    def place(self) -> Place:
        """Return what is chosen and in sight, so that it can be brought back."""
        top = self.rowAt(1)
        offset = self.rowViewportPosition(top) if top >= 0 else 0
        many = sum(stretch.height() for stretch in self._stretches())
        selected = self.selected_people() if many <= _MOST_KEPT else []
        return Place(self._model.person_id(top), offset, self.current_person(), selected)

    def bring_back(self, place: Place, *, scroll: bool = True) -> None:
        """Choose the same people again, and show the same part of the list."""
        chooser = self.selectionModel()
        found = {i: p for i in place.selected if (p := self._model.position(i)) is not None}
        for position in found.values():
            chooser.select(self._model.index(position, 0), QItemSelectionModel.SelectionFlag.Select)
        if place.current is not None:
            current = found.get(place.current, self._model.position(place.current))
            if current is not None:
                chooser.setCurrentIndex(
                    self._model.index(current, 0),
                    QItemSelectionModel.SelectionFlag.NoUpdate
                    if found
                    else QItemSelectionModel.SelectionFlag.ClearAndSelect,
                )
        top = self._model.position(place.top) if scroll and place.top is not None else None
        if top is not None:
            height = self._delegate.row_height()
            self.verticalScrollBar().setValue(top * height - place.offset)

    def _stretches(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose, delete, or go back to the search."""
        key = event.key()
        first = self.currentIndex().row() <= 0
        if key in _CHOOSE:
            self._choose(self.currentIndex())
        elif key == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif (
            key == Qt.Key.Key_Up
            and first
            and event.modifiers()
            in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            self.search_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, typed: str) -> None:  # noqa: N802
        """Look for everybody with these letters; Qt would ask for every line, in this thread."""
        self.typed.emit(typed)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Mark no line when the mouse is elsewhere."""
        self._hover(QModelIndex())
        super().leaveEvent(event)

    @Slot(QModelIndex)
    def _hover(self, index: QModelIndex) -> None:
        before, self._delegate.hovered = self._delegate.hovered, index.row()
        for row in (before, index.row()):
            self.update(self._model.index(row, 0))

    @Slot(QModelIndex, QModelIndex)
    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(current.data(Role.PERSON_ID) if current.isValid() else None)

    @Slot()
    def _tell_selection(self) -> None:
        self.selection_counted.emit(sum(stretch.height() for stretch in self._stretches()))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        person_id = self._model.person_id(index.row()) if index.isValid() else None
        if person_id is not None:
            self.chosen.emit(person_id)

    @Slot()
    def _fit_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
