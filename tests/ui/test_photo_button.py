"""A picture dropped on the circle becomes somebody's photo."""

from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from passalong.services import people
from passalong.services.outcome import perform
from passalong.ui.people.photo_button import PhotoButton


@pytest.fixture
def priya(database, now):
    return perform(database, partial(people.add_person, line="Priya Okafor", now=now)).value


@pytest.fixture
def read(database, priya):
    def details():
        with database.reading() as session:
            return people.person_details(session, priya)

    return details


@pytest.fixture
def circle(qtbot, operations, read):
    made = PhotoButton(operations)
    qtbot.addWidget(made)
    made.show_person(read())
    made.show()
    return made


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "priya.png"
    image = QImage(900, 900, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    assert image.save(str(path))
    return path


def drop(widget, mime):
    """Do what a desktop does; return whether the widget took it."""
    usual = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.NoModifier)
    enter = QDragEnterEvent(QPointF(20, 20).toPoint(), *usual)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(20, 20), *usual)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_a_picture_file_dropped_becomes_the_photo(qtbot, circle, read, picture):
    assert drop(circle, files(picture))

    qtbot.waitUntil(lambda: read().has_photo)
    circle.show_person(read())
    qtbot.waitUntil(lambda: circle._picture is not None)


def test_a_picture_dropped_from_another_window_becomes_the_photo(qtbot, circle, read, picture):
    mime = QMimeData()
    mime.setImageData(QImage(str(picture)))

    assert drop(circle, mime)

    qtbot.waitUntil(lambda: read().has_photo)


def test_an_address_book_is_left_to_the_window(circle, tmp_path):
    assert not drop(circle, files(tmp_path / "friends.vcf"))


def test_something_broken_is_told_and_nothing_changes(qtbot, circle, operations, read, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")

    with qtbot.waitSignal(operations.troubled) as told:
        drop(circle, files(broken))

    assert "no picture" in str(told.args[0])
    assert not read().has_photo


def test_the_photo_is_removed(qtbot, circle, read, picture):
    drop(circle, files(picture))
    qtbot.waitUntil(lambda: read().has_photo)

    circle.remove()

    qtbot.waitUntil(lambda: not read().has_photo)
    circle.show_person(read())
    assert circle._picture is None


def test_a_picture_that_may_be_moved_stays_where_it_came_from(circle, picture):
    mime, at = files(picture), QPointF(20, 20)
    may = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(at.toPoint(), may, mime, *keys)
    dropped = QDropEvent(at, may, mime, *keys)
    for event in (enter, dropped):
        event.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(circle, event)

        assert event.isAccepted()
        assert event.dropAction() == Qt.DropAction.CopyAction
