"""The screen Help: who is in a bind, who could help, the steps, and what comes next."""

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from tests.ui.helping.looking import NOW, TODAY, line, shown, texts

from passalong.domain.bind import BindState
from passalong.domain.exchange import Carried
from passalong.domain.reminder import Wishes
from passalong.services import binds, introductions, ledger, people, reminders
from passalong.services.binds import Which
from passalong.services.outcome import Changed
from passalong.ui.helping.help_page import HelpPage


def test_without_binds_it_says_what_this_is_for(qtbot, page):
    assert "Nobody is in a bind" in texts(page)
    with qtbot.waitSignal(page.need_wanted):
        page._begin_mine.click()


def test_a_line_says_who_what_and_that_it_is_overdue(qtbot, tenders, page):
    counted = []
    page.counted.connect(lambda *each: counted.append(each))
    shown(qtbot, page, tenders)

    said = line(page)
    assert said.startswith("Priya Okafor: someone who knows French public tenders")
    assert "promised by yesterday" in said
    assert said.endswith("overdue")
    assert counted[-1] == (1, True)
    assert page.screen_.chip(0).text() == "Others in a bind 1"


def test_the_page_says_when_it_was_told_and_what_was_promised(qtbot, tenders, page):
    shown(qtbot, page, tenders)

    about = page.others.reading.about.text()
    assert "told you" in about
    assert "you promised by yesterday: a name" in about


def test_whoever_could_help_is_shown_with_the_words_that_say_so(qtbot, tenders, luc, page):
    shown(qtbot, page, tenders)
    qtbot.waitUntil(lambda: bool(page.others.helpers.cards))

    card = page.others.helpers.cards[0]
    assert card.suggestion.person_id == luc
    assert "French public tenders" in card.accessibleName()
    assert [each.text() for each in card.actions_shown] == ["Write…", "Introduce…"]


def test_introduce_tells_the_two_and_what_it_is_for(qtbot, tenders, priya, luc, page):
    shown(qtbot, page, tenders)
    qtbot.waitUntil(lambda: bool(page.others.helpers.cards))

    with qtbot.waitSignal(page.introduce_wanted) as wanted:
        page.others.helpers.cards[0].actions_shown[1].click()

    assert wanted.args == [priya, luc, tenders]


def test_the_introduction_made_for_it_is_named_and_leads_there(
    qtbot, tenders, priya, luc, page, do
):
    gets = {"a_gets": "a name", "b_gets": "a client"}
    made = do(introductions.begin, a_id=priya, b_id=luc, **gets, bind_id=tenders)
    page.refresh()
    shown(qtbot, page, tenders)

    def leads():
        return [
            each
            for each in page.others.reading.findChildren(QPushButton)
            if each.text() == "Introduction with Luc Moreau" and each.isVisible()
        ]

    qtbot.waitUntil(lambda: len(leads()) == 1)
    with qtbot.waitSignal(page.introduction_chosen) as chosen:
        leads()[0].click()
    assert chosen.args == [made]


def test_where_an_introduction_is_under_way_it_is_said_and_opened(
    qtbot, do, tenders, page, priya, luc
):
    made = do(
        introductions.begin, a_id=priya, b_id=luc, a_gets="a name", b_gets="a client", bind_id=None
    )
    shown(qtbot, page, tenders)
    qtbot.waitUntil(lambda: bool(page.others.helpers.cards) and not page._helpers.is_under_way)
    card = page.others.helpers.cards[0]

    assert "An introduction of the two is under way." in card.accessibleName()
    opens = card.actions_shown[-1]
    assert opens.text() == "Open introduction"
    with qtbot.waitSignal(page.introduction_chosen) as chosen:
        opens.click()
    assert chosen.args == [made]


def test_who_could_help_is_looked_for_anew_once_all_notes_were_read(
    qtbot, tenders, page, operations, monkeypatch
):
    shown(qtbot, page, tenders)
    qtbot.waitUntil(lambda: not page._helpers.is_under_way)
    asked = []
    real = binds.who_could_help

    def noting(session, *, about, now):
        asked.append(about)
        return real(session, about=about, now=now)

    monkeypatch.setattr(binds, "who_could_help", noting)
    operations.changed.emit(Changed.OPPORTUNITIES)  # as the keeper of the index says it
    qtbot.waitUntil(lambda: asked == [tenders])


def test_where_listening_helps_nobody_is_looked_for(qtbot, tenders, page, kept):
    shown(qtbot, page, tenders)
    qtbot.waitUntil(lambda: bool(page.others.helpers.cards))

    page.others.reading.listen.click()

    qtbot.waitUntil(lambda: kept().just_listen)
    qtbot.waitUntil(lambda: not page.others.helpers.cards)
    assert "Listening is what helps" in page.others.helpers.nobody.text()
    assert kept().promise == "a name"  # nothing else changed with it


