"""What can be set about reminders: when, on which days, with names or without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import QTime, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from passalong.operations import Operations
from passalong.settings import Settings
from passalong.ui.system_entry import SystemEntry
from passalong.ui.system_switch import SystemSwitch
from passalong.ui.widgets import button, label


class ReminderSettings(QWidget):
    """Takes effect at once."""

    chosen = Signal(object)  # Settings
    troubled = Signal(object)  # Trouble
    trial_wanted = Signal()

    def __init__(
        self,
        operations: Operations,
        chosen: Callable[[], Settings],
        login: Callable[[], SystemEntry],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chosen = chosen
        settings = chosen()
        self.on = _check(
            self.tr("Remind once a day of people who need help"), settings.reminders_on
        )
        self.at = _hour(settings.remind_at, self.tr("Remind at"))
        self.quiet_from = _hour(settings.quiet_from, self.tr("Quiet from"))
        self.quiet_until = _hour(settings.quiet_until, self.tr("Quiet until"))
        self.weekends = _check(self.tr("Also on weekends"), settings.remind_weekends)
        self.names = _check(self.tr("Show names in notifications"), settings.names_in_notifications)
        self.stay = _check(
            self.tr("Closing the window leaves the icon in the tray"), settings.keep_in_tray
        )
        text = self.tr("Start with my session, minimised")
        self.at_login = SystemSwitch(text, operations, login)
        self.trial = button(self.tr("Test notification"))
        self._lay_out()
        self._connect_signals()
        self._allow()

    def _lay_out(self) -> None:
        hours = QHBoxLayout()
        hours.setSpacing(6)
        for text, field in (
            (self.tr("at"), self.at),
            (self.tr("quiet from"), self.quiet_from),
            (self.tr("until"), self.quiet_until),
        ):
            hours.addWidget(label(text, "muted"))
            hours.addWidget(field)
        hours.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.on)
        layout.addLayout(hours)
        layout.addWidget(self.weekends)
        layout.addWidget(self.names)
        layout.addWidget(
            label(
                self.tr("Without names nobody learns from a locked screen whom you help."),
                "muted",
                wrap=True,
            )
        )
        tried = QHBoxLayout()
        tried.addWidget(self.trial)
        tried.addStretch()
        layout.addLayout(tried)
        layout.addWidget(self.stay)
        layout.addWidget(self.at_login)

    def _connect_signals(self) -> None:
        for box in (self.on, self.weekends, self.names, self.stay):
            box.toggled.connect(self._keep)
        for field in (self.at, self.quiet_from, self.quiet_until):
            field.timeChanged.connect(self._keep)
        self.at_login.troubled.connect(self.troubled)
        self.trial.clicked.connect(self.trial_wanted)

    @Slot()
    def _keep(self) -> None:
        kept = self._chosen()._replace(
            reminders_on=self.on.isChecked(),
            remind_at=_time(self.at),
            quiet_from=_time(self.quiet_from),
            quiet_until=_time(self.quiet_until),
            remind_weekends=self.weekends.isChecked(),
            names_in_notifications=self.names.isChecked(),
            keep_in_tray=self.stay.isChecked(),
        )
        self._allow()
        self.chosen.emit(kept)

    def _allow(self) -> None:
        for part in (self.at, self.quiet_from, self.quiet_until, self.weekends, self.names):
            part.setEnabled(self.on.isChecked())


def _check(text: str, is_on: bool) -> QCheckBox:
    made = QCheckBox(text)
    made.setChecked(is_on)
    return made


def _hour(at: time, name: str) -> QTimeEdit:
    made = QTimeEdit(QTime(at.hour, at.minute))
    made.setDisplayFormat("HH:mm")
    made.setAccessibleName(name)
    return made


def _time(field: QTimeEdit) -> time:
    chosen = field.time()
    return time(chosen.hour(), chosen.minute())
