"""Pictures of people: read with care, made small, shown in a circle.

Everything here runs on a worker thread.  A picture is never decoded before its
size was looked at, and never at more than the size that is kept.
"""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from passalong.domain.card import Photo
from passalong.errors import Trouble
from passalong.ui import pictures

LARGEST_FILE = 4 * 1024 * 1024  # bytes
_QUALITY = 88


def photo_from_file(path: Path) -> Photo:
    """Read a picture file and make it small.

    Raises:
        Trouble: it is too large, cannot be read or is no picture.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Trouble(
                "This picture is larger than 4 MB.", "Choose a smaller one, or make it smaller."
            )
        data = path.read_bytes()
    except OSError as error:
        what = "This picture could not be read."
        raise Trouble(what, "Look whether it is still there.") from error
    return photo_from_image(pictures.image_of(data))


def photo_from_image(image: QImage) -> Photo:
    """Make a small file of a picture: PNG where it is see-through, else JPEG.

    Nothing else of the source is kept, such as the place where it was taken.
    """
    if max(image.width(), image.height()) > pictures.KEPT_SIDE:
        image = image.scaled(
            QSize(pictures.KEPT_SIDE, pictures.KEPT_SIDE),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    see_through = image.hasAlphaChannel()
    if see_through:
        return Photo(pictures.bytes_of(image, "png"), "image/png")
    return Photo(pictures.bytes_of(image, "jpeg", _QUALITY), "image/jpeg")
