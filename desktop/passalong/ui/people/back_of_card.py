"""Back of the card: ten people without notes at a time, one line about each.

What one would scribble on the back of a business card.  Skipping is free: a
line left empty writes nothing, and nobody is dealt out twice in one sitting.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.person import PersonRow
from passalong.operations import Job, Operations
from passalong.services import people
from passalong.ui import theme
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.room import keep_in_room
from passalong.ui.widgets import Avatar, button, label, scrolling

_AT_A_TIME = 10
_EXAMPLE = "into golf #conference needs: a CFO has: flat in Lisbon"


class BackOfCardRow(QWidget):
    """One person and one line about them."""

    passed = Signal(object)  # the row: Return was pressed, the next one is due

    def __init__(self, operations: Operations, row: PersonRow) -> None:
        super().__init__()
        self._operations = operations
        self._person_id = row.id
        self._job: Job | None = None
        avatar = Avatar(34)
        avatar.show_person(row.name)
        self._name, self._headline = label(role="strong"), label(role="muted")
        keep_in_room(self._name, row.name)
        keep_in_room(self._headline, row.headline)
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("What you know about {0}").format(row.name))
        self._state = QLabel()
        side = round(theme.line_height())
        self._state.setFixedSize(QSize(side, side))
        self._headline.setVisible(bool(row.headline))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setHorizontalSpacing(10)
        layout.setVerticalSpacing(0)
        layout.addWidget(avatar, 0, 0, 2, 1)
        layout.addWidget(self._name, 0, 1)
        layout.addWidget(self._headline, 1, 1)
        layout.addWidget(self.line, 0, 2, 2, 1)
        layout.addWidget(self._state, 0, 3, 2, 1)
        layout.setColumnStretch(1, 2)
        layout.setColumnStretch(2, 3)
        self.line.editingFinished.connect(self.save)
        self.line.returnPressed.connect(self._pass)

    @Slot()
    def save(self) -> None:
        """Write the line, if there is one that is not written yet."""
        text = self.line.text().strip()
        if not text or self._job is not None or self.line.isReadOnly():
            return
        self.line.setReadOnly(True)
        self._job = self._operations.write(
            partial(people.add_line, person_id=self._person_id, line=text, now=datetime.now(UTC))
        )
        self._job.finished.connect(self._note_saved)
        self._job.ended.connect(self._note_end)

    @Slot()
    def _pass(self) -> None:
        self.save()
        self.passed.emit(self)

    @Slot(object)
    def _note_saved(self, _answer: object) -> None:
        side = self._state.width()
        self._state.setPixmap(theme.icon("done", "accent").pixmap(QSize(side, side)))
        self._state.setAccessibleName(self.tr("Saved"))
        self._state.setToolTip(self.tr("Saved"))
        self.line.setEnabled(False)

    @Slot()
    def _note_end(self) -> None:
        self._job = None
        if self.line.isEnabled():
            self.line.setReadOnly(False)  # it could not be written: the words stay


class BackOfCardDialog(KeyboardDialog):
    """Deals out people about whom nothing is noted."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._dealt: set[int] = set()
        self._rows: list[BackOfCardRow] = []
        self.setWindowTitle(self.tr("Back of the card"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = label(self.tr("What would you write on the back of their card?"), "subtitle")
        self._hint = label(
            self.tr("One line each is plenty, and skipping is free. For example: {0}").format(
                _EXAMPLE
            ),
            "muted",
            wrap=True,
        )
        self._nobody = label(self.tr("There is a line about everybody now."), "body", wrap=True)
        self._nobody.hide()
        self._more = button(self.tr("Ten more"))
        self._done = button(self.tr("Done"), "primary")
        self._lay_out()
        self._more.clicked.connect(self.deal)
        self._done.clicked.connect(self.accept)
        self.finished.connect(self._save_all)
        self.deal()

    def _lay_out(self) -> None:
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(4)
        self._list.addWidget(self._nobody)
        self._list.addStretch()
        self._scroll = scrolling(content, framed=False)
        buttons = QHBoxLayout()
        buttons.addWidget(self._more)
        buttons.addStretch()
        buttons.addWidget(self._done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._hint)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(buttons)
        self.resize(780, 580)

    @Slot()
    def deal(self) -> None:
        """Deal out the next ten; those on the table count as skipped."""
        self._save_all()
        self._more.setEnabled(False)
        job = self._operations.read(
            partial(people.undescribed, limit=_AT_A_TIME + 1, skip=frozenset(self._dealt))
        )
        job.finished.connect(self._show_rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Return goes to the next line and never closes the dialog."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    @Slot(object)
    def _show_rows(self, found: Sequence[PersonRow]) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        dealt = found[:_AT_A_TIME]
        self._dealt.update(row.id for row in dealt)
        self._rows = [self._made(row) for row in dealt]
        self._nobody.setVisible(not dealt)
        self._more.setEnabled(len(found) > _AT_A_TIME)
        self._scroll.verticalScrollBar().setValue(0)
        if self._rows:
            self._rows[0].line.setPlaceholderText(_EXAMPLE)
            self._rows[0].line.setFocus()
        else:
            self._done.setFocus()

    def _made(self, person: PersonRow) -> BackOfCardRow:
        row = BackOfCardRow(self._operations, person)
        row.passed.connect(self._go_on)
        self._list.insertWidget(self._list.count() - 1, row)
        return row

    @Slot(object)
    def _go_on(self, row: BackOfCardRow) -> None:
        at = self._rows.index(row) + 1
        following: QWidget
        if at < len(self._rows):
            following = self._rows[at].line
        else:
            following = self._more if self._more.isEnabled() else self._done
        following.setFocus()
        self._scroll.ensureWidgetVisible(following)

    @Slot()
    def _save_all(self, _result: Any = None) -> None:
        for row in self._rows:
            row.save()
