"""Looks after the data file while the window is open: checks it, backs it up.

All of it goes on beside the user's work, some time after the first paint.  When
the file turns out to be damaged, the newest good backup is offered in words.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from passalong.errors import Damage, Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations

if TYPE_CHECKING:
    from passalong.domain.backup import Backup
    from passalong.services.outcome import Progress
    from passalong.ui.messages import Toast

_AFTER_START = 2_000  # milliseconds: the user's first clicks go before
_AGAIN = 30 * 60 * 1_000  # milliseconds; a new day may have begun


class Safekeeping(QObject):
    """Keeps one data file safe."""

    last_known = Signal(object)  # Backup | None: the newest of the data as they are
    restore_wanted = Signal(object)  # Path: a good copy that is to become the data file

    def __init__(
        self, operations: Operations, database: Path, toast: Toast, window: QWidget
    ) -> None:
        super().__init__(window)
        self._operations = operations
        self._database = database
        self._toast = toast
        self._window = window
        self._job: Job | None = None
        self._told = ""
        self._looked_on: date | None = None  # with nothing wrong, nor written since
        self._damage: Damage | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._timer.timeout.connect(self._look_again)
        self._operations.changed.connect(self._note_change)
        self._operations.troubled.connect(self.offer_backup)

    @Slot()
    def start(self) -> None:
        """Look after the file from now on."""
        QTimer.singleShot(_AFTER_START, self, self.look_after)
        self._timer.start()

    @Slot(object)
    def _note_change(self, _changed: object) -> None:
        self._looked_on = None

    @Slot()
    def _look_again(self) -> None:
        """Look after it on a new day, or when something was written; an idle disk may rest."""
        if self._looked_on != _today():
            self.look_after()

    @Slot()
    def look_after(self) -> None:
        """Check the file, and back it up if today that was not done."""
        if self._job is not None or self._damage is not None:
            return
        database, self._looked_on = self._database, _today()

        def work(progress: Progress) -> Backup | None:
            from passalong.services import backups

            return backups.keep_safe(database, datetime.now(UTC), progress)

        self._job = self._operations.tend(work)
        self._job.finished.connect(self.last_known)
        self._job.troubled.connect(self._tell)
        self._job.ended.connect(self._end)

    @Slot()
    def open_backups(self) -> None:
        """Show what backups there are."""
        self._open("", None)

    @Slot(object)
    def offer_backup(self, trouble: Trouble) -> None:
        """Offer the newest good backup in the place of a damaged file; once is enough."""
        if not isinstance(trouble, Damage) or self._damage is not None:
            return
        self._damage = trouble
        database = self._database

        def work(progress: Progress) -> Backup | None:
            from passalong.services import backups

            return backups.newest_good(database, progress)

        self._operations.tend(work).finished.connect(self._offer)

    @Slot(object)
    def _offer(self, backup: Backup | None) -> None:
        from passalong import words

        what = self._damage.what if self._damage else ""
        if backup is None:
            self._open(self.tr("%1 There is no good backup of it.").replace("%1", what), None)
            return
        today = _today()
        offer = self.tr(
            "%1 The newest good backup was taken %2 and has %3. Restoring it sets the damaged "
            "file aside; nothing is deleted."
        )
        told = (
            offer.replace("%1", what)
            .replace("%2", words.moment(backup.taken_at, today))
            .replace("%3", words.people(backup.people or 0))
        )
        self._open(told, backup)

    def say_restored(self) -> None:
        """Say that a backup took the place of the data."""
        self._toast.say(
            self.tr("The backup is restored. What was there before is under File › Backups…")
        )

    def _open(self, reason: str, chosen: Backup | None) -> None:
        from passalong.ui.backups_dialog import BackupsDialog

        dialog = BackupsDialog(self._operations, self._database, self._window, reason, chosen)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restore_wanted.connect(self.restore_wanted)
        dialog.taken.connect(self.last_known)
        dialog.open()

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._looked_on = None
        if str(trouble) != self._told:  # every half hour the same is told once
            self._told = str(trouble)
            self._operations.troubled.emit(trouble)

    @Slot()
    def _end(self) -> None:
        self._job = None


def _today() -> date:
    return local_now().date()
