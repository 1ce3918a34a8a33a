"""Everything that is said of a bind, as fields."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from passalong.domain.bind import MOST_LETTERS, Bind
from passalong.domain.day_words import split_day
from passalong.domain.reply import is_urgent
from passalong.ui.long_text import LongText
from passalong.ui.people.day_line import DayLine
from passalong.ui.widgets import label

_LINES = 3


class Entered(NamedTuple):
    """What was entered, named as the services name it; ``since`` None is today."""

    text: str
    promise: str
    promised_on: date | None
    since: date | None
    would_count: str
    urgent: bool
    just_listen: bool


def entered_of(bind: Bind) -> Entered:
    """Return what a bind says now, as if it had been entered."""
    return Entered(
        text=bind.text,
        promise=bind.promise,
        promised_on=bind.promised_on,
        since=bind.since,
        would_count=bind.would_count,
        urgent=bind.urgent,
        just_listen=bind.just_listen,
    )


class BindFields(QWidget):
    """The fields of somebody's bind, or with ``mine`` those of the user's own."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._is_mine = False
        self.text = LongText(most=MOST_LETTERS)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().height() * _LINES + 18)
        self.promise = QLineEdit()
        self.promise.setPlaceholderText(self.tr("an answer, a name, a call"))
        self.by = DayLine(
            self.tr("By when"), today, ahead=True, example=self.tr("Tuesday, in 3 days")
        )
        self.since = DayLine(self.tr("Since"), today, ahead=False, example=self.tr("today"))
        self.would_count = QLineEdit()
        self.would_count.setPlaceholderText(self.tr("a name, an hour of advice, a room for a week"))
        self.urgent = QCheckBox(self.tr("Urgent"))
        self.just_listen = QCheckBox(self.tr("Just listen: that is what helps"))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(8)
        self._lay_out()
        self._connect_signals()
        self.be_mine(mine=False)

    def _lay_out(self) -> None:
        for name, field in (
            (self.tr("What is needed"), self.text),
            (self.tr("What would count"), self.would_count),
            (self.tr("You promised"), self.promise),
            (self.tr("By when"), self.by),
            (self.tr("Since"), self.since),
        ):
            field.setAccessibleName(name)
            self._form.addRow(label(name, "muted"), field)
        self._form.addRow(self.urgent)
        self._form.addRow(self.just_listen)

    def _connect_signals(self) -> None:
        self.text.textChanged.connect(self.changed)
        for line in (self.promise, self.would_count):
            line.textChanged.connect(self.changed)
        self.by.changed.connect(self.changed)
        self.since.changed.connect(self.changed)

    def be_mine(self, *, mine: bool) -> None:
        """Show the fields of the user's own bind, or of somebody else's."""
        self._is_mine = mine
        for field, shown in (
            (self.would_count, mine),
            (self.promise, not mine),
            (self.just_listen, not mine),
        ):
            self._form.setRowVisible(field, shown)

    def show_bind(self, bind: Bind) -> None:
        """Fill in what is there."""
        self.be_mine(mine=bind.is_mine)
        self.show_entered(entered_of(bind))

    def show_entered(self, entered: Entered) -> None:
        """Fill in what was entered before."""
        self.text.setPlainText(entered.text)
        self.promise.setText(entered.promise)
        self.by.show_day(entered.promised_on)
        self.since.show_day(entered.since)
        self.would_count.setText(entered.would_count)
        self.urgent.setChecked(entered.urgent)
        self.just_listen.setChecked(entered.just_listen)

    def propose(self, text: str) -> None:
        """Fill in what seems to be needed: also by when, and whether it is urgent."""
        needed, by = split_day(text, self._today)
        self.urgent.setChecked(is_urgent(text))
        self.text.setPlainText(needed)
        self.by.show_day(by)

    def what_is_unclear(self) -> str:
        """Return what must be said better before it can be kept; nothing if all is well."""
        if not self.text.toPlainText().strip():
            return self.tr("Write in a few words what is needed.")
        if not self.by.is_clear() or not self.since.is_clear():
            return self.tr("Write the day like 28 Nov or Tuesday, or leave it empty.")
        return ""

    def entered(self) -> Entered:
        """Return what was entered; a day at the end of the text counts where no other is given."""
        text, by = self.text.toPlainText().strip(), self.by.day()
        if by is None and not self.by.line.text().strip():
            text, by = split_day(text, self._today)
        return Entered(
            text=text,
            promise="" if self._is_mine else self.promise.text().strip(),
            promised_on=by,
            since=self.since.day(),
            would_count=self.would_count.text().strip() if self._is_mine else "",
            urgent=self.urgent.isChecked(),
            just_listen=self.just_listen.isChecked() and not self._is_mine,
        )
