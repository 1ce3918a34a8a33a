"""Today: what waits, each line one click from the thing, and never a list of silence."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from passalong.domain import gate
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.domain.message import Parts
from passalong.domain.opportunity import GiverState, OpportunityKind
from passalong.services import ledger, open_letters, opportunities, outgoing, people, setting_aside
from passalong.services.outcome import perform
from passalong.ui.line_card import LineCard
from passalong.ui.today.today_page import TodayPage
from passalong.ui.today.today_row import LetterRow


@pytest.fixture
def today():
    return datetime.now().astimezone()


@pytest.fixture
def add(database, today):
    def add(service, **said):
        return perform(database, partial(service, **said, now=today)).value

    return add


@pytest.fixture
def ben(add):
    return add(people.add_person, line="Ben Whitaker")


@pytest.fixture
def page(qtbot, operations):
    def page():
        made = TodayPage(operations)
        qtbot.addWidget(made)
        made.resize(800, 700)
        made.show()
        qtbot.waitUntil(lambda: made._shown is not None)
        return made

    return page


def lines(page):
    return [
        (row.line.title, row.line.detail, row.line.badge) for row in page.findChildren(LineCard)
    ]


def row_of(page, title):
    return next(row for row in page.findChildren(LineCard) if row.line.title == title)


def test_nothing_is_said_kindly(page):
    shown = page()

    assert shown.currentWidget() is shown._empty
    assert "You owe nobody a message" in shown._empty.text.text()


def test_somebody_who_was_long_not_written_to_is_no_reason(page, add, ben, today):
    add(
        ledger.log_exchange,
        person_id=ben,
        direction=Direction.FROM_ME,
        at=today - timedelta(days=400),
        channel=Channel.MAIL,
        carried=Carried.NOTHING,
    )

    assert lines(page()) == []


def test_what_ends_soon_says_how_soon_and_leads_to_the_thing(qtbot, page, add, today):
    soon = today.date() + timedelta(days=2)
    thing = add(opportunities.capture, text="Two tickets", expires_on=soon)
    shown = page()

    with qtbot.waitSignal(shown.opportunity_chosen) as chosen:
        qtbot.keyClick(row_of(shown, "Two tickets"), Qt.Key.Key_Return)

    assert lines(shown) == [("Two tickets", "Item", "2 days left")]
    assert chosen.args == [thing]


def test_what_came_from_somebody_is_asked_about_first(page, add, ben):
    add(opportunities.capture, text="A spare oscilloscope", giver_id=ben)

    assert lines(page()) == [
        ("A spare oscilloscope", "ask Ben Whitaker whether you may pass it along", "")
    ]


def test_an_asked_giver_and_a_ready_thing_stand_apart(page, add, ben):
    asked = add(opportunities.capture, text="A flat", kind=OpportunityKind.ITEM, giver_id=ben)
    add(opportunities.set_giver_state, opportunity_id=asked, state=GiverState.ASKED)
    add(opportunities.capture, text="A book")

    assert [detail for _, detail, _ in lines(page())] == [
        "you asked Ben Whitaker; tap when they agreed",
        "Item",
    ]


def test_an_answer_leads_to_the_person(qtbot, page, add, ben):
    add(ledger.record_reply, person_id=ben, text="We moved to Leipzig last week.")
    shown = page()

    with qtbot.waitSignal(shown.person_chosen) as chosen:
        row_of(shown, "Ben Whitaker").click()

    assert chosen.args == [ben]
    assert "We moved to Leipzig" in lines(shown)[0][1]


def test_a_kept_pass_that_is_free_comes_back(qtbot, page, add, ben, today):
    thing = add(opportunities.capture, text="A book")
    add(
        setting_aside.later,
        opportunity_id=thing,
        person_id=ben,
        until=today - timedelta(minutes=1),
        why="Reads everything",
        commentary="",
    )
    shown = page()
    [kept] = [row for row in shown.findChildren(LineCard) if "free now" in row.line.detail]

    with qtbot.waitSignal(shown.pass_wanted) as wanted:
        kept.click()

    assert wanted.args == [thing, ben]
    assert kept.line.detail == "for Ben Whitaker, free now · Reads everything"


@pytest.fixture
def letter(add, ben, database, today):
    thing = add(opportunities.capture, text="An unused book on rails")
    message = outgoing.Outgoing(
        gate.Draft(carried=Carried.ITEM),
        person_id=ben,
        opportunity_id=thing,
        parts=Parts(value="A book on rails", why="You collect them."),
    )
    add(open_letters.note, outgoing=message)
    return thing


def passed(database, ben):
    with database.reading() as session:
        return [each.opportunity_title for each in ledger.exchanges(session, ben)]


def test_only_yes_records_what_was_sent(qtbot, database, page, ben, letter):
    shown = page()
    [asks] = shown.findChildren(LetterRow)
    before = passed(database, ben)

    asks._yes.click()

    qtbot.waitUntil(lambda: passed(database, ben) == ["An unused book on rails"])
    qtbot.waitUntil(lambda: not [r for r in shown.findChildren(LetterRow) if r.isVisible()])
    assert before == []
    assert asks.line.title == "Did you send it to Ben Whitaker?"


def test_no_forgets_the_letter_and_records_nothing(qtbot, database, page, ben, letter):
    shown = page()

    shown.findChildren(LetterRow)[0]._no.click()

    qtbot.waitUntil(lambda: shown._shown.letters == ())
    assert passed(database, ben) == []


def test_the_count_follows_what_changes(qtbot, operations, page, today):
    shown = page()
    soon = today.date() + timedelta(days=1)

    with qtbot.waitSignal(shown.counted, check_params_cb=lambda count: count == 1):
        operations.write(
            partial(opportunities.capture, text="Two tickets", now=today, expires_on=soon)
        )

    qtbot.waitUntil(lambda: len(lines(shown)) == 1)


def test_of_many_only_the_first_are_shown_and_the_inbox_has_the_rest(qtbot, page, add):
    for number in range(10):
        add(opportunities.capture, text=f"Book {number}")
    shown = page()
    buttons = shown.findChildren(QPushButton)
    [rest] = [each for each in buttons if each.text() == "2 more in the inbox"]

    with qtbot.waitSignal(shown.inbox_wanted):
        rest.click()

    assert len(lines(shown)) == 8


def test_the_keyboard_stays_on_its_line_when_something_else_changes(
    qtbot, operations, page, add, today
):
    for text in ("A book", "A spare bicycle"):
        add(opportunities.capture, text=text, kind=OpportunityKind.ITEM)
    shown = page()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    row_of(shown, "A book").setFocus()

    operations.write(partial(opportunities.capture, text="A third thing", now=today))

    qtbot.waitUntil(lambda: len(lines(shown)) == 3)
    qtbot.waitUntil(lambda: row_of(shown, "A book").hasFocus())


def test_arrows_go_from_line_to_line(qtbot, page, add):
    for text in ("A book", "A spare bicycle"):
        add(opportunities.capture, text=text, kind=OpportunityKind.ITEM)
    shown = page()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    first, second = shown.findChildren(LineCard)
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Down)
    went_down = second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Up)

    assert went_down
    assert first.hasFocus()
