"""Dragging an opportunity onto a person, and a person onto an opportunity.

The two lists stand on different screens; a drag that rests on a screen's name in
the sidebar goes there.  What the drag is let go on is told, and the composer opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QTableView

from passalong.ui.people.drag import people_in

OPPORTUNITY = "application/x-passalong-opportunity"
"""The number of the dragged opportunity; only our own windows know it."""

_REST = 450  # milliseconds on a screen's name
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


def opportunity_mime(opportunity_id: int) -> QMimeData:
    """Return what is dragged of an opportunity."""
    mime = QMimeData()
    mime.setData(OPPORTUNITY, QByteArray(str(opportunity_id).encode()))
    return mime


def opportunity_in(mime: QMimeData) -> int | None:
    """Return which opportunity is dragged, if one is."""
    data = bytes(mime.data(OPPORTUNITY).data()) if mime.hasFormat(OPPORTUNITY) else b""
    return int(data) if data.isdigit() else None


class DropOnPeople(QObject):
    """Lets an opportunity be dropped on a line of the list of people."""

    dropped = Signal(int, int)  # an opportunity's id, a row

    def __init__(self, view: QTableView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Take our opportunities, and leave everything else to the list."""
        if event.type() not in _DRAGS and event.type() != QEvent.Type.Drop:
            return False
        drag = cast("QDropEvent", event)
        opportunity_id = opportunity_in(drag.mimeData())
        if opportunity_id is None:
            # Nothing else is dropped on a line: files belong to the window.
            drag.ignore()
            return True
        row = self._row(drag.position().toPoint())
        drag.acceptProposedAction()
        if event.type() == QEvent.Type.Drop and row >= 0:
            QTimer.singleShot(0, self, lambda: self.dropped.emit(opportunity_id, row))
        return True

    def _row(self, at: QPoint) -> int:
        return self._view.rowAt(at.y())


class SpringScreens(QObject):
    """Goes to a screen when one of our drags rests on its name."""

    screen_wanted = Signal(int)

    def __init__(self, buttons: Sequence[QAbstractButton], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._buttons = list(buttons)
        self._over = -1
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self._resting.timeout.connect(self._go)
        for each in self._buttons:
            each.setAcceptDrops(True)
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Wait while the drag rests; nothing can be let go here."""
        kind = event.type()
        if kind == QEvent.Type.DragEnter:
            drag = cast("QDropEvent", event)
            if people_in(drag.mimeData()) or opportunity_in(drag.mimeData()) is not None:
                self._over = self._buttons.index(cast("QAbstractButton", watched))
                self._resting.start()
                drag.accept()
                return True
        elif kind in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self._resting.stop()
            if kind == QEvent.Type.Drop:
                event.ignore()
                return True
        return False

    @Slot()
    def _go(self) -> None:
        self.screen_wanted.emit(self._over)
