"""One labelled detail of a person on the page: an address, a number, a day.

Every row knows how to show its kind of value and how to read it back.  It saves
when the user turns to something else; blank means that the row may go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from passalong.domain.card import (
    Email,
    Link,
    Occasion,
    Organisation,
    PostalAddress,
    Telephone,
)
from passalong.operations import Operations
from passalong.services import editing
from passalong.services.outcome import Outcome
from passalong.ui import theme
from passalong.ui.people.field_line import FieldLine, LabelBox
from passalong.ui.people.row_keeper import RowKeeper
from passalong.ui.widgets import label

Detail = Email | Telephone | PostalAddress | Link | Organisation | Occasion

OPENED = ("http", "https", "tel")
"""The only schemes that a click may hand to the desktop: a card comes from anywhere.

A mail is none of them: it is composed, and the gate is asked.
"""


class DetailRow(QWidget):
    """A label, the value's fields, a button that opens it and one that removes it."""

    removed = Signal(object)  # the row

    labels: tuple[str, ...] = ()  # the usual words; none: this kind has no label
    opens_with = ""  # the meaning of the icon that opens it

    def __init__(self, operations: Operations, person_id: int, row_id: int | None, name: str):
        super().__init__()
        self._operations = operations
        self.person_id = person_id
        self.keeper = RowKeeper(operations, row_id)
        self.name = name
        self.kept: Detail | None = None
        self.stands_elsewhere: Callable[[Detail], bool] = _nowhere
        self.lines: list[FieldLine] = []
        self.label_box = LabelBox(self.labels, self.tr("Kind of: {0}").format(name))
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._is_free = False  # between two details
        self._open = self._icon_button(self.opens_with or "link", self.tr("Open"))
        self._remove = self._icon_button("close", self.tr("Remove"))
        self._fields = QVBoxLayout()
        self._fields.setSpacing(0)
        self._lay_out()
        self.build()
        self._twice = label(self.tr("This is there already."), "warning")
        self._twice.setContentsMargins(8, 0, 0, 0)
        self._twice.hide()
        self._fields.addWidget(self._twice)
        self._connect_signals()

    # What each kind of detail says for itself; Qt's metaclass allows no ``abc`` beside it.

    def build(self) -> None:
        """Make the fields."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Show a value in the fields."""
        raise NotImplementedError

    def value(self) -> Detail | None:
        """Return what the fields say, or nothing where they are blank."""
        raise NotImplementedError

    def url(self) -> str:
        """Return what a click opens, if anything."""
        return ""

    def show_value(self, value: Detail) -> None:
        """Show what is kept; half-typed text and what is being saved stay."""
        if not self.keeper.is_saving:
            self.kept = value
            self.put(value)
        self._show_open()

    def is_busy(self) -> bool:
        """Return whether something typed here is not on disk yet."""
        typed = any(line.is_touched() for line in self.lines) or self.label_box.is_touched()
        return typed or self.keeper.is_saving

    def has_focus(self) -> bool:
        """Return whether the user is in this row."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @Slot()
    @Slot(int)
    def save(self, _chosen: object = None) -> None:
        """Save what the fields say, if it is anything new."""
        if self._is_free:
            return
        value = self.value()
        twice = value is not None and self.stands_elsewhere(value)
        self._twice.setVisible(twice)
        if value is None or value == self.kept or twice:
            return
        self.kept = value
        self.label_box.take()
        for line in self.lines:
            line.take()
        self._show_open()
        self.keeper.save(_PutDetail(self.person_id, value, datetime.now(UTC)))

    def field(self, name: str, *, beside: QHBoxLayout | None = None) -> FieldLine:
        """Make a field, on a line of its own or beside others."""
        made = FieldLine(name)
        made.left.connect(self._leaving.start)
        self.lines.append(made)
        if beside is None:
            self._fields.addWidget(made)
        else:
            beside.addWidget(made)
        return made

    def side_by_side(self) -> QHBoxLayout:
        """Make room for fields that share a line."""
        line = QHBoxLayout()
        line.setSpacing(2)
        self._fields.addLayout(line)
        return line

    def turn_to(self, person_id: int, row_id: int | None) -> None:
        """Become the row of another detail; what was typed has been saved."""
        self.let_go()
        self._is_free = False
        self.keeper = RowKeeper(self._operations, row_id)
        self.keeper.failed.connect(self._note_failure)
        self.person_id = person_id
        self.kept = None
        self._twice.hide()
        self.label_box.start_anew()
        for line in self.lines:
            line.start_anew()

    def let_go(self) -> None:
        """Belong to nobody; what comes of the last save is no longer this row's business."""
        if not self._is_free:
            self._is_free = True
            self.keeper.failed.disconnect(self._note_failure)
            self.keeper.retire()

    def retire(self) -> None:
        """Take the row off the page."""
        self.let_go()
        self.hide()
        self.deleteLater()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        wide = self.fontMetrics().averageCharWidth() * 15
        first: QWidget = self.label_box
        if not self.labels:
            self.label_box.setParent(None)
            first = label(self.name, "muted")
            first.setContentsMargins(8, 4, 0, 0)
        first.setFixedWidth(wide)
        layout.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._fields, 1)
        layout.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        policy = self._open.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._open.setSizePolicy(policy)
        self._open.hide()

    def _connect_signals(self) -> None:
        self.label_box.left.connect(self._leaving.start)
        self.label_box.activated.connect(self.save)
        self.keeper.failed.connect(self._note_failure)
        self._leaving.timeout.connect(self._save_if_left)
        self._open.clicked.connect(self._open_it)
        self._remove.clicked.connect(self._want_removal)

    def _icon_button(self, icon: str, says: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "tiny")
        made.setToolTip(says)
        made.setAccessibleName(f"{says}: {self.name}")
        side = round(theme.line_height())
        made.setIconSize(QSize(side, side))
        theme.dress(made, icon, "muted")
        return made

    def _show_open(self) -> None:
        self._open.setVisible(bool(self.url()))
        self._open.setToolTip(self.url())

    @Slot()
    def _save_if_left(self) -> None:
        # An address has several fields: going from one to the next is not leaving it.
        if not self.has_focus():
            self.save()

    @Slot(object)
    def _note_failure(self, _save: object) -> None:
        self.kept = None  # leaving the row the next time tries again

    @Slot()
    def _open_it(self) -> None:
        url = QUrl(self.url(), QUrl.ParsingMode.StrictMode)
        if url.isValid() and url.scheme().lower() in OPENED:
            QDesktopServices.openUrl(url)

    @Slot()
    def _want_removal(self) -> None:
        self.removed.emit(self)


def _nowhere(_value: Detail) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _PutDetail:
    person_id: int
    value: Detail
    now: datetime

    def __call__(self, session: Any, row_id: int | None) -> Outcome[int]:
        return editing.put_detail(session, self.person_id, self.value, row_id, self.now)
