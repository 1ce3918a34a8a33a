"""Two people from the idea to what came of it, through the window: asked, introduced, thanked."""

from datetime import datetime
from functools import partial

import pytest
from tests.journeys.steps import opened, press
from tests.ui.conftest import (  # noqa: F401 - fixtures
    look,
    no_modal_dialogs,
    no_real_user_folders,
    operations,
)

from passalong.domain.exchange import Carried
from passalong.domain.introduction import Stage
from passalong.services import history, introductions, ledger, people
from passalong.services.outcome import perform
from passalong.ui.composing.compose_dialog import ComposeDialog
from passalong.ui.composing.introduce_dialog import IntroduceDialog
from passalong.ui.introductions.introductions_page import Part
from passalong.ui.main_window import MainWindow

PEOPLE = (
    "Ben Whitaker ben@whitaker.example: needs: a bookkeeper",
    "Rosa Ortega rosa@ortega.example: has: bookkeeper for small firms",
    "Carla Ruiz: into golf",
)


@pytest.fixture
def window(qtbot, tmp_path, database, operations):  # noqa: F811
    now = datetime.now().astimezone()
    for line in PEOPLE:
        perform(database, partial(people.add_person, line=line, now=now))
    window = MainWindow(operations, tmp_path, "light")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.complete()
    window.actions_.introductions.trigger()
    return window


@pytest.fixture
def page(window):
    return window.pages.introducing.page


@pytest.fixture
def stage(database):
    def stage():
        with database.reading() as session:
            now = datetime.now().astimezone()
            (one,) = introductions.introductions(session, now, introductions.Which.ALL)
            return one.stage

    return stage


def test_two_people_are_brought_together(qtbot, window, page, database, stage):
    qtbot.waitUntil(lambda: page.pair.pair is not None and page.pair.introduce.isVisible())
    assert page.screen_.chip(Part.IDEAS).text() == "Ideas 1"

    press(qtbot, page.pair, "Introduce…")
    dialog = opened(qtbot, window, IntroduceDialog)
    gains = {block.field.accessibleName(): block for block in dialog.gets.values()}
    assert gains["What Ben Whitaker gets"].text() == "bookkeeper for small firms"
    gains["What Rosa Ortega gets"].say("a client round the corner")
    press(qtbot, dialog, "Copy")
    press(qtbot, window.pages.giving.sent_bar, "Yes, sent")
    qtbot.waitUntil(lambda: stage() is Stage.ASKED_A)
    qtbot.waitUntil(lambda: page.screen_.chip(Part.IDEAS).text() == "Ideas 0")

    press(qtbot, page.introduction.sides[0], "Said yes")
    press(qtbot, page.introduction, "Ask Rosa Ortega…")
    press(qtbot, opened(qtbot, window, IntroduceDialog), "Copy")
    press(qtbot, window.pages.giving.sent_bar, "Yes, sent")
    press(qtbot, page.introduction.sides[1], "Said yes")
    qtbot.waitUntil(lambda: stage() is Stage.BOTH_SAID_YES)

    press(qtbot, page.introduction, "Introduce them…")
    press(qtbot, opened(qtbot, window, IntroduceDialog), "Copy")
    bar = window.pages.giving.sent_bar
    qtbot.waitUntil(bar.isVisible)
    assert bar.text.text() == "Did you introduce Ben Whitaker and Rosa Ortega?"
    press(qtbot, bar, "Yes, sent")
    qtbot.waitUntil(lambda: stage() is Stage.INTRODUCED)
    with database.reading() as session:
        for person in page.introduction.introduction.sides:
            carried = [each.carried for each in ledger.exchanges(session, person.person_id)]
            assert Carried.INTRODUCTION in carried

    press(qtbot, page.introduction, "They met")
    qtbot.waitUntil(lambda: stage() is Stage.MET)
    qtbot.keyClicks(page.introduction.outcome.field, "she keeps his books")
    press(qtbot, page.introduction.outcome, "Keep")
    qtbot.waitUntil(lambda: stage() is Stage.OUTCOME)

    qtbot.waitUntil(lambda: page.screen_.chip(Part.DONE).text() == "Done 1")
    page.screen_.chip(Part.DONE).click()
    press(qtbot, page.introduction, "Thank them…")
    thanks = opened(qtbot, window, ComposeDialog)
    press(qtbot, thanks, "Copy")
    press(qtbot, bar, "Yes, sent")
    qtbot.waitUntil(lambda: not page.introduction.already.isVisible())

    perform(database, history.undo)
    with database.reading() as session:
        now = datetime.now().astimezone()
        (one,) = introductions.introductions(session, now, introductions.Which.ENDED)
        assert not one.is_thanked
