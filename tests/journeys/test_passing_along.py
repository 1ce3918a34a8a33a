"""A thing from capture to its recipient, through the window: asked, given, recorded, undone."""

from datetime import datetime
from functools import partial

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit
from tests.journeys.steps import opened, press
from tests.ui.conftest import (  # noqa: F401 - fixtures
    look,
    no_modal_dialogs,
    no_real_user_folders,
    operations,
)

from passalong.domain.exchange import Carried, Channel
from passalong.domain.opportunity import GiverState, OpportunityState
from passalong.services import history, ledger, open_letters, opportunities, people, revising
from passalong.services.outcome import perform
from passalong.services.revising import Revised
from passalong.ui.capture_dialog import CaptureDialog
from passalong.ui.composing.compose_dialog import ComposeDialog
from passalong.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot, tmp_path, database, operations):  # noqa: F811
    today = datetime.now().astimezone()
    for line in ("Ben Whitaker ben@whitaker.example: never misses a Packers game", "Carla Ruiz"):
        perform(database, partial(people.add_person, line=line, now=today))
    window = MainWindow(operations, tmp_path, "light")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.complete()
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 2)
    return window


def test_two_tickets_find_their_way(qtbot, window, database):
    def thing():
        with database.reading() as session:
            now = datetime.now().astimezone()
            return opportunities.everything(session, now)[0]

    def sent():
        with database.reading() as session:
            return ledger.exchanges(session)

    window.errands.capture()
    capture = opened(qtbot, window, CaptureDialog)
    capture.findChild(QPlainTextEdit).setPlainText("Two tickets for the Packers")
    press(qtbot, capture, "Capture")
    inbox = window.pages.inbox
    qtbot.waitUntil(lambda: inbox.view.opportunity is not None)
    now = datetime.now().astimezone()
    said = Revised(thing().title, thing().text, thing().kind, giver_id=2, quantity=1)
    qtbot.waitUntil(lambda: bool(inbox.view.suggestions.cards))
    with qtbot.waitSignal(
        window._operations.write(
            partial(revising.revise, opportunity_id=thing().id, revised=said, now=now)
        ).finished
    ):
        pass

    qtbot.waitUntil(inbox.view.giver.isVisible)
    assert "Carla Ruiz" in inbox.view.giver.text.text()
    press(qtbot, inbox.view.giver, "Agreed")
    qtbot.waitUntil(lambda: thing().giver_state is GiverState.AGREED)
    press(qtbot, inbox.view.suggestions, "Pass along…")
    composer = opened(qtbot, window, ComposeDialog)
    qtbot.keyClicks(composer.form.why.field, "You never miss a game.")
    press(qtbot, composer, "Copy")

    bar = window.pages.giving.sent_bar
    qtbot.waitUntil(bar.isVisible)
    assert "You never miss a game." in QGuiApplication.clipboard().text()
    assert sent() == []
    with database.reading() as session:
        assert len(open_letters.waiting(session)) == 1  # it would be asked after a restart
    press(qtbot, bar, "Yes, sent")

    qtbot.waitUntil(lambda: bool(sent()))
    (exchange,) = sent()
    assert (exchange.person_name, exchange.carried) == ("Ben Whitaker", Carried.ITEM)
    assert exchange.channel is Channel.MESSAGE
    assert thing().state is OpportunityState.PASSED
    qtbot.waitUntil(lambda: not bar.isVisible())
    qtbot.waitUntil(lambda: window.toast.text() == "Passed along to Ben Whitaker")
    qtbot.waitUntil(lambda: inbox.view.giver.thank.isVisible() or not inbox.view.isVisible())

    press(qtbot, window.toast, "Undo")
    qtbot.waitUntil(lambda: sent() == [])
    assert thing().state is OpportunityState.READY
    with database.reading() as session:
        assert history.steps(session).undo is not None


def test_not_sent_records_nothing_and_keeps_the_words(qtbot, window, database):
    now = datetime.now().astimezone()
    number = perform(
        database, partial(opportunities.capture, text="Two tickets for the Packers", now=now)
    ).value
    window.pages.giving.composers.pass_along(number, 1)
    composer = opened(qtbot, window, ComposeDialog)
    composer.form.why.say("You never miss a game.")
    press(qtbot, composer, "Copy")
    qtbot.waitUntil(window.pages.giving.sent_bar.isVisible)
    press(qtbot, window.pages.giving.sent_bar, "No")
    qtbot.waitUntil(lambda: not window.pages.giving.sent_bar.isVisible())

    with database.reading() as session:
        assert ledger.exchanges(session) == []
        assert open_letters.waiting(session) == []
    window.pages.giving.composers.pass_along(number, 1)
    again = opened(qtbot, window, ComposeDialog)
    assert again.form.why.text() == "You never miss a game."


def test_what_today_was_answered_is_asked_nowhere_else(qtbot, window, database):
    now = datetime.now().astimezone()
    number = perform(
        database, partial(opportunities.capture, text="Two tickets for the Packers", now=now)
    ).value
    window.pages.giving.composers.pass_along(number, 1)
    press(qtbot, opened(qtbot, window, ComposeDialog), "Copy")
    qtbot.waitUntil(window.pages.giving.sent_bar.isVisible)
    with database.reading() as session:
        (letter,) = open_letters.waiting(session)

    window._operations.write(partial(open_letters.not_sent, released_id=letter.id))

    qtbot.waitUntil(lambda: not window.pages.giving.sent_bar.isVisible())


def test_from_a_persons_page_something_of_the_inbox_is_chosen(qtbot, window, database):
    now = datetime.now().astimezone()
    perform(database, partial(opportunities.capture, text="A book on boats", now=now))
    window.show_person(1)
    page = window.pages.person
    qtbot.waitUntil(page._header._pass_along.isVisible)
    press(qtbot, page, "Pass along…")
    composer = opened(qtbot, window, ComposeDialog)
    assert composer.windowTitle() == "Write to Ben Whitaker"
    (thing,) = composer.form._things.menu().actions()

    thing.trigger()

    qtbot.waitUntil(
        lambda: any(
            each.isVisible() and each.windowTitle() == "Pass along to Ben Whitaker"
            for each in window.findChildren(ComposeDialog)
        )
    )


def test_an_opportunity_dropped_on_a_person_opens_the_composer(qtbot, window, database):
    now = datetime.now().astimezone()
    number = perform(
        database, partial(opportunities.capture, text="A book on boats", now=now)
    ).value
    window.pages.giving.drops.dropped.emit(number, 1)
    assert opened(qtbot, window, ComposeDialog).windowTitle() == "Pass along to Carla Ruiz"


def test_the_composer_leads_to_the_question_that_comes_first(qtbot, window, database):
    now = datetime.now().astimezone()
    said = {"text": "Two tickets", "giver_id": 2}
    number = perform(database, partial(opportunities.capture, **said, now=now)).value
    window.pages.giving.composers.pass_along(number, 1)
    press(qtbot, opened(qtbot, window, ComposeDialog), "Ask Carla Ruiz…")
    qtbot.waitUntil(
        lambda: any(
            each.isVisible() and each.windowTitle() == "Ask Carla Ruiz"
            for each in window.findChildren(ComposeDialog)
        )
    )
