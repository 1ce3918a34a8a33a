"""The inbox's parts, its giver box, editing, and what is set aside."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPushButton

from passalong.domain.opportunity import (
    GiverState,
    OpportunityKind,
    Rating,
    Sharing,
    SuggestionAnswer,
)
from passalong.services import composing, opportunities, outgoing, people, setting_aside
from passalong.services.opportunities import Shown
from passalong.services.outcome import perform
from passalong.ui.inbox.inbox_page import InboxPage
from passalong.ui.people.drag import PEOPLE


@pytest.fixture
def today():
    return datetime.now().astimezone()


@pytest.fixture
def do(database, today):
    return lambda service, **said: perform(database, partial(service, **said, now=today)).value


@pytest.fixture
def ben(do):
    return do(people.add_person, line="Ben Whitaker: never misses a Packers game")


@pytest.fixture
def carla(do):
    return do(people.add_person, line="Carla Ruiz")


@pytest.fixture
def tickets(do, carla):
    said = {"text": "Two tickets for the Packers", "giver_id": carla}
    return do(opportunities.capture, **said, kind=OpportunityKind.ITEM)


@pytest.fixture
def kept(database, today):
    def kept(number):
        with database.reading() as session:
            return opportunities.opportunity(session, number, today)

    return kept


@pytest.fixture
def page(qtbot, operations):
    def opened(number):
        page = InboxPage(operations)
        qtbot.addWidget(page)
        page.resize(1084, 700)
        page.show()
        page.show_opportunity(number)
        shown = page.view
        qtbot.waitUntil(lambda: shown.opportunity is not None and shown.opportunity.id == number)
        qtbot.waitUntil(lambda: not page._ranking.is_under_way)
        return page

    return opened


def press(where, text):
    found = [b for b in where.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    found[0].click()


def chips(page):
    shown = [page.screen_.chip(place) for place in range(len(Shown))]
    return [chip.text() for chip in shown if chip.isVisible()]


def titles(page):
    model = page.list.entries
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_each_part_has_its_chip_and_count(do, tickets, today, page):
    yesterday = today.date() - timedelta(days=1)
    do(opportunities.capture, text="Over", expires_on=yesterday)
    do(opportunities.capture, text="https://example.org/nice", rating=Rating.NICE)
    shown = page(tickets)
    assert chips(shown) == ["Open 1", "Expired 1", "Shelf 1"]

    shown.screen_.chip(2).click()

    assert titles(shown) == ["Over"]


def test_what_is_asked_for_is_shown_in_whatever_part_it_is(do, tickets, today, page):
    over = do(opportunities.capture, text="Over", expires_on=today.date() - timedelta(days=1))
    assert titles(page(over)) == ["Over"]


def test_urgent_things_come_first_with_the_days_left(do, tickets, today, page):
    for days in (6, 2):
        ends = today.date() + timedelta(days=days)
        do(opportunities.capture, text=f"Ends in {days}", expires_on=ends)
    shown = page(tickets)
    assert titles(shown)[0] == "Ends in 2"
    first = shown.list.entries.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert first.endswith("2 days")
    listed = [
        shown.list.entries.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(3)
    ]
    assert any("ask first" in text for text in listed)


def test_the_giver_is_asked_through_the_composer(qtbot, tickets, page):
    shown = page(tickets)
    with qtbot.waitSignal(shown.ask_giver_wanted) as wanted:
        press(shown.view.giver, "Ask “Mind if I pass it along?”")
    assert wanted.args == [tickets]


def test_agreed_opens_the_way(qtbot, tickets, page, kept):
    shown = page(tickets)
    assert "Carla Ruiz, who does not know yet" in shown.view.giver.text.text()
    press(shown.view.giver, "Agreed")
    qtbot.waitUntil(lambda: kept(tickets).giver_state is GiverState.AGREED)
    qtbot.waitUntil(lambda: "agreed to pass it on" in shown.view.giver.text.text())
    assert not shown.view.giver.ask.isVisible()


@pytest.mark.parametrize("state", [GiverState.TOLD, GiverState.NO_NEED])
def test_told_and_no_need_are_said_in_the_menu(qtbot, tickets, page, kept, state):
    shown = page(tickets)
    shown.view.giver._states[state].trigger()
    qtbot.waitUntil(lambda: kept(tickets).giver_state is state)


def test_after_the_pass_the_giver_is_thanked(qtbot, do, database, ben, tickets, today, page, kept):
    do(opportunities.set_giver_state, opportunity_id=tickets, state=GiverState.AGREED)
    with database.reading() as session:
        message = composing.compose(session, ben, tickets, today).outgoing
    do(outgoing.record_sent, outgoing=message)
    shown = page(tickets)
    assert titles(shown) == ["Two tickets for the Packers"]
    with qtbot.waitSignal(shown.thank_giver_wanted):
        press(shown.view.giver, "Thank them…")
    press(shown.view.giver, "Already thanked")
    qtbot.waitUntil(lambda: kept(tickets).is_loop_closed)
    qtbot.waitUntil(lambda: "knows that it landed" in shown.view.giver.text.text())


def test_every_field_is_edited_as_one_step(qtbot, tickets, page, kept):
    shown = page(tickets)
    press(shown.view, "Edit")
    form = shown.view.form
    form.fields.title.setText("Three tickets")
    form.fields._quantity.setText("3")
    form.fields.until.line.setText("2031-05-01")
    form.fields._sharing.setCurrentIndex(form.fields._sharing.findData(Sharing.NOT_AT.value))
    form.fields._subject.setText("Acme")
    form.fields._commentary.setPlainText("Great seats.")
    form.kind.setCurrentIndex(form.kind.findData(OpportunityKind.EVENT.value))
    form.text.setPlainText("Three tickets, section 114")
    done = []
    shown._operations.done.connect(lambda *told: done.append(told))

    qtbot.keyClick(form.fields.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: not form.isVisible())
    thing = kept(tickets)
    assert (thing.title, thing.quantity, thing.kind) == ("Three tickets", 3, OpportunityKind.EVENT)
    assert (thing.sharing_subject, thing.commentary) == ("Acme", "Great seats.")
    assert thing.giver_name == "Carla Ruiz"
    assert len(done) == 1


def test_a_day_that_is_none_is_said_and_nothing_is_lost(qtbot, tickets, page, kept):
    shown = page(tickets)
    press(shown.view, "Edit")
    form = shown.view.form
    form.fields.title.setText("Three tickets")
    form.fields.until.line.setText("some day")
    press(form, "Save")
    assert "some day" in form.message.text()
    assert form.fields.title.text() == "Three tickets"
    assert kept(tickets).title == "Two tickets for the Packers"


def test_a_no_is_remembered_and_the_person_leaves(qtbot, ben, tickets, page, database):
    shown = page(tickets)
    card = shown.view.suggestions.cards[0]
    card.answered.emit(ben, SuggestionAnswer.NOT_NOW)
    qtbot.waitUntil(lambda: shown.view.suggestions.cards == [])
    with database.reading() as session:
        assert setting_aside.answers(session, tickets) == {ben: SuggestionAnswer.NOT_NOW}


def test_wrong_information_opens_the_person(qtbot, ben, tickets, page):
    shown = page(tickets)
    with qtbot.waitSignal(shown.person_chosen) as chosen:
        shown.view.suggestions.cards[0].answered.emit(ben, SuggestionAnswer.WRONG_INFORMATION)
    assert chosen.args == [ben]


def test_wrong_information_opens_the_very_note(qtbot, ben, tickets, page):
    shown = page(tickets)
    with qtbot.waitSignal(shown.line_wanted) as wanted:
        shown.view.suggestions.cards[0].answered.emit(ben, SuggestionAnswer.WRONG_INFORMATION)
    person_id, matched = wanted.args
    assert person_id == ben
    assert matched in shown.view.suggestions.cards[0].suggestion.evidence
    assert "Packers" in matched.line.text


def test_later_keeps_the_pass(qtbot, ben, tickets, today, page, database):
    shown = page(tickets)
    until = today + timedelta(days=5)
    shown.view.suggestions.later_wanted.emit(ben, until)
    qtbot.waitUntil(lambda: bool(shown.view.suggestions.held_back))
    assert "kept for later" in shown.view.suggestions.held_back[0]._short.text()
    shown.view.suggestions.later_ended.emit(ben)
    qtbot.waitUntil(lambda: bool(shown.view.suggestions.cards))


def test_what_is_put_aside_goes_to_passed_and_comes_back(qtbot, do, tickets, page):
    do(opportunities.capture, text="Another")
    shown = page(tickets)
    press(shown.view, "Put aside")
    qtbot.waitUntil(lambda: titles(shown) == ["Another"])
    assert "Passed 1" in chips(shown)
    shown.show_opportunity(tickets)
    qtbot.waitUntil(lambda: titles(shown) == ["Two tickets for the Packers"])
    press(shown.view, "Take up again")
    qtbot.waitUntil(lambda: "Open 2" in chips(shown))


def test_not_for_me_goes_to_who_could_use_it(qtbot, ben, tickets, page):
    shown = page(tickets)
    shown.activateWindow()
    press(shown.view, "Not for me: who could use it?")
    qtbot.waitUntil(shown.view.suggestions.cards[0].hasFocus)


@pytest.mark.parametrize(
    "limits", [{"rating": Rating.NICE}, {"sharing": Sharing.CONFIDENTIAL}], ids=["shelf", "secret"]
)
def test_what_is_suggested_to_nobody_does_not_ask_who_could_use_it(qtbot, do, ben, page, limits):
    shown = page(do(opportunities.capture, text="Packers stickers", **limits))
    qtbot.waitUntil(shown.view.suggestions.nobody.isVisible)
    asks = "Not for me: who could use it?"
    offered = next(b for b in shown.findChildren(QPushButton) if b.text() == asks)
    assert not offered.isVisible()


def test_the_longest_words_push_nothing_out_of_sight(qtbot, do, today, page):
    endless = "Packersticketverkaufsbevollmächtigung" * 3
    giver = do(people.add_person, line=f"Carla {endless}")
    names = [do(people.add_person, line=f"Ben {endless} {n}: {endless}") for n in range(2)]
    thing = do(
        opportunities.capture,
        text=f"{endless}\nhttps://example.org/{'a' * 300}\n{endless * 3}",
        kind=OpportunityKind.LINK,
        giver_id=giver,
        sharing=Sharing.NOT_AT,
        sharing_subject=endless,
        commentary=endless,
        attachment=(f"{endless}.pdf", "application/pdf", b"%PDF"),
    )
    do(
        setting_aside.later,
        opportunity_id=thing,
        person_id=names[0],
        until=today + timedelta(days=5),
        why="",
        commentary="",
    )
    shown = page(thing)
    shown.resize(826, 560)  # beside the sidebar of a window of 1024 x 640
    view = shown.view
    qtbot.waitUntil(lambda: bool(view.suggestions.held_back and view.suggestions.cards))
    qtbot.waitUntil(view.attachment.isVisible)
    for card in view.suggestions.held_back:
        card.unfold()
    qtbot.waitUntil(lambda: view.widget().width() == view.viewport().width())
    assert view.widget().minimumSizeHint().width() <= view.viewport().width()
    view.edit()
    assert view.widget().minimumSizeHint().width() <= view.viewport().width()


def test_somebody_dropped_on_an_entry_is_to_have_it(qtbot, ben, tickets, page):
    from PySide6.QtCore import QMimeData

    shown = page(tickets)
    mime = QMimeData()
    mime.setData(PEOPLE, str(ben).encode())
    entry = shown.list.entries.index(0, 0)
    copy = Qt.DropAction.CopyAction
    assert not shown.list.entries.canDropMimeData(mime, copy, 0, 0, QModelIndex())
    with qtbot.waitSignal(shown.pass_wanted) as wanted:
        assert shown.list.entries.dropMimeData(mime, copy, -1, -1, entry)
    assert wanted.args == [tickets, ben]
