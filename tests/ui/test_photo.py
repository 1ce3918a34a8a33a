"""Pictures are looked at before they are decoded, and made small."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from passalong.errors import Trouble
from passalong.ui.people.photo import photo_from_file, photo_from_image
from passalong.ui.pictures import image_of


def picture(width=1600, height=800, form=QImage.Format.Format_RGB32):
    image = QImage(width, height, form)
    image.fill(Qt.GlobalColor.darkCyan)
    return image


def encoded(image, kind="PNG"):
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(buffer.data().data())


def test_a_large_picture_becomes_a_small_jpeg(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(encoded(picture()))

    photo = photo_from_file(file)

    assert photo.media_type == "image/jpeg"
    assert image_of(photo.data).size() == QSize(512, 256)


def test_a_see_through_picture_stays_see_through():
    photo = photo_from_image(picture(64, 64, QImage.Format.Format_ARGB32))

    assert photo.media_type == "image/png"
    assert image_of(photo.data).hasAlphaChannel()


def test_a_small_picture_is_not_enlarged():
    assert image_of(photo_from_image(picture(40, 30)).data).size() == QSize(40, 30)


def test_a_file_that_is_no_picture_is_refused_in_words(tmp_path):
    file = tmp_path / "a.png"
    file.write_bytes(b"not a picture at all")

    with pytest.raises(Trouble, match="no picture"):
        photo_from_file(file)


def test_a_file_over_4_mb_is_refused_in_words_and_not_read(tmp_path):
    file = tmp_path / "a.png"
    with file.open("wb") as sparse:
        sparse.truncate(4 * 1024 * 1024 + 1)

    with pytest.raises(Trouble, match="larger than 4 MB"):
        photo_from_file(file)


def test_a_file_that_is_gone_is_told_in_words(tmp_path):
    with pytest.raises(Trouble, match="could not be read"):
        photo_from_file(tmp_path / "gone.png")


def test_a_picture_of_senseless_size_is_not_decoded(monkeypatch):
    monkeypatch.setattr(QImageReader, "size", lambda _reader: QSize(60_000, 60_000))
    monkeypatch.setattr(QImageReader, "read", lambda _reader: pytest.fail("was decoded"))

    with pytest.raises(Trouble, match="too many pixels"):
        image_of(encoded(picture(8, 8)))
