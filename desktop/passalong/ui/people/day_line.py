"""A line that takes a day as somebody writes it, and shows at once which one it understood."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from passalong.domain.day_words import read_day
from passalong.ui.widgets import label, set_role


class DayLine(QWidget):
    """A field for a day; blank is none, and what is no day is said to be none."""

    changed = Signal()

    def __init__(self, name: str, today: date, *, ahead: bool, example: str) -> None:
        super().__init__()
        self._today = today
        self._ahead = ahead
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(example)
        self.line.setMaximumWidth(self.fontMetrics().averageCharWidth() * 26)
        self._understood = label(role="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._understood, 1)
        self.line.textChanged.connect(self._say_what_it_is)

    def show_day(self, day: date | None) -> None:
        """Show a day."""
        self.line.setText(day.isoformat() if day else "")

    def day(self) -> date | None:
        """Return the day written, if it is one."""
        return read_day(self.line.text(), self._today, ahead=self._ahead)

    def is_clear(self) -> bool:
        """Return whether it is a day or blank."""
        return not self.line.text().strip() or self.day() is not None

    @Slot()
    def _say_what_it_is(self) -> None:
        day = self.day()
        set_role(self._understood, "muted" if self.is_clear() else "warning")
        if day is not None:
            self._understood.setText(
                QLocale.c().toString(QDate(day.year, day.month, day.day), "ddd d MMM yyyy")
            )
        else:
            self._understood.setText("" if self.is_clear() else self.tr("this is no day yet"))
        self.line.setAccessibleDescription(self._understood.text())
        self.changed.emit()
