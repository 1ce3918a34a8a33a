"""Where the window stood and how large it was, from one start to the next."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from passalong.operations import Operations

_KEY = "geometry"
_USUAL_SIZE = (1280, 800)


class WindowPlace:
    """Read once, before the window is shown; written off the GUI thread."""

    def __init__(self, folder: Path) -> None:
        self._file = str(folder / "window.ini")

    def restore(self, window: QWidget) -> None:
        """Put a window where it was, or give it its usual size."""
        kept = self._settings().value(_KEY)
        if kept is None or not window.restoreGeometry(kept):
            window.resize(*_USUAL_SIZE)

    def keep(self, window: QWidget, operations: Operations) -> None:
        """Remember where a window is now."""
        operations.keep(partial(self._write, window.saveGeometry()))

    def _write(self, geometry: QByteArray) -> None:
        kept = self._settings()
        kept.setValue(_KEY, geometry)
        kept.sync()  # where it cannot be written, the next start has the usual size

    def _settings(self) -> QSettings:
        return QSettings(self._file, QSettings.Format.IniFormat)
