"""Every way to an introduction leads to the same dialog: lists, pages, palette, drag."""

from datetime import datetime
from functools import partial

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from passalong.domain.introduction import Stage
from passalong.services import binds, introductions, people
from passalong.ui.composing.compose_dialog import ComposeDialog
from passalong.ui.composing.introduce_dialog import IntroduceDialog
from passalong.ui.introductions.choose_dialog import ChooseDialog
from passalong.ui.introductions.introductions_page import Part
from passalong.ui.main_window import MainWindow
from passalong.ui.palette import Palette
from passalong.ui.people.drag import PEOPLE
from passalong.ui.screens import Place

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton


@pytest.fixture
def ben(do):
    return do(people.add_person, line="Ben Whitaker ben@whitaker.example")


@pytest.fixture
def rosa(do):
    return do(people.add_person, line="Rosa Ortega rosa@ortega.example")


@pytest.fixture
def window(qtbot, operations, tmp_path, ben, rosa):
    window = MainWindow(operations, tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.complete()
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 2)
    yield window
    for dialog in window.findChildren(IntroduceDialog):
        dialog.reject()


def shown(qtbot, window, kind):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)))
    return next(each for each in window.findChildren(kind) if each.isVisible())


def written(qtbot, dialog):
    qtbot.waitUntil(lambda: bool(dialog._written) and dialog._asking is None)


def press(dialog, text):
    next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()


def test_a_person_dropped_on_another_is_introduced(qtbot, window, ben, rosa):
    rows = window.people.list
    row = window.people.model.position(rosa)
    at = QPointF(10, rows.rowViewportPosition(row) + 4)
    mime = QMimeData()
    mime.setData(PEOPLE, QByteArray(str(ben).encode()))

    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), COPY, mime, LEFT, keys)
    QApplication.sendEvent(rows.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(rows.viewport(), QDropEvent(at, COPY, mime, LEFT, keys))

    dialog = shown(qtbot, window, IntroduceDialog)
    assert set(dialog.gets) == {ben, rosa}


offscreen_list = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@offscreen_list
def test_two_people_are_chosen_by_name(qtbot, window, ben, rosa):
    window.actions_.introduce.trigger()
    dialog = shown(qtbot, window, ChooseDialog)
    for picker, name in ((dialog.first, "Rosa"), (dialog.second, "Ben")):
        assert not dialog._go.isEnabled()
        qtbot.keyClicks(picker, name)
        qtbot.waitUntil(lambda picker=picker: picker._found.rowCount() == 1)
        qtbot.keyClick(picker, Qt.Key.Key_Return)

    dialog.accept()

    assert set(shown(qtbot, window, IntroduceDialog).gets) == {ben, rosa}


def test_nobody_is_introduced_to_themselves(qtbot, window, rosa):
    window.pages.introducing.introduce_to(rosa, "Rosa Ortega")
    dialog = shown(qtbot, window, ChooseDialog)

    dialog.second.show_person(rosa, "Rosa Ortega")

    assert dialog._same.isVisible()
    assert not dialog._go.isEnabled()
    dialog.reject()


@offscreen_list
def test_the_palette_introduces_somebody(qtbot, window, rosa):
    window.open_palette()
    palette = window.findChild(Palette)
    qtbot.keyClicks(palette._line, "rosa")
    model = palette._model

    def row():
        names = [model.index(each).data() for each in range(model.rowCount())]
        wanted = "Introduce Rosa Ortega to…"
        return names.index(wanted) if wanted in names else None

    qtbot.waitUntil(lambda: row() is not None)
    palette._go(model.index(row()))

    dialog = shown(qtbot, window, ChooseDialog)
    assert dialog.first.person_id() == rosa
    dialog.reject()


def test_a_letter_that_left_is_asked_about_and_moves_the_introduction(
    qtbot, window, database, do, ben, rosa
):
    number = do(introductions.begin, a_id=ben, b_id=rosa, a_gets="books", b_gets="a client")
    hub = window.pages.introducing
    hub.show_introduction(number)
    view = hub.page.introduction
    qtbot.waitUntil(lambda: view.next.isVisible() and view.next.text() == "Ask Ben Whitaker…")

    view.next.click()
    dialog = shown(qtbot, window, IntroduceDialog)
    written(qtbot, dialog)
    dialog.copy_letter()
    bar = window.pages.giving.sent_bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.text.text() == "Did you send your question to Ben Whitaker?"
    with database.reading() as session:
        assert introductions.introduction(session, number).stage is Stage.IDEA

    bar.yes.click()

    qtbot.waitUntil(lambda: view.sides[0].yes.isVisible())
    with database.reading() as session:
        assert introductions.introduction(session, number).stage is Stage.ASKED_A


def test_what_is_kept_for_now_stands_under_running(qtbot, window, ben, rosa):
    hub = window.pages.introducing
    window.show_screen(Place.INTRODUCTIONS)
    hub.introduce(ben, rosa)
    dialog = shown(qtbot, window, IntroduceDialog)
    for block in dialog.gets.values():
        block.say("something good")
    written(qtbot, dialog)

    press(dialog, "Keep for now")

    qtbot.waitUntil(lambda: hub.page.part is Part.RUNNING)
    qtbot.waitUntil(lambda: hub.page.introduction.introduction is not None)


def test_somebody_who_could_help_is_introduced_for_the_bind(qtbot, window, do, ben, rosa):
    bind = do(binds.note_bind, person_id=rosa, text="a studio to rent")

    window.pages.introducing.introduce_for_bind(rosa, ben, bind)

    dialog = shown(qtbot, window, IntroduceDialog)
    assert dialog.plan.introduction.bind_id == bind
    assert dialog.gets[rosa].text() == "a studio to rent"


def test_both_are_thanked_in_one_letter(qtbot, window, do, ben, rosa):
    number = do(introductions.begin, a_id=ben, b_id=rosa, a_gets="books", b_gets="a client")
    do(introductions.mark_introduced, introduction_id=number)
    do(introductions.set_outcome, introduction_id=number, text="they share an office")
    hub = window.pages.introducing
    hub.show_introduction(number)
    qtbot.waitUntil(lambda: hub.page.part is Part.DONE)

    hub.page.introduction.next.click()

    dialog = shown(qtbot, window, ComposeDialog)
    assert dialog.windowTitle() == "Thank Ben Whitaker and Rosa Ortega"
    dialog.reject()


def test_the_sidebar_counts_them(qtbot, window, do, operations, ben, rosa):
    now = datetime.now().astimezone()
    begin = partial(introductions.begin, a_id=ben, b_id=rosa, a_gets="a", b_gets="b", now=now)
    operations.write(begin)

    label = window.sidebar._counts[Place.INTRODUCTIONS]
    qtbot.waitUntil(lambda: label.text() == "1" and label.isVisible())
