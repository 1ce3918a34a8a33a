"""The screen Introductions: ideas, what is under way, and what came of the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.introduction import Introduction, Pair
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import binds, introductions
from passalong.services.introductions import Which
from passalong.services.outcome import Changed
from passalong.ui import introduction_words
from passalong.ui.entries import EntryList, EntryModel
from passalong.ui.introductions.introduction_view import IntroductionView
from passalong.ui.introductions.pair_search import PairSearch
from passalong.ui.introductions.pair_view import PairView
from passalong.ui.latest import Latest
from passalong.ui.list_screen import ListScreen, details_page
from passalong.ui.looking import Looking
from passalong.ui.widgets import Empty, button

if TYPE_CHECKING:
    from passalong.operations import Session

_PAIR, _INTRODUCTION = range(2)  # the two views
_BEFORE_LOOKING = 150  # milliseconds: several changes in a row are one search


class Part(IntEnum):
    """The chips."""

    IDEAS = 0
    RUNNING = 1
    DONE = 2


class _Kept(NamedTuple):
    running: Sequence[Introduction]
    done: Sequence[Introduction]


class IntroductionsPage(QWidget):
    """Chips and a list on the left, a pair or an introduction on the right."""

    introduce_wanted = Signal(object)  # Pair
    write_wanted = Signal(object)  # Introduction: its letters
    thanks_wanted = Signal(object)
    choose_wanted = Signal()  # two people of the user's own choice
    person_chosen = Signal(int)
    bind_wanted = Signal(int)
    counted = Signal(int, bool)  # how many are under way, and whether something is due

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._reading = Latest(operations, self._show_kept, self)
        self._pairs: Sequence[Pair] | None = None  # None until they were looked for
        self._kept = _Kept((), ())
        self._part = Part.IDEAS
        self._is_stale = True
        self.list = EntryList(EntryModel(), self.tr("Introductions"))
        self.search = PairSearch(operations)
        self.pair = PairView()
        self.introduction = IntroductionView()
        self._choose = button(self.tr("Introduce two people…"), "plain", "introduction")
        self._begin = button(self.tr("Introduce two people…"), "primary", "introduction")
        self._later = self._timer(_BEFORE_LOOKING, single=True)
        self._clock = Looking(self)
        self._lay_out()
        self._connect_signals()
        self.refresh()

    def _timer(self, milliseconds: int, *, single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.setSingleShot(single)
        return timer

    def _lay_out(self) -> None:
        empty = Empty(
            self.tr("Nobody to introduce yet"),
            self.tr(
                "When somebody needs what somebody else can offer, the two stand here with both"
                " reasons. Note what people need and what they can offer on their pages, or"
                " introduce any two people yourself."
            ),
            [self._begin],
            self.tr("Dropping one person on another in the list of people does it too."),
        )
        parts = (self.tr("Ideas"), self.tr("Running"), self.tr("Done"))
        views = [details_page(view) for view in (self.pair, self.introduction)]
        self.screen_ = ListScreen(parts, self.list, views, empty)
        self.screen_.above.addWidget(self.search)
        self.screen_.below.setContentsMargins(12, 8, 12, 10)
        self.screen_.below.addWidget(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.screen_)

    def _connect_signals(self) -> None:
        self._operations.changed.connect(self._refresh_if_touched)
        self._clock.wanted.connect(self.refresh)
        self._later.timeout.connect(self.search.look)
        self.search.found.connect(self._show_pairs)
        self.screen_.part_chosen.connect(self._choose_part)
        self.screen_.row_chosen.connect(self._show_row)
        self.list.details_wanted.connect(self._go_into_details)
        self.list.delete_pressed.connect(self._set_aside_current)
        for choose in (self._choose, self._begin):
            choose.clicked.connect(self.choose_wanted)
        pair, made = self.pair, self.introduction
        pair.introduce_wanted.connect(self.introduce_wanted)
        pair.known.connect(partial(self._end_pair, introductions.know_each_other))
        pair.declined.connect(partial(self._end_pair, introductions.decline))
        made.write_wanted.connect(self.write_wanted)
        made.thanks_wanted.connect(self.thanks_wanted)
        made.bind_wanted.connect(self.bind_wanted)
        made.solved.connect(self._solve)
        made.met.connect(partial(self._change, introductions.mark_met))
        made.made.connect(partial(self._change, introductions.mark_introduced))
        made.thanked.connect(partial(self._change, introductions.mark_thanked))
        made.known.connect(partial(self._end_pair, introductions.know_each_other))
        made.declined.connect(partial(self._end_pair, introductions.decline))
        made.answered.connect(self._answer)
        made.outcome_told.connect(self._tell_outcome)
        made.later_wanted.connect(self._ask_later)
        for view in (pair, made):
            view.person_chosen.connect(self.person_chosen)

    @property
    def part(self) -> Part:
        """Return which part is shown."""
        return self._part

    @Slot()
    def refresh(self) -> None:
        """Read what is under way and what is done anew; pairs are looked for when seen."""
        self._reading.ask(partial(_kept, now=local_now()))

    @Slot(int)
    def show_introduction(self, introduction_id: int) -> None:
        """Choose this introduction, now or as soon as it has been read."""
        self.screen_.want(introduction_id)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Go into the list, and look for pairs if something changed since."""
        super().showEvent(event)
        self.list.setFocus()
        if self._is_stale:
            self._look()

    def _look(self) -> None:
        self._is_stale = False
        self._later.start()

    @Slot(object)
    def _refresh_if_touched(self, changed: Changed) -> None:
        if changed & (Changed.INTRODUCTIONS | Changed.PEOPLE | Changed.BINDS):
            self.refresh()
        if changed & (Changed.INTRODUCTIONS | Changed.PEOPLE | Changed.BINDS | Changed.TAGS):
            if self.isVisible():
                self._look()
            else:
                self._is_stale = True

    @Slot(object)
    def _show_pairs(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self._show()

    @Slot(object)
    def _show_kept(self, kept: _Kept) -> None:
        self._kept = kept
        for part, ones in ((Part.RUNNING, kept.running), (Part.DONE, kept.done)):
            if any(one.id == self.screen_.wanted for one in ones):
                self._part = part
        self._show()
        self.screen_.want(None)

    def _show(self) -> None:
        kept, pairs = self._kept, self._pairs
        ideas = None if pairs is None else len(pairs)
        self.screen_.show_counts((ideas, len(kept.running), len(kept.done)), self._part)
        nothing = pairs is not None and not (pairs or kept.running or kept.done)
        self.screen_.show_halves(empty=nothing)
        now = local_now()
        due = any(introduction_words.is_due(one, now) for one in kept.running)
        self.counted.emit(len(kept.running), due)
        self._show_part()

    @Slot(int)
    def _choose_part(self, place: int) -> None:
        self._part = Part(place)
        self._show_part()

    def _show_part(self) -> None:
        now = local_now()
        match self._part:
            case Part.IDEAS:
                entries = [introduction_words.of_pair(pair) for pair in self._pairs or ()]
            case Part.RUNNING:
                entries = [introduction_words.of_introduction(o, now) for o in self._kept.running]
            case Part.DONE:
                entries = [introduction_words.of_introduction(o, now) for o in self._kept.done]
        self.screen_.show_entries(entries, self._why_none())

    def _why_none(self) -> str:
        match self._part:
            case Part.RUNNING:
                return self.tr("No introduction is under way. Ideas has those worth making.")
            case Part.DONE:
                return self.tr("Nothing yet: here stands what came of your introductions.")
        if self._pairs is None:
            return ""
        return self.tr(
            "No open need meets what somebody else can offer. Note needs and what people can"
            " offer on their pages."
        )

    @Slot(int)
    def _show_row(self, row: int) -> None:
        if self._part is Part.IDEAS:
            self.pair.show_pair((self._pairs or ())[row])
            self.screen_.show_view(_PAIR)
            return
        ones = self._kept.running if self._part is Part.RUNNING else self._kept.done
        self.introduction.show_introduction(ones[row], local_now())
        self.screen_.show_view(_INTRODUCTION)

    @Slot()
    def _go_into_details(self) -> None:
        view: PairView | IntroductionView = self.pair
        first = self.pair.introduce
        if self._part is not Part.IDEAS:
            view, first = self.introduction, self.introduction.next
        if first.isVisible():
            first.setFocus()
        else:
            view.focusNextChild()

    @Slot()
    def _set_aside_current(self) -> None:
        if self._part is Part.IDEAS and self.pair.pair is not None:
            self._end_pair(introductions.decline, self.pair.pair)

    def _end_pair(self, service: Any, pair: Pair | Introduction) -> None:
        a_id, b_id = pair.a.person_id, pair.b.person_id
        now = local_now()
        job = self._operations.write(partial(service, a_id=a_id, b_id=b_id, now=now))
        job.finished.connect(partial(self._drop_pair, introduction_words.pair_key(pair.a, pair.b)))

    def _drop_pair(self, key: tuple[int, int], _answer: object) -> None:
        """Take a pair off the list at once; the search comes behind."""
        pairs = self._pairs or ()
        left = [pair for pair in pairs if introduction_words.pair_key(pair.a, pair.b) != key]
        if self._pairs is not None and len(left) < len(pairs):
            self._show_pairs(left)

    def _change(self, service: Any, introduction: Introduction, **said: Any) -> None:
        now = local_now()
        number = introduction.id
        self._operations.write(partial(service, introduction_id=number, now=now, **said))

    @Slot(int)
    def _solve(self, bind_id: int) -> None:
        self.list.setFocus()  # the button goes; the keyboard is not to be lost
        self._operations.write(partial(binds.solve, bind_id=bind_id, now=local_now()))

    @Slot(object, int, bool)
    def _answer(self, introduction: Introduction, person_id: int, yes: bool) -> None:
        self._change(introductions.answer, introduction, person_id=person_id, yes=yes)

    @Slot(object, str)
    def _tell_outcome(self, introduction: Introduction, text: str) -> None:
        self._change(introductions.set_outcome, introduction, text=text)

    @Slot(object)
    def _ask_later(self, introduction: Introduction) -> None:
        self._change(introductions.set_outcome, introduction, text="", later=True)


def _kept(session: Session, now: datetime) -> _Kept:
    running = introductions.introductions(session, now, Which.RUNNING)
    return _Kept(running, introductions.introductions(session, now, Which.ENDED))
