"""Where the window stood and how large it was, from one start to the next."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QWidget

from passalong.operations import Operations

_KEY = "geometry"
_USUAL_SIZE = QSize(1280, 800)
_FRAME = QSize(16, 40)  # what the system puts around a window, about; known once it is shown


def usual_size(screen: QSize) -> QSize:
    """Return how large a new window is on a screen with so much room, frame and all."""
    return _USUAL_SIZE.boundedTo(screen - _FRAME)


class WindowPlace:
    """Read once, before the window is shown; written off the GUI thread."""

    def __init__(self, folder: Path) -> None:
        self._file = str(folder / "window.ini")

    def restore(self, window: QWidget) -> None:
        """Put a window where it was, or give it its usual size if the screen has room for it."""
        kept = self._settings().value(_KEY)
        if kept is None or not window.restoreGeometry(kept):
            window.resize(usual_size(window.screen().availableGeometry().size()))

    def keep(self, window: QWidget, operations: Operations) -> None:
        """Remember where a window is now."""
        operations.keep(partial(self._write, window.saveGeometry()))

    def _write(self, geometry: QByteArray) -> None:
        kept = self._settings()
        kept.setValue(_KEY, geometry)
        kept.sync()  # where it cannot be written, the next start has the usual size

    def _settings(self) -> QSettings:
        return QSettings(self._file, QSettings.Format.IniFormat)
