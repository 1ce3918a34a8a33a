from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from passalong.domain.person_row import Field
from passalong.errors import Trouble
from passalong.services import people
from passalong.services.outcome import perform
from passalong.ui.people import people_questions
from passalong.ui.people.line_dialogs import LineDialog
from passalong.ui.people.people_page import PeoplePage

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)
LINES = (
    "Ada Byron: into mathematics #royal",
    "Bo Lindqvist: into golf #conference",
    "Chiara Rossi #golf has: flat in Lisbon",
    "Dag Nilsen needs: a CFO",
)


@pytest.fixture
def full(database):
    for line in LINES:
        perform(database, lambda session, said=line: people.add_person(session, said, NOW))
    return database


@pytest.fixture
def page(qtbot, full, operations):
    page = PeoplePage(operations)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: len(names(page)) == len(LINES) and all(names(page)))
    return page


def names(page):
    return [page.model.index(line, 0).data() for line in range(page.model.rowCount())]


def test_everybody_is_listed_in_order(page):
    assert names(page) == ["Ada Byron", "Bo Lindqvist", "Chiara Rossi", "Dag Nilsen"]


def test_a_search_finds_what_is_known_about_people(qtbot, page):
    page.search_for("golf")

    qtbot.waitUntil(lambda: names(page) == ["Bo Lindqvist", "Chiara Rossi"])
    assert page.model.row(0).matched.line.text == "golf"


def test_each_key_narrows_the_list(qtbot, page):
    for typed in ("l", "li", "lis"):
        page.search_for(typed)

    qtbot.waitUntil(lambda: names(page) == ["Chiara Rossi"])


def test_nobody_found_says_what_was_looked_for(qtbot, page):
    page.search_for("zeppelin")

    qtbot.waitUntil(page._nobody.isVisible)

    assert "zeppelin" in page._nobody.text.text()


def test_clearing_the_search_shows_everybody_again(qtbot, page):
    page.search_for("golf")
    qtbot.waitUntil(lambda: len(names(page)) == 2)

    page._clear.click()

    qtbot.waitUntil(lambda: len(names(page)) == len(LINES))


def test_a_filter_and_a_search_hold_together(qtbot, page):
    page.filters.add(Field.TAG, "conference")
    page.search_for("golf")

    qtbot.waitUntil(lambda: names(page) == ["Bo Lindqvist"])


def test_a_chip_takes_its_filter_away(qtbot, page):
    page.filters.add(Field.ASSET, "flat in Lisbon")
    qtbot.waitUntil(lambda: names(page) == ["Chiara Rossi"])

    qtbot.mouseClick(page.filters._chips[0], Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: len(names(page)) == len(LINES))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_filter_menu_offers_what_people_have(qtbot, page):
    page.filters._more.click()

    qtbot.waitUntil(lambda: page.filters._menu is not None)
    offered = [action.data()[1] for action in page.filters._menu.actions()[0].menu().actions()]
    page.filters._menu.close()

    assert set(offered) == {"royal", "conference", "golf"}


def test_new_people_appear_without_asking(qtbot, page, operations):
    operations.write(lambda session: people.add_person(session, "Eve Adams", NOW))

    qtbot.waitUntil(lambda: "Eve Adams" in names(page))


def test_the_chosen_person_stays_chosen_when_people_come_and_go(qtbot, page, operations):
    page.list.select_line(2)

    operations.write(lambda session: people.add_person(session, "Aaron First", NOW))
    qtbot.waitUntil(lambda: "Aaron First" in names(page))

    assert page.list.currentIndex().data() == "Chiara Rossi"
    assert page.list.selectionModel().isSelected(page.list.currentIndex())


def test_enter_on_a_line_chooses_that_person(qtbot, page):
    page.list.select_line(1)

    with qtbot.waitSignal(page.list.chosen) as chosen:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)

    assert chosen.args == [page.model.person_id(1)]


def test_arrow_up_on_the_first_line_goes_back_to_the_search(qtbot, page):
    page.list.select_line(0)

    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.list, Qt.Key.Key_Up)


def test_esc_in_the_list_clears_the_search(qtbot, page):
    page.search_for("golf")
    qtbot.waitUntil(lambda: len(names(page)) == 2)

    with qtbot.waitSignal(page.search_cleared):
        qtbot.keyClick(page.list, Qt.Key.Key_Escape)


def test_del_puts_the_chosen_into_the_trash_and_the_next_one_is_shown(qtbot, page):
    page.list.select_line(1)

    qtbot.keyClick(page.list, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: names(page) == ["Ada Byron", "Chiara Rossi", "Dag Nilsen"])
    qtbot.waitUntil(lambda: page.list.currentIndex().data() == "Chiara Rossi")


