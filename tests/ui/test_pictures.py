"""Pictures into bytes and out of them: by a file, and in words where there is no room for one."""

import tempfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from passalong.errors import Trouble
from passalong.ui import pictures


def picture():
    image = QImage(30, 20, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    image.setPixelColor(3, 4, Qt.GlobalColor.red)
    return image


def test_a_picture_comes_out_of_its_bytes_as_it_went_in():
    assert pictures.image_of(pictures.bytes_of(picture(), "png")) == picture()


@pytest.mark.parametrize("work", ["into bytes", "out of bytes"])
def test_a_picture_for_which_there_is_no_room_is_told_in_words(monkeypatch, tmp_path, work):
    data = pictures.bytes_of(picture(), "png")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))

    with pytest.raises(Trouble, match="no room"):
        pictures.bytes_of(picture(), "png") if work == "into bytes" else pictures.image_of(data)


def test_no_picture_at_all_is_refused_in_words():
    with pytest.raises(Trouble, match="no picture"):
        pictures.bytes_of(QImage(), "png")
