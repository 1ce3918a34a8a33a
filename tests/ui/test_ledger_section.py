"""The ledger on a person's page: what went between, what it says, what can be done about it."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt

from passalong.domain.exchange import Carried, Channel, Direction, Outcome
from passalong.services import history, ledger, people
from passalong.services.outcome import perform
from passalong.services.person_ledger import ledger_of
from passalong.ui.people.exchange_dialog import ExchangeDialog
from passalong.ui.people.exchange_row import ExchangeRow
from passalong.ui.people.person_page import PersonPage


@pytest.fixture
def today():
    return datetime.now().astimezone()


@pytest.fixture
def priya(database, now):
    return perform(database, partial(people.add_person, line="Priya Okafor", now=now)).value


@pytest.fixture
def log(database, priya, today):
    def log(days_ago=1, *, direction=Direction.FROM_ME, carried=Carried.NOTHING, text=""):
        return perform(
            database,
            partial(
                ledger.log_exchange,
                person_id=priya,
                direction=direction,
                at=today - timedelta(days=days_ago),
                channel=Channel.MAIL,
                carried=carried,
                text=text,
                now=today,
            ),
        ).value

    return log


@pytest.fixture
def page(qtbot, operations, priya):
    page = PersonPage(operations)
    qtbot.addWidget(page)
    page.resize(700, 900)
    page.show()

    def show():
        page.show_person(priya)
        qtbot.waitUntil(lambda: page.ledger._shown is not None)
        return page

    return show


def rows(page):
    return [row for row in page.findChildren(ExchangeRow) if row.isVisible()]


def shown(database, priya):
    with database.reading() as session:
        return ledger_of(session, priya, datetime.now().astimezone())


def dialog_of(qtbot, page):
    def found():
        return [each for each in page.window().findChildren(ExchangeDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    dialog = found()[0]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)  # keys go to the window that has them
    return dialog


def test_without_exchanges_there_is_no_balance(page):
    assert page().ledger.balance.isHidden()
    assert rows(page()) == []


def test_the_sentence_stands_there_and_its_facts_are_one_click_away(qtbot, page, log):
    for days in range(6):
        log(days + 1)
    balance = page().ledger.balance

    qtbot.waitUntil(balance.isVisible)
    hidden = balance._facts.isHidden()
    balance._why.click()

    assert balance._sentence.text() == (
        "You wrote 6 times and none carried anything: try giving something."
    )
    assert hidden
    assert "6 exchanges in the last twelve months" in balance._facts.text()


def test_the_bar_says_what_it_shows(qtbot, page, log):
    log(carried=Carried.LINK)
    log(carried=Carried.HELP, direction=Direction.FROM_THEM)

    balance = page().ledger.balance

    assert balance._bar.accessibleName() == "you gave 1 · received 1"


def test_an_exchange_is_logged_from_the_page(qtbot, database, page, priya):
    shown_page = page()
    shown_page._header._log.click()
    dialog = dialog_of(qtbot, shown_page)
    dialog._carried.setCurrentIndex(dialog._carried.findData(Carried.KNOWLEDGE.value))
    qtbot.keyClicks(dialog._text, "The trade meeting moved")

    with qtbot.waitSignal(dialog.logged):
        qtbot.keyClick(dialog._text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: len(rows(shown_page)) == 1)
    [kept] = shown(database, priya).exchanges
    assert (kept.direction, kept.carried) == (Direction.FROM_ME, Carried.KNOWLEDGE)
    assert kept.started_by_me
    assert kept.text == "The trade meeting moved"


def test_what_they_sent_was_started_by_them_unless_said_otherwise(qtbot, database, page, priya):
    shown_page = page()
    shown_page.ledger.log_exchange()
    dialog = dialog_of(qtbot, shown_page)
    dialog._from_them.setChecked(True)

    with qtbot.waitSignal(dialog.logged):
        dialog._save.click()

    assert not shown(database, priya).exchanges[0].started_by_me


@pytest.mark.parametrize(
    ("day", "says"), [("tomorrow", "has not come yet"), ("some day", "Write the day")]
)
def test_what_has_not_happened_is_not_logged(qtbot, database, page, priya, day, says):
    shown_page = page()
    shown_page.ledger.log_exchange()
    dialog = dialog_of(qtbot, shown_page)
    dialog._day.line.setText(day)

    dialog._save.click()

    assert says in dialog._message.text()
    assert shown(database, priya).exchanges == ()


def test_an_exchange_left_half_typed_comes_back(qtbot, page):
    shown_page = page()
    shown_page.ledger.log_exchange()
    dialog = dialog_of(qtbot, shown_page)
    qtbot.keyClicks(dialog._text, "half a thou")
    dialog._from_them.setChecked(True)
    typed = dialog.draft()

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    shown_page.ledger.log_exchange()

    assert dialog_of(qtbot, shown_page).draft() == typed


def test_an_exchange_is_corrected(qtbot, database, page, priya, log):
    log(3, text="Wrong")
    before = shown(database, priya).exchanges[0]
    shown_page = page()
    rows(shown_page)[0]._edit.click()
    dialog = dialog_of(qtbot, shown_page)
    dialog._text.setPlainText("Right")

    with qtbot.waitSignal(dialog.logged):
        dialog._save.click()

    [after] = shown(database, priya).exchanges
    assert (after.text, after.at) == ("Right", before.at)


def test_a_deleted_exchange_can_be_brought_back(qtbot, database, operations, page, priya, log):
    log(text="Kept")
    shown_page = page()

    with qtbot.waitSignal(operations.done):
        rows(shown_page)[0]._delete.click()
    qtbot.waitUntil(lambda: rows(shown_page) == [])
    operations.write(history.undo)

    qtbot.waitUntil(lambda: len(rows(shown_page)) == 1)


def test_what_came_of_it_is_said_on_the_badge(qtbot, database, page, priya, log):
    log(carried=Carried.LINK)
    shown_page = page()
    menu = rows(shown_page)[0]._outcome.menu()
    [used] = [each for each in menu.actions() if each.data() == Outcome.USED.value]

    used.trigger()

    qtbot.waitUntil(lambda: [row._outcome.text() for row in rows(shown_page)] == ["was of use"])
    assert shown(database, priya).exchanges[0].outcome is Outcome.USED


def test_only_the_latest_are_shown_until_more_is_asked_for(qtbot, page, log):
    for days in range(7):
        log(days + 1)
    shown_page = page()
    first = len(rows(shown_page))

    shown_page.ledger._all.click()

    assert (first, len(rows(shown_page))) == (5, 7)


def test_a_rest_is_shown_and_ended(qtbot, database, page, priya, log):
    log()
    shown_page = page()
    shown_page.ledger.balance._rest.click()
    qtbot.waitUntil(shown_page.ledger.balance._end.isVisible)
    said = shown_page.ledger.balance._resting.text()
    offered = shown_page._header._rest.text()

    shown_page._header._rest.trigger()

    qtbot.waitUntil(lambda: shown(database, priya).resting_since is None)
    qtbot.waitUntil(lambda: shown_page._header._rest.text() == "Let it rest")
    assert said.startswith("Resting since ")
    assert offered == "End the rest"


def test_a_pasted_reply_becomes_an_exchange_and_their_new_matter(qtbot, database, page, priya):
    shown_page = page()
    reply = shown_page.ledger.reply
    reply.begin()
    qtbot.keyClicks(reply._text, "Thanks a lot! We are opening a second bakery in May.")
    offered = reply._matter.text()

    with qtbot.waitSignal(reply.kept):
        qtbot.keyClick(reply._text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    with database.reading() as session:
        matters = people.person_details(session, priya).matters
    assert offered == "We are opening a second bakery in May."
    assert matters[0].value.text == offered
    assert [each.direction for each in shown(database, priya).exchanges] == [Direction.FROM_THEM]


def test_a_half_typed_reply_waits_while_another_person_is_looked_at(
    qtbot, database, page, priya, now
):
    other = perform(database, partial(people.add_person, line="Bo", now=now)).value
    shown_page = page()
    shown_page.ledger.reply.begin()
    qtbot.keyClicks(shown_page.ledger.reply._text, "We are")

    for person_id, text in ((other, ""), (priya, "We are")):
        shown_page.show_person(person_id)
        qtbot.waitUntil(lambda wanted=person_id: shown_page.person_id == wanted)
        assert shown_page.ledger.reply._text.toPlainText() == text


def test_facts_of_one_person_are_never_shown_for_another(qtbot, database, page, priya, log, now):
    for days in range(4):
        log(days + 1)
    other = perform(database, partial(people.add_person, line="Bo", now=now)).value
    shown_page = page()
    balance = shown_page.ledger.balance
    balance.show_facts()
    unfolded = balance._facts.isVisible()

    shown_page.show_person(other)
    qtbot.waitUntil(lambda: shown_page.person_id == other)
    balance.show_facts()
    shown_page.ledger.rest()
    qtbot.waitUntil(balance._end.isVisible)

    assert unfolded
    assert balance._facts.text() == ""
    assert not balance._facts.isVisible()
