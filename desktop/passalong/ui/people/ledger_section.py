"""The ledger on a person's page: the balance beside, the exchanges below, and what can be done."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from passalong.domain.exchange import Exchange, Outcome
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import ledger
from passalong.services.outcome import Changed
from passalong.services.person_ledger import PersonLedger, ledger_of
from passalong.ui.latest import Latest
from passalong.ui.people.balance_panel import BalancePanel
from passalong.ui.people.exchange_dialog import ExchangeDialog, ExchangeDraft
from passalong.ui.people.exchange_row import ExchangeRow
from passalong.ui.people.reply_field import ReplyField
from passalong.ui.people.section import Section
from passalong.ui.widgets import button

_SHOWN = 5  # exchanges; the others unfold


class LedgerSection(Section):
    """Everything that went between the user and one person, the latest first."""

    rest_known = Signal(bool)  # whether the user lets this tie rest

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations=operations, title=self.tr("Exchanges"))
        self.balance = BalancePanel()
        self._person_name = ""
        self._loading = Latest(operations, self._show, self)
        self._shown: PersonLedger | None = None
        self._unfolded = False
        self._drafts: dict[int, ExchangeDraft] = {}
        self._rows: list[ExchangeRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._all = button("", "quiet")
        self._log = button("+ " + self.tr("log an exchange"), "dashed")
        self.reply = ReplyField(operations)
        actions = QHBoxLayout()
        actions.setSpacing(6)
        actions.addWidget(self._log)
        actions.addWidget(self._all)
        actions.addStretch()
        self.body.addLayout(self._lines)
        self.body.addLayout(actions)
        self.body.addWidget(self.reply)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.operations.changed.connect(self._refresh_if_changed)
        self._log.clicked.connect(self.log_exchange)
        self._all.clicked.connect(self._unfold)
        self.balance.rest_wanted.connect(self.rest)
        self.balance.end_of_rest_wanted.connect(self.end_rest)

    def show_person(self, person_id: int, name: str) -> None:
        """Turn to somebody; their ledger is read in the background."""
        self._person_name = name
        if person_id != self.person_id:
            self.person_id = person_id
            self._unfolded = False
            self._shown = None
            self._drop_rows()
            self.balance.hide()
            self.reply.show_person(person_id)
            self._load()

    @Slot()
    def log_exchange(self) -> None:
        """Ask what has happened."""
        self._open_dialog(None)

    @Slot()
    def rest(self) -> None:
        """Let this tie rest."""
        self._write(ledger.rest)

    @Slot()
    def rest_or_end_it(self) -> None:
        """Let this tie rest, or no longer."""
        rests = self._shown is not None and self._shown.resting_since is not None
        self._write(ledger.end_rest if rests else ledger.rest)

    @Slot()
    def end_rest(self) -> None:
        """End the rest."""
        self._write(ledger.end_rest)

    def _write(self, service: Any) -> None:
        if self.person_id:
            now = local_now()
            self.operations.write(partial(service, person_id=self.person_id, now=now))

    @Slot(object)
    def _refresh_if_changed(self, changed: Changed) -> None:
        if changed & (Changed.LEDGER | Changed.OPPORTUNITIES):
            self._load()

    def _load(self) -> None:
        self._loading.drop()
        if self.person_id:
            now = local_now()
            self._loading.ask(partial(_ledger_of, person_id=self.person_id, now=now))

    @Slot(object)
    def _show(self, shown: PersonLedger | None) -> None:
        if shown is None or shown.person_id != self.person_id:
            return
        today = date.today()
        if self._shown is None or shown.exchanges != self._shown.exchanges:
            self._shown = shown
            self._show_rows(today)
        self._shown = shown
        self.balance.show_ledger(shown, today)
        self.rest_known.emit(shown.resting_since is not None)

    def _show_rows(self, today: date) -> None:
        self._drop_rows()
        exchanges = self._shown.exchanges if self._shown else ()
        visible = exchanges if self._unfolded else exchanges[:_SHOWN]
        for exchange in visible:
            row = ExchangeRow(exchange, today)
            row.edit_wanted.connect(self._open_dialog)
            row.delete_wanted.connect(self._delete)
            row.outcome_chosen.connect(self._set_outcome)
            self._rows.append(row)
            self._lines.addWidget(row)
            row.show()
        more = len(exchanges) - len(visible)
        self._all.setVisible(more > 0)
        self._all.setText(self.tr("{0} more").format(more))

    def _drop_rows(self) -> None:
        for row in self._rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._all.hide()

    @Slot()
    def _unfold(self) -> None:
        self._unfolded = True
        self._show_rows(date.today())

    def log_with(self, person_id: int, name: str) -> None:
        """Ask what has happened with somebody, whoever is shown."""
        self._ask(person_id, name, None)

    @Slot(object)
    def _open_dialog(self, exchange: Exchange | None) -> None:
        if self.person_id:
            self._ask(self.person_id, self._person_name, exchange)

    def _ask(self, person_id: int, name: str, exchange: Exchange | None) -> None:
        draft = self._drafts.get(person_id)
        dialog = ExchangeDialog(
            self.operations, person_id, name, exchange, draft, parent=self.window()
        )
        dialog.draft_kept.connect(self._keep_draft)
        dialog.open()

    @Slot(int, object)
    def _keep_draft(self, person_id: int, draft: ExchangeDraft) -> None:
        self._drafts[person_id] = draft

    @Slot(int)
    def _delete(self, exchange_id: int) -> None:
        now = local_now()
        self.operations.write(partial(ledger.delete_exchange, exchange_id=exchange_id, now=now))

    @Slot(int, object)
    def _set_outcome(self, exchange_id: int, outcome: Outcome) -> None:
        now = local_now()
        self.operations.write(
            partial(ledger.set_outcome, exchange_id=exchange_id, outcome=outcome, now=now)
        )


def _ledger_of(session: Any, person_id: int, now: datetime) -> PersonLedger | None:
    try:
        return ledger_of(session, person_id, now)
    except Trouble:
        return None  # gone for good; the page says so
