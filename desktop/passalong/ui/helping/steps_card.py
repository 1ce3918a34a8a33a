"""The steps of a bind: ticked, changed where they stand, added below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from passalong.domain.bind import Step
from passalong.ui import theme
from passalong.ui.choices import mark
from passalong.ui.people.days import day_text
from passalong.ui.widgets import Card, label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StepsCard(Card):
    """One line a step; Return in the last line adds one, Alt and the arrows move it."""

    added = Signal(str)
    ticked = Signal(int, bool)  # a step's number, whether it is done
    edited = Signal(int, str)
    removed = Signal(int)
    moved = Signal(int, int)  # a step's number, its new place

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Steps"))
        self.rows: list[StepRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.add = QLineEdit()
        self.add.setProperty("role", "inline")
        self.add.setPlaceholderText(self.tr("+ add a step"))
        self.add.setAccessibleName(self.tr("Add a step"))
        self.body.setSpacing(2)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.add)
        self.add.returnPressed.connect(self._add)

    def show_steps(self, steps: Sequence[Step], today: date, *, another: bool) -> None:
        """Show these; what is half typed stays, unless it is ``another`` bind's."""
        if another:
            self.add.clear()
        if [row.step.id for row in self.rows] != [step.id for step in steps]:
            self._make_rows(steps)
        for row, step in zip(self.rows, steps, strict=True):
            row.show_step(step, today)

    def _make_rows(self, steps: Sequence[Step]) -> None:
        keyboard = next((row.step.id for row in self.rows if row.has_keyboard()), None)
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for place, step in enumerate(steps):
            row = StepRow(step)
            row.ticked.connect(partial(self.ticked.emit, step.id))
            row.edited.connect(partial(self.edited.emit, step.id))
            row.removed.connect(partial(self.removed.emit, step.id))
            row.moved.connect(partial(self._move, step.id, place))
            self.rows.append(row)
            self._lines.addWidget(row)
            row.show()
            if step.id == keyboard:
                row.text.setFocus()

    def _move(self, step_id: int, place: int, by: int) -> None:
        if 0 <= place + by < len(self.rows):
            self.moved.emit(step_id, place + by)

    @Slot()
    def _add(self) -> None:
        text = self.add.text().strip()
        if text:
            self.add.clear()
            self.added.emit(text)


class StepRow(QWidget):
    """A tick, the words, the day it was done, and a button that removes it."""

    ticked = Signal(bool)
    edited = Signal(str)
    removed = Signal()
    moved = Signal(int)  # by how many places

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.tick = QCheckBox()
        self.text = _StepLine()
        self.text.setProperty("role", "inline")
        self._day = label(role="muted")
        self.remove = QToolButton()
        self.remove.setProperty("role", "tiny")
        self.remove.setToolTip(self.tr("Delete"))
        theme.dress(self.remove, "delete", "faint")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.tick)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._day)
        layout.addWidget(self.remove)
        self.tick.toggled.connect(self.ticked)
        self.text.editingFinished.connect(self._finish)
        self.text.moved.connect(self.moved)
        self.remove.clicked.connect(self._want_removal)

    def show_step(self, step: Step, today: date) -> None:
        """Show what is kept; half-typed words stay."""
        is_typing = self.text.hasFocus() and self.text.isModified()
        self.step = step
        mark(self.tick, on=step.done_on is not None)
        self.tick.setAccessibleName(self.tr("Done: {0}").format(step.text))
        self.remove.setAccessibleName(self.tr("Delete the step {0}").format(step.text))
        self.text.setAccessibleName(self.tr("Step"))
        font = self.text.font()
        font.setStrikeOut(step.done_on is not None)
        self.text.setFont(font)
        self._day.setText(day_text(step.done_on, today) if step.done_on else "")
        if not is_typing and self.text.text() != step.text:
            self.text.setText(step.text)
            self.text.setCursorPosition(0)
        self.text.setToolTip(step.text)

    def has_keyboard(self) -> bool:
        """Return whether the cursor is in this line."""
        return any(each.hasFocus() for each in (self.tick, self.text, self.remove))

    @Slot()
    def _finish(self) -> None:
        if not self.text.isModified():
            return
        self.text.setModified(False)
        said = self.text.text().strip()
        if not said:
            self.removed.emit()
        elif said != self.step.text:
            self.edited.emit(said)

    @Slot()
    def _want_removal(self) -> None:
        self.removed.emit()


class _StepLine(QLineEdit):
    """The words of a step; Alt and an arrow move it among the others."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move with Alt and the arrows; Return stays in the line."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)
        if event.key() in _ENTER:
            event.accept()  # no button of the page is pressed by it
