"""The list that several screens share: a row each, with its badge, told to a screen reader."""

import pytest
from PySide6.QtCore import Qt

from passalong.ui.entries import Badge, Entry, EntryList, EntryModel

OVERDUE = Badge("overdue", pressing=True)
FIRST = Entry(
    1, "Priya needs a tender expert", "promised by Tuesday", Badge("overdue", pressing=True)
)
SECOND = Entry(2, "Sofia looks for a studio", "since 18 Nov")


@pytest.fixture
def rows(qtbot):
    model = EntryModel()
    made = EntryList(model, "Binds")
    qtbot.addWidget(made)
    made.resize(330, 300)
    model.show_entries([FIRST, SECOND])
    made.show()
    return made


def test_a_line_is_told_whole(rows):
    told = rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert told == "Priya needs a tender expert. promised by Tuesday. overdue"


def test_the_same_entries_again_keep_the_chosen_line(rows):
    rows.setCurrentIndex(rows.model().index(1, 0))

    rows.model().show_entries([FIRST._replace(detail="promised by today"), SECOND])

    assert rows.currentIndex().row() == 1
    told = rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "by today" in told


def test_an_entry_is_found_by_what_it_is_known_by(rows):
    assert rows.model().row_of(2) == 1
    assert rows.model().row_of(3) is None


def test_enter_goes_on_and_del_asks_to_remove(qtbot, rows):
    rows.setCurrentIndex(rows.model().index(0, 0))

    with qtbot.waitSignal(rows.details_wanted):
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    with qtbot.waitSignal(rows.delete_pressed):
        qtbot.keyClick(rows, Qt.Key.Key_Delete)


def test_a_badge_is_painted_at_the_end_of_its_line(rows):
    with_badge = rows.grab().toImage()

    rows.model().show_entries([FIRST._replace(badge=None), SECOND])

    first = rows.visualRect(rows.model().index(0, 0))
    assert with_badge.copy(first) != rows.grab().toImage().copy(first)


def test_home_and_end_go_to_the_first_and_the_last_line(qtbot, rows):
    qtbot.keyClick(rows, Qt.Key.Key_End)
    assert rows.currentIndex().row() == 1
    qtbot.keyClick(rows, Qt.Key.Key_Home)
    assert rows.currentIndex().row() == 0
