"""The line at the foot: all is well, or how far an older file has come."""

import pytest
from PySide6.QtWidgets import QProgressBar

from passalong.ui.status_line import StatusLine


@pytest.fixture
def line(qtbot):
    line = StatusLine("/home/ada/data")
    qtbot.addWidget(line)
    line.show()
    line.show_count(1_200)
    return line


def bars(line):
    return [bar for bar in line.findChildren(QProgressBar) if bar.isVisible()]


def test_bringing_an_older_file_up_to_date_shows_how_far_it_has_come(qtbot, line):
    line.show_opening(10, 100)
    qtbot.waitUntil(lambda: bool(bars(line)))
    assert line.text().startswith("Bringing your data up to date")
    line.show_opening(60, 100)
    line.show_count(1_201)
    assert [bar.value() for bar in bars(line)] == [60]
    assert line.text().startswith("Bringing your data up to date")

    line.end_opening()

    assert bars(line) == []
    assert line.text() == "1,201 people · all data on this computer"


def test_what_is_over_at_once_needs_no_word(qtbot, line):
    line.show_opening(50, 100)
    line.end_opening()
    qtbot.wait(600)
    assert bars(line) == []
    assert line.text() == "1,200 people · all data on this computer"
