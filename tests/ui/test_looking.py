"""A page looks again while its window can be seen, and wakes nobody while it cannot."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.ui.looking import Looking


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.page = QWidget()
    QVBoxLayout(window).addWidget(window.page)
    window.looking = Looking(window.page)
    window.looked = []
    window.looking.wanted.connect(lambda: window.looked.append(True))
    return window


def test_it_looks_while_it_is_seen(window):
    window.show()
    window.looking._timer.timeout.emit()
    assert len(window.looked) == 1
    assert window.looking._timer.isActive()


@pytest.mark.parametrize("away", ["hide", "showMinimized"])
def test_out_of_sight_the_timer_stands_still_and_it_looks_once_when_it_is_back(window, away):
    window.show()
    getattr(window, away)()
    window.looking._timer.timeout.emit()
    assert (window.looked, window.looking._timer.isActive()) == ([], False)
    window.showNormal()
    assert len(window.looked) == 1
    assert window.looking._timer.isActive()
    window.hide()
    window.show()
    assert len(window.looked) == 1  # nothing was missed
