"""Keeps what the user sets: at once for the program, a moment later for the next start.

A field of hours changes with each key, so a burst of choices is written once.
Whoever ends the program calls ``finish``, and the last choice is written too.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from passalong import settings
from passalong.errors import Trouble
from passalong.operations import Operations

_PAUSE = 300  # milliseconds without another choice


class SettingsKeeper(QObject):
    """The settings as they are now; the disk follows, off the GUI thread."""

    def __init__(
        self,
        operations: Operations,
        folder: Path,
        chosen: settings.Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._folder = folder
        self._chosen = chosen
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._write)

    def chosen(self) -> settings.Settings:
        """Return what holds now."""
        return self._chosen

    @Slot(object)
    def keep(self, chosen: settings.Settings) -> None:
        """Let other settings hold from now on."""
        if chosen != self._chosen:
            self._chosen = chosen
            self._pause.start()

    @Slot(str)
    def keep_scheme(self, scheme: str) -> None:
        """Keep which colours are wanted."""
        self.keep(self._chosen._replace(scheme=scheme))

    @Slot(bool)
    def keep_fetching(self, wanted: bool) -> None:
        """Keep whether pages may be asked for their titles."""
        self.keep(self._chosen._replace(fetch_titles=wanted))

    def finish(self) -> None:
        """Write at once what is not written yet; closing ``Operations`` waits for it."""
        if self._pause.isActive():
            self._pause.stop()
            self._write()

    @Slot()
    def _write(self) -> None:
        self._operations.keep(partial(_written, self._folder, self._chosen))


def _written(folder: Path, chosen: settings.Settings) -> None:
    try:
        settings.write(folder, chosen)
    except OSError as error:
        raise Trouble(
            "Your choice could not be kept for the next start.",
            "Make sure that the disk is not full and the data folder can be written to.",
        ) from error
