"""The sidebar counts what is on a screen, in a warm colour only while something presses."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton

from passalong.ui.sidebar import Screen, Sidebar


@pytest.fixture
def sidebar(qtbot):
    made = Sidebar((Screen("Today", "today", "Ctrl+1"), Screen("Help", "bind", "Ctrl+5")))
    qtbot.addWidget(made)
    made.show()
    return made


def counts(sidebar):
    labels = sidebar.findChildren(QLabel)
    return {
        each.text(): each.property("role")
        for each in labels
        if each.property("role") in ("count", "pressing") and each.isVisible()
    }


def test_nothing_is_no_number(sidebar):
    sidebar.show_count(1, 0, pressing=True)

    assert counts(sidebar) == {}


def test_what_presses_no_longer_cools_down(sidebar):
    sidebar.show_count(1, 3, pressing=True)
    assert counts(sidebar) == {"3": "pressing"}

    sidebar.show_count(1, 2)
    assert counts(sidebar) == {"2": "count"}


def test_what_is_counted_is_said_in_words(sidebar):
    sidebar.show_count(1, 3, says="3 others in a bind")

    shown = sidebar._group.button(1)
    assert shown.accessibleDescription() == "3 others in a bind"
    assert shown.toolTip() == "3 others in a bind · Ctrl+5"
    sidebar.show_count(1, 2)
    assert (shown.accessibleDescription(), shown.toolTip()) == ("2", "Ctrl+5")


def test_a_screen_reader_chooses_a_screen_too(qtbot, sidebar):
    sidebar.choose(0)
    help_ = next(each for each in sidebar.findChildren(QPushButton) if "Help" in each.text())
    with qtbot.waitSignal(sidebar.screen_chosen) as chosen:
        QAccessible.queryAccessibleInterface(help_).actionInterface().doAction("Toggle")
    assert chosen.args == [1]
