"""A line in which somebody in the list is named, completed while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from passalong.domain.keys import folded
from passalong.domain.person_row import PersonRow
from passalong.operations import Operations
from passalong.services import people
from passalong.ui import theme
from passalong.ui.latest import Latest

_MOST = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonPicker(QLineEdit):
    """Names one person; blank is nobody, and a name that fits nobody is nobody either."""

    picked = Signal()  # somebody else, or nobody any more

    def __init__(self, operations: Operations, name: str) -> None:
        super().__init__()
        self._search = Latest(operations, self._offer, self)
        self._person_id: int | None = None
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST)
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("a name"))
        self.setClearButtonEnabled(True)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.textEdited.connect(self._look)
        self.textChanged.connect(self._forget_if_blank)
        self.editingFinished.connect(self._take_the_only_one)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index] # overloads
        self._completer.setWidget(self)

    def person_id(self) -> int | None:
        """Return who is named; None while it is nobody in the list."""
        return self._person_id

    def is_clear(self) -> bool:
        """Return whether it names somebody or is blank."""
        return self._person_id is not None or not self.text().strip()

    def show_person(self, person_id: int | None, name: str) -> None:
        """Show somebody, or nobody."""
        self.setText(name if person_id is not None else "")
        self._choose(person_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take the name that is marked in the list, or its first, with Return."""
        seeks = self._person_id is None and self.text().strip() and self._found.rowCount()
        if event.key() not in _ENTER or not seeks:
            super().keyPressEvent(event)
            return
        shown = self._completer.popup()
        marked = shown.currentIndex() if shown is not None and shown.isVisible() else QModelIndex()
        self._take(marked if marked.isValid() else self._found.index(0, 0))
        if shown is not None:
            shown.hide()

    @Slot(str)
    def _look(self, text: str) -> None:
        self._choose(None)
        self._search.drop()
        if text.strip():
            self._search.ask(_Named(text.strip()), urgent=True)

    @Slot(object)
    def _offer(self, rows: Sequence[PersonRow]) -> None:
        self._found.clear()
        for row in rows:
            shown = f"{row.name} · {row.headline}" if row.headline else row.name
            item = QStandardItem(shown)
            item.setData(row.id, Qt.ItemDataRole.UserRole)
            item.setData(row.name, Qt.ItemDataRole.UserRole + 1)
            self._found.appendRow(item)
        if rows and self.hasFocus():
            theme.dress_popup(self._completer)
            self._completer.complete()

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        person_id = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(person_id, int):
            self.setText(index.data(Qt.ItemDataRole.UserRole + 1))
            self._choose(person_id)

    @Slot()
    def _take_the_only_one(self) -> None:
        """Take a name that was written out, if just one person has it."""
        if self._person_id is not None or not self.text().strip():
            return
        rows = [self._found.index(row, 0) for row in range(self._found.rowCount())]
        wanted = folded(self.text().strip())
        same = [row for row in rows if folded(row.data(Qt.ItemDataRole.UserRole + 1)) == wanted]
        if len(same) == 1:
            self._take(same[0])

    @Slot(str)
    def _forget_if_blank(self, text: str) -> None:
        if not text.strip():
            self._search.drop()
            self._choose(None)

    def _choose(self, person_id: int | None) -> None:
        if person_id != self._person_id:
            self._person_id = person_id
            self.picked.emit()


class _Named:
    """The question who is called so; names before everything else that was noted."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, session: Any) -> list[PersonRow]:
        ids = people.find_people(session, self._text, 10 * _MOST)
        rows = people.people_rows(session, ids)
        wanted = folded(self._text)
        named = [row for row in rows if wanted in folded(row.name)]
        return (named or rows)[:_MOST]
