"""Introducing two: both gains required, letters that follow the words, and the way out."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea
from tests.ui.composing.dialogs import button

from passalong.domain.introduction import Stage
from passalong.domain.person import Field
from passalong.services import (
    acquaintance,
    binds,
    editing,
    introduction_plans,
    introductions,
    open_letters,
    outgoing,
    people,
)
from passalong.services.outcome import perform
from passalong.ui.composing import mail
from passalong.ui.composing.checks import Mark
from passalong.ui.composing.introduce_dialog import IntroduceDialog
from passalong.ui.composing.introducers import Introducers


@pytest.fixture
def ben(do):
    return do(people.add_person, line="Ben Whitaker ben@whitaker.example")


@pytest.fixture
def rosa(do):
    return do(people.add_person, line="Rosa Ortega rosa@ortega.example")


@pytest.fixture
def read(database):
    def read(question):
        with database.reading() as session:
            return question(session)

    return read


@pytest.fixture
def opened(qtbot, operations, read, ben, rosa, today):
    def opened(**said):
        plan = read(lambda session: introduction_plans.plan(session, ben, rosa, today, **said))
        dialog = IntroduceDialog(operations, plan)
        qtbot.addWidget(dialog)
        dialog.show()
        written(qtbot, dialog)
        return dialog

    return opened


def written(qtbot, dialog):
    def is_settled():
        return bool(dialog._written) and dialog._asking is None and not dialog._typing.isActive()

    qtbot.waitUntil(is_settled)


def say(qtbot, dialog, ben, rosa):
    dialog.gets[ben].say("a bookkeeper who knows studios")
    dialog.gets[rosa].say("a client round the corner")
    written(qtbot, dialog)


def chips(dialog):
    return [each.text() for each in dialog.letters.buttons()]


def told(dialog, mark):
    return [check.text for check in dialog.checklist.checks if check.mark is mark]


def test_what_each_gets_is_required(qtbot, opened, ben, rosa):
    dialog = opened()
    assert "Say what Ben Whitaker gets out of it" in told(dialog, Mark.BLOCK)
    for text in ("Keep for now", "Copy", "Open in mail"):
        assert not button(dialog, text).isEnabled()

    say(qtbot, dialog, ben, rosa)

    assert told(dialog, Mark.BLOCK) == []
    assert button(dialog, "Open in mail").isEnabled()


def test_the_letter_follows_the_words(qtbot, opened, ben, rosa):
    dialog = opened()

    qtbot.keyClicks(dialog.gets[ben].field, "a bookkeeper")
    qtbot.keyClicks(dialog.texts[rosa].field, "Rosa keeps the books of six studios.")
    written(qtbot, dialog)

    assert "in it for you: a bookkeeper." in dialog.preview.text()
    assert "Rosa keeps the books of six studios." in dialog.preview.text()


def test_an_empty_field_says_what_the_other_can_offer(do, opened, ben, rosa):
    for offer in ("bookkeeping", "a desk by the canal " * 9):
        put = {"person_id": rosa, "field": Field.ASSET, "text": offer, "row_id": None}
        do(editing.put_word, **put)

    dialog = opened()
    hint = dialog.gets[ben].field.placeholderText()

    assert hint.startswith("Rosa Ortega can offer: bookkeeping, a desk")
    assert len(hint) < 70


def test_each_letter_can_be_read(qtbot, opened, ben, rosa):
    dialog = opened(a_gets="a bookkeeper", b_gets="a client")
    assert chips(dialog) == ["Ask Ben Whitaker", "Ask Rosa Ortega", "To both"]
    assert dialog.letters.checkedButton().text() == "Ask Ben Whitaker"

    dialog.letters.buttons()[2].click()

    assert "a bookkeeper" in dialog.preview.text()
    assert "a client" in dialog.preview.text()
    assert any("have not said" in text for text in told(dialog, Mark.WARNING))


def test_who_is_open_is_not_asked(do, opened, ben, rosa):
    for person_id in (ben, rosa):
        do(acquaintance.set_open_to_introductions, person_id=person_id, is_open=True)

    dialog = opened(a_gets="a bookkeeper", b_gets="a client")

    assert chips(dialog) == ["To both"]
    assert "Ben Whitaker is open to introductions" in told(dialog, Mark.GOOD)


def test_a_second_question_within_thirty_days_waits(do, opened, ben, rosa, today):
    other = do(people.add_person, line="Carla Ruiz")
    about = do(introductions.begin, a_id=ben, b_id=other, a_gets="golf", b_gets="a seat")
    then = today - timedelta(days=5)
    do(introductions.answer, when=then, introduction_id=about, person_id=ben, yes=True)

    dialog = opened(a_gets="a bookkeeper", b_gets="a client")

    assert any("asked them to meet somebody" in text for text in told(dialog, Mark.BLOCK))
    assert not button(dialog, "Copy").isEnabled()
    assert button(dialog, "Keep for now").isEnabled()


def test_kept_for_now_it_is_an_idea(qtbot, opened, read, ben, rosa):
    dialog = opened(a_gets="a bookkeeper", b_gets="a client")
    dialog.texts[rosa].say("Rosa keeps books.")

    with qtbot.waitSignal(dialog.kept) as kept:
        button(dialog, "Keep for now").click()

    about = read(lambda session: introductions.introduction(session, kept.args[0]))
    assert about.stage is Stage.IDEA
    assert about.gets(ben) == "a bookkeeper"
    assert read(lambda session: acquaintance.meeting(session, rosa)).text == "Rosa keeps books."
    assert read(open_letters.waiting) == []


def test_a_letter_leaves_and_is_recorded_on_yes_only(
    qtbot, database, opened, mails, read, ben, rosa, today
):
    dialog = opened(a_gets="a bookkeeper", b_gets="a client")

    with qtbot.waitSignal(dialog.handed_out) as out:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    letter = out.args[0]
    assert letter.name == "Ben Whitaker"
    assert "ben@whitaker.example" in mails[0][0].mailto
    about = letter.outgoing.introduction_id
    assert stage(read, about) is Stage.IDEA
    perform(database, partial(outgoing.record_sent, outgoing=letter.outgoing, now=today))
    assert stage(read, about) is Stage.ASKED_A


def stage(read, number):
    return read(lambda session: introductions.introduction(session, number)).stage


def test_the_introduction_goes_to_both(qtbot, do, opened, mails, ben, rosa):
    about = do(introductions.begin, a_id=ben, b_id=rosa, a_gets="books", b_gets="a client")
    for person_id in (ben, rosa):
        do(introductions.answer, introduction_id=about, person_id=person_id, yes=True)
    dialog = opened()
    assert "Ben Whitaker said yes" in told(dialog, Mark.GOOD)

    with qtbot.waitSignal(dialog.handed_out) as out:
        button(dialog, "Open in mail").click()

    assert out.args[0].name == "Ben Whitaker and Rosa Ortega"
    assert "ben@whitaker.example,rosa@ortega.example" in mails[0][0].mailto


def test_without_a_mail_program_the_letter_can_be_copied(
    qtbot, monkeypatch, opened, read, ben, rosa
):
    monkeypatch.setattr(mail, "open_in_mail", lambda *_letter: False)
    dialog = opened(a_gets="a bookkeeper", b_gets="a client")
    button(dialog, "Open in mail").click()
    qtbot.waitUntil(dialog.frame.message.isVisible)

    with qtbot.waitSignal(dialog.handed_out):
        button(dialog, "Copy").click()

    assert "a bookkeeper" in QGuiApplication.clipboard().text()
    assert len(read(open_letters.waiting)) == 1


@pytest.fixture
def introducers(qtbot, operations):
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    made = Introducers(operations, window)
    yield made
    if made._open is not None:
        made._open.reject()
    assert window is not None


def dialog_of(qtbot, introducers):
    qtbot.waitUntil(lambda: introducers._open is not None)
    written(qtbot, introducers._open)
    return introducers._open


def test_half_written_words_come_back(qtbot, introducers, ben, rosa):
    introducers.introduce(rosa, ben, a_gets="a client")
    dialog = dialog_of(qtbot, introducers)
    assert dialog.gets[rosa].text() == "a client"
    dialog.gets[ben].say("half a thou")
    dialog.reject()

    introducers.introduce(ben, rosa)

    assert dialog_of(qtbot, introducers).gets[ben].text() == "half a thou"


def test_for_a_bind_its_person_gets_what_they_need(qtbot, introducers, do, read, ben, rosa):
    bind = do(binds.note_bind, person_id=rosa, text="a studio to rent")
    introducers.introduce(ben, rosa, bind_id=bind)
    dialog = dialog_of(qtbot, introducers)
    assert dialog.gets[rosa].text() == "a studio to rent"
    dialog.gets[ben].say("a tenant")
    written(qtbot, dialog)

    with qtbot.waitSignal(introducers.kept) as kept:
        button(dialog, "Keep for now").click()

    about = read(lambda session: introductions.introduction(session, kept.args[0]))
    assert about.bind_id == bind


def test_who_cannot_be_introduced_is_told(qtbot, operations, introducers, do, ben, rosa):
    do(introductions.know_each_other, a_id=ben, b_id=rosa)

    with qtbot.waitSignal(operations.troubled) as troubled:
        introducers.introduce(ben, rosa)

    assert "know each other" in str(troubled.args[0])


def test_a_long_letter_is_read_to_its_end_with_the_keyboard(qtbot, opened, ben, rosa):
    dialog = opened()
    dialog.texts[ben].say("\n".join(["Ben builds studios."] * 40))
    say(qtbot, dialog, ben, rosa)
    dialog.letters.buttons()[-1].click()
    reading = next(
        each for each in dialog.findChildren(QScrollArea) if each.accessibleName() == "Preview"
    )
    qtbot.waitUntil(lambda: reading.verticalScrollBar().maximum() > 0)
    assert reading.focusPolicy() & Qt.FocusPolicy.TabFocus

    qtbot.keyClick(reading, Qt.Key.Key_PageDown)

    assert reading.verticalScrollBar().value() > 0
