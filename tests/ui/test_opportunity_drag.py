"""Dragging between the screens: onto a person goes a thing or a person; by way of the sidebar."""

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QApplication, QPushButton, QTableView

from passalong.ui.opportunity_drag import (
    DropOnPeople,
    SpringScreens,
    opportunity_in,
    opportunity_mime,
)
from passalong.ui.people.drag import PEOPLE
from passalong.ui.people.people_model import Role

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
    for number, name in enumerate(("Ada", "Bo"), start=1):
        item = QStandardItem(name)
        item.setData(number, Role.PERSON_ID)
        model.appendRow(item)
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


def people_mime(*ids):
    mime = QMimeData()
    mime.setData(PEOPLE, QByteArray("\n".join(map(str, ids)).encode()))
    return mime


def test_a_person_dropped_on_another_tells_both(qtbot, view):
    drops = DropOnPeople(view)
    at = QPointF(10, view.rowViewportPosition(1) + 4)
    mime = people_mime(1)
    assert enter(view.viewport(), mime, at)

    with qtbot.waitSignal(drops.person_dropped) as dropped:
        QApplication.sendEvent(view.viewport(), QDropEvent(at, COPY, mime, LEFT, NO_KEYS))

    assert dropped.args == [1, 2]


def move(widget, mime, at):
    event = QDragMoveEvent(at.toPoint(), COPY, mime, LEFT, NO_KEYS)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_a_drag_begins_on_its_own_line_and_is_taken_on_another(view):
    drops = DropOnPeople(view)
    mime = people_mime(2)
    own, other = (QPointF(10, view.rowViewportPosition(row) + 4) for row in (1, 0))

    assert enter(view.viewport(), mime, own)  # else it would not be followed any further
    assert not move(view.viewport(), mime, own)
    assert move(view.viewport(), mime, other)
    assert drops is not None


def test_several_people_are_not_dropped_on_one(view):
    drops = DropOnPeople(view)
    at = QPointF(10, view.rowViewportPosition(1) + 4)

    assert not enter(view.viewport(), people_mime(1, 3), at)
    assert drops is not None


def test_the_line_that_would_take_it_is_marked(qtbot, view):
    drops = DropOnPeople(view)
    at = QPointF(10, view.rowViewportPosition(1) + 4)
    mime = people_mime(1)
    assert enter(view.viewport(), mime, at)

    with qtbot.waitSignal(view.entered) as entered:
        move(view.viewport(), mime, at)

    assert entered.args[0].row() == 1
    assert drops is not None


def test_a_drag_at_the_foot_of_the_list_scrolls_it(qtbot, view):
    drops = DropOnPeople(view)
    for number in range(3, 80):
        view.model().appendRow(QStandardItem(str(number)))
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    foot = QPointF(10, view.viewport().height() - 4)

    mime = people_mime(1)
    assert enter(view.viewport(), mime, QPointF(10, view.rowViewportPosition(1) + 4))
    move(view.viewport(), mime, foot)

    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 60)
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())
    qtbot.waitUntil(lambda: not drops._scrolling.isActive())


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
