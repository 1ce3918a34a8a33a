"""The frame: sidebar, search and screens, and the people that the first paint shows.

Whatever is joined to the window knows this much of it, and no more.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passalong.domain.person_row import Field
from passalong.operations import Operations
from passalong.ui.keyboard import KeyboardWindow
from passalong.ui.people.people_page import PeoplePage
from passalong.ui.screens import Place, Screens, sidebar_entries
from passalong.ui.search_field import SearchField
from passalong.ui.sidebar import Sidebar
from passalong.ui.status_line import StatusLine
from passalong.ui.window_place import WindowPlace

_NARROW = 1100
_SMALLEST_SIZE = (900, 560)


class Frame(KeyboardWindow):
    """What is always there; shows one of the screens, a person, everybody with a tag."""

    def __init__(self, operations: Operations, data_folder: Path) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Passalong"))
        self._operations = operations
        self._place = WindowPlace(data_folder)
        self._make_widgets(data_folder)
        self._lay_out()
        self._connect_screens()
        self._place.restore(self)
        self.setMinimumSize(*_SMALLEST_SIZE)

    def _make_widgets(self, data_folder: Path) -> None:
        self.sidebar = Sidebar(sidebar_entries())
        self.search = SearchField()
        self.people = PeoplePage(self._operations, str(data_folder), self._drag_out)
        self.screens = Screens()
        self.status = StatusLine(str(data_folder))

    def _lay_out(self) -> None:
        top = QWidget()
        top.setProperty("role", "top")
        across = QHBoxLayout(top)
        across.setContentsMargins(16, 8, 16, 8)
        self.search.setMaximumWidth(560)
        across.addWidget(self.search, stretch=4)
        across.addStretch(1)
        self.screens.put(Place.PEOPLE, self.people)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(top)
        right.addWidget(self.screens, stretch=1)
        self._right = right
        self._centre = centre = QWidget()
        whole = QHBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        whole.addLayout(right, stretch=1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)

    def _connect_screens(self) -> None:
        self.sidebar.screen_chosen.connect(self.show_screen)
        self.search.textChanged.connect(self._search_people)
        self.search.list_wanted.connect(self.people.go_into_list)
        self.search.first_wanted.connect(self.people.choose_first)
        self.search.left.connect(self.people.go_into_list)
        self.people.left.connect(self.search.setFocus)
        self.people.list.typed.connect(self._begin_search_with)
        self.people.search_cleared.connect(self._empty_search)
        self.people.counted.connect(self._show_count)
        self.people.counted.connect(self.status.show_count)
        self.people.found_counted.connect(self.status.show_found)

    @Slot(int)
    def show_screen(self, number: int) -> None:
        """Show one of the screens."""
        self.screens.setCurrentIndex(number)
        self.sidebar.choose(number)

    @Slot()
    def show_today(self) -> None:
        """Show what waits to be given today."""
        self.show_screen(Place.TODAY)

    @Slot()
    def show_people(self) -> None:
        """Show the people."""
        self.show_screen(Place.PEOPLE)
        self.people.go_into_list()

    @Slot()
    def show_inbox(self) -> None:
        """Show what is worth passing along."""
        self.show_screen(Place.INBOX)

    @Slot(int)
    def show_person(self, person_id: int) -> None:
        """Show one person's page."""
        self.show_screen(Place.PEOPLE)
        self.people.show_person(person_id)

    @Slot(str)
    def show_tag(self, word: str) -> None:
        """Show everybody who carries a tag."""
        self.show_screen(Place.PEOPLE)
        self.search.clear()
        self.people.filters.clear()
        self.people.filters.add(Field.TAG, word)

    @Slot()
    def begin_search(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot(str)
    def _begin_search_with(self, letters: str) -> None:
        self.search.setFocus()
        self.search.setText(letters)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the pages more room where there is little."""
        super().resizeEvent(event)
        self.sidebar.be_narrow(narrow=self.width() < _NARROW)

    @Slot(str)
    def _search_people(self, text: str) -> None:
        self.show_screen(Place.PEOPLE)
        self.people.search_for(text)

    @Slot()
    def _empty_search(self) -> None:
        self.search.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.search.clear()
        self.search.blockSignals(False)  # noqa: FBT003 - Qt's own argument

    @Slot(int)
    def _show_count(self, count: int) -> None:
        self.sidebar.show_count(Place.PEOPLE, count)

    def _drag_out(self, ids: list[int]) -> QMimeData | None:
        from passalong.ui.people import drag

        return drag.person_mime(self._operations, ids)
