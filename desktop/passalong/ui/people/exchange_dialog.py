"""Logging an exchange that has happened, or correcting one: filled in, one click saves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.exchange import Carried, Channel, Direction, Exchange, Outcome
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import ledger
from passalong.services.outcome import Outcome as Done
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.long_text import LongText
from passalong.ui.people.day_line import DayLine
from passalong.ui.widgets import button, label
from passalong.words import ledger as ledger_words

_NOON = time(12)
_Kind = TypeVar("_Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ExchangeDraft:
    """What the dialog holds; comes back when it was left without saving."""

    direction: Direction = Direction.FROM_ME
    started_by_me: bool | None = None  # None: whoever wrote
    day: str = "today"
    channel: Channel = Channel.MAIL
    carried: Carried = Carried.NOTHING
    outcome: Outcome = Outcome.OPEN
    text: str = ""


class ExchangeDialog(KeyboardDialog):
    """Direction, day, means, what it carried, what came of it, what was said."""

    logged = Signal()
    draft_kept = Signal(int, object)  # a person's id, ExchangeDraft

    def __init__(
        self,
        operations: Operations,
        person_id: int,
        name: str,
        exchange: Exchange | None = None,
        draft: ExchangeDraft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._operations = operations
        self._person_id = person_id
        self._exchange = exchange
        self._saving: Job | None = None
        today = local_now().date()
        self.setWindowTitle(
            self.tr("Change exchange")
            if exchange
            else self.tr("Log exchange with {0}").format(name)
        )
        self._from_me = QRadioButton(self.tr("From me"))
        self._from_them = QRadioButton(self.tr("From them"))
        self._directions = QButtonGroup(self)
        self._directions.addButton(self._from_me)
        self._directions.addButton(self._from_them)
        self._day = DayLine(
            self.tr("When"), today, ahead=False, example=self.tr("today, Monday, 3 Oct…")
        )
        self._channel = _choice(self.tr("By what means"), Channel, ledger_words.channel)
        self._carried = _choice(self.tr("What it carried"), Carried, ledger_words.carried)
        self._outcome = _choice(self.tr("What came of it"), Outcome, ledger_words.outcome)
        self._started = QComboBox()
        self._started.setAccessibleName(self.tr("Who started it"))
        for says, value in (
            (self.tr("whoever wrote"), None),
            (self.tr("I did"), True),
            (self.tr("they did"), False),
        ):
            self._started.addItem(says, value)
        self._text = LongText()
        self._text.setAccessibleName(self.tr("What was said"))
        self._text.setPlaceholderText(self.tr("what was said, as far as you want to keep it"))
        self._text.setTabChangesFocus(True)
        self._message = label(role="danger", wrap=True)
        self._message.hide()
        self._cancel = button(self.tr("Cancel"))
        self._save = button(self.tr("Save") if exchange else self.tr("Log"), "primary")
        self._save.setDefault(True)
        self._save.setToolTip(self.tr("Ctrl+Return"))
        self._lay_out(name)
        self._show(_draft_of(exchange) if exchange else draft or ExchangeDraft())
        self._connect_signals()

    def _lay_out(self, name: str) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        ways = QHBoxLayout()
        ways.setSpacing(16)
        ways.addWidget(self._from_me)
        ways.addWidget(self._from_them)
        ways.addStretch()
        for says, field in (
            (self.tr("Direction"), ways),
            (self.tr("When"), self._day),
            (self.tr("By"), self._channel),
            (self.tr("It carried"), self._carried),
            (self.tr("Started by"), self._started),
            (self.tr("What came of it"), self._outcome),
        ):
            form.addRow(label(says, "muted"), field)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        title = self.tr("With {0}") if self._exchange else self.tr("Log exchange with {0}")
        layout.addWidget(label(title.format(name), "subtitle", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._message)
        layout.addLayout(buttons)
        self.resize(520, 460)
        self._text.setFocus()

    def _connect_signals(self) -> None:
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._keep)
        self._from_me.toggled.connect(self._allow_outcome)
        self._day.changed.connect(self._message.hide)
        self._text.refused.connect(self._say)
        self._text.textChanged.connect(self._message.hide)
        self._allow_outcome()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._keep)

    def draft(self) -> ExchangeDraft:
        """Return what stands in the dialog."""
        return ExchangeDraft(
            Direction.FROM_ME if self._from_me.isChecked() else Direction.FROM_THEM,
            self._started.currentData(),
            self._day.line.text().strip(),
            Channel(self._channel.currentData()),
            Carried(self._carried.currentData()),
            Outcome(self._outcome.currentData()),
            self._text.toPlainText(),
        )

    def _show(self, draft: ExchangeDraft) -> None:
        mine = draft.direction is Direction.FROM_ME
        (self._from_me if mine else self._from_them).setChecked(True)
        self._started.setCurrentIndex(self._started.findData(draft.started_by_me))
        self._day.line.setText(draft.day)
        for box, value in (
            (self._channel, draft.channel),
            (self._carried, draft.carried),
            (self._outcome, draft.outcome),
        ):
            box.setCurrentIndex(box.findData(value.value))
        self._text.setPlainText(draft.text)

    @Slot()
    def _allow_outcome(self) -> None:
        self._outcome.setEnabled(self._from_me.isChecked())

    @Slot()
    def _keep(self) -> None:
        at = self._moment()
        if at is None:
            self._say(self.tr("Write the day as 3 Oct, Monday or 2026-10-03."))
        elif at > local_now():
            self._say(self.tr("This day has not come yet; log what has happened."))
        elif self._saving is None:
            self._save.setEnabled(False)
            self._saving = self._operations.write(self._change(at))
            self._saving.finished.connect(self._end)
            self._saving.troubled.connect(self._tell)

    def _change(self, at: datetime) -> partial[Done[int]]:
        draft = self.draft()
        mine = draft.direction is Direction.FROM_ME
        started = mine if draft.started_by_me is None else draft.started_by_me
        said: dict[str, Any] = {
            "direction": draft.direction,
            "at": at,
            "channel": draft.channel,
            "carried": draft.carried,
            "text": draft.text,
            "outcome": draft.outcome if mine else Outcome.OPEN,
            "started_by_me": started,
            "now": local_now(),
        }
        if self._exchange is not None:
            return partial(ledger.edit_exchange, exchange_id=self._exchange.id, **said)
        return partial(ledger.log_exchange, person_id=self._person_id, **said)

    def _moment(self) -> datetime | None:
        day = self._day.day()
        if day is None:
            return None
        if self._exchange is not None and self._exchange.at.astimezone().date() == day:
            return self._exchange.at
        now = local_now()
        return now if day == now.date() else datetime.combine(day, _NOON).astimezone()

    @Slot()
    def _end(self) -> None:
        self.accept()
        self.draft_kept.emit(self._person_id, ExchangeDraft())
        self.logged.emit()

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._saving = None
        self._save.setEnabled(True)
        self._say(str(trouble))

    @Slot(str)
    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.show()

    def reject(self) -> None:
        """Close without a question; what was typed comes back the next time."""
        super().reject()
        if self._exchange is None:
            self.draft_kept.emit(self._person_id, self.draft())


def _choice(name: str, values: type[_Kind], says: Callable[[_Kind], str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value in values:
        box.addItem(says(value), value.value)
    return box


def _draft_of(exchange: Exchange) -> ExchangeDraft:
    return ExchangeDraft(
        exchange.direction,
        exchange.started_by_me,
        exchange.at.astimezone().date().isoformat(),
        exchange.channel,
        exchange.carried,
        exchange.outcome,
        exchange.text,
    )
