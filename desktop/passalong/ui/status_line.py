"""The line at the foot: how many people, the last backup, where the data are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel, QMenu, QProgressBar, QStatusBar, QToolButton, QWidget

from passalong.ui.widgets import label

if TYPE_CHECKING:
    from passalong.domain.backup import Backup


_BEFORE_TELLING = 500  # milliseconds; what is over sooner needs no word
_BAR = 160  # pixels


class StatusLine(QStatusBar):
    """Says in one line that all is well."""

    def __init__(self, data_folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count: int | None = None
        self._backup: Backup | None = None
        self._line: QLabel = label()
        self._line.setToolTip(data_folder)
        self.addWidget(self._line)
        self._reminders = QToolButton()
        self._reminders.setProperty("role", "tiny")
        self._reminders.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._reminders.hide()
        self.addPermanentWidget(self._reminders)
        self.setSizeGripEnabled(False)
        self._bar: QProgressBar | None = None  # while an older file is brought up to date
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._show_bar)
        self._say()

    def text(self) -> str:
        """Return what is shown."""
        return self._line.text()

    @Slot(int)
    def show_count(self, count: int) -> None:
        """Show how many people there are."""
        self._count = count
        self._say()

    @Slot(object)
    def show_backup(self, backup: Backup | None) -> None:
        """Show when the last backup was taken."""
        self._backup = backup
        self._say()

    @Slot(object, object)
    def show_opening(self, done: int, total: int) -> None:
        """Show how far an older file has been brought up to date, where that takes a while."""
        if self._bar is None:
            self._bar = QProgressBar()
            self._bar.setFixedWidth(_BAR)
            self._bar.setTextVisible(False)
            self._bar.setAccessibleName(self.tr("Bringing your data up to date"))
            self._late.start(_BEFORE_TELLING)
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    @Slot()
    def _show_bar(self) -> None:
        if self._bar is not None:
            self.addPermanentWidget(self._bar)
            self._say()

    @Slot()
    def end_opening(self) -> None:
        """Say what is usually said."""
        self._late.stop()
        if self._bar is not None:
            self.removeWidget(self._bar)
            self._bar.deleteLater()
            self._bar = None
            self._say()

    def offer_menu(self, menu: QMenu) -> None:
        """Offer by a click what the icon in the tray offers, for desktops without one."""
        self._reminders.setMenu(menu)

    def show_reminders(self, told: str) -> None:
        """Say whether reminders come, and when it is looked again."""
        self._reminders.setText(told)
        self._reminders.setToolTip(
            self.tr(
                "Whom the reminder is about now; Help counts everybody in a bind.\n"
                "A click shows what waits, pauses, and tries a notification out."
            )
        )
        self._reminders.setAccessibleName(told)
        self._reminders.show()

    def reminders(self) -> str:
        """Return what is said of reminders."""
        return self._reminders.text()

    def _say(self) -> None:
        if self._bar is not None and not self._bar.isHidden():
            self._line.setText(
                self.tr(
                    "Bringing your data up to date with this version; a copy of them is kept in"
                    " backups"
                )
            )
            return
        parts = [self.tr("all data on this computer")]
        if self._backup is not None:
            from passalong import words

            today = datetime.now().astimezone().date()
            when = words.moment(self._backup.taken_at, today)
            parts.insert(0, self.tr("last backup %1").replace("%1", when))
        if self._count is not None:
            people = self.tr("1 person") if self._count == 1 else self.tr("%1 people")
            parts.insert(0, people.replace("%1", f"{self._count:,}"))
        self._line.setText(" · ".join(parts))
