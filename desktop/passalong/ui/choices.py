"""Choices that are heard however they are made: with the mouse, a key or a screen reader.

A screen reader toggles what a mouse clicks, and Qt then says ``toggled`` and not ``clicked``.
Whatever the program itself shows as chosen is marked in silence.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class ChoiceGroup(QButtonGroup):
    """Buttons of which one at a time is chosen."""

    chosen = Signal(int)  # its number; by the user, and another than before

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self.idToggled.connect(self._tell)

    def mark(self, number: int) -> None:
        """Show which one is chosen."""
        with QSignalBlocker(self):
            self.button(number).setChecked(True)

    @Slot(int, bool)
    def _tell(self, number: int, is_chosen: bool) -> None:
        if is_chosen:
            self.chosen.emit(number)


def mark(box: QAbstractButton, *, on: bool) -> None:
    """Show whether a box is ticked."""
    with QSignalBlocker(box):
        box.setChecked(on)
