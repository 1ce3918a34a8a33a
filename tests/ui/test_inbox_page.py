"""The inbox in the window: what was captured, and whom it may be for."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView

from passalong.domain.person import Field
from passalong.services import editing, opportunities, people
from passalong.services.outcome import perform
from passalong.ui.inbox.inbox_page import InboxPage
from passalong.ui.suggestions_view import SuggestionCard


@pytest.fixture
def do(database):
    return lambda service, **named: perform(database, partial(service, **named)).value


@pytest.fixture
def ben(do, now):
    return do(people.add_person, line="Ben Whitaker: never misses a Packers game", now=now)


@pytest.fixture
def tickets(do, now):
    return do(opportunities.capture, text="Two tickets for the Packers", now=now)


@pytest.fixture
def page(qtbot, operations):
    page = InboxPage(operations)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    return page


def cards(page):
    return [card for card in page.findChildren(SuggestionCard) if card.isVisible()]


def texts(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def titles(page):
    model = page.findChild(QTableView).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def press(qtbot, page, text):
    def found():
        return [b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()


def test_an_opportunity_shows_whom_it_is_for_and_why(qtbot, ben, tickets, page):
    qtbot.waitUntil(lambda: len(cards(page)) == 1)

    spoken = cards(page)[0].accessibleName()
    assert "Ben Whitaker" in spoken
    assert "never misses a Packers game" in spoken


def test_a_suggestion_leads_to_the_person(qtbot, ben, tickets, page):
    qtbot.waitUntil(lambda: len(cards(page)) == 1)

    with qtbot.waitSignal(page.person_chosen) as chosen:
        qtbot.mouseClick(cards(page)[0], Qt.MouseButton.LeftButton)

    assert chosen.args == [ben]


def test_title_and_address_are_not_repeated_in_the_text(qtbot, do, now, page):
    said = "A book\n\nIt is free.\nhttps://example.org/book\nIt is long."
    do(opportunities.capture, text=said, now=now)
    page.refresh()

    qtbot.waitUntil(lambda: "It is free.\nIt is long." in texts(page))
    assert texts(page).count("A book") == 1
    assert texts(page).count("https://example.org/book") == 1


def test_nobody_obvious_is_said_in_honest_words(qtbot, do, ben, now, page):
    do(opportunities.capture, text="An unused oscilloscope", now=now)
    page.refresh()

    qtbot.waitUntil(lambda: any(text.startswith("Nobody obvious.") for text in texts(page)))


def test_it_is_ranked_anew_when_something_is_noted(qtbot, operations, ben, tickets, page, now):
    rosa = perform_through(qtbot, operations, people.add_person, line="Rosa Ortega", now=now)
    qtbot.waitUntil(lambda: len(cards(page)) == 1)

    perform_through(
        qtbot,
        operations,
        editing.put_word,
        person_id=rosa,
        field=Field.VALUE,
        text="Packers",
        row_id=None,
        now=now,
    )

    qtbot.waitUntil(lambda: len(cards(page)) == 2)


def perform_through(qtbot, operations, service, **named):
    with qtbot.waitSignal(operations.write(partial(service, **named)).finished) as done:
        pass
    return done.args[0]


def test_an_empty_inbox_says_what_it_is_for(qtbot, page):
    with qtbot.waitSignal(page.capture_wanted):
        press(qtbot, page, "Capture…")

    assert "Your inbox is empty" in texts(page)


def test_a_title_is_edited_in_place(qtbot, tickets, page):
    press(qtbot, page, "Edit")
    title = next(each for each in page.findChildren(QLineEdit) if each.isVisible())
    title.setText("Three tickets for the Packers")

    qtbot.keyClick(title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: titles(page) == ["Three tickets for the Packers"])


def test_escape_leaves_editing_without_saving(qtbot, tickets, page):
    press(qtbot, page, "Edit")
    title = next(each for each in page.findChildren(QLineEdit) if each.isVisible())
    title.setText("Something else")

    qtbot.keyClick(title, Qt.Key.Key_Escape)

    assert not title.isVisible()
    assert titles(page) == ["Two tickets for the Packers"]


def test_what_is_deleted_leaves_the_list_for_the_trash(qtbot, do, tickets, page, now, database):
    do(opportunities.capture, text="An unused oscilloscope", now=now)
    page.refresh()
    qtbot.waitUntil(lambda: len(titles(page)) == 2)

    page.show_opportunity(tickets)
    qtbot.waitUntil(lambda: page.view.opportunity.id == tickets)
    qtbot.keyClick(page.findChild(QTableView), Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: titles(page) == ["An unused oscilloscope"])
    qtbot.waitUntil(lambda: page.view.opportunity.title == "An unused oscilloscope")


def test_a_screen_reader_hears_kind_and_origin(qtbot, do, now, page):
    do(opportunities.capture, text="https://www.example.org/book", now=now)
    page.refresh()
    qtbot.waitUntil(lambda: len(titles(page)) == 1)

    index = page.findChild(QTableView).model().index(0, 0)

    assert "Link · example.org" in index.data(Qt.ItemDataRole.AccessibleTextRole)
