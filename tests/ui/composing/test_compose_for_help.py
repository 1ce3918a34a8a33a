"""The composer for a request of help, and for the word that it is solved."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from passalong.domain.asking import RequestState
from passalong.domain.exchange import Carried
from passalong.domain.message import TemplatePart
from passalong.services import asking, asking_letters, binds, composing, people, templates
from passalong.services.outcome import perform
from passalong.services.outgoing import Errand
from passalong.ui.composing import mail
from passalong.ui.composing.checks import Mark
from passalong.ui.composing.composers import Composers
from passalong.ui.composing.sent_bar import SentBar


@pytest.fixture
def mine(do):
    ben = do(people.add_person, line="Ben Whitaker ben@whitaker.example: into football")
    number = do(
        binds.note_bind,
        person_id=None,
        text="a Dutch translator",
        promised_on=date(2026, 10, 13),
    )
    do(asking.begin_wave, bind_id=number, person_ids=[ben])
    return number


@pytest.fixture
def request_(database, mine):
    def read():
        with database.reading() as session:
            (found,) = asking.requests(session, mine)
        return found

    return read


@pytest.fixture
def composers(qtbot, operations):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    return Composers(operations, window)


@pytest.fixture
def opened(qtbot, composers):
    def opened(open_, request_id):
        open_(request_id)
        qtbot.waitUntil(lambda: composers._open is not None)
        dialog = composers._open
        qtbot.waitUntil(lambda: dialog._answer is not None and dialog._asking is None)
        return dialog

    return opened


def said(dialog, mark):
    return [check.text for check in dialog.checklist.checks if check.mark is mark]


def test_a_request_is_begun_with_what_is_needed_and_asks_for_why(
    qtbot, composers, opened, request_
):
    dialog = opened(composers.ask_for_help, request_().id)
    form = dialog.form
    assert dialog.windowTitle() == "Ask Ben Whitaker for help"
    assert "a Dutch translator. I need it by Tuesday, 13 October." in form.value.text()
    shown = [block for block in form._blocks if block.isVisibleTo(form)]
    assert shown == [form.value, form.why, form.ask, form.greeting, form.closing, form.subject]
    assert not form.carried.isVisibleTo(form)
    assert "asks honestly: it says what you need" in said(dialog, Mark.GOOD)
    assert len(said(dialog, Mark.WARNING)) == 1

    qtbot.keyClicks(form.why.field, "You speak Dutch at home.")
    qtbot.waitUntil(lambda: not said(dialog, Mark.WARNING))
    assert "says why you ask Ben" in said(dialog, Mark.GOOD)
    assert "You speak Dutch at home." in dialog.preview.text()
    assert form.outgoing().draft.carried is Carried.REQUEST


def test_an_emptied_request_is_stopped(qtbot, composers, opened, request_):
    dialog = opened(composers.ask_for_help, request_().id)
    dialog.form.value.clear()
    qtbot.waitUntil(lambda: bool(said(dialog, Mark.BLOCK)))
    assert not dialog.frame.open.isEnabled()


def test_a_request_can_be_said_in_the_users_own_words(database, composers, opened, request_):
    own = "Could you lend me a hand? {bind}"
    perform(database, lambda session: templates.save(session, TemplatePart.HELP_ASK, own))
    form = opened(composers.ask_for_help, request_().id).form
    assert form.value.text().startswith("Could you lend me a hand? a Dutch translator.")
    ways = [str(action.data()) for action in form.value._ways.menu().actions()]
    assert len(ways) == 2
    assert ways[1].startswith("I am in a bind and could use your help: a Dutch translator.")
    assert form.ask._ways.menu().isEmpty()


def test_sent_moves_the_request_and_told_comes_after_it_is_solved(
    qtbot, monkeypatch, operations, composers, opened, request_, do, mine
):
    letters = []
    monkeypatch.setattr(mail, "open_in_mail", lambda letter, draft: letters.append(letter) or True)
    bar = SentBar(operations)
    qtbot.addWidget(bar)
    composers.handed_out.connect(bar.ask)

    opened(composers.ask_for_help, request_().id).frame.open.click()
    qtbot.waitUntil(lambda: "Did you ask Ben Whitaker for help?" in bar.text.text())
    assert request_().state is RequestState.TO_ASK
    bar.yes.click()
    qtbot.waitUntil(lambda: request_().state is RequestState.ASKED)

    do(asking.solve_mine, bind_id=mine, helper_ids=[request_().person_id])
    qtbot.waitUntil(lambda: composers._open is None)
    dialog = opened(composers.tell_solved, request_().id)
    assert dialog.windowTitle() == "Tell Ben Whitaker that it is solved"
    assert said(dialog, Mark.WARNING) == said(dialog, Mark.BLOCK) == []
    assert dialog.form.why.text() == "Thank you for your help!"
    dialog.frame.open.click()
    qtbot.waitUntil(lambda: "Did you tell Ben Whitaker" in bar.text.text())
    bar.yes.click()
    qtbot.waitUntil(lambda: request_().is_told)
    assert [letter.address for letter in letters] == ["ben@whitaker.example"] * 2


def test_parts_of_a_request_have_no_place_in_other_messages(database, do, request_, today):
    with database.reading() as session:
        begun = asking_letters.begin(session, request_().id, Errand.ASK_HELP, today)
        free = composing.compose(session, request_().person_id, None, today)
    assert TemplatePart.HELP_ASK in begun.ways
    assert free.ways[TemplatePart.HELP_ASK] == ()
