"""The user's own bind: whom to ask, in waves, and the thanks once it is solved."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from passalong.domain.asking import RequestState
from passalong.domain.bind import BindState
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.services import asking, binds, ledger, outgoing, people
from passalong.services.binds import Which
from passalong.ui.helping.help_page import HelpPage

NOW = datetime.now().astimezone()


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def ten(do):
    return [do(people.add_person, line=f"Person {n}: has: office leases") for n in range(10)]


@pytest.fixture
def lease(do, ten):
    return do(binds.note_bind, person_id=None, text="somebody who knows office leases")


@pytest.fixture
def page(qtbot, operations, lease):
    page = HelpPage(operations)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    show(qtbot, page, lease)
    return page


@pytest.fixture
def kept(database, lease):
    def kept():
        with database.reading() as session:
            return asking.requests(session, lease)

    return kept


@pytest.fixture
def asked(do, kept, lease, ten):
    """A wave of three: the first was asked, the second helped."""
    do(asking.begin_wave, bind_id=lease, person_ids=ten[:3])
    first, second, _third = kept()
    do(asking.set_answer, request_id=first.id, state=RequestState.ASKED)
    do(asking.set_answer, request_id=second.id, state=RequestState.HELPED)
    return kept()


def show(qtbot, page, bind_id):
    page.show_bind(bind_id)
    qtbot.waitUntil(lambda: not page._reading.is_under_way and page.bind() is not None)
    qtbot.waitUntil(lambda: page.bind().id == bind_id and page.mine._asked is not None)


def texts(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def test_it_shows_whom_to_ask_and_why(qtbot, page):
    assert page.part is Which.MINE
    cards = page.mine.ranking.cards
    assert len(cards) == 10
    assert "office leases" in cards[0].accessibleName()
    assert page.mine.begin.text() == "Ask these 8"
    assert [card.isVisible() for card in cards] == [True] * 8 + [False] * 2
    page.mine.ranking.more.click()
    assert cards[9].isVisible()


def test_a_wave_is_eight_people_and_nothing_is_sent(qtbot, page, kept, database, ten):
    page.mine.begin.click()

    qtbot.waitUntil(lambda: len(page.mine.rows) == 8)
    assert {one.state for one in kept()} == {RequestState.TO_ASK}
    assert not page.mine.begin.isVisible()  # these come first
    with database.reading() as session:
        assert not any(ledger.exchanges(session, person) for person in ten)
    with qtbot.waitSignal(page.ask_wanted) as wanted:
        page.mine.rows[0].write.click()
    assert wanted.args == [page.mine.rows[0].request.id]


def test_a_row_says_why_somebody_is_asked(qtbot, operations, lease, asked, do, ten):
    exchange = {"channel": Channel.CALL, "carried": Carried.HELP, "text": "", "now": NOW}
    for direction in (Direction.FROM_ME, Direction.FROM_THEM):
        operations.write(
            partial(ledger.log_exchange, person_id=ten[0], direction=direction, at=NOW, **exchange)
        )
    page = HelpPage(operations)
    qtbot.addWidget(page)
    page.show()
    show(qtbot, page, lease)

    qtbot.waitUntil(lambda: len(page.mine.rows) == 3 and len(page.mine.rows[0].why) == 2)
    lines = [each.accessibleName() for each in page.mine.rows[0].why]
    assert lines == [
        "can offer: office leases",
        "in touch today · value went both ways: you gave once and got once",
    ]
    assert lines[0] in page.mine.rows[0].accessibleName()
    assert [each.accessibleName() for each in page.mine.rows[2].why] == lines[:1]


def test_the_next_wave_waits_three_days_unless_it_presses(qtbot, operations, lease, asked, kept):
    page = HelpPage(operations)
    qtbot.addWidget(page)
    page.show()
    show(qtbot, page, lease)

    assert not page.mine.begin.isVisible()
    assert any("Give them three days" in text for text in texts(page.mine))
    page.mine.early.click()

    qtbot.waitUntil(lambda: {one.wave for one in kept()} == {1, 2})


def test_after_three_days_the_next_wave_is_offered(qtbot, page, do, lease, ten, kept):
    past = NOW - timedelta(days=4)
    do(asking.begin_wave, bind_id=lease, person_ids=ten[:2], when=past)
    for one in kept():
        do(asking.set_answer, request_id=one.id, state=RequestState.ASKED, when=past)
    page.refresh()

    qtbot.waitUntil(lambda: page.mine.begin.text() == "Ask the next 8")
    assert page.mine.begin.isVisible()


def test_who_was_asked_otherwise_is_told_with_two_clicks(qtbot, page, kept):
    page.mine.begin.click()
    qtbot.waitUntil(lambda: len(page.mine.rows) == 8)
    row = page.mine.rows[0]

    choice = next(each for each in row.came.menu().actions() if "another way" in each.text())
    row.came.menu().triggered.emit(choice)

    qtbot.waitUntil(lambda: kept()[0].state is RequestState.ASKED)
    qtbot.waitUntil(lambda: "asked" in page.mine.rows[0].state.text())
    assert not page.mine.rows[0].write.isVisible()


def test_somebody_is_asked_out_of_turn(qtbot, page, kept):
    card = page.mine.ranking.cards[4]
    with qtbot.waitSignal(page.ask_wanted) as wanted:
        card.actions_shown[0].click()

    (request,) = kept()
    assert (wanted.args, request.person_id) == ([request.id], card.suggestion.person_id)


def test_who_sinks_is_folded_with_the_reason(qtbot, page, do, ten):
    do(binds.note_bind, person_id=ten[0], text="a flooded cellar")
    page.refresh()
    qtbot.waitUntil(lambda: len(page.mine.ranking.cards) == 9)

    assert "1 not to be asked now" in page.mine.ranking.sunk.text()
    page.mine.ranking.sunk.click()
    assert any("a flooded cellar" in text for text in texts(page.mine.ranking))


def test_what_was_given_is_shown_here_and_never_in_the_letter(
    qtbot, operations, do, ten, lease, database
):
    do(
        ledger.log_exchange,
        person_id=ten[0],
        direction=Direction.FROM_ME,
        at=NOW - timedelta(days=60),
        channel=Channel.MAIL,
        carried=Carried.ITEM,
        text="two tickets",
    )
    do(asking.begin_wave, bind_id=lease, person_ids=ten[:1])
    page = HelpPage(operations)
    qtbot.addWidget(page)
    page.show()
    show(qtbot, page, lease)

    said = page.mine.rows[0].given.text()
    assert said.startswith("Only you see this: you gave a thing")


def test_solved_asks_who_helped_and_offers_thanks(
    qtbot, operations, lease, asked, database, ten, kept
):
    page = HelpPage(operations)
    qtbot.addWidget(page)
    page.show()
    show(qtbot, page, lease)

    page.mine.actions_.solved.click()
    box = page.mine.box
    assert {number: tick.isChecked() for number, tick in box.ticks.items()} == {
        ten[0]: False,
        ten[1]: True,
    }
    box.done.setFocus()
    box.done.click()

    qtbot.waitUntil(lambda: page.part is Which.SOLVED)
    assert page.focusWidget() is page.list
    assert not box.isVisible()
    with database.reading() as session:
        assert binds.bind(session, lease).state is BindState.SOLVED
        (help_received,) = ledger.exchanges(session, ten[1])
    assert (help_received.direction, help_received.carried) == (Direction.FROM_THEM, Carried.HELP)
    qtbot.waitUntil(lambda: len(page.mine.rows) == 2)
    tells = {row.request.person_id: row.tell.text() for row in page.mine.rows}
    assert tells == {ten[0]: "Tell…", ten[1]: "Thank…"}
    assert any("2 left" in text for text in texts(page.mine))
    with qtbot.waitSignal(page.tell_wanted):
        page.mine.rows[0].tell.click()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_whoever_helped_unasked_can_be_named(qtbot, page, ten, kept):
    page.mine.ask_who_helped()
    box = page.mine.box
    qtbot.keyClicks(box.other, "Person 7")
    qtbot.waitUntil(lambda: box.other._found.rowCount() == 1)
    qtbot.keyClick(box.other, Qt.Key.Key_Return)
    assert list(box.ticks) == [ten[7]]

    box.done.click()

    qtbot.waitUntil(lambda: [one.person_id for one in kept()] == [ten[7]])
    assert kept()[0].state is RequestState.HELPED


def test_esc_leaves_the_question_who_helped(qtbot, page):
    page.mine.actions_.solved.click()
    qtbot.keyClick(page.mine.box.other, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.mine.box.isVisible())
    assert page.bind().is_open


def test_my_own_bind_without_a_day_offers_one_before_it_goes_to_the_calendar(qtbot, page):
    page.mine.actions_.calendar.click()
    assert page.mine.day_box.isVisible()
    assert page.focusWidget() is page.mine.day_box.by.line
    qtbot.keyClick(page.mine.day_box.by.line, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.mine.day_box.isVisible())


def test_nobody_at_all_is_said_in_words(qtbot, operations, do):
    number = do(binds.note_bind, person_id=None, text="a plumber")
    page = HelpPage(operations)
    qtbot.addWidget(page)
    page.show()
    show(qtbot, page, number)

    assert any("There is nobody yet" in text for text in texts(page.mine))
    assert not page.mine.begin.isVisible()


def test_an_answer_to_a_letter_that_asked_is_shown(qtbot, page, do, lease, kept, database):
    page.mine.begin.click()
    qtbot.waitUntil(lambda: len(page.mine.rows) == 8)
    from passalong.services import asking_letters

    with database.reading() as session:
        letter = asking_letters.ask_letter(session, kept()[0].id)
    do(outgoing.record_sent, outgoing=letter)

    page.refresh()
    qtbot.waitUntil(lambda: "asked" in page.mine.rows[0].state.text())
