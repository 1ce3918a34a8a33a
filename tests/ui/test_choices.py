"""A screen reader toggles what a mouse clicks; both are heard, and what is only shown is not."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QPushButton

from passalong.ui.choices import ChoiceGroup, mark

UI = Path(__file__).parents[2] / "desktop" / "passalong" / "ui"


@pytest.fixture
def group(qtbot):
    made = ChoiceGroup(None)
    for number in range(3):
        button = QPushButton(str(number))
        qtbot.addWidget(button)
        button.setCheckable(True)
        made.addButton(button, number)
    made.mark(0)
    return made


def heard_of(group):
    heard = []
    group.chosen.connect(heard.append)
    return heard


def by_screen_reader(button, action):
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    assert action in actions.actionNames()
    actions.doAction(action)


def test_a_click_is_heard_once(group):
    heard = heard_of(group)
    group.button(1).click()
    assert heard == [1]


def test_a_screen_reader_s_toggle_is_heard_once(group):
    heard = heard_of(group)
    by_screen_reader(group.button(2), "Toggle")
    assert heard == [2]


def test_what_the_program_marks_is_shown_and_not_heard(group):
    heard = heard_of(group)
    group.mark(1)
    assert (heard, group.checkedId()) == ([], 1)


def test_a_ticked_box_is_shown_and_not_heard(qtbot):
    box = QCheckBox()
    qtbot.addWidget(box)
    heard = []
    box.toggled.connect(heard.append)
    mark(box, on=True)
    assert (heard, box.isChecked()) == ([], True)
    by_screen_reader(box, "Toggle")
    assert heard == [False]


def test_no_choice_waits_for_a_mouse():
    """Of buttons that stay down ``clicked`` misses what a screen reader does."""
    waiting = []
    for path in UI.rglob("*.py"):
        text = path.read_text()
        waiting += [f"{path.name}: idClicked"] * ("idClicked" in text)
        boxes = re.findall(r"(self\.\w+) = (?:QCheckBox|QRadioButton)\(", text)
        boxes += re.findall(r"(\S+)\.setCheckable\(True\)", text)
        waiting += [f"{path.name}: {box}" for box in boxes if f"{box}.clicked" in text]
    assert not waiting
