"""Takes what is dropped anywhere on a window.

A text field would take an address book's name as text; so drops are looked at
before the widgets get them, at the window itself.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWindow

from passalong.ui.dropped import brings_address_books, take_a_copy, what_is_in

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class DropTarget(QObject):
    """Lets the other program go on at once, and tells a moment later what came."""

    dropped = Signal(object)  # Dropped

    def watch(self, window: QWindow) -> None:
        """Look at every drop on this window before its widgets do."""
        window.installEventFilter(self)

    def enter(self, event: QDragEnterEvent) -> None:
        """Take whatever can be imported or captured, but not our own people."""
        if event.source() is None and any(what_is_in(event.mimeData())):
            take_a_copy(event)

    def drop(self, event: QDropEvent) -> None:
        """Note what was dropped; the rest comes after the other program is free again."""
        take_a_copy(event)
        self._tell_later(event.mimeData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take address books wherever they are dropped, also on a field of text."""
        kind = event.type()
        if kind in _DRAGS or kind == QEvent.Type.Drop:
            drag = cast("QDropEvent", event)
            if drag.source() is None and brings_address_books(drag.mimeData()):
                take_a_copy(drag)
                if kind == QEvent.Type.Drop:
                    self._tell_later(drag.mimeData())
                return True
        return super().eventFilter(watched, event)

    def _tell_later(self, mime: QMimeData) -> None:
        dropped = what_is_in(mime)
        QTimer.singleShot(0, self, lambda: self.dropped.emit(dropped))
