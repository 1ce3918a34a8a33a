"""Has a page look again every few minutes, for things become due by the clock.

Nobody looks while the window is hidden or minimised; nothing wakes the program
for that, and the page looks at once when it can be seen again.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

_BETWEEN_LOOKS = 5 * 60 * 1000  # milliseconds


class Looking(QObject):
    """Says when a page should look again; it begins at once."""

    wanted = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN_LOOKS)
        self._timer.timeout.connect(self._ring)
        self._timer.start()

    @Slot()
    def _ring(self) -> None:
        window = self._page.window()
        if _can_be_seen(window):
            self.wanted.emit()
            return
        self._timer.stop()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go on once the window is seen again."""
        is_other = event.type() in (QEvent.Type.Show, QEvent.Type.WindowStateChange)
        if is_other and isinstance(watched, QWidget) and _can_be_seen(watched):
            watched.removeEventFilter(self)
            self._timer.start()
            self.wanted.emit()
        return super().eventFilter(watched, event)


def _can_be_seen(window: QWidget) -> bool:
    return window.isVisible() and not window.isMinimized()
