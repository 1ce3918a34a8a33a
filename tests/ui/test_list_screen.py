"""The screen of two halves: the place in the list is kept, whatever the list is filled with."""

import pytest
from PySide6.QtWidgets import QLabel

from passalong.ui.entries import Entry, EntryList, EntryModel
from passalong.ui.list_screen import ListScreen, details_page

ENTRIES = [Entry(key, f"Entry {key}", "") for key in range(5)]


@pytest.fixture
def view():
    view = QLabel("nothing")
    view.setFixedHeight(2_000)
    return view


@pytest.fixture
def screen(qtbot, view):
    rows = EntryList(EntryModel(), "Entries")
    screen = ListScreen(("First", "Second"), rows, [details_page(view)], QLabel("empty"))
    qtbot.addWidget(screen)
    screen.resize(1000, 600)
    screen.show()
    screen.show_halves(empty=False)
    screen.row_chosen.connect(lambda row: view.setText(rows.entries.index(row, 0).data()))
    screen.row_chosen.connect(lambda _row: screen.show_view(0))
    return screen


def choose(screen, row):
    screen._rows.setCurrentIndex(screen._rows.entries.index(row, 0))


def test_the_first_line_is_chosen_where_nothing_else_is(screen, view):
    screen.show_entries(ENTRIES, "none")
    assert view.text() == "Entry 0"


def test_the_chosen_line_stays_chosen_when_others_come_before_it(screen, view):
    screen.show_entries(ENTRIES, "none")
    choose(screen, 2)
    screen.show_entries([Entry(9, "New", ""), *ENTRIES], "none")
    assert view.text() == "Entry 2"


def test_the_nearest_is_chosen_when_the_chosen_line_is_gone(screen, view):
    screen.show_entries(ENTRIES, "none")
    choose(screen, 4)
    screen.show_entries(ENTRIES[:4], "none")
    assert view.text() == "Entry 3"


def test_what_is_wanted_waits_until_the_list_has_it(screen, view):
    screen.show_entries(ENTRIES[:3], "none")
    screen.want(4)
    screen.show_entries(ENTRIES[:3], "none")
    assert view.text() == "Entry 0"
    screen.show_entries(ENTRIES, "none")
    assert view.text() == "Entry 4"


def test_another_part_begins_at_its_first_line_and_forgets_what_was_wanted(screen, view):
    screen.part_chosen.connect(lambda place: screen.show_entries(ENTRIES[::-1], "none"))
    screen.show_entries(ENTRIES, "none")
    choose(screen, 1)
    screen.want(2)
    screen.chip(1).click()
    assert view.text() == "Entry 4"
    assert screen.wanted is None


def test_the_same_line_is_shown_anew_at_the_same_height_and_another_from_its_top(screen):
    screen.show_entries(ENTRIES, "none")
    bar = screen._views.currentWidget().verticalScrollBar()
    bar.setValue(300)
    screen.show_entries([entry._replace(detail="changed") for entry in ENTRIES], "none")
    assert bar.value() == 300
    choose(screen, 1)
    assert bar.value() == 0


def test_without_lines_it_says_why_and_shows_nothing_on_the_right(screen, view):
    screen.show_entries(ENTRIES, "none")
    screen.show_entries([], "Everything is done.")
    assert screen.none.text() == "Everything is done."
    assert not view.isVisible()
    screen.show_entries(ENTRIES, "none")
    assert not screen.none.isVisible()
    assert view.isVisible()


def test_chips_of_empty_parts_can_be_left_out_but_for_the_first(qtbot):
    rows = EntryList(EntryModel(), "Entries")
    parts = ("Open", "Passed", "Shelf")
    screen = ListScreen(parts, rows, [], QLabel("empty"), hides_empty_parts=True)
    qtbot.addWidget(screen)
    screen.show_halves(empty=False)
    screen.show()
    screen.show_counts((0, 0, 2_000), 0)
    shown = [screen.chip(place) for place in range(3)]
    assert [chip.text() for chip in shown if chip.isVisible()] == ["Open 0", "Shelf 2,000"]
