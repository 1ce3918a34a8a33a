"""How giving stands between the user and a person: a bar, one private sentence, its facts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from passalong.services.person_ledger import PersonLedger
from passalong.ui import theme
from passalong.ui.people.days import day_text
from passalong.ui.widgets import button, heading, label
from passalong.words import ledger as ledger_words

_BAR = 8  # pixels


class BalanceBar(QWidget):
    """What was given on the left, what was received on the right."""

    def __init__(self) -> None:
        super().__init__()
        self._given = self._received = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self.update)

    def show_balance(self, given: int, received: int) -> None:
        """Show how much went each way."""
        self._given, self._received = given, received
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a low bar."""
        return QSize(200, _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the bar."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(whole, _BAR / 2, _BAR / 2)
        painter.setClipPath(shape)
        total = self._given + self._received
        painter.fillRect(whole, colours.asset_text if total else colours.tag)
        if total:
            whole.setWidth(whole.width() * self._given / total)
            painter.fillRect(whole, colours.accent)
        painter.end()


class BalancePanel(QWidget):
    """Shown once there is an exchange, or a rest."""

    rest_wanted = Signal()
    end_of_rest_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._person_id = 0
        self._bar = BalanceBar()
        self._figures = label(role="muted", wrap=True)
        self._sentence = label(wrap=True, selectable=True)
        self._facts = label(role="muted", wrap=True, selectable=True)
        self._facts.hide()
        self._why = button(self.tr("The facts"), "quiet")
        self._why.setCheckable(True)
        self._rest = button(self.tr("Let it rest"), "quiet", "rest")
        self._rest.setToolTip(
            self.tr("No suggestions and no reminders, until they write or you end it")
        )
        self._resting = label(role="muted", wrap=True)
        self._end = button(self.tr("End the rest"))
        self._lay_out()
        self._why.toggled.connect(self._unfold)
        self._rest.clicked.connect(self.rest_wanted)
        self._end.clicked.connect(self.end_of_rest_wanted)
        self.hide()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading(self.tr("Balance")))
        for part in (self._bar, self._figures, self._sentence):
            layout.addWidget(part)
        actions = QHBoxLayout()
        actions.setSpacing(6)
        actions.addWidget(self._why)
        actions.addWidget(self._rest)
        actions.addStretch()
        layout.addLayout(actions)
        layout.addWidget(self._facts)
        layout.addWidget(self._resting)
        last = QHBoxLayout()
        last.addWidget(self._end)
        last.addStretch()
        layout.addLayout(last)

    def show_ledger(self, shown: PersonLedger, today: date) -> None:
        """Show how giving stands with somebody."""
        if shown.person_id != self._person_id:
            self._person_id = shown.person_id
            self._why.setChecked(False)
        has_any = bool(shown.exchanges)
        rests = shown.resting_since is not None
        self.setVisible(has_any or rests)
        self._bar.show_balance(shown.given, shown.received)
        figures = ledger_words.balance(shown.given, shown.received, shown.they_start)
        self._figures.setText(figures)
        self._bar.setAccessibleName(figures)
        for part in (self._bar, self._figures):
            part.setVisible(has_any)
        found = shown.reciprocity
        self._sentence.setText(ledger_words.finding(found) + "." if found else "")
        self._facts.setText("\n".join(ledger_words.facts_behind(found)) if found else "")
        self._sentence.setVisible(found is not None)
        self._why.setVisible(found is not None)
        self._unfold()
        self._rest.setVisible(not rests)
        self._resting.setVisible(rests)
        self._end.setVisible(rests)
        if shown.resting_since is not None:
            day = day_text(shown.resting_since.astimezone().date(), today)
            self._resting.setText(
                self.tr(
                    "Resting since {0}: no suggestions, no reminders. It ends when they write."
                ).format(day)
            )

    @Slot()
    def _unfold(self) -> None:
        self._facts.setVisible(self._why.isChecked() and bool(self._facts.text()))

    @Slot()
    def show_facts(self) -> None:
        """Unfold the facts."""
        self._why.setChecked(True)
