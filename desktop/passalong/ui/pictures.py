"""Pictures into bytes and out of them, off the GUI thread.

By a file and never by a QBuffer of Python's: Qt asks that while it holds a lock on all
readers and writers of pictures, and another thread may wait for this lock with Python's
in its hands.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from passalong.errors import Trouble

KEPT_SIDE = 512  # pixels
_LARGEST_SIDE = 20_000  # pixels of the source
_USUAL_QUALITY = -1  # Qt's


def image_of(data: bytes, side: int = KEPT_SIDE) -> QImage:
    """Decode a picture at no more than ``side`` pixels a side.

    Its size is looked at before it is decoded.

    Raises:
        Trouble: it is no picture, or one of a senseless size; or the disk is full.
    """
    with _picture_file() as path:
        path.write_bytes(data)
        return _image_in(path, side)


def bytes_of(image: QImage, kind: str, quality: int = _USUAL_QUALITY) -> bytes:
    """Encode a picture as a file of ``kind``, such as ``png``.

    Raises:
        Trouble: it is no picture; or the disk is full.
    """
    if image.isNull():
        raise no_picture()
    with _picture_file() as path:
        writer = QImageWriter(str(path), QByteArray(kind.encode()))
        writer.setQuality(quality)
        if not writer.write(image):
            raise OSError(writer.errorString())
        return path.read_bytes()


def no_picture() -> Trouble:
    """Return what is said of a file that is no picture."""
    return Trouble("This is no picture the program can read.", "Choose a JPEG or PNG file.")


def check_size(width: int, height: int) -> None:
    """Refuse pictures that would fill the memory.

    Raises:
        Trouble: it has too many pixels.
    """
    if max(width, height) > _LARGEST_SIDE:
        raise Trouble("This picture has too many pixels.", "Make it smaller first.")


def _image_in(path: Path, side: int) -> QImage:
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not reader.canRead() or not size.isValid():
        raise no_picture()
    check_size(size.width(), size.height())
    if max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise no_picture()
    return image


@contextmanager
def _picture_file() -> Iterator[Path]:
    try:
        with TemporaryDirectory(prefix="passalong-") as folder:
            yield Path(folder) / "picture"
    except OSError as error:
        what = "There is no room on the disk to work on this picture."
        raise Trouble(what, "Free some space, then try again.") from error
