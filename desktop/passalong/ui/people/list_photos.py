"""The small pictures of the list: read when their line is painted, kept for the next time.

Reading, decoding and cutting out the circle is a worker's; painting only copies.
While somebody scrolls fast, pictures of lines that have passed are left out.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from passalong.errors import Trouble
from passalong.operations import Job, Operations
from passalong.services import people
from passalong.services.outcome import Changed
from passalong.ui.pictures import image_of

if TYPE_CHECKING:
    from passalong.operations import Session

_MOST = 400  # pictures; about 5 MB
_AT_A_TIME = 16  # about a screenful
_SOON = 30  # milliseconds: all lines of a screen ask in one go


class ListPhotos(QObject):
    """Hands out circles for a list to paint; says when more of them are there."""

    arrived = Signal()

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._kept: OrderedDict[int, QPixmap | None] = OrderedDict()  # None: cannot be shown
        self._stale: set[int] = set()
        self._wanted: dict[int, None] = {}  # the latest asked for last
        self._side = 0
        self._job: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._read)
        operations.changed.connect(self._doubt)

    def of(self, person_id: int, side: int) -> QPixmap | None:
        """Return a picture of ``side`` pixels if it is there; otherwise it is read soon."""
        if side != self._side:
            self._side = side
            self._kept.clear()
        there = person_id in self._kept
        if not there or person_id in self._stale:
            self._wanted.pop(person_id, None)
            self._wanted[person_id] = None
            if self._job is None and not self._soon.isActive():
                self._soon.start()
        if there:
            self._kept.move_to_end(person_id)
        return self._kept.get(person_id)

    @Slot()
    def _read(self) -> None:
        ids = list(self._wanted)[-_AT_A_TIME:]
        self._wanted.clear()  # whoever still needs theirs asks again when painted
        self._stale.difference_update(ids)
        if ids:
            self._job = self._operations.read(partial(_circles, ids=ids, side=self._side))
            self._job.finished.connect(self._keep)
            self._job.ended.connect(self._go_on)

    @Slot(object)
    def _keep(self, circles: dict[int, QImage | None]) -> None:
        for person_id, circle in circles.items():
            self._kept[person_id] = QPixmap.fromImage(circle) if circle is not None else None
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        self.arrived.emit()

    @Slot()
    def _go_on(self) -> None:
        self._job = None
        if self._wanted:
            self._soon.start()

    @Slot(object)
    def _doubt(self, changed: Changed) -> None:
        if Changed.PEOPLE in changed:
            self._stale.update(self._kept)  # shown until they are read anew


def _circles(session: Session, ids: Sequence[int], side: int) -> dict[int, QImage | None]:
    found: dict[int, QImage | None] = {}
    for person_id in ids:
        photo = people.person_photo(session, person_id)
        try:
            # Twice the size, or the shorter side of an oblong picture would be too short.
            found[person_id] = photo and _circle(image_of(photo.data, 2 * side), side)
        except Trouble:
            found[person_id] = None  # of a kind that cannot be shown; initials stand in
    return found


def _circle(image: QImage, side: int) -> QImage:
    made = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    inside = QPainterPath()
    inside.addEllipse(QRectF(0, 0, side, side))
    edge = min(image.width(), image.height())
    middle = QRectF((image.width() - edge) / 2, (image.height() - edge) / 2, edge, edge)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(inside)
    painter.drawImage(QRectF(0, 0, side, side), image, middle)
    painter.end()
    return made
