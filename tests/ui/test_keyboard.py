import re
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from passalong.ui import keyboard
from passalong.ui.keyboard import KeyboardDialog, KeyboardWindow
from passalong.ui.reading_area import ReadingArea
from passalong.ui.widgets import label

UI = Path(keyboard.__file__).parent
PLAIN_WINDOW = re.compile(r"\((QDialog|QMainWindow)\):|= QDialog\(")


@pytest.fixture
def dialog(qtbot):
    made = KeyboardDialog()
    qtbot.addWidget(made)
    return made


def shown(qtbot, window):
    with qtbot.waitActive(window):
        window.show()
    return window


def met(qtbot, window, *, back=False, most=12):
    """Go round with Tab from where the focus is; return the names of all stops."""
    names = []
    while len(names) < most:
        widget = window.focusWidget()
        if widget.objectName() in names:
            break
        names.append(widget.objectName())
        qtbot.keyClick(widget, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
    return names


def _note(pressed, button, *_checked):
    pressed.append(button)


def begin_at(qtbot, widget):
    qtbot.waitUntil(widget.isVisible)
    widget.setFocus()


def field(name):
    made = QLineEdit()
    made.setObjectName(name)
    return made


def test_what_is_shown_later_comes_where_it_is_read(qtbot, dialog):
    layout = QVBoxLayout(dialog)
    layout.addWidget(field("last"))
    shown(qtbot, dialog)
    layout.insertWidget(0, field("first"))
    begin_at(qtbot, dialog.findChild(QLineEdit, "first"))

    assert met(qtbot, dialog) == ["first", "last"]


def test_a_dialog_begins_with_what_is_read_first(qtbot, dialog):
    layout = QVBoxLayout(dialog)
    for name in ("third", "second", "first"):
        layout.insertWidget(0, field(name))
    shown(qtbot, dialog)

    assert met(qtbot, dialog) == ["first", "second", "third"]


def test_backtab_goes_the_other_way(qtbot, dialog):
    layout = QVBoxLayout(dialog)
    for name in ("third", "second", "first"):
        layout.insertWidget(0, field(name))
    shown(qtbot, dialog)

    assert met(qtbot, dialog, back=True) == ["first", "third", "second"]


def test_it_goes_into_areas_halves_and_pages(qtbot, dialog):
    foot = field("foot")
    area, halves, pages = QScrollArea(), QSplitter(), QStackedWidget()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    layout = QVBoxLayout(dialog)
    for each in (area, halves, pages, foot):
        layout.addWidget(each)
    shown(qtbot, dialog)
    pages.addWidget(field("page shown"))
    pages.addWidget(field("page behind"))
    halves.addWidget(field("left"))
    halves.addWidget(field("right"))
    content = QWidget()
    QHBoxLayout(content).addWidget(field("inside"))
    area.setWidget(content)
    begin_at(qtbot, content.findChild(QLineEdit))

    assert met(qtbot, dialog) == ["inside", "left", "right", "page shown", "foot"]


@pytest.mark.parametrize("layout_type", [QFormLayout, QGridLayout])
def test_rows_put_in_later_are_met_where_they_stand(qtbot, dialog, layout_type):
    layout = layout_type(dialog)
    if layout_type is QFormLayout:
        layout.addRow("1", field("first"))
        layout.addRow("3", field("third"))
        layout.insertRow(1, "2", field("second"))
    else:
        layout.addWidget(field("first"), 0, 0)
        layout.addWidget(field("third"), 1, 0)
        layout.addWidget(field("second"), 0, 1)
    shown(qtbot, dialog)

    assert met(qtbot, dialog) == ["first", "second", "third"]


def test_what_lies_freely_on_a_part_comes_with_it(qtbot, dialog):
    layout = QVBoxLayout(dialog)
    card = field("card")
    layout.addWidget(card)
    layout.addWidget(field("below"))
    shown(qtbot, dialog)
    on_card = QPushButton(parent=card)
    on_card.setObjectName("on the card")
    on_card.show()
    begin_at(qtbot, card)

    assert met(qtbot, dialog) == ["card", "on the card", "below"]


def test_of_a_group_only_the_chosen_button_is_met(qtbot, dialog):
    layout = QVBoxLayout(dialog)
    layout.addWidget(field("last"))
    shown(qtbot, dialog)
    for name in ("second", "first"):
        choice = QRadioButton()
        choice.setObjectName(name)
        layout.insertWidget(0, choice)
    choice.setChecked(True)
    begin_at(qtbot, choice)

    assert met(qtbot, dialog) == ["first", "last"]


def test_the_foot_of_a_main_window_comes_last(qtbot):
    window = KeyboardWindow()
    qtbot.addWidget(window)
    window.statusBar().addWidget(field("foot"))
    window.setCentralWidget(field("middle"))
    shown(qtbot, window)
    begin_at(qtbot, window.centralWidget())

    assert met(qtbot, window) == ["middle", "foot"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("kind", [QPushButton, QToolButton])
def test_enter_presses_the_button_that_has_the_focus_and_not_the_default_one(
    qtbot, dialog, key, kind
):
    layout = QVBoxLayout(dialog)
    focused, default = kind(), QPushButton()
    focused.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if kind is QPushButton:
        focused.setAutoDefault(False)
    pressed = []
    for each in (focused, default):
        layout.addWidget(each)
        each.clicked.connect(partial(_note, pressed, each))
    default.setDefault(True)
    shown(qtbot, dialog)
    begin_at(qtbot, focused)

    qtbot.keyClick(focused, key)

    assert pressed == [focused]


def test_enter_in_a_field_still_presses_the_default_button(qtbot, dialog):
    layout = QVBoxLayout(dialog)
    default = QPushButton()
    layout.addWidget(field("first"))
    layout.addWidget(default)
    default.setDefault(True)
    shown(qtbot, dialog)

    with qtbot.waitSignal(default.clicked):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_enter_presses_a_button_of_the_main_window(qtbot):
    window = KeyboardWindow()
    qtbot.addWidget(window)
    button = QPushButton()
    window.setCentralWidget(button)
    shown(qtbot, window)
    begin_at(qtbot, button)

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_every_dialog_of_the_program_is_one_for_the_keyboard():
    sources = {path: path.read_text(encoding="utf-8") for path in UI.rglob("*.py")}

    plain = [path.name for path, text in sources.items() if PLAIN_WINDOW.search(text)]

    assert plain == ["keyboard.py"]


def test_tab_stops_at_what_is_read_only_where_it_scrolls(qtbot, dialog):
    area = ReadingArea()
    area.setObjectName("read")
    layout = QVBoxLayout(dialog)
    layout.addWidget(field("before"))
    layout.addWidget(area)
    area.setWidget(label("short"))
    shown(qtbot, dialog)
    fits = met(qtbot, dialog)

    area.setWidget(label("\n".join(["long"] * 200)))
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)

    assert fits == ["before"]
    assert met(qtbot, dialog) == ["before", "read"]
