"""Chips are added by typing, changed in place and removed by their cross."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from passalong.ui.people.chip import ChipItem
from passalong.ui.people.chips import ChipRow


class Answer(QObject):
    """An answer that comes when the test says so, as one from a worker thread does."""

    finished = Signal(object)
    ended = Signal()

    def cancel(self):
        self.cancelled = True

    def arrive(self, words):
        self.finished.emit(words)
        self.ended.emit()


@pytest.fixture
def row(qtbot):
    made = ChipRow("value", "Value", invites="what they care about")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show_items([ChipItem(1, "golf"), ChipItem(2, "rail scheduling")])
    made.show()
    return made


def test_return_adds_a_word_and_waits_for_another(qtbot, row):
    row.begin_adding()
    qtbot.keyClicks(row._line, "  women   in data ")

    with qtbot.waitSignal(row.added) as added:
        qtbot.keyClick(row._line, Qt.Key.Key_Return)

    assert added.args == ["women in data"]
    assert row._line.text() == ""
    assert not row._line.isHidden()


def test_return_on_an_empty_line_adds_nothing(qtbot, row):
    row.begin_adding()

    with qtbot.assertNotEmitted(row.added, wait=20):
        qtbot.keyClick(row._line, Qt.Key.Key_Return)


def test_esc_closes_the_line_and_forgets_the_word(qtbot, row):
    row.begin_adding()
    qtbot.keyClicks(row._line, "gol")

    with qtbot.assertNotEmitted(row.added, wait=20):
        qtbot.keyClick(row._line, Qt.Key.Key_Escape)

    assert row._line.isHidden()
    assert not row._add.isHidden()


def test_a_half_typed_word_is_handed_over_when_the_row_is_flushed(qtbot, row):
    row.begin_adding()
    qtbot.keyClicks(row._line, "chess")

    with qtbot.waitSignal(row.added) as added:
        row.flush()

    assert added.args == ["chess"]


def test_a_half_typed_word_survives_being_shown_anew(qtbot, row):
    row.begin_adding()
    qtbot.keyClicks(row._line, "che")

    row.show_items([ChipItem(2, "rail scheduling"), ChipItem(3, "chess")])

    assert row.texts() == ["rail scheduling", "chess"]
    assert row._line.text() == "che"
    assert not row._line.isHidden()


def test_chips_that_stay_are_the_same_widgets(row):
    golf, rail = row._chips

    row.show_items([ChipItem(2, "rail scheduling"), ChipItem(1, "golf")])

    assert row._chips == [rail, golf]
    assert [row._flow.itemAt(at).widget() for at in (0, 1)] == [rail, golf]


def test_the_cross_removes(qtbot, row):
    with qtbot.waitSignal(row.removed) as removed:
        qtbot.mouseClick(row._chips[1]._cross, Qt.MouseButton.LeftButton)

    assert removed.args == [2]


def test_del_removes(qtbot, row):
    with qtbot.waitSignal(row.removed) as removed:
        qtbot.keyClick(row._chips[0], Qt.Key.Key_Delete)

    assert removed.args == [1]


def test_return_on_a_chip_changes_it_in_place(qtbot, row):
    qtbot.keyClick(row._chips[0], Qt.Key.Key_Return)
    assert row._line.text() == "golf"
    row._line.setText("golf on links")

    with qtbot.waitSignal(row.changed) as changed:
        qtbot.keyClick(row._line, Qt.Key.Key_Return)

    assert changed.args == [1, "golf on links"]
    assert row._line.isHidden()
    assert not row._chips[0].isHidden()


def test_a_word_typed_over_a_chip_that_vanished_becomes_a_new_one(qtbot, row):
    qtbot.keyClick(row._chips[0], Qt.Key.Key_F2)
    row._line.setText("golf on links")
    row.show_items([ChipItem(2, "rail scheduling")])

    with qtbot.waitSignal(row.added) as added:
        row.flush()

    assert added.args == ["golf on links"]


def test_a_tag_is_pressed_and_not_edited(qtbot):
    row = ChipRow("tag", "Tag", invites="tag", editable=False)
    qtbot.addWidget(row)
    row.show_items([ChipItem("conference", "conference")])

    with qtbot.waitSignal(row.pressed) as pressed:
        qtbot.mouseClick(row._chips[0], Qt.MouseButton.LeftButton)

    assert pressed.args == ["conference"]
    assert row._line.isHidden()


@pytest.mark.qt_log_ignore("does not support", extend=True)  # a list that pops up offscreen
def test_known_words_are_offered_while_typing(qtbot):
    asked = {}
    row = ChipRow("tag", "Tag", invites="tag", ask=lambda start: asked.setdefault(start, Answer()))
    qtbot.addWidget(row)
    row.show()
    row.begin_adding()
    qtbot.keyClicks(row._line, "con")
    qtbot.waitUntil(lambda: "con" in asked)

    asked["con"].arrive(["conference", "congress"])

    assert row._line._known.stringList() == ["conference", "congress"]


def test_a_late_answer_about_an_earlier_word_is_not_wanted(qtbot):
    asked = {}
    row = ChipRow("tag", "Tag", invites="tag", ask=lambda start: asked.setdefault(start, Answer()))
    qtbot.addWidget(row)
    row.show()
    row.begin_adding()
    qtbot.keyClicks(row._line, "c")
    qtbot.waitUntil(lambda: "c" in asked)
    qtbot.keyClicks(row._line, "o")
    qtbot.waitUntil(lambda: "co" in asked)

    assert asked["c"].cancelled


def test_every_chip_says_what_it_is(row):
    assert [chip.accessibleName() for chip in row._chips] == [
        "Value: golf",
        "Value: rail scheduling",
    ]
    assert row._chips[0]._cross.accessibleName() == "Remove: golf"
    assert row._add.accessibleName() == "what they care about"


def test_a_long_text_breaks_instead_of_widening_the_page(qtbot):
    row = ChipRow("need", "Need", invites="need", ticks="Met")
    qtbot.addWidget(row)

    row.show_items([ChipItem(1, "somebody who knows a very great deal about tenders " * 5)])

    assert row._chips[0].sizeHint().width() < 480
    assert row._chips[0].sizeHint().height() > 2 * row._add.sizeHint().height()


def test_a_tick_says_which_need_was_met(qtbot):
    row = ChipRow("need", "Need", invites="need", ticks="Met")
    qtbot.addWidget(row)
    row.show_items([ChipItem(7, "a CFO", "since 12 Nov")])

    with qtbot.waitSignal(row.ticked) as ticked:
        row._chips[0]._tick.click()

    assert ticked.args == [7]
    assert row._chips[0].accessibleName() == "Need: a CFO · since 12 Nov"
