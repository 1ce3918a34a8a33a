"""Dragging an opportunity onto a person, a person onto an opportunity, or onto another person.

Lists stand on different screens; a drag that rests on a screen's name in the
sidebar goes there.  What the drag is let go on is told: the composer opens, or
the dialog that introduces two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QTableView

from passalong.ui.dropped import take_a_copy
from passalong.ui.people.drag import people_in
from passalong.ui.people.people_model import Role

OPPORTUNITY = "application/x-passalong-opportunity"
"""The number of the dragged opportunity; only our own windows know it."""

_REST = 450  # milliseconds on a screen's name
_EDGE = 28  # pixels at the top and the foot of the list in which a drag scrolls it
_STEP = 24
_BETWEEN_STEPS = 40  # milliseconds
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
    """Lets an opportunity, or another person, be dropped on a line of the list of people."""

    dropped = Signal(int, int)  # an opportunity's id, a row
    person_dropped = Signal(int, int)  # the dragged person's id, and of whom they were dropped on

    def __init__(self, view: QTableView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._step = 0  # pixels to scroll while a drag rests at an edge of the list
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_BETWEEN_STEPS)
        self._scrolling.timeout.connect(self._scroll)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802
        """Take what is ours, and leave everything else to the list."""
        if event.type() == QEvent.Type.DragLeave:
            self._rest()
            return False
        if event.type() not in _DRAGS and event.type() != QEvent.Type.Drop:
            return False
        drag = cast("QDropEvent", event)
        at = drag.position().toPoint()
        takes = self._taken(drag.mimeData(), self._view.indexAt(at))
        if event.type() == QEvent.Type.Drop:
            self._rest()
            if takes is not None:
                take_a_copy(drag)
                QTimer.singleShot(0, self, takes)
            return True
        may_go_on = event.type() == QEvent.Type.DragEnter and is_one_of_ours(drag.mimeData())
        if event.type() == QEvent.Type.DragMove:
            self._follow(at, is_ours=is_one_of_ours(drag.mimeData()), takes=takes is not None)
        # Nothing else is dropped on a line: files belong to the window.  A drag that was
        # not let in would not be followed: it begins on the line of who is dragged.
        if takes is not None or may_go_on:
            take_a_copy(drag)
        else:
            drag.ignore()
        return True

    def _taken(self, mime: QMimeData, index: QModelIndex) -> Callable[[], None] | None:
        """Return what dropping this here would do; None where it would do nothing."""
        opportunity_id = opportunity_in(mime)
        if opportunity_id is not None:
            return partial(self._tell_opportunity, opportunity_id, index.row())
        people = people_in(mime)
        other = index.data(Role.PERSON_ID)
        if len(people) != 1 or not isinstance(other, int) or other == people[0]:
            return None
        return partial(self.person_dropped.emit, people[0], other)

    def _tell_opportunity(self, opportunity_id: int, row: int) -> None:
        if row >= 0:
            self.dropped.emit(opportunity_id, row)

    def _follow(self, at: QPoint, *, is_ours: bool, takes: bool) -> None:
        """Mark the line that would take it; scroll where the drag is near an edge."""
        self._view.entered.emit(self._view.indexAt(at) if takes else QModelIndex())
        height = self._view.viewport().height()
        up, down = at.y() < _EDGE, at.y() > height - _EDGE
        self._step = (down - up) * _STEP if is_ours else 0
        if self._step and not self._scrolling.isActive():
            self._scrolling.start()

    def _rest(self) -> None:
        self._step = 0
        self._view.entered.emit(QModelIndex())

    @Slot()
    def _scroll(self) -> None:
        if not self._step:
            self._scrolling.stop()
            return
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + self._step)


def is_ours(mime: QMimeData) -> bool:
    """Return whether one of our people or things is dragged."""
    return opportunity_in(mime) is not None or bool(people_in(mime))


def is_one_of_ours(mime: QMimeData) -> bool:
    """Return whether a single person or thing of ours is dragged."""
    return opportunity_in(mime) is not None or len(people_in(mime)) == 1


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
            if is_ours(drag.mimeData()):
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
