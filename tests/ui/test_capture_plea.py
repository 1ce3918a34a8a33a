"""Capturing a line that says that somebody needs help: shown before it is noted, never guessed."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from passalong.services import binds, opportunities, people
from passalong.ui.capture_dialog import CaptureDialog
from passalong.ui.capture_draft import CaptureDraft
from passalong.words.helping import bind_of

TOMORROW = (datetime.now().astimezone() + timedelta(days=1)).date()
LINE = "Ada needs help: somebody in Lyon, by tomorrow"


@pytest.fixture
def ada(do):
    return do(people.add_person, line="Ada Lovelace at Engines: into numbers")


@pytest.fixture
def dialog(qtbot, operations):
    made = CaptureDialog(operations)
    qtbot.addWidget(made)
    made.show()
    return made


def write(qtbot, dialog, line):
    """Type a line, and wait until it is understood."""
    field = dialog.findChild(QPlainTextEdit)
    field.setPlainText(line)
    qtbot.waitUntil(dialog.plea.isVisible)


def note(qtbot, dialog):
    with qtbot.waitSignal(dialog.bind_noted) as noted:
        dialog._save.click()
    return noted.args[0]


def kept(database, bind_id):
    with database.reading() as session:
        return binds.bind(session, bind_id)


def inbox(database):
    with database.reading() as session:
        return [each.title for each in opportunities.inbox(session)]


def told(dialog):
    return dialog.plea._says.text()


def test_it_says_beforehand_what_will_be_noted(qtbot, dialog, database, ada):
    write(qtbot, dialog, LINE)

    assert told(dialog) == bind_of("Ada Lovelace", TOMORROW)
    assert dialog.plea._needs.text() == "somebody in Lyon"
    assert dialog._save.text() == "Note bind"
    assert not dialog._kind.isVisible()
    with database.reading() as session:
        assert binds.of_person(session, ada) == []


def test_it_becomes_a_bind(qtbot, dialog, database, ada):
    write(qtbot, dialog, LINE)

    noted = kept(database, note(qtbot, dialog))

    assert (noted.person_id, noted.text, noted.promised_on) == (ada, "somebody in Lyon", TOMORROW)
    assert inbox(database) == []


def test_what_is_needed_urgently_is_said_to_be_urgent(qtbot, dialog, database, ada):
    write(qtbot, dialog, "Ada Lovelace urgently needs help: a lift")
    assert told(dialog) == "A bind for Ada Lovelace, urgent"

    assert kept(database, note(qtbot, dialog)).urgent


def test_ctrl_return_waits_for_no_answer(qtbot, dialog, database, ada):
    field = dialog.findChild(QPlainTextEdit)
    field.setPlainText(LINE)

    with qtbot.waitSignal(dialog.bind_noted) as noted:
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert kept(database, noted.args[0]).person_id == ada


def test_nobody_unknown_is_added_unasked(qtbot, dialog, database, ada):
    write(qtbot, dialog, "Zed Ali needs help: a lift")
    dialog._save.click()
    assert dialog._message.text() == "Say who “Zed Ali” is."
    assert "Nobody is called “Zed Ali”." in dialog.plea._asks.text()

    dialog.plea.new.click()
    assert told(dialog) == bind_of("Zed Ali, who is added", None)
    noted = kept(database, note(qtbot, dialog))

    assert noted.person_name == "Zed Ali"


def test_somebody_known_by_another_name_can_be_chosen(qtbot, dialog, database, ada):
    write(qtbot, dialog, "Countess needs help: a lift")
    who = dialog.plea.who
    qtbot.keyClicks(who, "Lovelace")
    qtbot.waitUntil(lambda: who._found.rowCount() == 1)
    qtbot.keyClick(who, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.plea.person_id() == ada)
    assert told(dialog) == bind_of("Ada Lovelace", None)

    assert kept(database, note(qtbot, dialog)).person_id == ada


def test_of_several_one_is_chosen(qtbot, dialog, do, database, ada):
    byron = do(people.add_person, line="Ada Byron")
    write(qtbot, dialog, LINE)
    assert [radio.text() for radio, _meant in dialog.plea.choices] == [
        "Ada Byron",
        "Ada Lovelace · Engines",
    ]
    dialog._save.click()
    assert dialog._message.text() == "Say who “Ada” is."

    dialog.plea.choices[0][0].click()

    assert told(dialog) == bind_of("Ada Byron", TOMORROW)
    assert kept(database, note(qtbot, dialog)).person_id == byron


def test_a_namesake_of_the_only_one_can_be_added(qtbot, dialog, database, ada):
    write(qtbot, dialog, LINE)

    dialog.plea.somebody_else.click()
    dialog.plea.new.click()
    noted = kept(database, note(qtbot, dialog))

    assert (noted.person_name, noted.person_id == ada) == ("Ada", False)


def test_who_was_chosen_for_one_name_does_not_get_anothers_bind(qtbot, dialog, do, database, ada):
    bo = do(people.add_person, line="Bo Lindqvist")
    write(qtbot, dialog, LINE)
    field = dialog.findChild(QPlainTextEdit)
    field.setPlainText("Bo needs help: a boat")
    assert dialog.plea.person_id() is None

    with qtbot.waitSignal(dialog.bind_noted) as noted:
        dialog._save.click()  # before it is understood

    assert kept(database, noted.args[0]).person_id == bo


def test_a_choice_stays_while_the_same_line_is_typed_on(qtbot, dialog, do, ada):
    do(people.add_person, line="Ada Byron")
    write(qtbot, dialog, LINE)
    dialog.plea.choices[0][0].click()

    dialog.findChild(QPlainTextEdit).setPlainText(LINE.replace("Lyon", "Nantes"))
    qtbot.waitUntil(lambda: dialog.plea._needs.text() == "somebody in Nantes")

    assert dialog.plea.choices[0][0].isChecked()


def test_it_may_be_something_to_give_after_all(qtbot, dialog, database, ada):
    write(qtbot, dialog, "The food bank needs help: sorting on Saturday")

    dialog.plea.to_inbox.click()
    assert not dialog.plea.isVisible()
    assert dialog._save.text() == "Capture"
    with qtbot.waitSignal(dialog.captured):
        dialog._save.click()

    assert inbox(database) == ["The food bank needs help: sorting on Saturday"]


def test_ones_own_is_told_as_such(qtbot, dialog, database):
    write(qtbot, dialog, "I need help: a flat in Lyon, by tomorrow")
    assert told(dialog) == bind_of("", TOMORROW)

    noted = kept(database, note(qtbot, dialog))

    assert (noted.is_mine, noted.text) == (True, "a flat in Lyon")


def test_an_ordinary_text_is_captured_as_ever(qtbot, dialog, database, ada):
    write(qtbot, dialog, LINE)
    dialog.findChild(QPlainTextEdit).setPlainText("Two tickets for the opera")
    qtbot.waitUntil(lambda: not dialog.plea.isVisible())
    assert dialog._kind.isVisible()

    with qtbot.waitSignal(dialog.captured):
        dialog._save.click()

    assert inbox(database) == ["Two tickets for the opera"]


def test_what_was_typed_comes_back_as_it_was(qtbot, operations, ada):
    again = CaptureDialog(operations, CaptureDraft(LINE))
    qtbot.addWidget(again)
    again.show()

    qtbot.waitUntil(again.plea.isVisible)
    assert again.draft().text == LINE
