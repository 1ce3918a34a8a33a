"""Understanding, off the GUI thread, what was dropped or pasted for the inbox.

A picture is looked at before it is read: how many pixels it has, then how many
bytes.  Nothing is kept here; the answer fills the capture dialog.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QImageReader

from passalong.domain.opportunity import Attachment
from passalong.domain.source import MOST_BYTES, Source
from passalong.errors import Trouble
from passalong.operations import Job, Operations
from passalong.services import capturing
from passalong.ui import pictures
from passalong.ui.arguments import is_our_address
from passalong.ui.dropped import Dropped

if TYPE_CHECKING:
    from passalong.operations import Session

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg", ".ico")


def understand(operations: Operations, found: Dropped) -> Job | None:
    """Ask what was found; the job brings a ``Source``.  None if there is nothing in it.

    Of several files only the first is looked at.
    """
    if found.files:
        return operations.read(partial(_file, path=Path(found.files[0])))
    if found.image is not None:
        return operations.read(partial(_image, image=found.image))
    if is_our_address(found.text):
        return operations.read(partial(capturing.understand_address, address=found.text.strip()))
    if found.text or found.html:
        return operations.read(partial(capturing.understand_text, text=found.text, html=found.html))
    return None


def picture_of(image: QImage) -> Attachment:
    """Return a picture from the clipboard as a file.

    Raises:
        Trouble: It is no picture, or would be larger than ``MOST_BYTES``.
    """
    if image.isNull():
        raise Trouble("This is no picture the program can read.", "Save it and drop the file.")
    pictures.check_size(image.width(), image.height())
    data = pictures.bytes_of(image, "png")
    if len(data) > MOST_BYTES:
        raise Trouble("This picture is larger than 8 MB.", "Make it smaller first.")
    return Attachment("picture.png", "image/png", data)


def _image(_session: Session, image: QImage) -> Source:
    return Source(attachment=picture_of(image))


def _file(session: Session, path: Path) -> Source:
    if path.suffix.lower() in _PICTURES:
        size = QImageReader(str(path)).size()
        if size.isValid():
            pictures.check_size(size.width(), size.height())
    return capturing.understand_file(session, path)
