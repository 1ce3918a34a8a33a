"""The list of people: ids for all, rows for the few on the screen.

The model is fed from outside and asks for pages of rows through the function
it was given; they come later, and until then a line is a placeholder.  It knows
no session and no window.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from passalong.domain.person_row import PersonRow
from passalong.ui.people import people_words

PAGE = 200
_MOST_PAGES = 24  # kept; 4,800 rows weigh about 3 MB
_MOST_UNDER_WAY = 4

_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

Rows = Sequence[PersonRow]
LoadRows = Callable[[Sequence[int], Callable[[Rows], None]], Callable[[], None]]
"""Load rows for ids, hand them to the second argument later; return how to cancel."""


class Role(IntEnum):
    """What a line knows besides its text."""

    PERSON_ID = Qt.ItemDataRole.UserRole


class PeopleModel(QAbstractTableModel):
    """One line a person, read as it comes into sight."""

    def __init__(
        self,
        load_rows: LoadRows,
        drag: Callable[[list[int]], QMimeData | None] = lambda _ids: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._load_rows = load_rows
        self._drag = drag
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, PersonRow]] = OrderedDict()
        self._stale: set[int] = set()
        self._under_way: OrderedDict[int, Callable[[], None]] = OrderedDict()
        self._asked = 0  # answers to what was asked for another list are dropped

    def show_first(self, rows: Rows) -> None:
        """Show the first people of a new list at once; the others follow by ``show_people``."""
        self._forget_what_was_asked()
        ids = array("q", [row.id for row in rows])
        if ids and self._ids[: len(ids)] == ids:  # nobody moves, so nothing jumps
            self._keep(rows)
            self._stale = set(self._pages) - {0}
            self._tell_of_changes(0, len(ids))
            return
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._stale.clear()
        self._keep(rows)
        self.endResetModel()

    def show_people(self, ids: Sequence[int]) -> None:
        """Show these people, in this order; rows that are known stay until they are read anew."""
        new = ids if isinstance(ids, array) else array("q", ids)
        old = self._ids
        known = len(old)
        if new == old:
            self._stale = set(self._pages)
            self._tell_of_changes(0, known)
        elif len(new) > known and new[:known] == old:
            self.beginInsertRows(_NOWHERE, known, len(new) - 1)
            self._ids = new
            if known % PAGE and (partly := known // PAGE) in self._pages:
                self._stale.add(partly)
            self.endInsertRows()
        else:
            self._reset(new)

    def ids(self) -> Sequence[int]:
        """Return everybody shown, in order."""
        return self._ids

    def person_id(self, position: int) -> int | None:
        """Return who stands in a line."""
        return self._ids[position] if 0 <= position < len(self._ids) else None

    def position(self, person_id: int) -> int | None:
        """Return the line of a person, or nothing where they are not shown."""
        try:
            return self._ids.index(person_id)
        except ValueError:
            return None

    def row(self, position: int) -> PersonRow | None:
        """Return a line's row if it is there; otherwise it is asked for and comes later."""
        page = position // PAGE
        rows = self._pages.get(page)
        if rows is None or page in self._stale:
            self._ask_for(page)
        if rows is None:
            return None
        self._pages.move_to_end(page)
        return rows.get(self._ids[position])

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return how many people are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802
        """Return the one column."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line shows, and what a screen reader says."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == Role.PERSON_ID:
            return self._ids[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            row = self.row(index.row())
            return row.name if row else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self.row(index.row())
            return people_words.spoken(row) if row else people_words.loading()
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let lines be chosen and dragged out."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """Name what a dragged person is to other programs."""
        return ["text/vcard", "text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """Return what is dragged out."""
        ids = [self._ids[index.row()] for index in indexes]
        return self._drag(ids) or QMimeData()

    def _ask_for(self, page: int) -> None:
        for wanted in (page, page + 1, page - 1):  # the neighbours: for scrolling
            if 0 <= wanted * PAGE < len(self._ids):
                self._ask_for_one(wanted)

    def _ask_for_one(self, page: int) -> None:
        there = page in self._pages and page not in self._stale
        if there or page in self._under_way:
            return
        if len(self._under_way) >= _MOST_UNDER_WAY:  # scrolled past meanwhile
            _, cancel = self._under_way.popitem(last=False)
            cancel()
        self._stale.discard(page)
        asked, ids = self._asked, self._ids[page * PAGE : (page + 1) * PAGE]

        def take(rows: Rows) -> None:
            if asked == self._asked:
                self._under_way.pop(page, None)
                self._take(page, rows)

        self._under_way[page] = lambda: None
        cancel = self._load_rows(ids, take)
        if page in self._under_way:  # unless the answer was there at once
            self._under_way[page] = cancel

    def _take(self, page: int, rows: Rows) -> None:
        self._pages[page] = {row.id: row for row in rows}
        self._pages.move_to_end(page)
        while len(self._pages) > _MOST_PAGES:
            dropped, _ = self._pages.popitem(last=False)
            self._stale.discard(dropped)
        self._tell_of_changes(page * PAGE, min((page + 1) * PAGE, len(self._ids)))

    def _keep(self, rows: Rows) -> None:
        for start in range(0, len(rows), PAGE):
            of_page = self._pages.setdefault(start // PAGE, {})
            of_page.update((row.id, row) for row in rows[start : start + PAGE])

    def _reset(self, ids: array[int]) -> None:
        self._forget_what_was_asked()
        known = {row_id: row for rows in self._pages.values() for row_id, row in rows.items()}
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        for page in range(min(_MOST_PAGES, -(-len(ids) // PAGE))):
            of_page = {i: known[i] for i in ids[page * PAGE : (page + 1) * PAGE] if i in known}
            if of_page:  # shown until it is read anew, so that nothing flickers
                self._pages[page] = of_page
        self._stale = set(self._pages)
        self.endResetModel()

    def _forget_what_was_asked(self) -> None:
        self._asked += 1
        for cancel in self._under_way.values():
            cancel()
        self._under_way.clear()

    def _tell_of_changes(self, first: int, end: int) -> None:
        if end > first:
            self.dataChanged.emit(self.index(first, 0), self.index(end - 1, 0))
