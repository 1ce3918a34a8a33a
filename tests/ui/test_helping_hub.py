"""Every way to help leads to the same screen and the same dialog: keys, pages, palette, Today."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from passalong.services import asking, binds, handing_on, ledger, people
from passalong.ui.capture_dialog import CaptureDialog
from passalong.ui.composing.compose_dialog import ComposeDialog
from passalong.ui.composing.introduce_dialog import IntroduceDialog
from passalong.ui.helping.note_dialog import NoteDialog
from passalong.ui.line_card import LineCard
from passalong.ui.main_window import MainWindow
from passalong.ui.palette import Palette
from passalong.ui.screens import Place

NOW = datetime.now().astimezone()
TODAY = NOW.date()
offscreen_list = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def priya(do):
    return do(people.add_person, line="Priya Okafor priya@okafor.example")


@pytest.fixture
def luc(do):
    return do(people.add_person, line="Luc Moreau luc@moreau.example: has: public tenders")


@pytest.fixture
def tenders(do, priya):
    yesterday = TODAY - timedelta(days=1)
    return do(
        binds.note_bind, person_id=priya, text="who knows public tenders?", promised_on=yesterday
    )


@pytest.fixture
def window(qtbot, operations, tmp_path, priya, luc):
    window = MainWindow(operations, tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.complete()
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 2)
    yield window
    for kind in (NoteDialog, ComposeDialog, IntroduceDialog):
        for dialog in window.findChildren(kind):
            dialog.reject()


def shown(qtbot, window, kind):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)))
    return next(each for each in window.findChildren(kind) if each.isVisible())


def on_help(qtbot, window, text):
    page = window.pages.helping.page
    qtbot.waitUntil(lambda: page.bind() is not None and page.bind().text == text)
    assert window.screens.currentIndex() == Place.HELP
    return page.bind()


@offscreen_list
def test_a_key_notes_who_needs_what_by_when(qtbot, window, priya):
    window.actions_.note_bind.trigger()
    dialog = shown(qtbot, window, NoteDialog)
    qtbot.keyClicks(dialog.who, "Priya")
    qtbot.waitUntil(lambda: dialog.who._found.rowCount() == 1)
    qtbot.keyClick(dialog.who, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.fields.text, "someone in Lyon, by tomorrow")

    qtbot.keyClick(dialog.fields.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    bind = on_help(qtbot, window, "someone in Lyon")
    assert (bind.person_id, bind.promised_on) == (priya, TODAY + timedelta(days=1))


def test_nobody_named_is_said_and_nothing_is_kept(qtbot, window, database):
    window.actions_.note_bind.trigger()
    dialog = shown(qtbot, window, NoteDialog)
    dialog.fields.text.setPlainText("someone in Lyon")

    dialog.save.click()

    assert "Choose who needs help" in dialog._told.text()
    assert dialog.isVisible()


def test_what_was_typed_and_not_saved_comes_back_the_next_time(qtbot, window, priya):
    window.actions_.note_bind.trigger()
    dialog = shown(qtbot, window, NoteDialog)
    dialog.who.show_person(priya, "Priya Okafor")
    dialog.fields.text.setPlainText("someone in Lyon")
    dialog.fields.urgent.setChecked(True)
    typed = dialog.draft()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    window.actions_.need_help.trigger()
    mine = shown(qtbot, window, NoteDialog)
    assert mine.draft().entered.text == ""
    mine.reject()
    window.actions_.note_bind.trigger()

    again = shown(qtbot, window, NoteDialog)
    assert again.draft() == typed
    again.save.click()
    assert on_help(qtbot, window, "someone in Lyon").person_id == priya
    window.actions_.note_bind.trigger()
    assert shown(qtbot, window, NoteDialog).draft().entered.text == ""


def test_i_need_help_leads_to_whom_to_ask(qtbot, window):
    window.actions_.need_help.trigger()
    dialog = shown(qtbot, window, NoteDialog)
    assert not dialog.who.isVisible()
    dialog.fields.text.setPlainText("somebody who knows public tenders")

    dialog.save.click()

    assert on_help(qtbot, window, "somebody who knows public tenders").is_mine
    page = window.pages.helping.page
    qtbot.waitUntil(lambda: bool(page.mine.ranking.cards))


def test_a_person_page_shows_binds_and_notes_one(qtbot, window, priya, tenders):
    window.show_person(priya)
    section = window.pages.person.binds
    qtbot.waitUntil(lambda: len(section.rows) == 1)
    assert "overdue" in section.rows[0].accessibleName()

    section.note.click()

    dialog = shown(qtbot, window, NoteDialog)
    assert dialog.who.person_id() == priya
    dialog.reject()
    section.rows[0].click()
    on_help(qtbot, window, "who knows public tenders?")


@offscreen_list
def test_the_palette_takes_the_whole_line(qtbot, window, priya):
    window.open_palette()
    palette = window.findChild(Palette)
    qtbot.keyClicks(palette._line, "Priya Okafor needs help: a flat, by tomorrow")
    model = palette._model
    qtbot.waitUntil(lambda: "needs help" in str(model.index(0, 0).data()))

    qtbot.keyClick(palette._line, Qt.Key.Key_Return)

    dialog = shown(qtbot, window, NoteDialog)
    assert dialog.who.person_id() == priya
    entered = dialog.fields.entered()
    assert (entered.text, entered.promised_on) == ("a flat", TODAY + timedelta(days=1))


def found(qtbot, window, text):
    """Type a text into the palette and return it with the titles that it finds."""
    window.open_palette()
    palette = window.findChildren(Palette)[-1]
    palette._line.setText(text)
    qtbot.waitUntil(lambda: not palette._search.is_under_way)
    model = palette._model
    return palette, [model.index(row, 0).data() for row in range(model.rowCount())]


@offscreen_list
@pytest.mark.parametrize(
    "text", ["Priya needs help", "priya needs", "Priya is in a bind", "bind Priya", "priya bind"]
)
def test_the_palette_offers_to_note_who_needs_help(qtbot, window, priya, text):
    palette, titles = found(qtbot, window, text)
    assert titles[0] == "Note that Priya Okafor needs help…"

    qtbot.keyClick(palette._line, Qt.Key.Key_Return)

    assert shown(qtbot, window, NoteDialog).who.person_id() == priya


@offscreen_list
def test_the_palette_knows_what_is_urgent_and_what_is_the_users_own(qtbot, window, priya):
    palette, _titles = found(qtbot, window, "Priya urgently needs help: a lift")
    qtbot.keyClick(palette._line, Qt.Key.Key_Return)
    dialog = shown(qtbot, window, NoteDialog)
    assert dialog.fields.entered()[0] == "a lift"
    assert dialog.fields.urgent.isChecked()
    dialog.reject()

    palette, _titles = found(qtbot, window, "I need help: a translator")
    qtbot.keyClick(palette._line, Qt.Key.Key_Return)
    dialog = shown(qtbot, window, NoteDialog)
    assert dialog.windowTitle() == "I need help"
    assert dialog.fields.entered()[0] == "a translator"


@offscreen_list
def test_the_palette_finds_every_command_about_binds(qtbot, window):
    _palette, titles = found(qtbot, window, "bind")
    assert titles == [
        "Help",
        "Somebody needs help",
        "Hand on the bind shown in Help",
        "I need help",
    ]
    assert found(qtbot, window, "Nobody Known needs help")[1] == ["Somebody needs help"]


def test_today_shows_what_was_promised_and_leads_there(qtbot, window, tenders):
    today = window.pages.today
    today.refresh()
    qtbot.waitUntil(lambda: bool(today.findChildren(LineCard)))
    (row,) = today.findChildren(LineCard)
    assert (row.line.title, row.line.badge) == ("Priya Okafor", "overdue")

    row.click()

    on_help(qtbot, window, "who knows public tenders?")


def test_the_sidebar_counts_who_needs_help_in_a_warm_colour(qtbot, window, tenders):
    window.pages.helping.page.refresh()
    count = window.sidebar._counts[Place.HELP]
    qtbot.waitUntil(lambda: count.text() == "1")
    assert count.property("role") == "pressing"


def test_introduce_opens_the_dialog_with_what_they_need(qtbot, window, priya, luc, tenders):
    page = window.pages.helping.page
    window.pages.helping.show_bind(tenders)
    qtbot.waitUntil(lambda: bool(page.others.helpers.cards))

    page.others.helpers.cards[0].introduce_wanted.emit(luc)

    dialog = shown(qtbot, window, IntroduceDialog)
    assert set(dialog.gets) == {priya, luc}


def test_a_letter_that_asks_is_written_in_the_composer_and_recorded_after_yes(
    qtbot, window, do, luc, database, monkeypatch
):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    need = do(binds.note_bind, person_id=None, text="somebody who knows public tenders")
    do(asking.begin_wave, bind_id=need, person_ids=[luc])
    page = window.pages.helping.page
    window.pages.helping.show_bind(need)
    qtbot.waitUntil(lambda: len(page.mine.rows) == 1)

    page.mine.rows[0].write.click()
    dialog = shown(qtbot, window, ComposeDialog)
    qtbot.waitUntil(lambda: dialog._answer is not None and dialog._asking is None)
    dialog.copy_message()
    bar = window.pages.giving.sent_bar
    qtbot.waitUntil(bar.isVisible)
    with database.reading() as session:
        assert ledger.exchanges(session, luc) == []
    bar.yes.click()

    qtbot.waitUntil(lambda: "asked" in page.mine.rows[0].state.text())


def test_a_reply_that_pleads_offers_to_note_it(qtbot, window, priya):
    window.show_person(priya)
    person = window.pages.person
    qtbot.waitUntil(lambda: person.person_id == priya)
    reply = person.ledger.reply
    reply.begin()
    reply._text.setPlainText("Thanks. I am in trouble: I urgently need help with a lease in Lyon.")
    qtbot.waitUntil(reply._plea.isVisible)

    reply._plea.click()

    dialog = shown(qtbot, window, NoteDialog)
    assert dialog.who.person_id() == priya
    assert "a lease in Lyon" in dialog.fields.text.toPlainText()
    assert dialog.fields.urgent.isChecked()


def test_a_note_that_pleads_becomes_a_bind_with_its_day(qtbot, window, database, priya):
    window.show_person(priya)
    person = window.pages.person
    qtbot.waitUntil(lambda: person.person_id == priya)
    plea = "his mother is in hospital, he is looking for a carer by tomorrow"
    qtbot.keyClicks(person._notes._field, plea)
    qtbot.waitUntil(person._notes.plea.isVisible)

    person._notes.plea.note.click()
    dialog = shown(qtbot, window, NoteDialog)
    assert dialog.who.person_id() == priya
    assert dialog.fields.text.toPlainText() == plea.removesuffix(" by tomorrow")
    assert dialog.fields.by.day() == TODAY + timedelta(days=1)
    assert not dialog.fields.urgent.isChecked()
    dialog.save.click()

    noted = on_help(qtbot, window, plea.removesuffix(" by tomorrow"))
    assert (noted.person_id, noted.promised_on) == (priya, TODAY + timedelta(days=1))
    window.show_person(priya)
    assert person._notes.plea.isHidden()


def test_a_note_asks_again_when_the_dialog_was_left(qtbot, window, priya):
    window.show_person(priya)
    person = window.pages.person
    qtbot.waitUntil(lambda: person.person_id == priya)
    qtbot.keyClicks(person._notes._field, "He is looking for a carer.")
    qtbot.waitUntil(person._notes.plea.isVisible)

    person._notes.plea.note.click()
    shown(qtbot, window, NoteDialog).reject()

    assert person._notes.plea.isVisible()


@offscreen_list
def test_a_captured_plea_leads_to_its_bind(qtbot, window, priya):
    window.errands.capture("Priya needs help: a bicycle")
    dialog = shown(qtbot, window, CaptureDialog)
    qtbot.waitUntil(dialog.plea.isVisible)

    dialog._save.click()

    assert on_help(qtbot, window, "a bicycle").person_id == priya


def test_a_command_hands_on_the_bind_shown(qtbot, window, tenders):
    window.pages.helping.show_bind(tenders)
    on_help(qtbot, window, "who knows public tenders?")
    window.show_people()

    window.actions_.hand_on.trigger()

    assert window.screens.currentIndex() == Place.HELP
    assert window.pages.helping.page.others.box.isVisible()


def test_a_persons_page_says_that_a_bind_is_handed_on(qtbot, window, do, priya, tenders):
    window.show_person(priya)
    section = window.pages.person.binds
    qtbot.waitUntil(lambda: bool(section.rows))

    window.pages.helping._operations.write(
        partial(handing_on.hand_on, bind_id=tenders, now=NOW, to="Luc")
    )

    qtbot.waitUntil(lambda: "handed on" in section.rows[0].line.detail)