def test_steps_are_added_ticked_changed_moved_and_removed(qtbot, tenders, page, kept):
    shown(qtbot, page, tenders)
    steps = page.others.steps
    for text in ("ask Luc", "introduce both"):
        qtbot.keyClicks(steps.add, text)
        qtbot.keyClick(steps.add, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda text=text: bool(steps.rows) and steps.rows[-1].step.text == text)

    steps.rows[0].tick.click()
    qtbot.waitUntil(lambda: kept().steps[0].done_on == TODAY)
    qtbot.waitUntil(lambda: "1 of 2 steps" in line(page))

    steps.rows[1].text.selectAll()
    qtbot.keyClicks(steps.rows[1].text, "bring both together")
    qtbot.keyClick(steps.rows[1].text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept().steps[1].text == "bring both together")

    qtbot.keyClick(steps.rows[1].text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: kept().steps[0].text == "bring both together")
    qtbot.waitUntil(lambda: steps.rows[0].step.text == "bring both together")

    steps.rows[0].remove.click()
    qtbot.waitUntil(lambda: [each.text for each in kept().steps] == ["ask Luc"])


def test_a_half_typed_step_survives_a_refresh(qtbot, tenders, page):
    shown(qtbot, page, tenders)
    page.others.steps.add.setText("half a st")

    page.refresh()
    qtbot.waitUntil(lambda: not page._reading.is_under_way)

    assert page.others.steps.add.text() == "half a st"


def test_solved_goes_to_the_solved_ones_and_can_be_taken_up_again(qtbot, tenders, page, kept):
    shown(qtbot, page, tenders)

    page.others.actions_.solved.click()
    qtbot.waitUntil(lambda: kept().state is BindState.SOLVED)
    qtbot.waitUntil(lambda: page.screen_.chip(2).text() == "Solved 1")

    shown(qtbot, page, tenders)
    assert page.part is Which.SOLVED
    page.others.actions_.reopen.click()
    qtbot.waitUntil(lambda: kept().state is BindState.OPEN)


def test_a_bind_is_handed_on_and_taken_up_again(qtbot, tenders, page, kept):
    shown(qtbot, page, tenders)
    actions, box = page.others.actions_, page.others.box
    assert not actions.reopen.isVisible()

    actions.hand_on.click()
    box.to.setText("the embassy")
    box.done.click()

    qtbot.waitUntil(lambda: kept().state is BindState.HANDED_ON)
    assert [step.text for step in kept().steps] == ["Handed on to the embassy"]
    qtbot.waitUntil(lambda: "handed on" in line(page))
    assert not box.isVisible()
    assert not actions.hand_on.isVisible()

    actions.reopen.click()
    qtbot.waitUntil(lambda: kept().state is BindState.OPEN)
    qtbot.waitUntil(actions.hand_on.isVisible)


def test_the_question_to_whom_comes_in_sight(qtbot, tenders, page, do):
    for number in range(20):
        do(binds.add_step, bind_id=tenders, text=f"step {number}")
    page.refresh()
    shown(qtbot, page, tenders)
    box = page.others.box
    qtbot.waitUntil(lambda: page.others.height() > page.height() + 100)
    assert page.others.actions_.visibleRegion().isEmpty()

    page.hand_on()

    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect().height() == box.height() > 0)


def test_handing_on_can_be_left_and_names_nobody_of_another_bind(
    qtbot, tenders, page, do, priya, kept
):
    other = do(binds.note_bind, person_id=priya, text="a flat")
    shown(qtbot, page, tenders)
    page.others.actions_.hand_on.click()
    page.others.box.to.setText("Luc")
    shown(qtbot, page, other)
    assert not page.others.box.isVisible()

    page.others.actions_.hand_on.click()
    assert page.others.box.to.text() == ""
    page.others.box._cancel.click()

    assert not page.others.box.isVisible()
    assert kept().state is BindState.OPEN


def test_helping_is_an_exchange_and_the_bind_stays(qtbot, tenders, priya, page, kept, database):
    shown(qtbot, page, tenders)

    page.others.actions_.helped.click()

    qtbot.waitUntil(lambda: kept().state is BindState.HELPING)
    with database.reading() as session:
        (exchange,) = ledger.exchanges(session, priya)
    assert exchange.carried is Carried.HELP


def test_tomorrow_is_at_the_hour_of_reminders(qtbot, tenders, page, kept):
    page.remind_at = lambda: time(7, 30)
    shown(qtbot, page, tenders)

    page.others.actions_.tomorrow.click()

    qtbot.waitUntil(lambda: kept().snoozed_until is not None)
    assert kept().snoozed_until.astimezone().time() == time(7, 30)
    qtbot.waitUntil(lambda: "reminds tomorrow at 07:30" in page.others.reading.about.text())


def test_tomorrow_only_puts_the_reminder_off(qtbot, tenders, priya, page, kept, database):
    shown(qtbot, page, tenders)

    page.others.actions_.tomorrow.click()

    qtbot.waitUntil(lambda: kept().snoozed_until is not None)
    until = kept().snoozed_until.astimezone()
    assert (until.date(), until.hour) == (TODAY + timedelta(days=1), 9)
    with database.reading() as session:
        assert ledger.exchanges(session, priya) == []


