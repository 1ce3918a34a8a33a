"""Where the window stands and how large it is."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from passalong.ui.window_place import WindowPlace, usual_size


@pytest.mark.parametrize("screen", [QSize(1280, 800), QSize(1366, 728), QSize(1024, 640)])
def test_a_new_window_and_its_frame_fit_on_a_small_screen(screen):
    size = usual_size(screen)

    assert size.width() < screen.width()
    assert size.height() <= screen.height() - 30  # room for a title


def test_a_new_window_does_not_fill_a_large_screen():
    assert usual_size(QSize(2560, 1440)) == QSize(1280, 800)


def test_a_new_window_gets_the_size_that_its_screen_has_room_for(qtbot, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    WindowPlace(tmp_path).restore(window)

    assert window.size() == usual_size(window.screen().availableGeometry().size())


def test_a_window_comes_back_as_it_was(qtbot, tmp_path, operations):
    first, second = QWidget(), QWidget()
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.resize(611, 402)
    place = WindowPlace(tmp_path)
    place.keep(first, operations)
    qtbot.waitUntil(lambda: (tmp_path / "window.ini").exists())

    WindowPlace(tmp_path).restore(second)

    assert second.size() == QSize(611, 402)
