"""Somebody's picture on their page: drop one on it, or press it to choose one."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu

from passalong.domain.card import Photo
from passalong.domain.person import PersonDetails
from passalong.errors import Trouble
from passalong.operations import Operations
from passalong.services import editing, people
from passalong.ui import theme
from passalong.ui.dropped import take_a_copy
from passalong.ui.latest import Latest
from passalong.ui.people.photo import photo_from_file, photo_from_image
from passalong.ui.pictures import image_of
from passalong.ui.widgets import paint_avatar

_SIZE = 56  # pixels


class PhotoButton(QAbstractButton):
    """A circle with somebody's picture or initials."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._person_id = 0  # nobody yet
        self._name = ""
        self._picture: QPixmap | None = None
        self._loading = Latest(operations, self._show_picture, self)
        self._dropped: str | QImage = ""
        self._has_photo = False
        self._dialog: QFileDialog | None = None
        self.setFixedSize(_SIZE, _SIZE)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._menu = QMenu(self)
        self._choose = self._menu.addAction(self.tr("Choose a photo…"))
        self._remove = self._menu.addAction(self.tr("Remove the photo"))
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.clicked.connect(self._show_menu)
        self._choose.triggered.connect(self.choose)
        self._remove.triggered.connect(self.remove)
        theme.signals.changed.connect(self.update)

    def show_person(self, details: PersonDetails) -> None:
        """Show initials at once and the picture as soon as it is read."""
        if details.id != self._person_id or not details.has_photo:
            self._picture = None
        self._person_id, self._name = details.id, details.name
        self._has_photo = details.has_photo
        self._remove.setEnabled(details.has_photo)
        self.setAccessibleName(self.tr("Photo of {0}").format(details.name))
        self.setToolTip(self.tr("Drop a picture here, or press to choose one"))
        self.update()
        self._loading.drop()
        if details.has_photo:
            side = round(_SIZE * self.devicePixelRatioF() * 1.5)
            self._loading.ask(partial(_picture, details.id, side))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the circle, with a ring in focus."""
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), self._name, self._picture)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colours().accent, 2))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take a picture file or a picture; leave everything else to the window."""
        mime = event.mimeData()
        paths = [url.toLocalFile() for url in mime.urls()]
        if (paths and _looks_like_picture(paths[0])) or (not paths and mime.hasImage()):
            take_a_copy(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Note what was dropped; the program it came from waits until this returns."""
        mime = event.mimeData()
        paths = [url.toLocalFile() for url in mime.urls()]
        image = None if paths else mime.imageData()
        self._dropped = image if isinstance(image, QImage) else (paths or [""])[0]
        take_a_copy(event)
        QTimer.singleShot(0, self._take_dropped)

    @Slot()
    def choose(self) -> None:
        """Let the user choose a picture file."""
        self._dialog = QFileDialog(self, self.tr("Choose a photo"))
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.setNameFilter(self.tr("Pictures (*.png *.jpg *.jpeg *.gif *.bmp *.webp)"))
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.fileSelected.connect(self.take_file)
        self._dialog.open()

    @Slot()
    def remove(self) -> None:
        """Take the photo away; Undo brings it back."""
        self._write(self._person_id, None)

    @Slot(str)
    def take_file(self, path: str) -> None:
        """Read a picture file in the background and keep it as the photo."""
        self._make(partial(photo_from_file, Path(path)))

    @Slot()
    def _take_dropped(self) -> None:
        dropped, self._dropped = self._dropped, ""
        if isinstance(dropped, QImage):
            self._make(partial(photo_from_image, dropped))
        elif dropped:
            self.take_file(dropped)

    def _make(self, make: Any) -> None:
        job = self._operations.read(partial(_made_for, make, self._person_id))
        job.finished.connect(self._keep)

    @Slot(object)
    def _keep(self, made: tuple[int, Photo]) -> None:
        self._write(*made)

    def _write(self, person_id: int, photo: Photo | None) -> None:
        self._operations.write(
            partial(editing.set_photo, person_id=person_id, photo=photo, now=datetime.now(UTC))
        )

    @Slot()
    def _show_menu(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(object)
    def _show_picture(self, image: QImage | None) -> None:
        self._picture = QPixmap.fromImage(image) if image is not None else None
        self.update()


def _made_for(make: Any, person_id: int, _session: Any) -> tuple[int, Photo]:
    return person_id, make()


def _picture(person_id: int, side: int, session: Any) -> QImage | None:
    photo = people.person_photo(session, person_id)
    if photo is None:
        return None
    try:
        return image_of(photo.data, side)
    except Trouble:
        return None  # the card's photo is of a kind that cannot be shown; initials stand in


def _looks_like_picture(path: str) -> bool:
    return path.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"))
