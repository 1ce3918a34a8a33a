"""Everybody the user knows, or those whom a search finds, and the page of one of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMimeData, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from passalong.operations import Job, Operations
from passalong.ui import theme
from passalong.ui.people import people_questions
from passalong.ui.people.filter_bar import FilterBar
from passalong.ui.people.new_person import NewPerson
from passalong.ui.people.people_list import PeopleList
from passalong.ui.people.people_model import PeopleModel, Rows
from passalong.ui.people.selection_bar import SelectionBar
from passalong.ui.widgets import Empty, button

if TYPE_CHECKING:
    from passalong.services.outcome import Changed

_BEFORE_THE_REST = 300  # milliseconds without a key, then everybody who is found is listed
_BEFORE_REFRESH = 30
_BEFORE_SHOWING = 25  # milliseconds: an arrow key held down does not open every page
LIST_WIDTH = 330


class PersonPageLike(Protocol):
    """What the list needs of the page beside it."""

    def show_person(self, person_id: int, search_text: str = "") -> None:
        """Show one person, with what was searched marked."""

    def clear(self) -> None:
        """Show nobody."""


class PeoplePage(QStackedWidget):
    """The list on the left, a person in the middle; or how to begin."""

    counted = Signal(int)  # how many people there are, whatever is searched
    found_counted = Signal(object)  # how many are found; None for everybody, or not known yet
    left = Signal()  # Esc in the list with nothing to clear, or arrow up on its first line
    search_cleared = Signal()
    import_wanted = Signal()
    sample_wanted = Signal()
    export_wanted = Signal(object)  # ids
    selection_counted = Signal(int)

    def __init__(
        self,
        operations: Operations,
        data_place: str = "",
        drag: Callable[[list[int]], QMimeData | None] = lambda _ids: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._text = ""
        self._wanted: int | None = None  # to be chosen once the list has them
        self._search: Job | None = None
        self._person_page: PersonPageLike | None = None
        self._before = 0  # the person shown before the search
        self.new_person = NewPerson(operations, self)
        self._make_widgets(data_place, drag)
        self._lay_out()
        self._rest = self._timer(_BEFORE_THE_REST, self._ask_for_all)
        self._again = self._timer(_BEFORE_REFRESH, self._ask_for_all)
        self._showing = self._timer(_BEFORE_SHOWING, self._show_current)
        self._connect_signals()

    def _make_widgets(self, data_place: str, drag: Callable[[list[int]], QMimeData | None]) -> None:
        self.model = PeopleModel(self._load_rows, drag, self)
        self.list = PeopleList(self.model)
        self.filters = FilterBar()
        self._chosen_bar = SelectionBar()
        self._import = button(self.tr("Import an address book…"), "primary", "import")
        self._sample = button(self.tr("Try with sample people"), "plain", "sample")
        self._add = button(self.tr("Add one person…"), "plain", "person")
        self._start = Empty(
            self.tr("Nobody here yet"),
            self.tr(
                "Drop an address book (.vcf or .csv) anywhere on this window, "
                "or choose File › Import. You see what will happen to every card "
                "before anything is written."
            ),
            (self._import, self._sample, self._add),
            self.tr("Everything stays on this computer: %1").replace("%1", data_place),
        )
        self._clear = button(self.tr("Clear the search"))
        self._nobody = Empty(self.tr("Nobody found"), "", (self._clear,))

    def _lay_out(self) -> None:
        column = QWidget()
        column.setProperty("role", "list_column")
        self._column = column
        self._fit()
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._nobody)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.setSpacing(0)
        inside.addWidget(self.filters)
        inside.addWidget(self._lists, stretch=1)
        inside.addWidget(self._chosen_bar)
        self._both = QWidget()
        self._both.setProperty("role", "page")
        across = QHBoxLayout(self._both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(column)
        across.addStretch(1)
        self.addWidget(self._both)
        self.addWidget(self._start)

    def _timer(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(then)
        return timer

    def _connect_signals(self) -> None:
        self.list.current_changed.connect(self._showing.start)
        self.list.chosen.connect(self._show_now)
        self.list.selection_counted.connect(self._count_selection)
        self.list.delete_wanted.connect(self.delete_selected)
        self.list.search_wanted.connect(self.left)
        self.list.left.connect(self._clear_or_leave)
        self.list.customContextMenuRequested.connect(self._chosen_bar.open_menu)
        self._chosen_bar.tag_wanted.connect(self.tag_selected)
        self._chosen_bar.export_wanted.connect(self._export_selected)
        self._chosen_bar.delete_wanted.connect(self.delete_selected)
        self.filters.changed.connect(self._search_anew)
        self.filters.words_wanted.connect(self._ask_for_words)
        self._clear.clicked.connect(self.clear_search)
        self._import.clicked.connect(self.import_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        self._add.clicked.connect(self.new_person.ask)
        self.new_person.added.connect(self.show_person)
        self.list.verticalScrollBar().valueChanged.connect(self._hurry)
        theme.signals.changed.connect(self._fit)
        self._operations.changed.connect(self._refresh_if_people_changed)

    @Slot()
    def _fit(self) -> None:
        self._column.setFixedWidth(theme.scaled(LIST_WIDTH))

    def show_start(self, count: int, rows: Rows) -> None:
        """Show the first page, as it was read before the database was opened."""
        self.model.show_first(rows)
        self.counted.emit(count)
        self._choose_what_to_show(empty=not rows)

    def attach_person_page(self, page: QWidget) -> None:
        """Put the page of one person beside the list; it comes after the first paint."""
        across = self._both.layout()
        if isinstance(across, QHBoxLayout):
            across.takeAt(1)
            across.addWidget(page, 1)
        self._person_page = page  # type: ignore[assignment] # it is one by contract
        if self.list.current_person() is None and self.model.rowCount():
            self.list.select_line(0)
        self._showing.start()

    def query(self) -> str:
        """Return what is asked for, filters and all, as one would type it."""
        return f"{self.filters.as_query()} {self._text}".strip()

    @Slot(str)
    def search_for(self, text: str) -> None:
        """Find people by a text; each key asks at once."""
        if not self.query():
            self._before = self.list.current_person() or 0
        self._text = text.strip()
        self._search_anew()

    @Slot()
    def clear_search(self) -> None:
        """Show everybody."""
        self._text = ""
        self.search_cleared.emit()
        self.filters.clear()
        self._search_anew()

    @Slot()
    def refresh(self) -> None:
        """Read the list anew; the place in it stays."""
        self._again.start()

    def show_person(self, person_id: int) -> None:
        """Choose a person, also one whom the search does not find or who was just added."""
        if self.list.select_person(person_id):
            self._show_now(person_id)
            return
        self._wanted = person_id
        if self.query():
            self.clear_search()
        else:
            self.refresh()
        self._show_in_page(person_id)

    @Slot()
    def go_into_list(self) -> None:
        """Give the list the focus, with a line chosen."""
        self._hurry()
        if self.model.rowCount():
            if self.list.current_person() is None:
                self.list.select_line(0)
            self.list.setFocus()

    @Slot()
    def choose_first(self) -> None:
        """Open the first person found."""
        if self.model.rowCount():
            self.list.select_line(0)
            self.list.setFocus()

    @Slot()
    def tag_selected(self) -> None:
        """Ask for a tag for everybody who is chosen."""
        ids = self.list.selected_people()
        if not ids:
            return
        from passalong.ui.people import line_dialogs

        dialog = line_dialogs.tag_dialog(self, len(ids))
        dialog.answered.connect(partial(self._tag, ids))
        job = self._operations.read(people_questions.known_tags)
        job.finished.connect(dialog.complete_from)
        dialog.finished.connect(job.cancel)
        dialog.open()

    @Slot()
    def delete_selected(self) -> None:
        """Put everybody who is chosen into the trash."""
        ids = self.list.selected_people()
        if not ids:
            return
        rows = range(self.model.rowCount())
        last = max(p for i in ids[-1:] if (p := self.model.position(i)) is not None)
        following = self.model.person_id(last + 1) if last + 1 in rows else None
        self._wanted = following
        self._operations.write(partial(people_questions.delete_people, ids))

    @Slot()
    def _search_anew(self) -> None:
        self._rest.stop()
        self._again.stop()
        if self._search is not None:
            self._search.cancel()
        query = self.query()
        self._search = self._operations.read(
            partial(people_questions.first_found, query, self.list.lines_in_sight()), urgent=True
        )
        self._search.finished.connect(self._show_found)

    @Slot(object)
    def _show_found(self, found: people_questions.Found) -> None:
        if found.query != self.query():
            return
        self._choose_what_to_show(empty=not found.rows)
        self.found_counted.emit(len(found.rows) if found.query and found.is_all else None)
        place = self.list.place()
        if found.is_all:
            self.model.show_first(found.rows)
            self.model.show_people(array("q", [row.id for row in found.rows]))
            self._bring_back(place, scroll=False)
            if not found.query:
                self.counted.emit(len(found.rows))
            return
        self.model.show_first(found.rows)
        self._bring_back(place, scroll=False)
        self._rest.start()

    @Slot()
    def _hurry(self) -> None:
        if self._rest.isActive():  # somebody wants to see more than the first page
            self._rest.stop()
            self._ask_for_all()

    @Slot()
    def _ask_for_all(self) -> None:
        if self._search is not None:
            self._search.cancel()
        self._search = self._operations.read(partial(people_questions.all_found, self.query()))
        self._search.finished.connect(self._show_all)

    @Slot(object)
    def _show_all(self, found: tuple[str, array[int], int]) -> None:
        query, ids, count = found
        self.counted.emit(count)
        if query != self.query():
            return
        self.found_counted.emit(len(ids) if query else None)
        place = self.list.place()
        self.model.show_people(ids)
        self._bring_back(place)
        self._choose_what_to_show(empty=not ids)

    def _bring_back(self, place: object, *, scroll: bool = True) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.list.select_person(wanted):
            return
        if wanted is not None and self.model.position(wanted) is None:
            self._wanted = wanted
        self.list.bring_back(place, scroll=scroll)  # type: ignore[arg-type]
        if self.list.current_person() is not None or not self.model.rowCount():
            return
        # The page shows somebody of the list: whom it showed before, or the first.
        if not self._is_in_page() and (self.query() or not self.list.select_person(self._before)):
            self.list.select_line(0)

    def _choose_what_to_show(self, *, empty: bool) -> None:
        nobody_at_all = empty and not self.query()
        self.setCurrentWidget(self._start if nobody_at_all else self._both)
        if empty and not nobody_at_all:
            self._nobody.text.setText(
                self.tr("No line about anybody says “%1”.").replace("%1", self.query())
            )
        self._lists.setCurrentWidget(self._nobody if empty else self.list)
        if empty and self._person_page is not None and not self._is_in_page():
            self._person_page.clear()

    def _is_in_page(self) -> bool:
        """Tell whether the user is at work on the page: then it stays, whatever is found."""
        page, focus = self._person_page, QApplication.focusWidget()
        return isinstance(page, QWidget) and focus is not None and page.isAncestorOf(focus)

    def _load_rows(self, ids: Sequence[int], take: Callable[[Rows], None]) -> Callable[[], None]:
        job = self._operations.read(
            partial(people_questions.rows, list(ids), self.query()), urgent=True
        )
        job.finished.connect(take)
        return job.cancel

    @Slot(object)
    def _refresh_if_people_changed(self, changed: Changed) -> None:
        from passalong.services.outcome import Changed

        if Changed.PEOPLE in changed or Changed.TAGS in changed:
            self.refresh()

    @Slot()
    def _show_current(self) -> None:
        person_id = self.list.current_person()
        if person_id is not None:
            self._show_in_page(person_id)

    @Slot(int)
    def _show_now(self, person_id: int) -> None:
        self._showing.stop()
        self._show_in_page(person_id)

    def _show_in_page(self, person_id: int) -> None:
        if self._person_page is not None:
            self._person_page.show_person(person_id, self._text)

    @Slot(int)
    def _count_selection(self, count: int) -> None:
        self._chosen_bar.show_count(count)
        self.selection_counted.emit(count)

    @Slot()
    def _clear_or_leave(self) -> None:
        if self.query():
            self.clear_search()
        else:
            self.left.emit()

    @Slot()
    def _ask_for_words(self) -> None:
        self._operations.read(people_questions.words_of_filters).finished.connect(
            self.filters.offer
        )

    @Slot()
    def _export_selected(self) -> None:
        if ids := self.list.selected_people():
            self.export_wanted.emit(ids)

    def _tag(self, ids: list[int], line: str) -> None:
        words = [word.strip().lstrip("#") for word in line.split(",")]
        self._operations.write(
            partial(people_questions.tag_people, ids, [word for word in words if word])
        )
