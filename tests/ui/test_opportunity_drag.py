"""Dragging between the screens: an opportunity onto a person, by way of the sidebar."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QPushButton, QTableView

from passalong.ui.opportunity_drag import (
    DropOnPeople,
    SpringScreens,
    opportunity_in,
    opportunity_mime,
)

COPY, LEFT, NO_KEYS = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def view(qtbot):
    view = QTableView()
    qtbot.addWidget(view)
    model = QStandardItemModel(view)
    for name in ("Ada", "Bo"):
        model.appendRow(QStandardItem(name))
    view.setModel(model)
    view.resize(300, 200)
    view.show()
    return view


def enter(widget, mime, at):
    event = QDragEnterEvent(at.toPoint(), COPY, mime, LEFT, NO_KEYS)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_a_dropped_opportunity_tells_the_line(qtbot, view):
    drops = DropOnPeople(view)
    at = QPointF(10, view.rowViewportPosition(1) + 4)
    mime = opportunity_mime(42)
    assert enter(view.viewport(), mime, at)
    with qtbot.waitSignal(drops.dropped) as dropped:
        QApplication.sendEvent(view.viewport(), QDropEvent(at, COPY, mime, LEFT, NO_KEYS))
    assert dropped.args == [42, 1]


def test_files_are_left_to_the_window(view):
    drops = DropOnPeople(view)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/somewhere/a.png")])
    assert not enter(view.viewport(), mime, QPointF(10, 10))
    assert drops is not None


def test_a_drag_that_rests_on_a_screen_goes_there(qtbot):
    buttons = [QPushButton("Today"), QPushButton("People")]
    for each in buttons:
        qtbot.addWidget(each)
        each.show()
    springs = SpringScreens(buttons)
    with qtbot.waitSignal(springs.screen_wanted, timeout=2000) as wanted:
        assert enter(buttons[1], opportunity_mime(1), QPointF(5, 5))
    assert wanted.args == [1]


def test_what_is_no_opportunity_is_none():
    assert opportunity_in(QMimeData()) is None
    assert opportunity_in(opportunity_mime(7)) == 7
