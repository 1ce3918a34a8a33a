"""The trash: what was deleted, the newest first, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import history
from passalong.services.history import TrashEntry, TrashKind
from passalong.ui.figures import number
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.people.days import day_text
from passalong.ui.widgets import Card, Empty, button, label

_ENTRY = int(Qt.ItemDataRole.UserRole)
_LONGEST = 120  # characters of a note that are shown


class TrashDialog(KeyboardDialog):
    """People, notes and opportunities that were deleted: bring back, or empty."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self.setWindowTitle(self.tr("Trash"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._list = QListWidget()
        self._list.setProperty("role", "boxed")
        self._list.setAccessibleName(self.tr("Deleted"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._list.setUniformItemSizes(True)
        self._list.setSpacing(3)
        self._told = label(role="muted", wrap=True)
        self._restore = button(self.tr("Bring back"), role="primary", icon="bring_back")
        self._empty = button(self.tr("Empty the trash…"), role="danger")
        self._close = button(self.tr("Close"))
        self._sure = self._question()
        self._lay_out()
        self._connect_signals()
        self.refresh()

    def _question(self) -> Card:
        """Ask in place, because what is emptied is seldom wanted back."""
        box = Card(role="warning_card")
        self._ask = label(wrap=True)
        self._yes = button(self.tr("Delete for good"), role="danger")
        self._no = button(self.tr("Keep"))
        line = QHBoxLayout()
        line.addWidget(self._ask, stretch=1)
        line.addWidget(self._no)
        line.addWidget(self._yes)
        box.body.addLayout(line)
        box.hide()
        return box

    def _lay_out(self) -> None:
        full = QWidget()
        down = QVBoxLayout(full)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(10)
        down.addWidget(self._list, stretch=1)
        down.addWidget(self._sure)
        self._pages = QStackedWidget()
        self._pages.addWidget(QWidget())
        self._pages.addWidget(full)
        self._pages.addWidget(
            Empty(
                self.tr("The trash is empty"),
                self.tr("What you delete comes here first, so that it can be brought back."),
            )
        )
        last = QHBoxLayout()
        last.addWidget(self._restore)
        last.addWidget(self._empty)
        last.addStretch()
        last.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Trash"), role="title"))
        layout.addWidget(self._told)
        layout.addWidget(self._pages, stretch=1)
        layout.addLayout(last)
        self._told.hide()
        self.resize(600, 460)

    def _connect_signals(self) -> None:
        self._list.itemSelectionChanged.connect(self._look_at_selection)
        self._list.itemActivated.connect(self._bring_back)
        self._restore.clicked.connect(self._bring_back)
        self._empty.clicked.connect(self._ask_first)
        self._no.clicked.connect(self._keep)
        self._yes.clicked.connect(self._empty_all)
        self._close.clicked.connect(self.accept)
        self._operations.changed.connect(self.refresh)

    @property
    def entries(self) -> list[str]:
        """Return the lines that are shown."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    @Slot()
    def refresh(self) -> None:
        """Read the trash anew."""
        self._operations.read(history.trash).finished.connect(self._show)

    @Slot(object)
    def _show(self, entries: Sequence[TrashEntry]) -> None:
        self._list.clear()
        today = local_now().date()
        for entry in entries:
            item = QListWidgetItem(self._line(entry, today))
            item.setData(_ENTRY, entry)
            self._list.addItem(item)
        self._pages.setCurrentIndex(1 if entries else 2)
        self._keep()
        self._empty.setVisible(bool(entries))
        self._restore.setVisible(bool(entries))
        if entries:
            self._list.setCurrentRow(0)
            self._list.setFocus()
        self._look_at_selection()

    def _line(self, entry: TrashEntry, today: date) -> str:
        text = " ".join(entry.text.split())
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        day = day_text(entry.deleted_at.astimezone().date(), today)
        match entry.kind:
            case TrashKind.PERSON:
                told = self.tr("{what} · person, deleted {day}")
            case TrashKind.NOTE:
                told = self.tr("{what} · note about {owner}, deleted {day}")
            case TrashKind.OPPORTUNITY:
                told = self.tr("{what} · opportunity, deleted {day}")
            case TrashKind.EXCHANGE:
                told = self.tr("{what} · exchange with {owner}, deleted {day}")
            case TrashKind.BIND if entry.owner:
                told = self.tr("{what} · bind of {owner}, deleted {day}")
            case TrashKind.BIND:
                told = self.tr("{what} · your own bind, deleted {day}")
        return told.format(what=shown, owner=entry.owner, day=day)

    @Slot()
    def _look_at_selection(self) -> None:
        self._restore.setEnabled(bool(self._list.selectedItems()))

    @Slot()
    def _bring_back(self) -> None:
        entries = [item.data(_ENTRY) for item in self._list.selectedItems()]
        if entries:
            self._watch(
                self._operations.write(
                    partial(history.restore, entries=entries, now=datetime.now(UTC))
                )
            )

    @Slot()
    def _ask_first(self) -> None:
        text = (
            self.tr("Delete 1 thing for good?")
            if self._list.count() == 1
            else self.tr("Delete {count} things for good?")
        )
        undo = self.tr("Edit › Undo still takes this back for a while.")
        self._ask.setText(f"{text.format(count=number(self._list.count()))} {undo}")
        self._sure.show()
        self._no.setFocus()

    @Slot()
    def _keep(self) -> None:
        self._sure.hide()

    @Slot()
    def _empty_all(self) -> None:
        self._watch(self._operations.write(history.empty_trash))

    def _watch(self, job: Job) -> None:
        self._told.hide()
        job.troubled.connect(self._tell)

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._told.setText(str(trouble))
        self._told.show()
