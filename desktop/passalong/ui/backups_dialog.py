"""The backups there are: take one now, or go back to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from passalong import words
from passalong.domain.backup import Backup, BackupKind
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import backups
from passalong.services.outcome import Progress
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.widgets import Card, button, label

_BACKUP = int(Qt.ItemDataRole.UserRole)


class BackupsDialog(KeyboardDialog):
    """Lists the backups, the newest first; Restore takes one click.

    ``reason`` says why the dialog opens by itself, ``chosen`` what it proposes.
    """

    restore_wanted = Signal(object)  # Path: a good copy that is to become the data file
    taken = Signal(object)  # Backup

    def __init__(
        self,
        operations: Operations,
        database: Path,
        parent: QWidget | None = None,
        reason: str = "",
        chosen: Backup | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._database = database
        self._chosen = chosen
        self.setWindowTitle(self.tr("Backups"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._reason = Card(role="warning_card")
        self._reason.body.addWidget(label(reason, wrap=True))
        self._reason.setVisible(bool(reason))
        self._list = QListWidget()
        self._list.setProperty("role", "boxed")
        self._list.setAccessibleName(self.tr("Backups"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setUniformItemSizes(True)
        self._list.setSpacing(3)
        self._told = label(role="muted", wrap=True)
        self._restore = button(self.tr("Restore"), role="primary", icon="bring_back")
        self._now = button(self.tr("Back up now"))
        self._now.setVisible(not reason)  # of a damaged file none should be taken
        self._close = button(self.tr("Not now") if reason else self.tr("Close"))
        self._lay_out()
        self._connect_signals()
        self.refresh()

    def _lay_out(self) -> None:
        last = QHBoxLayout()
        last.addWidget(self._restore)
        last.addWidget(self._now)
        last.addStretch()
        last.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Backups"), role="title"))
        layout.addWidget(self._reason)
        layout.addWidget(
            label(
                self.tr(
                    "One is taken every day and kept on this computer. Restoring one keeps "
                    "everything as it is now as a backup too, so that you can come back."
                ),
                role="muted",
                wrap=True,
            )
        )
        layout.addWidget(self._list, stretch=1)
        layout.addWidget(self._told)
        layout.addLayout(last)
        self._told.hide()
        self.resize(600, 440)

    def _connect_signals(self) -> None:
        self._list.itemSelectionChanged.connect(self._look_at_selection)
        self._list.itemActivated.connect(self._prepare)
        self._restore.clicked.connect(self._prepare)
        self._now.clicked.connect(self._back_up)
        self._close.clicked.connect(self.reject)

    @property
    def entries(self) -> list[str]:
        """Return the lines that are shown."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    @Slot()
    def refresh(self) -> None:
        """Read the folder anew."""
        database = self._database
        self._begin(self._operations.tend(lambda _progress: backups.listed(database)), "")
        self._job.finished.connect(self._show)

    @Slot(object)
    def _show(self, found: Sequence[Backup]) -> None:
        self._list.clear()
        today = local_now().date()
        for backup in found:
            item = QListWidgetItem(self._line(backup, today))
            item.setData(_BACKUP, backup)
            self._list.addItem(item)
            if backup == self._chosen:
                self._list.setCurrentItem(item)
        if not found:
            self._say(self.tr("There is no backup yet. The first is taken today."))
        elif self._list.currentItem() is None:
            self._list.setCurrentRow(0)
        self._list.setFocus()
        self._look_at_selection()

    def _line(self, backup: Backup, today: date) -> str:
        moment = words.moment(backup.taken_at, today)
        return f"{moment[:1].upper()}{moment[1:]} · {words.backup(backup).replace(', ', ' · ')}"

    @Slot()
    def _look_at_selection(self) -> None:
        backup = self._selected()
        self._restore.setEnabled(backup is not None and backup.people is not None)

    def _selected(self) -> Backup | None:
        chosen = self._list.selectedItems()
        return chosen[0].data(_BACKUP) if chosen else None

    @Slot()
    def _prepare(self) -> None:
        backup = self._selected()
        if backup is None or not self._restore.isEnabled():
            return
        work = partial(backups.prepare, self._database, backup.name)
        self._begin(self._operations.tend(work), self.tr("Checking the backup…"))
        self._job.finished.connect(self._hand_over)

    @Slot(object)
    def _hand_over(self, prepared: Path) -> None:
        self.accept()
        self.restore_wanted.emit(prepared)

    @Slot()
    def _back_up(self) -> None:
        database = self._database

        def work(progress: Progress) -> Backup:
            return backups.back_up(database, BackupKind.BY_HAND, datetime.now(UTC), progress)

        self._begin(self._operations.tend(work), self.tr("Backing up…"))
        self._job.finished.connect(self._note_taken)

    @Slot(object)
    def _note_taken(self, backup: Backup) -> None:
        self._chosen = backup
        self.taken.emit(backup)
        self.refresh()

    def _begin(self, job: Job, told: str) -> None:
        self._job = job
        self._say(told)
        for each in (self._restore, self._now):
            each.setEnabled(False)
        job.troubled.connect(self._tell)
        job.ended.connect(self._end)

    @Slot()
    def _end(self) -> None:
        if self._told.text().endswith("…"):
            self._say("")
        self._now.setEnabled(True)
        self._look_at_selection()

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._say(str(trouble))

    def _say(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))
