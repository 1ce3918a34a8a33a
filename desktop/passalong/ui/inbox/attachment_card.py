"""The file that was captured with an opportunity: seen small, opened, saved elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout

from passalong.errors import Trouble
from passalong.operations import Job, Operations
from passalong.services import attachments
from passalong.ui.figures import number
from passalong.ui.pictures import image_of
from passalong.ui.temporary import temporary_folder
from passalong.ui.widgets import Card, button, label, yielding

if TYPE_CHECKING:
    from passalong.operations import Session

_SIDE = 220  # pixels
_OPENED = ("image/", "text/plain", "message/rfc822", "application/pdf")
"""What a double click cannot start as a program."""


class Seen(NamedTuple):
    """What is shown of a file; its bytes stay where they are."""

    name: str
    media_type: str
    size: int
    picture: QImage | None


class AttachmentCard(Card):
    """Hidden where nothing was captured but words."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._opportunity_id = 0
        self._looking: Job | None = None
        self._seen: Seen | None = None
        self.picture = QLabel()
        self.name = yielding(label(role="muted", wrap=True))
        self.open = button(self.tr("Open"), icon="file")
        self.save = button(self.tr("Save as…"), role="quiet", icon="save")
        self._lay_out()
        self._connect_signals()
        self.hide()

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        actions.addWidget(self.open)
        actions.addWidget(self.save)
        actions.addStretch()
        words = QVBoxLayout()
        words.addWidget(self.name)
        words.addLayout(actions)
        words.addStretch()
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.picture)
        across.addLayout(words, 1)
        self.body.addLayout(across)

    def _connect_signals(self) -> None:
        self.open.clicked.connect(self._write_to_open)
        self.save.clicked.connect(self._choose_file)

    def show_of(self, opportunity_id: int) -> None:
        """Show what was captured with an opportunity, once it is read."""
        if opportunity_id == self._opportunity_id:
            return
        self._opportunity_id = opportunity_id
        self.hide()
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._operations.read(partial(_look, opportunity_id=opportunity_id))
        self._looking.finished.connect(self._show)

    @Slot(object)
    def _show(self, seen: Seen | None) -> None:
        self._looking, self._seen = None, seen
        self.setVisible(seen is not None)
        if seen is None:
            return
        size = self.tr("{0} kB").format(number(max(1, seen.size // 1000)))
        self.name.setText(f"{seen.name} · {size}")
        self.open.setVisible(seen.media_type.startswith(_OPENED))
        self.picture.setVisible(seen.picture is not None)
        if seen.picture is not None:
            self.picture.setPixmap(QPixmap.fromImage(seen.picture))
            self.picture.setAccessibleName(self.tr("Picture: {0}").format(seen.name))

    @Slot()
    def _write_to_open(self) -> None:
        if self._seen is None:
            return
        job = self._operations.read(
            partial(_save_to_open, opportunity_id=self._opportunity_id, name=self._seen.name)
        )
        job.finished.connect(_open)

    @Slot()
    def _choose_file(self) -> None:
        if self._seen is None:
            return
        dialog = QFileDialog(self, self.tr("Save as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(Path(self._seen.name).name)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the file to where the user wants it."""
        self._operations.read(
            partial(attachments.save, opportunity_id=self._opportunity_id, path=Path(path))
        )


def _look(session: Session, opportunity_id: int) -> Seen | None:
    kept = attachments.attachment(session, opportunity_id)
    if kept is None:
        return None
    picture = None
    if kept.media_type.startswith("image/"):
        try:
            picture = image_of(kept.data, _SIDE)
        except Trouble:
            picture = None  # its name stands for it, and it can be saved
    return Seen(kept.name, kept.media_type, len(kept.data), picture)


def _save_to_open(session: Session, opportunity_id: int, name: str) -> Path:
    path = temporary_folder() / Path(name).name
    return attachments.save(session, opportunity_id, path)


@Slot(object)
def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
