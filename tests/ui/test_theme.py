import pytest
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget
from shiboken6 import delete

from passalong.ui import theme


@pytest.fixture
def dark(qapp):
    yield lambda: theme.apply(qapp, "dark")
    theme.apply(qapp, "light")


def test_a_window_is_dressed_now_and_with_every_scheme(qtbot, dark):
    window = QWidget()
    qtbot.addWidget(window)

    theme.dress_window(window)
    light = window.styleSheet()
    dark()

    assert light
    assert window.styleSheet() == theme.sheet() != light


def test_a_window_that_qt_has_deleted_is_let_go_of(qtbot, dark):
    window = QWidget()
    theme.dress_window(window)
    delete(window)

    dark()

    assert theme.is_dark()


def test_the_list_that_a_completer_unfolds_is_dressed(qtbot):
    line = QLineEdit()
    qtbot.addWidget(line)
    completer = QCompleter(["golf", "golfers"], line)
    line.setCompleter(completer)

    theme.dress_popup(completer)

    assert completer.popup().styleSheet() == QApplication.instance().styleSheet() == theme.sheet()
