"""What is edited where it stands: keys that save and leave, and where the keyboard goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from passalong.ui.form_card import FormCard, Turns


class Page(QWidget):
    """Something that is read or edited, and a line beside it."""

    def __init__(self):
        super().__init__()
        self.edit = QPushButton("Edit")
        self.line = QLineEdit()
        self.form = FormCard()
        self.form.put(self.line)
        self.beside = QLineEdit()
        layout = QVBoxLayout(self)
        for part in (self.edit, self.form, self.beside):
            layout.addWidget(part)
        self.turns = Turns(self.edit, self.edit, self.form)


@pytest.fixture
def page(qtbot):
    page = Page()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    return page


def hold(qtbot, widget):
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_either_is_shown_never_both(page):
    assert not page.form.isVisible()
    page.turns.write()
    assert page.form.isVisible()
    assert not page.edit.isVisible()
    page.turns.read()
    assert not page.form.isVisible()
    assert page.edit.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_control_and_return_saves(qtbot, page, key):
    page.turns.write()
    hold(qtbot, page.line)
    with qtbot.waitSignal(page.form.save_wanted):
        qtbot.keyClick(page.line, key, Qt.KeyboardModifier.ControlModifier)
    assert page.form.isVisible()  # until it is known that it was saved


def test_escape_leaves_and_the_keyboard_comes_along(qtbot, page):
    page.turns.write()
    hold(qtbot, page.line)
    qtbot.keyClick(page.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.edit.hasFocus)
    assert not page.form.isVisible()


def test_whoever_went_elsewhere_meanwhile_keeps_the_keyboard(qtbot, page):
    page.turns.write()
    hold(qtbot, page.line)
    hold(qtbot, page.beside)
    page.turns.read()
    assert page.beside.hasFocus()


def test_why_it_cannot_be_saved_is_said(page):
    page.turns.write()
    page.form.say("Say what is needed.")
    assert page.form.message.text() == "Say what is needed."
    assert page.form.message.isVisible()
