"""Whether the desktop has a tray, found out before Qt is asked.

Qt decides once, when it is first asked, whether somebody shows icons over the
session bus.  A program that starts at login, before the panel does, would lose
its icon for good; so Qt is asked only when a host is there, or late.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from passalong.ui.tray.session_bus import SessionBus

_WATCHER = "org.kde.StatusNotifierWatcher"
_GRACE = 15_000  # milliseconds; a panel that starts with the session is there by then
_AFTER_COMING = 300  # the host registers itself just after its name
_RESTARTS_IN = 10_000


class TrayHost(QObject):
    """Says when icons can be shown, and when they no longer can."""

    came = Signal()  # icons can be shown from now on
    went = Signal()  # it has been gone for a while

    def __init__(self, bus: SessionBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._is_there = False
        self._bus.connected.connect(self._look)
        self._bus.heard.connect(self._hear)
        self._timer.timeout.connect(self._decide)

    def is_there(self) -> bool:
        """Return whether an icon can be seen now."""
        return self._is_there and QSystemTrayIcon.isSystemTrayAvailable()

    @Slot(bool)
    def _look(self, has_bus: bool) -> None:
        if not has_bus:
            wait = _GRACE if sys.platform.startswith("linux") else 0
            self._timer.start(wait)
            return
        self._bus.follow(_WATCHER)
        self._timer.start(_GRACE)  # for a host of the old kind, or none
        self._bus.ask_for_owner(_WATCHER, self._meet)

    def _meet(self, there: bool) -> None:
        if there:
            self._timer.start(0)

    @Slot(str, str, object)
    def _hear(self, _interface: str, member: str, body: object) -> None:
        if member == "NameOwnerChanged" and isinstance(body, tuple) and body[0] == _WATCHER:
            self._timer.start(_AFTER_COMING if body[2] else _RESTARTS_IN)

    @Slot()
    def _decide(self) -> None:
        was_there = self._is_there
        self._is_there = QSystemTrayIcon.isSystemTrayAvailable()
        if self._is_there and not was_there:
            self.came.emit()
        elif was_there and not self._is_there:
            self.went.emit()