def test_several_people_are_tagged_at_once(qtbot, page, operations):
    page.list.selectAll()
    ids = page.list.selected_people()

    page._tag(ids, "friends, #club")

    def tagged():
        page.search_for("tag:friends tag:club")
        qtbot.wait(30)
        return len(names(page)) == len(LINES)

    qtbot.waitUntil(tagged)


def test_the_bar_for_several_people_appears_with_the_second(qtbot, page):
    page.list.select_line(0)
    alone = page._chosen_bar.isVisible()

    page.list.selectAll()

    assert (alone, page._chosen_bar.isVisible()) == (False, True)


def test_a_person_outside_the_search_can_still_be_shown(qtbot, page):
    page.search_for("golf")
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    dag = 4

    page.show_person(dag)

    qtbot.waitUntil(lambda: page.list.current_person() == dag)


def test_without_people_the_page_says_how_to_begin(qtbot, operations):
    page = PeoplePage(operations, "/home/ada/passalong")
    qtbot.addWidget(page)
    page.show()

    page.refresh()

    qtbot.waitUntil(page._start.isVisible)
    assert "Drop an address book" in page._start.text.text()
    assert "/home/ada/passalong" in page._start.hint.text()


def test_the_count_is_told(qtbot, page, operations):
    with qtbot.waitSignal(page.counted, check_params_cb=lambda count: count == 3):
        operations.write(partial(_delete_first))


def _delete_first(session):
    return people.delete_people(session, [1], NOW)


class Shown(QLineEdit):
    """Stands in for the page of one person; something can be typed into it."""

    def __init__(self):
        super().__init__()
        self.person_id = 0

    def show_person(self, person_id, _words=""):
        self.person_id = person_id

    def clear(self):
        self.person_id = 0


@pytest.fixture
def shown(qtbot, page):
    shown = Shown()
    page.attach_person_page(shown)
    qtbot.waitUntil(lambda: shown.person_id == page.model.person_id(0))
    return shown


def test_the_page_shows_somebody_whom_the_search_found(qtbot, page, shown):
    page.search_for("flat")

    qtbot.waitUntil(lambda: names(page) == ["Chiara Rossi"])
    qtbot.waitUntil(lambda: shown.person_id == page.model.person_id(0))


def test_where_nobody_is_found_nobody_is_shown_and_whoever_was_comes_back(qtbot, page, shown):
    dag = page.model.person_id(3)
    page.list.select_person(dag)
    qtbot.waitUntil(lambda: shown.person_id == dag)

    page.search_for("z")
    page.search_for("zeppelin")
    qtbot.waitUntil(lambda: shown.person_id == 0)
    page.search_for("")

    qtbot.waitUntil(lambda: shown.person_id == dag)


def test_whom_somebody_is_writing_about_stays_on_the_page(qtbot, page, shown):
    before = shown.person_id
    page.activateWindow()
    shown.setFocus()
    qtbot.waitUntil(shown.hasFocus)

    page.search_for("flat")
    qtbot.waitUntil(lambda: names(page) == ["Chiara Rossi"])
    qtbot.wait(300)

    assert shown.person_id == before


def new_person(qtbot, page):
    page.new_person.ask()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(LineDialog)))
    return next(each for each in page.findChildren(LineDialog) if each.isVisible())


def test_a_line_about_somebody_new_that_was_given_up_comes_back(qtbot, page):
    dialog = new_person(qtbot, page)
    qtbot.keyClicks(dialog.findChild(QLineEdit), "Eve Adams: into chess")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    again = new_person(qtbot, page)
    assert again.findChild(QLineEdit).text() == "Eve Adams: into chess"

    again.accept()
    qtbot.waitUntil(lambda: "Eve Adams" in names(page))
    assert new_person(qtbot, page).findChild(QLineEdit).text() == ""


def test_a_line_that_the_disk_refused_comes_back(qtbot, page, operations, monkeypatch):
    def refuse(session, line):
        raise Trouble("The disk is full.", "Free some space.")

    with monkeypatch.context() as patched:
        patched.setattr(people_questions, "add_person", lambda line, session: refuse(session, line))
        dialog = new_person(qtbot, page)
        qtbot.keyClicks(dialog.findChild(QLineEdit), "Eve Adams: into chess")
        with qtbot.waitSignal(operations.troubled):
            dialog.accept()

    assert new_person(qtbot, page).findChild(QLineEdit).text() == "Eve Adams: into chess"