def test_editing_in_place_keeps_what_is_not_shown(qtbot, tenders, page, kept):
    shown(qtbot, page, tenders)
    page.others.reading.edit.click()
    form = page.others.form
    assert form.fields.text.toPlainText() == "someone who knows French public tenders"
    form.fields.text.setPlainText("someone in Lyon")
    form.fields.by.line.setText("in 3 days")
    form.fields.urgent.setChecked(True)

    qtbot.keyClick(form.fields.promise, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: kept().text == "someone in Lyon")
    assert kept().promised_on == TODAY + timedelta(days=3)
    assert kept().urgent
    assert kept().since == TODAY
    qtbot.waitUntil(lambda: not form.isVisible())


def test_an_unclear_day_is_said_and_nothing_is_lost(qtbot, tenders, page, kept):
    shown(qtbot, page, tenders)
    page.others.edit()
    form = page.others.form
    form.fields.by.line.setText("one of these days")

    form.save.click()

    assert form.message.isVisible()
    assert kept().promised_on == TODAY - timedelta(days=1)


def test_what_is_being_edited_survives_a_refresh(qtbot, tenders, page, do, priya):
    shown(qtbot, page, tenders)
    page.others.edit()
    page.others.form.fields.text.setPlainText("half a thought")

    do(people.add_line, person_id=priya, line="likes tea")
    page.refresh()
    qtbot.waitUntil(lambda: not page._reading.is_under_way)

    assert page.others.form.isVisible()
    assert page.others.form.fields.text.toPlainText() == "half a thought"


@pytest.mark.parametrize("matters", [True, False])
def test_whether_it_still_matters_is_asked_once(qtbot, page, do, priya, kept, matters):
    old = NOW - timedelta(days=90)
    number = do(binds.note_bind, when=old, person_id=priya, text="a flat in Lyon")
    page.refresh()
    shown(qtbot, page, number)
    reading = page.others.reading
    assert reading.asks_whether_faded()

    (reading.matters if matters else reading.faded).click()

    qtbot.waitUntil(lambda: kept(number).asked_whether_faded)
    assert kept(number).state is (BindState.OPEN if matters else BindState.FADED)
    shown(qtbot, page, number)
    assert not reading.asks_whether_faded()


def test_what_is_asked_in_the_window_is_asked_by_no_reminder(
    qtbot, operations, do, database, priya
):
    wishes = Wishes(on_weekends=True, at=time(), quiet_from=time(), quiet_until=time())

    def told():
        with database.reading() as session:
            return reminders.due(session, wishes, NOW).notification

    do(binds.note_bind, when=NOW - timedelta(days=90), person_id=priya, text="a flat in Lyon")
    assert told().may_have_faded
    page = HelpPage(operations)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.bind() is not None)
    operations.wait()
    assert told() is not None  # nobody saw it yet

    page.show()

    qtbot.waitUntil(lambda: told() is None)


def test_del_puts_a_bind_into_the_trash(qtbot, tenders, page, operations):
    done = []
    operations.done.connect(lambda action, _step: done.append(action))
    shown(qtbot, page, tenders)

    qtbot.keyClick(page.list, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: "Nobody is in a bind" in texts(page))
    assert done  # it is a step of Undo


def test_enter_in_the_list_goes_to_solved(qtbot, tenders, page):
    shown(qtbot, page, tenders)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(page.others.actions_.solved.hasFocus)


def test_the_keyboard_goes_on_in_the_list_when_a_bind_leaves_it(
    qtbot, page, tenders, do, priya, kept
):
    other = do(binds.note_bind, person_id=priya, text="a dentist")
    shown(qtbot, page, tenders)
    page.others.actions_.solved.setFocus()
    page.others.actions_.solved.click()
    qtbot.waitUntil(lambda: page.bind() is not None and page.bind().id == other)
    assert page.focusWidget() is page.list
    assert kept(tenders).state is BindState.SOLVED

    page.others.actions_.delete.setFocus()
    page.others.actions_.delete.click()
    qtbot.waitUntil(lambda: page.bind() is None)
    assert page.focusWidget() is page.list


def test_five_hundred_binds_are_lines_of_a_list(qtbot, operations, database, do, priya):
    def many(session, now):
        for each in range(499):
            binds.note_bind(session, priya, f"bind number {each}", now)
        return binds.note_bind(session, priya, "the last " + "very " * 400 + "long one", now)

    last = do(many)
    page = HelpPage(operations)
    qtbot.addWidget(page)
    page.show()
    shown(qtbot, page, last)

    assert page.list.model().rowCount() == 500
    assert page.screen_.chip(0).text() == "Others in a bind 500"
    assert len(page.others.reading.title.text()) < 200
    assert page.others.reading.text.isVisible()
