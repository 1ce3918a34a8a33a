import pytest
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from passalong.ui.status_line import StatusLine

SAID = "1,284 people · all data on this computer"
TOLD = "Reminders on · quiet 20:00–08:00 · next check tomorrow at 09:00"


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setMinimumSize(200, 100)
    made.resize(1400, 200)
    return made


@pytest.fixture
def line(window):
    made = StatusLine("/home/ada/data")
    window.setStatusBar(made)
    made.show_count(1284)
    made.show_reminders(TOLD)
    window.show()
    return made


def seen(line):
    return line.findChild(QLabel).text(), line._reminders.text()


def test_where_there_is_room_all_is_said(line):
    assert seen(line) == (SAID, TOLD)


def test_what_is_said_last_gives_room_to_what_comes_beside_it(qtbot, line):
    beside = QWidget()
    beside.setFixedWidth(1400 - line.sizeHint().width() + 60)
    line.insertPermanentWidget(1, beside)
    beside.show()

    qtbot.waitUntil(lambda: seen(line) == (SAID, "Reminders on · quiet 20:00–08:00"))

    beside.hide()
    qtbot.waitUntil(lambda: seen(line) == (SAID, TOLD))


def test_a_narrow_window_keeps_the_beginning_of_both(qtbot, window, line):
    window.resize(300, 200)

    qtbot.waitUntil(lambda: seen(line) == ("1,284 people", "Reminders on"))
    assert line.text() == SAID
    assert line.reminders() == TOLD
    assert line.findChild(QLabel).isVisible()
