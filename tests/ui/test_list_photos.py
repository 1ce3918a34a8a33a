"""Pictures in the list: there when painted again, and never waited for."""

from functools import partial

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage

from passalong.domain.card import Photo
from passalong.services import editing, people
from passalong.ui.people import list_photos
from passalong.ui.people.list_photos import ListPhotos
from passalong.ui.people.people_list import PeopleList
from passalong.ui.people.people_model import PeopleModel


def picture(colour, width=60, height=40):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return Photo(bytes(buffer.data().data()), "image/png")


@pytest.fixture
def ada(do):
    person_id = do(people.add_person, line="Ada Byron")
    do(editing.set_photo, person_id=person_id, photo=picture("red"))
    return person_id


@pytest.fixture
def photos(qtbot, operations):
    return ListPhotos(operations)


def colour_in_the_middle(pixmap):
    return QColor(pixmap.toImage().pixelColor(pixmap.width() // 2, pixmap.height() // 2)).name()


def test_a_picture_is_there_the_second_time_as_a_circle(qtbot, photos, ada):
    with qtbot.waitSignal(photos.arrived):
        assert photos.of(ada, 34) is None

    circle = photos.of(ada, 34)
    assert (circle.width(), circle.height()) == (34, 34)
    assert colour_in_the_middle(circle) == "#ff0000"
    assert circle.toImage().pixelColor(0, 0).alpha() == 0


def test_a_new_picture_takes_the_place_of_the_old_which_is_shown_until_then(
    qtbot, photos, operations, ada, now
):
    with qtbot.waitSignal(photos.arrived):
        photos.of(ada, 34)
    blue = partial(editing.set_photo, person_id=ada, photo=picture("blue"), now=now)

    with qtbot.waitSignal(operations.changed):
        operations.write(blue)
    with qtbot.waitSignal(photos.arrived):
        assert colour_in_the_middle(photos.of(ada, 34)) == "#ff0000"

    assert colour_in_the_middle(photos.of(ada, 34)) == "#0000ff"


def test_what_is_no_picture_is_asked_for_once(qtbot, photos, operations, do, ada, monkeypatch):
    do(editing.set_photo, person_id=ada, photo=Photo(b"no picture", "image/png"))
    with qtbot.waitSignal(photos.arrived):
        photos.of(ada, 34)
    monkeypatch.setattr(operations, "read", None)

    assert photos.of(ada, 34) is None
    qtbot.wait(2 * list_photos._SOON)


def test_lines_that_have_passed_are_left_out(qtbot, photos, monkeypatch):
    asked = []
    monkeypatch.setattr(list_photos, "_circles", lambda session, ids, side: asked.extend(ids) or {})

    for person_id in range(1000):
        photos.of(person_id, 34)
    qtbot.waitUntil(lambda: bool(asked))

    assert asked == list(range(1000 - list_photos._AT_A_TIME, 1000))


def test_the_list_paints_the_picture(qtbot, operations, database, ada):
    with database.reading() as session:
        rows = people.people_rows(session, [ada])

    def load(_ids, take):
        take(rows)
        return lambda: None

    model = PeopleModel(load)
    model.show_people([ada])
    view = PeopleList(model)
    qtbot.addWidget(view)
    view.resize(320, 200)
    photos = ListPhotos(operations, view)
    view.show()
    with qtbot.waitSignal(photos.arrived):
        view.show_photos(photos)

    def is_red():
        shown = view.viewport().grab().toImage()
        at = shown.pixelColor(14 + view._delegate._avatar // 2, view._delegate.row_height() // 2)
        return at == QColor(Qt.GlobalColor.red)

    qtbot.waitUntil(is_red)
