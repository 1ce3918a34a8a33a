"""The user's own bind: what is needed, who is asked in waves, who may be asked, who not now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.asking import Request, RequestState
from passalong.domain.bind import WAVE, Bind
from passalong.domain.exchange import Exchange
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import asking
from passalong.services.asking import Ranking
from passalong.ui.form_card import Turns
from passalong.ui.helping.bind_actions import BindActions
from passalong.ui.helping.bind_form import BindForm
from passalong.ui.helping.bind_reading import BindReading
from passalong.ui.helping.day_box import DayBox
from passalong.ui.helping.ranking_view import RankingView
from passalong.ui.helping.request_row import RequestRow
from passalong.ui.helping.solved_box import SolvedBox
from passalong.ui.widgets import FlowLayout, button, heading, label
from passalong.words.gate import moment

if TYPE_CHECKING:
    from passalong.operations import Session


class Asked(NamedTuple):
    """Whom the user asks in a bind, and whom they might ask next.

    ``given`` is what the user once gave each of the people asked; ``ranking`` is
    None once the bind is solved.
    """

    bind_id: int
    requests: Sequence[Request]
    given: Mapping[int, Sequence[Exchange]]
    ranking: Ranking | None
    next_wave_at: datetime | None
    may_begin: bool


class MyBindView(QWidget):
    """Everything about one bind of the user's own."""

    person_chosen = Signal(int)
    wave_wanted = Signal(bool)  # whether before its time
    ask_wanted = Signal(int)  # a request's number: its letter
    tell_wanted = Signal(int)
    ask_also_wanted = Signal(int)  # a person's id
    answered = Signal(int, object)  # a request's number, RequestState
    solved = Signal(list)  # the ids of who helped
    urgent_set = Signal(object, bool)
    still_matters = Signal(object, bool)

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._bind: Bind | None = None
        self._asked: Asked | None = None
        self.reading = BindReading()
        self.form = BindForm()
        self._turns = Turns(self.reading, self.reading.edit, self.form)
        self.box = SolvedBox(operations)
        self.day_box = DayBox()
        self.actions_ = BindActions(mine=True)
        self._waves = QVBoxLayout()
        self._waves.setSpacing(8)
        self._parts: list[QWidget] = []
        self.rows: list[RequestRow] = []
        self._thanks = label(role="muted", wrap=True)
        self.begin = button("", "primary")
        self.early = button(self.tr("Ask the next ones now all the same"), "quiet")
        self._when = label(role="muted", wrap=True)
        self.ranking = RankingView()
        self._lay_out()
        self._connect_signals()

    def _lay_out(self) -> None:
        line = FlowLayout(spacing=8)
        for each in (self.begin, self.early):
            line.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self.reading, self.form, self.actions_, self.box, self.day_box):
            layout.addWidget(part)
        layout.addWidget(self._thanks)
        layout.addLayout(self._waves)
        layout.addWidget(self._when)
        layout.addLayout(line)
        layout.addWidget(self.ranking)

    def _connect_signals(self) -> None:
        reading = self.reading
        reading.edit.clicked.connect(self.edit)
        reading.urgent_set.connect(self.urgent_set)
        reading.still_matters.connect(self.still_matters)
        self.actions_.solved.clicked.connect(self.ask_who_helped)
        self.box.left.connect(self._leave_box)
        self.box.solved.connect(self._say_solved)
        self.day_box.left.connect(self._leave_day)
        self.day_box.chosen.connect(self._leave_day)
        self.begin.clicked.connect(partial(self._want_wave, early=False))
        self.early.clicked.connect(partial(self._want_wave, early=True))
        self.ranking.person_chosen.connect(self.person_chosen)
        self.ranking.ask_wanted.connect(self.ask_also_wanted)

    @property
    def bind(self) -> Bind | None:
        """Return what is shown."""
        return self._bind

    def show_bind(self, bind: Bind, now: datetime) -> None:
        """Show this one; whom to ask follows once it is known."""
        another = self._bind is None or self._bind.id != bind.id
        was_open = self._bind is not None and self._bind.is_open
        self._bind = bind
        self.reading.show_bind(bind, now)
        self.actions_.show_bind(bind)
        if another:
            self._asked = None
            self._drop_parts()
            self.ranking.clear()
            for part in (self.begin, self.early, self._when, self._thanks):
                part.hide()
            self.leave_editing()
        if another or was_open != bind.is_open:
            self.box.hide()
            self.day_box.hide()

    @Slot(object)
    def show_asked(self, asked: Asked) -> None:
        """Show who is asked, and who might be."""
        if self._bind is None or asked.bind_id != self._bind.id:
            return
        self._asked = asked
        now = local_now()
        focused = next((row.request.id for row in self.rows if _has_keyboard(row)), None)
        self._drop_parts()
        self._fill_waves(asked, now)
        for row in self.rows:
            if row.request.id == focused:
                (row.write if row.write.isVisibleTo(row) else row.open).setFocus()
        self._offer_wave(asked, now)
        self.ranking.show_ranking(asked.ranking, now)
        self._show_thanks(asked)

    def _fill_waves(self, asked: Asked, now: datetime) -> None:
        assert self._bind is not None
        is_open = self._bind.is_open
        shown = [one for one in asked.requests if is_open or _was_asked(one)]
        known = asked.ranking.asked if asked.ranking is not None else ()
        why = {person.person_id: person for person in known}
        for wave in sorted({request.wave for request in shown}):
            title = self.tr("Wave {0}").format(wave) if wave else self.tr("Helped unasked")
            self._put(heading(title))
            for request in shown:
                if request.wave != wave:
                    continue
                given = asked.given.get(request.person_id, ())
                row = RequestRow(
                    request, given, now, is_open=is_open, why=why.get(request.person_id)
                )
                row.write_wanted.connect(self.ask_wanted)
                row.tell_wanted.connect(self.tell_wanted)
                row.answered.connect(self.answered)
                row.person_chosen.connect(self.person_chosen)
                self.rows.append(row)
                self._put(row)

    def _offer_wave(self, asked: Asked, now: datetime) -> None:
        people = asked.ranking.people if asked.ranking is not None else ()
        at = asked.next_wave_at
        is_first = not asked.requests
        count = min(WAVE, len(people))
        self.begin.setVisible(asked.may_begin and count > 0)
        first = self.tr("Ask these {0}") if is_first else self.tr("Ask the next {0}")
        self.begin.setText(first.format(count) if count > 1 else self.tr("Ask the one below"))
        waits = at is not None and now < at and count > 0
        self.early.setVisible(waits)
        self._when.setVisible(waits)
        if at is not None and waits:
            self._when.setText(
                self.tr("Give them three days: the next wave is offered {0}.").format(
                    moment(at, now)
                )
            )

    def _show_thanks(self, asked: Asked) -> None:
        left = sum(request.wants_word for request in asked.requests)
        is_over = self._bind is not None and not self._bind.is_open
        self._thanks.setVisible(is_over and any(_was_asked(one) for one in asked.requests))
        self._thanks.setText(
            self.tr(
                "Thank those who helped, and tell the others that it is solved: {0} left."
            ).format(left)
            if left
            else self.tr("Everybody has heard.")
        )

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self._waves.addWidget(part)
        part.show()

    def _drop_parts(self) -> None:
        for part in self._parts:
            self._waves.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.rows = [], []

    @Slot()
    def edit(self) -> None:
        """Open everything that is said of it for editing."""
        if self._bind is not None:
            self._turns.write()
            self.form.start(self._bind)

    @Slot()
    def leave_editing(self) -> None:
        """Go back to reading, without saving."""
        self._turns.read()

    def go_into(self) -> None:
        """Put the keyboard on what one does first with it."""
        for row in self.rows:
            for each in (row.write, row.tell):
                if each.isVisibleTo(row):
                    each.setFocus()
                    return
        if self.begin.isVisibleTo(self):
            self.begin.setFocus()
        elif self._bind is not None:
            (self.actions_.solved if self._bind.is_open else self.actions_.reopen).setFocus()

    @Slot()
    def ask_who_helped(self) -> None:
        """Ask who helped, before it is solved."""
        self.box.start(self._asked.requests if self._asked is not None else ())

    @Slot()
    def _leave_box(self) -> None:
        self.actions_.solved.setFocus()
        self.box.hide()

    @Slot()
    def _leave_day(self) -> None:
        self.actions_.calendar.setFocus()
        self.day_box.hide()

    @Slot(list)
    def _say_solved(self, helper_ids: list[int]) -> None:
        self.solved.emit(helper_ids)  # whoever hears it takes the keyboard along first
        self.box.hide()

    def _want_wave(self, *_clicked: object, early: bool) -> None:
        self.wave_wanted.emit(early)


def read_asked(session: Session, bind_id: int, now: datetime) -> Asked:
    """Return whom the user asks in a bind, and whom they might ask next.

    Raises:
        Trouble: The bind is gone, or somebody else's.
    """
    bind = asking.own_bind(session, bind_id)
    requests = asking.requests(session, bind_id)
    given = {
        request.person_id: asking.what_was_given(session, request.person_id)
        for request in requests
        if request.state is not RequestState.SKIPPED
    }
    return Asked(
        bind_id=bind_id,
        requests=requests,
        given=given,
        ranking=asking.ranked(session, bind_id, now) if bind.is_open else None,
        next_wave_at=asking.next_wave_at(session, bind_id) if bind.is_open else None,
        may_begin=asking.may_begin_wave(session, bind_id, now),
    )


def _was_asked(request: Request) -> bool:
    """Tell whether somebody should hear that it is solved, or has heard."""
    return request.wants_word or request.is_told


def _has_keyboard(row: QWidget) -> bool:
    focused = row.focusWidget()
    return focused is not None and focused.hasFocus()
