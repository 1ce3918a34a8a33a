"""Ctrl+C in a terminal, the end of a session, ``kill``: the program is asked to end.

By themselves these signals would end it in the middle of a word: what was typed last
would not be kept.  Python hears them only between two of its own instructions, and
while nothing happens Qt runs none; so they are told to Qt through a pipe.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_ASKING_TO_END = ("SIGINT", "SIGTERM", "SIGHUP")


class EndSignals(QObject):
    """Hears what asks the program to end.  On Windows, where no pipe tells Qt, nothing."""

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pipe: tuple[int, int] | None = None
        self._listening: QSocketNotifier | None = None

    def listen(self) -> None:
        """Begin; only the main thread may."""
        if os.name != "posix" or self._pipe is not None:
            return
        heard, telling = self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        self._listening = QSocketNotifier(heard, QSocketNotifier.Type.Read, self)
        self._listening.activated.connect(self._hear)
        signal.set_wakeup_fd(telling, warn_on_full_buffer=False)
        for each in _signals():
            signal.signal(each, _noted)

    @Slot()
    def end(self) -> None:
        """Leave the signals to what they do by themselves."""
        if self._pipe is None or self._listening is None:
            return
        for each in _signals():
            usual = signal.default_int_handler if each is signal.SIGINT else signal.SIG_DFL
            signal.signal(each, usual)
        signal.set_wakeup_fd(-1)
        self._listening.setEnabled(False)
        for end in self._pipe:
            os.close(end)
        self._pipe = self._listening = None

    @Slot()
    def _hear(self) -> None:
        self.end()  # whoever asks a second time will not wait
        self.wanted.emit()


def _signals() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _ASKING_TO_END]


def _noted(_number: int, _frame: FrameType | None) -> None:
    """Nothing: the pipe has told Qt."""
