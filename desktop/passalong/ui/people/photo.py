"""Pictures of people: read with care, made small, shown in a circle.

Everything here runs on a worker thread.  A picture is never decoded before its
size was looked at, and never at more than the size that is kept.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from passalong.domain.card import Photo
from passalong.errors import Trouble

LARGEST_FILE = 4 * 1024 * 1024  # bytes
_LARGEST_SIDE = 20_000  # pixels of the source
_KEPT_SIDE = 512  # pixels
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
    return photo_from_image(image_of(data))


def photo_from_image(image: QImage) -> Photo:
    """Make a small file of a picture: PNG where it is see-through, else JPEG.

    Nothing else of the source is kept, such as the place where it was taken.
    """
    if max(image.width(), image.height()) > _KEPT_SIDE:
        image = image.scaled(
            QSize(_KEPT_SIDE, _KEPT_SIDE),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    see_through = image.hasAlphaChannel()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png" if see_through else b"jpeg"))
    if not see_through:
        writer.setQuality(_QUALITY)
    if image.isNull() or not writer.write(image):
        raise _no_picture()
    media_type = "image/png" if see_through else "image/jpeg"
    return Photo(bytes(buffer.data().data()), media_type)


def image_of(data: bytes, side: int = _KEPT_SIDE) -> QImage:
    """Decode a picture at no more than ``side`` pixels a side.

    Raises:
        Trouble: it is no picture, or one of a senseless size.
    """
    # By a file and never by a QBuffer of Python's: Qt asks that while it holds a lock on all
    # readers of pictures, and another thread may wait for this lock with Python's in its hands.
    try:
        with TemporaryDirectory(prefix="passalong-") as folder:
            path = Path(folder) / "picture"
            path.write_bytes(data)
            return _image_in(path, side)
    except OSError as error:
        what = "There is no room on the disk to look at this picture."
        raise Trouble(what, "Free some space, then try again.") from error


def _image_in(path: Path, side: int) -> QImage:
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not reader.canRead() or not size.isValid():
        raise _no_picture()
    if max(size.width(), size.height()) > _LARGEST_SIDE:
        raise Trouble("This picture has too many pixels.", "Make it smaller first.")
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise _no_picture()
    return image


def _no_picture() -> Trouble:
    return Trouble("This is no picture the program can read.", "Choose a JPEG or PNG file.")
