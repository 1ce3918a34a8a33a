"""The screen Today: what waits to be given, asked and thanked for.

Never a list of silence: nobody stands here because they were not written to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.opportunity import Opportunity
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import open_letters, outgoing
from passalong.services.open_letters import Released
from passalong.services.outcome import Changed
from passalong.services.today import Today, today
from passalong.ui.latest import Latest
from passalong.ui.line_card import Line, LineCard
from passalong.ui.looking import Looking
from passalong.ui.today import today_words
from passalong.ui.today.today_row import LetterRow
from passalong.ui.widgets import Empty, button, heading, label, scrolling

_WIDEST = 760  # pixels
_MOST = 8  # lines of one kind; the inbox has them all
_Thing = TypeVar("_Thing")


class TodayPage(QStackedWidget):
    """Lists of what asks for something; every line leads to the thing."""

    opportunity_chosen = Signal(int)
    person_chosen = Signal(int)
    pass_wanted = Signal(int, int)  # an opportunity's id, a person's
    bind_chosen = Signal(int)
    inbox_wanted = Signal()
    capture_wanted = Signal()
    counted = Signal(int)  # how much asks for something now

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._loading = Latest(operations, self._show, self)
        self._shown: Today | None = None
        self._now = local_now()
        self.setProperty("role", "page")
        self._day = label(role="title")
        self._more_sections = QVBoxLayout()
        self._more_sections.setSpacing(18)
        self._sections: list[QWidget] = []
        capture = button(self.tr("Capture something"), "primary", "capture")
        capture.clicked.connect(self.capture_wanted)
        self._empty = Empty(
            self.tr("Nothing waits today"),
            self.tr(
                "You owe nobody a message. When you come across something that somebody "
                "could use, capture it: it will stand here until it is given."
            ),
            (capture,),
        )
        self._clock = Looking(self)
        self._lay_out()
        self._connect_signals()
        self.refresh()

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(_WIDEST)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(16)
        inside.addWidget(self._day)
        inside.addLayout(self._more_sections)
        inside.addStretch()
        content = QWidget()
        content.setProperty("role", "page")
        across = QHBoxLayout(content)
        across.setContentsMargins(22, 18, 22, 22)
        across.addWidget(column, 1)
        across.addStretch()
        self._scroll = scrolling(content)
        for page in (self._empty, self._scroll):
            page.setProperty("role", "page")
            self.addWidget(page)

    def _connect_signals(self) -> None:
        self._operations.changed.connect(self._refresh_if_changed)
        self._clock.wanted.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Look anew at what waits."""
        self._now = local_now()
        self._loading.ask(partial(today, now=self._now))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Go to the first line, and look at the clock: the day may have changed since."""
        super().showEvent(event)
        self._focus_line("")
        if local_now().date() != self._now.date():
            self.refresh()

    @Slot(object)
    def _refresh_if_changed(self, changed: Changed) -> None:
        if changed & (Changed.OPPORTUNITIES | Changed.LEDGER | Changed.PEOPLE | Changed.BINDS):
            self.refresh()

    @Slot(object)
    def _show(self, shown: Today) -> None:
        self.counted.emit(shown.count)
        self._day.setText(today_words.day_of(self._now.date()))
        if shown == self._shown:
            return
        self._shown = shown
        focused = QApplication.focusWidget()
        title = focused.line.title if isinstance(focused, LineCard) else None
        self._drop_sections()
        self._fill(shown)
        self.setCurrentWidget(self._scroll if self._sections else self._empty)
        if title is not None and self.isVisible():
            self._focus_line(title)

    def _fill(self, shown: Today) -> None:
        on = self._now.date()
        self._add(
            self.tr("Did you send it?"),
            [self._letter(each) for each in shown.letters],
        )
        self._add(
            self.tr("You promised"),
            self._rows(
                shown.promised,
                partial(today_words.promised, today=on),
                lambda each: partial(self.bind_chosen.emit, each.id),
            ),
        )
        for title, things, line in (
            (self.tr("Ends soon"), shown.expiring, today_words.thing),
            (self.tr("It landed: thank who gave it"), shown.thanks_due, today_words.thanks),
        ):
            self._add(title, self._rows(things, partial(line, today=on), self._open))
        self._add(
            self.tr("Answers that came"),
            self._rows(
                shown.answers,
                partial(today_words.answer, today=on),
                lambda each: partial(self.person_chosen.emit, each.person_id),
            ),
        )
        self._add(
            self.tr("Kept for later, free now"),
            self._rows(
                shown.kept,
                today_words.kept,
                lambda each: partial(self.pass_wanted.emit, each.opportunity_id, each.person_id),
            ),
        )
        for title, things, line in (
            (self.tr("Ask who gave it"), shown.to_ask, today_words.to_ask),
            (self.tr("Asked, no answer yet"), shown.asked, today_words.asked),
            (self.tr("Ready to give"), shown.to_give, today_words.thing),
        ):
            self._add(title, self._rows(things, partial(line, today=on), self._open))

    def _rows(
        self,
        things: Sequence[_Thing],
        line: Callable[[_Thing], Line],
        opens: Callable[[_Thing], Callable[[], None]],
    ) -> list[QWidget]:
        rows: list[QWidget] = []
        for each in things[:_MOST]:
            row = LineCard(line(each))
            row.clicked.connect(_without_argument(opens(each)))
            rows.append(row)
        if len(things) > _MOST:
            rest = button(self.tr("{0} more in the inbox").format(len(things) - _MOST), "quiet")
            rest.clicked.connect(self.inbox_wanted)
            rows.append(rest)
        return rows

    def _open(self, each: Opportunity) -> Callable[[], None]:
        return partial(self.opportunity_chosen.emit, each.id)

    def _letter(self, letter: Released) -> QWidget:
        row = LetterRow(letter, today_words.letter(letter, self._now))
        row.sent.connect(self._record_sent)
        row.not_sent.connect(self._forget_letter)
        return row

    def _add(self, title: str, rows: list[QWidget]) -> None:
        if not rows:
            return
        section = QWidget()
        inside = QVBoxLayout(section)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(heading(title))
        for row in rows:
            inside.addWidget(row)
        self._sections.append(section)
        self._more_sections.addWidget(section)
        section.show()

    def _focus_line(self, title: str) -> None:
        """Put the keyboard on the line of a thing, or on the first if that is gone."""
        sections = self._sections
        rows = [row for section in sections for row in section.findChildren(LineCard)]
        wanted = [row for row in rows if row.line.title == title] or rows
        if wanted:
            wanted[0].setFocus()

    def _drop_sections(self) -> None:
        for section in self._sections:
            self._more_sections.removeWidget(section)
            section.hide()
            section.deleteLater()
        self._sections = []

    @Slot(object)
    def _record_sent(self, letter: Released) -> None:
        now = local_now()
        job = self._operations.write(
            partial(outgoing.record_sent, outgoing=letter.outgoing, now=now)
        )
        job.ended.connect(self._offer_again)

    @Slot(int)
    def _forget_letter(self, letter_id: int) -> None:
        self._operations.write(partial(open_letters.not_sent, released_id=letter_id))

    @Slot()
    def _offer_again(self) -> None:
        """Show the buttons anew: what could not be recorded is still open."""
        self._shown = None
        self.refresh()


def _without_argument(then: Callable[[], None]) -> Callable[..., None]:
    def clicked(_checked: object = None) -> None:
        then()

    return clicked
