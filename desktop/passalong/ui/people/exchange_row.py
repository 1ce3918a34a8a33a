"""One exchange on a person's page: the day, what happened, what came of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout

from passalong.domain.exchange import BEYOND_THANKS, Direction, Exchange, Outcome
from passalong.ui import theme
from passalong.ui.people.days import day_text
from passalong.ui.widgets import Card, button, label
from passalong.words import ledger as ledger_words

_LONGEST_TEXT = 240  # characters of what was said


class ExchangeRow(Card):
    """A card; its badge says what came of it and lets one say so."""

    edit_wanted = Signal(object)  # the exchange
    delete_wanted = Signal(int)
    outcome_chosen = Signal(int, object)  # the exchange's number, Outcome

    def __init__(self, exchange: Exchange, today: date) -> None:
        super().__init__()
        self.exchange = exchange
        day = day_text(exchange.at.astimezone().date(), today)
        said = ledger_words.exchange(exchange)
        self.setAccessibleName(f"{day}, {said}")
        self._arrow = self._tiny(
            "from_me" if exchange.direction is Direction.FROM_ME else "from_them", ""
        )
        self._arrow.setEnabled(False)
        self._arrow.setAccessibleName(
            self.tr("from you") if exchange.direction is Direction.FROM_ME else self.tr("from them")
        )
        self._line = label(f"{day} · {said}", wrap=True)
        self._edit = self._tiny("edit", self.tr("Edit: {0}, {1}").format(day, said))
        self._delete = self._tiny("delete", self.tr("Delete: {0}, {1}").format(day, said))
        self._outcome = self._badge()
        self._lay_out()
        self._edit.clicked.connect(self._want_edit)
        self._delete.clicked.connect(self._want_deletion)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(10, 6, 6, 6)
        self.body.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._line)
        if details := self._details():
            words.addWidget(label(details, "muted", wrap=True, selectable=True))
        head.addLayout(words, 1)
        if self._outcome is not None:
            head.addWidget(self._outcome, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)

    def _details(self) -> str:
        exchange = self.exchange
        parts = []
        text = " ".join(exchange.text.split())
        if len(text) > _LONGEST_TEXT:
            text = text[:_LONGEST_TEXT].rstrip() + "…"
        if text:
            parts.append(text)
        if exchange.purpose:
            parts.append(self.tr("without value, because: {0}").format(exchange.purpose))
        if exchange.started_by_me != (exchange.direction is Direction.FROM_ME):
            parts.append(
                self.tr("you started it") if exchange.started_by_me else self.tr("they started it")
            )
        return "\n".join(parts)

    def _badge(self) -> QPushButton | None:
        if self.exchange.direction is not Direction.FROM_ME:
            return None
        outcome = self.exchange.outcome
        badge = button(
            self.tr("what came of it?")
            if outcome is Outcome.OPEN
            else ledger_words.outcome(outcome)
        )
        badge.setProperty("role", "chip")
        good = outcome in BEYOND_THANKS or outcome is Outcome.THANKED
        badge.setProperty("chip", "good" if good else "tag")
        badge.setToolTip(self.tr("Say what came of it"))
        menu = QMenu(badge)
        for each in Outcome:
            action = menu.addAction(ledger_words.outcome(each))
            action.setCheckable(True)
            action.setChecked(each is outcome)
            action.setData(each.value)
        menu.triggered.connect(self._choose_outcome)
        badge.setMenu(menu)
        return badge

    def _tiny(self, icon: str, says: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "tiny")
        side = round(theme.line_height())
        made.setIconSize(QSize(side, side))
        made.setToolTip(says.partition(":")[0])
        made.setAccessibleName(says)
        theme.dress(made, icon, "muted" if not says else "faint")
        return made

    @Slot()
    def _want_edit(self) -> None:
        self.edit_wanted.emit(self.exchange)

    @Slot()
    def _want_deletion(self) -> None:
        self.delete_wanted.emit(self.exchange.id)

    @Slot(QAction)
    def _choose_outcome(self, action: QAction) -> None:
        outcome = Outcome(action.data())
        if outcome is not self.exchange.outcome:
            self.outcome_chosen.emit(self.exchange.id, outcome)
