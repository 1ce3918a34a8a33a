"""A person's page and introductions: are they open, in which words, who brought whom."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from passalong.services import acquaintance, introductions, naming, people
from passalong.ui.people.person_page import PersonPage


@pytest.fixture
def priya(do):
    return do(people.add_person, line="Priya Okafor")


@pytest.fixture
def rosa(do):
    return do(people.add_person, line="Rosa Ortega")


@pytest.fixture
def page(qtbot, operations):
    page = PersonPage(operations)
    qtbot.addWidget(page)
    page.resize(700, 900)
    page.show()
    return page


@pytest.fixture
def section(qtbot, page, priya):
    page.show_person(priya)
    section = page.meeting
    qtbot.waitUntil(lambda: section.person_id == priya and not section._loading.is_under_way)
    return section


@pytest.fixture
def kept(database, priya):
    def kept():
        with database.reading() as session:
            return acquaintance.meeting(session, priya)

    return kept


def read_anew(qtbot, section):
    section._load()
    qtbot.waitUntil(lambda: not section._loading.is_under_way)


def buttons(section):
    return {each.text(): each for each in section.findChildren(QPushButton) if each.isVisible()}


def test_being_open_to_introductions_is_one_tick(qtbot, section, kept):
    section.open_.click()

    qtbot.waitUntil(lambda: kept().is_open)


def test_the_paragraph_is_kept_while_it_is_typed(qtbot, section, kept):
    qtbot.keyClicks(section.paragraph, "Priya builds night trains.")

    qtbot.waitUntil(lambda: kept().text == "Priya builds night trains.")


def test_an_emptied_paragraph_is_gone(qtbot, section, do, priya, kept):
    do(acquaintance.set_introduction_text, person_id=priya, text="Old words")
    read_anew(qtbot, section)

    section.paragraph.setFocus()
    section.paragraph.selectAll()
    qtbot.keyClick(section.paragraph, Qt.Key.Key_Delete)
    section.introduce.setFocus()

    qtbot.waitUntil(lambda: kept().text == "")


def test_going_on_to_somebody_else_writes_nothing(qtbot, section, page, operations, rosa):
    written = []
    operations.changed.connect(written.append)
    operations.troubled.connect(written.append)

    page.show_person(rosa)
    qtbot.waitUntil(lambda: section.person_id == rosa and not section._loading.is_under_way)
    page.flush()
    operations.wait()
    qtbot.wait(0)

    assert written == []


def test_an_emptied_paragraph_is_gone_also_when_one_turns_to_somebody_else(
    qtbot, section, page, do, priya, rosa, kept
):
    do(acquaintance.set_introduction_text, person_id=priya, text="Old words")
    read_anew(qtbot, section)
    section.paragraph.selectAll()
    qtbot.keyClick(section.paragraph, Qt.Key.Key_Delete)

    page.show_person(rosa)

    qtbot.waitUntil(lambda: kept().text == "")


def test_who_introduced_them_is_chosen_and_opened(qtbot, section, do, rosa, kept):
    qtbot.keyClicks(section.by, "Rosa")
    qtbot.waitUntil(lambda: section.by._found.rowCount() == 1)
    qtbot.keyClick(section.by, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: kept().introduced_by is not None)
    qtbot.waitUntil(section._open_by.isVisible)
    with qtbot.waitSignal(section.person_chosen) as chosen:
        section._open_by.click()
    assert chosen.args == [rosa]


def test_a_cleared_name_is_nobody(qtbot, section, do, priya, rosa, kept):
    do(acquaintance.set_introduced_by, person_id=priya, by_id=rosa)
    read_anew(qtbot, section)
    assert section.by.text() == "Rosa Ortega"

    section.by.clear()

    qtbot.waitUntil(lambda: kept().introduced_by is None)


def test_whom_they_brought_is_listed(qtbot, section, do, priya, rosa):
    do(acquaintance.set_introduced_by, person_id=rosa, by_id=priya)
    read_anew(qtbot, section)

    with qtbot.waitSignal(section.person_chosen) as chosen:
        buttons(section)["Rosa Ortega"].click()
    assert chosen.args == [rosa]


def test_an_introduction_under_way_is_one_click_away(qtbot, section, do, priya, rosa):
    number = do(introductions.begin, a_id=priya, b_id=rosa, a_gets="a client", b_gets="a planner")
    read_anew(qtbot, section)

    with qtbot.waitSignal(section.introduction_wanted) as wanted:
        buttons(section)["Rosa Ortega: an idea, nobody was asked yet"].click()
    assert wanted.args == [number]


def test_the_user_is_not_introduced(qtbot, section, page, do, priya):
    do(naming.set_me, person_id=priya, is_me=True)
    page._load()

    qtbot.waitUntil(lambda: not section.isVisible())


def test_they_can_be_introduced_from_here(qtbot, section, priya):
    with qtbot.waitSignal(section.introduce_wanted) as wanted:
        section.introduce.click()
    assert wanted.args == [priya, "Priya Okafor"]


def test_days_are_told_on_the_users_calendar(qtbot, section, do, priya, rosa):
    number = do(introductions.begin, a_id=priya, b_id=rosa, a_gets="a client", b_gets="a planner")
    do(introductions.mark_introduced, introduction_id=number)
    read_anew(qtbot, section)

    year = "" if datetime.now().astimezone().year == 2026 else " 2026"
    assert f"Rosa Ortega: introduced on 2 Oct{year}" in buttons(section)
