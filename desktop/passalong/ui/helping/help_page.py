"""The screen Help: others in a bind, the user's own binds, and what is solved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.asking import RequestState
from passalong.domain.bind import Bind, BindState, may_have_faded
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import asking, binds, handing_on, reminders
from passalong.services.binds import Which
from passalong.services.outcome import Changed
from passalong.ui import help_words
from passalong.ui.entries import EntryList, EntryModel
from passalong.ui.helping.bind_actions import BindActions
from passalong.ui.helping.bind_fields import Entered, entered_of
from passalong.ui.helping.bind_form import BindForm
from passalong.ui.helping.bind_view import BindView
from passalong.ui.helping.calendar_saver import CalendarSaver
from passalong.ui.helping.my_bind_view import MyBindView, read_asked
from passalong.ui.latest import Latest
from passalong.ui.list_screen import ListScreen, details_page
from passalong.ui.looking import Looking
from passalong.ui.widgets import Empty, FlowLayout, button

if TYPE_CHECKING:
    from passalong.operations import Session

_REMIND_AT = time(9)
_PARTS = tuple(Which)
_Binds = Mapping[Which, Sequence[Bind]]


class HelpPage(QWidget):
    """Chips and a list on the left, one bind on the right."""

    person_chosen = Signal(int)
    write_wanted = Signal(int)  # a person's id
    introduce_wanted = Signal(int, int, int)  # two people's ids and the bind's
    introduction_chosen = Signal(int)
    note_wanted = Signal()  # somebody needs help
    need_wanted = Signal()  # the user does
    ask_wanted = Signal(int)  # a request's number: the letter that asks
    tell_wanted = Signal(int)  # a request's number: thanks, or that it is solved
    counted = Signal(int, bool)  # how many others are in a bind, and whether something is due

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self.remind_at: Callable[[], time] = lambda: _REMIND_AT  # until the wishes are known
        self._reading = Latest(operations, self._show_binds, self)
        self._binds: _Binds | None = None
        self._part = Which.OTHERS
        self._asked_about: set[tuple[int, datetime]] = set()
        self.list = EntryList(EntryModel(), self.tr("Binds"))
        self.others = BindView(operations)
        self.mine = MyBindView(operations)
        self._helpers = Latest(operations, self.others.helpers.show_suggested, self)
        self._asked = Latest(operations, self.mine.show_asked, self)
        self.calendar = CalendarSaver(operations, self, lambda: self.remind_at())
        self._note = button(self.tr("Somebody needs help…"), "plain", "bind")
        self._need = button(self.tr("I need help…"), "plain", "add")
        self._begin = button(self.tr("Somebody needs help…"), "primary", "bind")
        self._begin_mine = button(self.tr("I need help…"))
        self._clock = Looking(self)
        self._lay_out()
        self._connect_signals()
        self.refresh()

    def _lay_out(self) -> None:
        empty = Empty(
            self.tr("Nobody is in a bind"),
            self.tr(
                "When somebody tells you of a trouble, note it here with what you promised: you"
                " see who could help, and are reminded before the day. When you need help"
                " yourself, note that too."
            ),
            [self._begin, self._begin_mine],
            self.tr("A line does it as well: Priya needs help: somebody in Lyon, by Tuesday"),
        )
        names = (self.tr("Others in a bind"), self.tr("My binds"), self.tr("Solved"))
        views = [details_page(view) for view in (self.others, self.mine)]
        self.screen_ = ListScreen(names, self.list, views, empty)
        line = FlowLayout(spacing=6)
        line.addWidget(self._note)
        line.addWidget(self._need)
        self.screen_.below.setContentsMargins(12, 8, 12, 10)
        self.screen_.below.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.screen_)

    def _connect_signals(self) -> None:
        self._operations.changed.connect(self._refresh_if_touched)
        self._clock.wanted.connect(self.refresh)
        self.screen_.part_chosen.connect(self._choose_part)
        self.screen_.row_chosen.connect(self._show_row)
        self.list.details_wanted.connect(self._go_into_details)
        self.list.delete_pressed.connect(self._delete)
        for note in (self._note, self._begin):
            note.clicked.connect(self.note_wanted)
        for need in (self._need, self._begin_mine):
            need.clicked.connect(self.need_wanted)
        for view in (self.others, self.mine):
            self._connect_common(view.form, view.actions_)
            view.day_box.chosen.connect(self._add_with_day)
            view.person_chosen.connect(self.person_chosen)
            view.urgent_set.connect(self._set_urgent)
            view.still_matters.connect(self._say_whether_it_matters)
        others, steps, mine = self.others, self.others.steps, self.mine
        others.write_wanted.connect(self.write_wanted)
        others.introduce_wanted.connect(self.introduce_wanted)
        others.introduction_chosen.connect(self.introduction_chosen)
        others.listen_set.connect(self._set_listen)
        others.step_added.connect(self._add_step)
        others.actions_.solved.clicked.connect(partial(self._settle, binds.solve))
        others.actions_.helped.clicked.connect(partial(self._change, binds.helped))
        others.handed_on.connect(self._hand_on)
        steps.ticked.connect(self._tick_step)
        steps.edited.connect(self._edit_step)
        steps.removed.connect(self._remove_step)
        steps.moved.connect(self._move_step)
        mine.wave_wanted.connect(self._begin_wave)
        mine.ask_wanted.connect(self.ask_wanted)
        mine.tell_wanted.connect(self.tell_wanted)
        mine.ask_also_wanted.connect(self._ask_also)
        mine.answered.connect(self._set_answer)
        mine.solved.connect(self._solve_mine)

    def _connect_common(self, form: BindForm, actions: BindActions) -> None:
        form.saved.connect(partial(self._save, form))
        actions.tomorrow.clicked.connect(self._remind_tomorrow)
        actions.calendar.clicked.connect(self._add_to_calendar)
        actions.reopen.clicked.connect(partial(self._settle, binds.set_state, state=BindState.OPEN))
        actions.delete.clicked.connect(self._delete)

    @property
    def part(self) -> Which:
        """Return which part is shown."""
        return self._part

    def bind(self) -> Bind | None:
        """Return the bind that is shown."""
        row = self.list.currentIndex().row()
        shown = (self._binds or {}).get(self._part, ())
        return shown[row] if 0 <= row < len(shown) else None

    @Slot()
    def refresh(self) -> None:
        """Read the binds anew; selection and place in the list stay."""
        self._reading.ask(partial(_all_binds, now=local_now()))

    @Slot(int)
    def show_bind(self, bind_id: int) -> None:
        """Choose this bind, now or as soon as it has been read."""
        self.screen_.want(bind_id)
        self.refresh()

    @Slot(object)
    def _refresh_if_touched(self, changed: Changed) -> None:
        if Changed.BINDS in changed or Changed.PEOPLE in changed:
            self.refresh()
        elif changed & (Changed.LEDGER | Changed.TAGS | Changed.OPPORTUNITIES):
            self._look()  # also once all notes were read, which is told like an opportunity

    @Slot(object)
    def _show_binds(self, found: _Binds) -> None:
        self._binds = found
        for which, shown in found.items():
            if any(bind.id == self.screen_.wanted for bind in shown):
                self._part = which
        now = local_now()
        self.screen_.show_counts([len(found[each]) for each in _PARTS], _PARTS.index(self._part))
        self.screen_.show_halves(empty=not any(found.values()))
        others = found[Which.OTHERS]
        self.counted.emit(len(others), any(help_words.is_due(bind, now) for bind in others))
        self._show_part()
        self.screen_.want(None)

    @Slot(int)
    def _choose_part(self, place: int) -> None:
        self._part = _PARTS[place]
        self._show_part()

    def _show_part(self) -> None:
        now = local_now()
        found = (self._binds or {}).get(self._part, ())
        self.screen_.show_entries([help_words.entry(bind, now) for bind in found], self._why_none())

    def _why_none(self) -> str:
        match self._part:
            case Which.OTHERS:
                return self.tr("Nobody you know is in a bind, as far as you noted.")
            case Which.MINE:
                return self.tr("You need no help now. “I need help…” shows whom you could ask.")
        return self.tr("Nothing is solved yet: here stands what was.")

    @Slot(int)
    def _show_row(self, row: int) -> None:
        bind = (self._binds or {})[self._part][row]
        view = self.mine if bind.is_mine else self.others
        view.show_bind(bind, local_now())
        self.screen_.show_view(int(bind.is_mine))
        self._look()
        self._note_what_is_asked()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Note that a question that was there already is seen."""
        super().showEvent(event)
        self._note_what_is_asked()

    def _note_what_is_asked(self) -> None:
        """Have no reminder ask whether a bind still matters that is asked about here."""
        bind, now = self.bind(), local_now()
        if bind is None or not self.isVisible() or not may_have_faded(bind, now):
            return
        if (bind.id, bind.touched_at) not in self._asked_about:
            self._asked_about.add((bind.id, bind.touched_at))
            self._operations.write(partial(reminders.mark_asked, bind_id=bind.id, now=now))

    def _look(self) -> None:
        """Look for who could help, or whom to ask."""
        self._helpers.drop()
        self._asked.drop()
        bind = self.bind()
        if bind is None:
            return
        now = local_now()
        if bind.is_mine:
            self._asked.ask(partial(read_asked, bind_id=bind.id, now=now))
        elif bind.is_open:
            self._helpers.ask(partial(binds.who_could_help, about=bind.id, now=now))

    @Slot()
    def _go_into_details(self) -> None:
        bind = self.bind()
        if bind is not None:
            (self.mine if bind.is_mine else self.others).go_into()

    def _change(self, service: Any, *_clicked: object, **said: Any) -> Job | None:
        """Carry out something with the bind shown."""
        bind = self.bind()
        if bind is None:
            return None
        now = local_now()
        return self._operations.write(partial(service, bind_id=bind.id, now=now, **said))

    def _settle(self, service: Any, *_clicked: object, **said: Any) -> Job | None:
        """Carry out what moves the bind to another part; the keyboard goes on in the list."""
        self.list.setFocus()
        return self._change(service, **said)

    @Slot()
    def _delete(self) -> None:
        self._settle(binds.delete)

    @Slot()
    def hand_on(self) -> None:
        """Ask to whom the bind shown is handed on, if it is somebody else's."""
        bind = self.bind()
        if bind is not None and not bind.is_mine:
            self.others.ask_to_whom()

    @Slot(str)
    def _hand_on(self, to: str) -> None:
        self._change(handing_on.hand_on, to=to)

    @Slot()
    def _remind_tomorrow(self) -> None:
        now = local_now()
        until = datetime.combine(now.date() + timedelta(days=1), self.remind_at()).astimezone()
        self._change(binds.snooze, until=until)

    @Slot()
    def _add_to_calendar(self) -> None:
        bind = self.bind()
        if bind is None:
            return
        if bind.promised_on is None:
            (self.mine if bind.is_mine else self.others).day_box.start()
        else:
            self.calendar.choose_file(bind)

    @Slot(object)
    def _add_with_day(self, day: date | None) -> None:
        bind = self.bind()
        if bind is None:
            return
        choose = partial(self._choose_file, bind)
        if day is None:
            choose()
        else:
            self._edit(bind, entered_of(bind)._replace(promised_on=day)).finished.connect(choose)

    def _choose_file(self, bind: Bind, *_answer: object) -> None:
        self.calendar.choose_file(bind)

    def _save(self, form: BindForm, bind: Bind, entered: Entered) -> None:
        job = self._edit(bind, entered)
        job.finished.connect(form.left)
        job.troubled.connect(partial(_tell_in, form))

    def _edit(self, bind: Bind, entered: Entered) -> Job:
        now = local_now()
        said = entered._asdict()
        return self._operations.write(partial(binds.edit_bind, bind_id=bind.id, now=now, **said))

    @Slot(object, bool)
    def _set_urgent(self, bind: Bind, urgent: bool) -> None:
        self._edit(bind, entered_of(bind)._replace(urgent=urgent))

    @Slot(object, bool)
    def _set_listen(self, bind: Bind, listen: bool) -> None:
        self._edit(bind, entered_of(bind)._replace(just_listen=listen))

    @Slot(object, bool)
    def _say_whether_it_matters(self, _bind: Bind, matters: bool) -> None:
        self._settle(binds.still_matters, matters=matters)

    @Slot(object, str)
    def _add_step(self, _bind: Bind, text: str) -> None:
        self._change(binds.add_step, text=text)

    @Slot(int, bool)
    def _tick_step(self, step_id: int, done: bool) -> None:
        self._change_step(binds.set_step_done, step_id, done=done)

    @Slot(int, str)
    def _edit_step(self, step_id: int, text: str) -> None:
        self._change_step(binds.edit_step, step_id, text=text)

    @Slot(int)
    def _remove_step(self, step_id: int) -> None:
        self._change_step(binds.remove_step, step_id)

    @Slot(int, int)
    def _move_step(self, step_id: int, place: int) -> None:
        self._change_step(binds.move_step, step_id, place=place)

    def _change_step(self, service: Any, step_id: int, **said: Any) -> None:
        now = local_now()
        self._operations.write(partial(service, step_id=step_id, now=now, **said))

    @Slot(bool)
    def _begin_wave(self, early: bool) -> None:
        self._change(asking.begin_wave, early=early)

    @Slot(int)
    def _ask_also(self, person_id: int) -> None:
        job = self._change(asking.ask_also, person_id=person_id)
        if job is not None:
            job.finished.connect(self._want_letter)

    @Slot(object)
    def _want_letter(self, request_id: int) -> None:
        self.ask_wanted.emit(request_id)

    @Slot(int, object)
    def _set_answer(self, request_id: int, state: RequestState) -> None:
        now = local_now()
        self._operations.write(
            partial(asking.set_answer, request_id=request_id, state=state, now=now)
        )

    @Slot(list)
    def _solve_mine(self, helper_ids: Sequence[int]) -> None:
        bind = self.bind()
        job = self._settle(asking.solve_mine, helper_ids=tuple(helper_ids))
        if bind is not None and job is not None:
            job.finished.connect(partial(self._go_on_with, bind.id))

    def _go_on_with(self, bind_id: int, _answer: object) -> None:
        """Stay with a bind that went to another part: its thanks are next."""
        self.show_bind(bind_id)


def _tell_in(form: BindForm, trouble: Trouble) -> None:
    form.say(str(trouble))


def _all_binds(session: Session, now: datetime) -> _Binds:
    return {which: binds.binds(session, which, now) for which in Which}
