"""By when, asked before a bind without a day goes to the calendar."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from passalong.local_time import local_now
from passalong.ui.helping.question_box import QuestionBox
from passalong.ui.people.day_line import DayLine
from passalong.ui.widgets import button


class DayBox(QuestionBox):
    """Offers a day, and says what the calendar does without one."""

    chosen = Signal(object)  # date, or None: without a day

    def __init__(self) -> None:
        super().__init__(
            self.tr("By when?"),
            self.tr(
                "No day is noted, so your calendar would take it without a day and would not"
                " remind you. A day you say here is noted with the bind, too."
            ),
            self.tr("Add with this day"),
        )
        self.by = DayLine(
            self.tr("By when"),
            local_now().date(),
            ahead=True,
            example=self.tr("Tuesday, in 3 days"),
        )
        self.without = button(self.tr("Add without a reminder"))
        self.answer.addWidget(self.by)
        self.buttons.insertWidget(self.buttons.indexOf(self.done), self.without)
        self.by.changed.connect(self._allow)
        self.without.clicked.connect(self._take_none)

    def start(self) -> None:
        """Ask, with nothing filled in."""
        self.by.show_day(None)
        self._allow()
        self.ask(self.by.line)

    @Slot()
    def take(self) -> None:
        """Tell the day."""
        self.chosen.emit(self.by.day())

    @Slot()
    def _allow(self) -> None:
        self.done.setEnabled(self.by.day() is not None)

    @Slot()
    def _take_none(self) -> None:
        self.chosen.emit(None)
