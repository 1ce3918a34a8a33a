"""Asks at the right moment what is due, whatever the computer's clock does.

One timer, which never rings more often than once a minute of itself.  A timer
stands still while the computer sleeps, so it is never set for longer than a few
minutes, and then only the clock is looked at: the data are asked when the
moment has come, when something was changed, or when the clock was set back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from passalong.domain.reminder import Concern, Due
from passalong.local_time import local_now, notice_travel
from passalong.operations import Job, Operations
from passalong.services import reminders
from passalong.services.outcome import Changed, Outcome
from passalong.services.reminders import Wanted

if TYPE_CHECKING:
    from passalong.operations import Session

_MATTERS = (
    Changed.BINDS | Changed.OPPORTUNITIES | Changed.INTRODUCTIONS | Changed.LEDGER | Changed.PEOPLE
)
_AFTER_CHANGES = 500  # milliseconds
_SHORTEST = 60_000
_LONGEST = 5 * 60_000  # after sleep it takes this long at most


class ReminderClock(QObject):
    """Knows what is due, and says once a day what to tell."""

    known = Signal(object)  # Due, whenever it was asked
    told = Signal(object)  # Concern: to be shown now; that it was is already noted

    def __init__(
        self,
        operations: Operations,
        wanted: Callable[[], Wanted],
        parent: QObject | None = None,
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._wanted = wanted
        self._now = now
        self._job: Job | None = None
        self._is_stale = False  # something changed while it was asked
        self._asked_at = self._check_at = _utc(now())
        self._offset = now().utcoffset()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ring)
        self._operations.changed.connect(self._notice)

    @Slot()
    def ask(self) -> None:
        """Ask what is due now; what is to be told follows by itself."""
        if self._job is not None:
            self._is_stale = True
            return
        now, wishes = self._now(), reminders.wishes_of(self._wanted())
        self._asked_at, self._offset = _utc(now), now.utcoffset()
        self._job = self._operations.read(lambda session: reminders.due(session, wishes, now))
        self._job.finished.connect(self._learn)
        self._job.ended.connect(self._go_on)

    @Slot(object)
    def _learn(self, due: Due) -> None:
        self._check_at = _utc(due.next_check)
        self.known.emit(due)
        if due.notification is not None:
            self._tell(due.notification)

    def _tell(self, concern: Concern) -> None:
        """Note that it is told, and only then have it shown: never twice a day."""
        now = self._now()

        def mark(session: Session) -> Outcome[bool]:
            return reminders.mark_told(session, now, concern)

        def go_on(is_first: bool) -> None:
            if is_first:
                self.told.emit(concern)

        self._operations.write(mark).finished.connect(go_on)

    @Slot()
    def _go_on(self) -> None:
        self._job = None
        if self._is_stale:
            self._is_stale = False
            self._ask_soon()
        else:
            self._wait()

    @Slot(object)
    def _notice(self, changed: Changed) -> None:
        if changed & _MATTERS:
            self._ask_soon()

    def _ask_soon(self) -> None:
        self._check_at = _utc(self._now())
        self._timer.start(_AFTER_CHANGES)

    @Slot()
    def _ring(self) -> None:
        notice_travel()
        here = self._now()
        now, moved = _utc(here), here.utcoffset() != self._offset
        was_set_back = now < self._asked_at - timedelta(milliseconds=_SHORTEST)
        if was_set_back or moved or now >= self._check_at:
            self.ask()
        else:
            self._wait()

    def _wait(self) -> None:
        away = (self._check_at - _utc(self._now())) // timedelta(milliseconds=1)
        # Where the answer did not come, as with a damaged file, it is asked again in a minute.
        self._timer.start(min(away + 1, _LONGEST) if away > 0 else _SHORTEST)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
