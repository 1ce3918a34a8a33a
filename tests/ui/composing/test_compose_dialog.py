"""The composer: a preview that follows every key, a checklist from the gate, and the way out."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from tests.ui.composing.dialogs import button

from passalong.domain.exchange import Carried, Channel, Direction
from passalong.domain.opportunity import GiverState
from passalong.domain.person import Bond, Field
from passalong.services import (
    composing,
    editing,
    ledger,
    news,
    open_letters,
    opportunities,
    outgoing,
    people,
)
from passalong.services.outcome import perform
from passalong.services.outgoing import Errand
from passalong.ui.composing import mail
from passalong.ui.composing.checks import Mark
from passalong.ui.composing.compose_dialog import ComposeDialog

GREAT = "It explains how a planner really thinks."


@pytest.fixture
def ben(do):
    return do(people.add_person, line="Ben Whitaker ben@whitaker.example: into football")


@pytest.fixture
def carla(do):
    return do(people.add_person, line="Carla Ruiz: into golf")


@pytest.fixture
def link(do):
    return do(opportunities.capture, text="https://www.example.org/book", title="A book")


@pytest.fixture
def opened(qtbot, operations, database, today):
    def opened(person_id, opportunity_id=None, errand=Errand.GIVE, things=(), draft=None):
        with database.reading() as session:
            if errand is Errand.GIVE:
                begun = composing.compose(session, person_id, opportunity_id, today)
            else:
                begun = composing.compose_for_giver(session, opportunity_id, errand, today)
        dialog = ComposeDialog(operations, begun, things, draft)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: dialog._answer is not None and dialog._asking is None)
        return dialog

    return opened


def said(dialog, mark):
    return [check.text for check in dialog.checklist.checks if check.mark is mark]


def settled(qtbot, dialog, condition):
    qtbot.waitUntil(lambda: dialog._asking is None and condition())


def test_the_preview_follows_every_key(qtbot, do, ben, opened):
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))

    qtbot.keyClicks(dialog.form.why.field, "You like it")

    assert "Two tickets" in dialog.preview.text()
    assert "You like it" in dialog.preview.text()


def test_an_emptied_part_is_left_out(qtbot, do, ben, opened):
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))
    dialog.form.greeting.clear()
    assert dialog.preview.text().startswith("Two tickets")


def test_a_link_waits_for_own_words_and_why(qtbot, ben, link, opened):
    dialog = opened(ben, link)
    assert len(said(dialog, Mark.BLOCK)) == 2
    assert not button(dialog, "Open in mail").isEnabled()

    dialog.form.commentary.say(GREAT)
    dialog.form.why.say("You asked about planners.")

    settled(qtbot, dialog, button(dialog, "Open in mail").isEnabled)
    assert said(dialog, Mark.BLOCK) == []
    assert any("no link from you" in text for text in said(dialog, Mark.GOOD))


def test_a_thing_without_its_value_may_not_leave(qtbot, do, ben, opened):
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))
    dialog.form.value.clear()
    settled(qtbot, dialog, lambda: "Say what you give" in said(dialog, Mark.BLOCK))
    assert not button(dialog, "Copy").isEnabled()


def test_nothing_of_value_needs_a_typed_purpose(qtbot, ben, opened):
    dialog = opened(ben)
    assert dialog.form.purpose.isVisible()
    assert not button(dialog, "Copy").isEnabled()

    dialog.form.purpose.say("his father died")

    settled(qtbot, dialog, button(dialog, "Copy").isEnabled)
    assert any("his father died" in text for text in said(dialog, Mark.WARNING))


def test_a_close_bond_needs_no_value(do, ben, opened):
    do(editing.set_bond, person_id=ben, bond=Bond.CLOSE)
    dialog = opened(ben)
    assert button(dialog, "Copy").isEnabled()
    assert not dialog.form.purpose.isVisible()


def test_free_words_count_as_value_once_it_is_said_what_they_carry(qtbot, ben, opened):
    dialog = opened(ben)
    dialog.form.value.say("The trade meeting is moved to Leipzig.")
    carried = dialog.form.carried
    carried.setCurrentIndex(carried.findData(Carried.KNOWLEDGE.value))
    settled(qtbot, dialog, lambda: "gives something of value" in said(dialog, Mark.GOOD))


def test_what_the_giver_said_stands_in_the_list(do, ben, carla, opened):
    thing = do(opportunities.capture, text="Two tickets", giver_id=carla)
    assert said(opened(ben, thing), Mark.BLOCK) == ["Carla Ruiz has neither been told nor agreed"]
    do(opportunities.set_giver_state, opportunity_id=thing, state=GiverState.AGREED)
    assert "Carla Ruiz agreed to pass it on" in said(opened(ben, thing), Mark.GOOD)


def test_open_in_mail_records_nothing_but_remembers_to_ask(qtbot, do, database, ben, opened, mails):
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))

    with qtbot.waitSignal(dialog.handed_out) as out:
        qtbot.keyClick(
            dialog.form.why.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )

    ((letter, draft),) = mails
    assert letter.address == "ben@whitaker.example"
    assert draft is None
    with database.reading() as session:
        assert ledger.exchanges(session) == []
        (waiting,) = open_letters.waiting(session)
    assert waiting.id == out.args[0].id
    assert waiting.outgoing.channel is Channel.MAIL


def test_a_long_message_is_opened_as_a_draft(qtbot, do, ben, opened, mails):
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))
    dialog.form.why.say("You told me of your seats. " * 90)
    settled(qtbot, dialog, button(dialog, "Open in mail").isEnabled)

    with qtbot.waitSignal(dialog.handed_out):
        button(dialog, "Open in mail").click()

    ((_, draft),) = mails
    assert draft.suffix == ".eml"
    assert b"your seats" in draft.read_bytes()


def test_without_a_mail_program_the_dialog_stays(qtbot, do, database, ben, opened, monkeypatch):
    monkeypatch.setattr(mail, "open_in_mail", lambda _letter, _draft: False)
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))
    button(dialog, "Open in mail").click()
    qtbot.waitUntil(lambda: "No mail program" in dialog.frame.message.text())
    assert dialog.isVisible()
    with database.reading() as session:
        assert open_letters.waiting(session) == []


def test_copy_puts_the_text_on_the_clipboard(qtbot, do, ben, opened):
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))
    with qtbot.waitSignal(dialog.handed_out):
        button(dialog, "Copy").click()
    assert QGuiApplication.clipboard().text() == dialog.preview.text()


def test_the_gate_is_asked_again_when_it_leaves(qtbot, do, database, ben, opened, mails):
    """Somebody else let the tie rest meanwhile: what the dialog believed does not count."""
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))
    do(ledger.rest, person_id=ben)  # past the door: the dialog does not hear of it
    button(dialog, "Open in mail").click()
    qtbot.waitUntil(lambda: any("rest" in text for text in said(dialog, Mark.BLOCK)))
    assert mails == []
    assert dialog.isVisible()


def test_help_is_offered_twice_a_year_and_says_why_not(do, ben, today, opened):
    thing = do(opportunities.capture, text="Two tickets")
    dialog = opened(ben, thing)
    with_offer = dialog.form
    assert with_offer.offer.is_ticked()
    for days in (40, 20):
        other = do(opportunities.capture, text=f"Book {days}")
        sent = replace(with_offer.outgoing(), opportunity_id=other)
        do(outgoing.record_sent, outgoing=sent, when=today - timedelta(days=days))

    again = opened(ben, thing)
    offer = again.form.offer

    assert not offer._tick.isEnabled()
    assert "2 times within a year" in offer._note.text()
    assert offer.offered() == ""


def test_only_news_that_was_not_heard_is_offered(database, today, ben, opened):
    for text in ("I moved to rail.", "I learn to solder."):
        perform(database, partial(news.add, text=text, now=today))
    dialog = opened(ben)
    block = dialog.form.news
    assert block.text() == "I learn to solder."
    block._other.menu().actions()[1].trigger()
    assert block.text() == "I moved to rail."
    assert dialog.form.outgoing().draft.tells_news == block.news_id() == 1


def test_news_counts_as_told_only_where_the_message_tells_it(database, today, ben, opened):
    for text in ("I moved to the rail team.", "I am learning to solder."):
        perform(database, partial(news.add, text=text, now=today))
    dialog = opened(ben)
    block = dialog.form.news
    assert dialog.form.outgoing().draft.tells_news == 2

    block.say("I am learning how to solder, slowly.")
    assert dialog.form.outgoing().draft.tells_news == 2
    block.say("We have a daughter.")
    assert dialog.form.outgoing().draft.tells_news is None
    block.say("I moved to the rail team in May.")
    assert dialog.form.outgoing().draft.tells_news == 1

    kept = dialog.form.draft()
    perform(database, partial(news.retire, news_id=1))
    again = opened(ben, draft=kept)
    assert again.form.outgoing().draft.tells_news == 1
    again.form.news.clear()
    assert again.form.outgoing().draft.tells_news is None


def test_the_box_of_the_value_says_what_the_checklist_says(qtbot, ben, opened):
    dialog = opened(ben)
    box = dialog.form.carried
    dialog.form.value.say("Look at https://www.example.org/book")
    settled(qtbot, dialog, lambda: "gives something of value" in said(dialog, Mark.GOOD))
    assert box.currentData() == Carried.LINK.value

    dialog.form.value.say("The meeting is moved.")
    settled(qtbot, dialog, lambda: "gives something of value" not in said(dialog, Mark.GOOD))
    assert box.currentData() == Carried.NOTHING.value

    box.setCurrentIndex(box.findData(Carried.HELP.value))
    dialog.form.value.clear()
    assert box.currentData() == Carried.HELP.value  # chosen before a word is written
    dialog.form.value.say("I can help you move.")
    settled(qtbot, dialog, lambda: "gives something of value" in said(dialog, Mark.GOOD))
    assert dialog.form.outgoing().draft.carried is Carried.HELP


def test_all_of_a_long_matter_its_age_and_its_day_can_be_read(qtbot, do, ben, opened):
    matter = "opening a second bakery beside the old station, and looking for ovens"
    do(editing.put_word, person_id=ben, field=Field.MATTER, text=matter, row_id=None)
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))
    dialog.resize(dialog.minimumSize())
    title = dialog.form.ask._title
    qtbot.waitUntil(lambda: title.height() >= title.heightForWidth(title.width()) > 0)
    assert title.text().endswith("(TODAY)")
    assert title.height() >= 2 * title.fontMetrics().height()
    assert title.geometry().right() < dialog.form.ask.width()


def test_a_matter_asked_about_is_asked_again_only_with_a_warning(qtbot, do, ben, today, opened):
    do(editing.put_word, person_id=ben, field=Field.MATTER, text="a new bakery", row_id=None)
    thing = do(opportunities.capture, text="Two tickets")
    first = opened(ben, thing)
    assert "a new bakery" in first.form.ask.text()
    do(outgoing.record_sent, outgoing=first.form.outgoing(), when=today - timedelta(days=3))

    dialog = opened(ben, do(opportunities.capture, text="A book"))
    assert "bakery" not in dialog.form.ask.text()
    assert "already" in dialog.form.ask._note.text()
    dialog.form._ask_again.click()
    settled(qtbot, dialog, lambda: any("asked" in text for text in said(dialog, Mark.WARNING)))


def test_a_blocked_link_is_kept_for_later(qtbot, do, database, ben, link, today, opened):
    do(
        ledger.log_exchange,
        person_id=ben,
        direction=Direction.FROM_ME,
        at=today - timedelta(days=2),
        channel=Channel.MAIL,
        carried=Carried.LINK,
        text="https://example.org/other",
    )
    dialog = opened(ben, link)
    dialog.form.commentary.say(GREAT)
    dialog.form.why.say("You asked.")
    settled(qtbot, dialog, dialog._later.isVisible)
    assert dialog._later.text().startswith("Later: ")

    with qtbot.waitSignal(dialog.finished):
        dialog._later.click()

    with database.reading() as session:
        again = composing.compose(session, ben, link, today)
    assert (again.kept.why, again.kept.commentary) == ("You asked.", GREAT)
    assert again.kept.until.date() == (today + timedelta(days=5)).date()


def test_escape_keeps_what_was_typed(qtbot, do, ben, opened):
    thing = do(opportunities.capture, text="Two tickets")
    dialog = opened(ben, thing)
    dialog.form.why.say("You like it")

    with qtbot.waitSignal(dialog.draft_kept) as kept:
        qtbot.keyClick(dialog.form.why.field, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert opened(ben, thing, draft=kept.args[0]).form.why.text() == "You like it"


def test_a_question_to_a_giver_is_ready_to_leave(qtbot, do, carla, opened, mails):
    thing = do(opportunities.capture, text="Two tickets", giver_id=carla)
    dialog = opened(carla, thing, Errand.ASK_GIVER)
    assert dialog.windowTitle() == "Ask Carla Ruiz"
    assert "Mind if I pass it along?" in dialog.preview.text()
    with qtbot.waitSignal(dialog.handed_out):
        button(dialog, "Open in mail").click()
    assert mails[0][0].name == "Carla Ruiz"


def test_a_name_is_never_taken_for_markup(do, opened):
    person = do(people.add_person, line="<b>Bo</b>")
    dialog = opened(person)
    assert dialog.frame.title.text() == "Write to <b>Bo</b>"
    assert dialog.frame.title.textFormat() is Qt.TextFormat.PlainText
    assert dialog.preview.textFormat() is Qt.TextFormat.PlainText


def test_escape_waits_while_a_message_is_on_its_way_out(qtbot, do, ben, opened):
    dialog = opened(ben, do(opportunities.capture, text="Two tickets"))
    with qtbot.waitSignal(dialog.handed_out):
        dialog.copy_message()
        dialog.reject()
        assert dialog.isVisible()
    assert not dialog.isVisible()


def test_what_speaks_against_it_tells_its_state_to_a_screen_reader(ben, link, opened):
    dialog = opened(ben, link)
    heard = [each.accessibleName() for each in dialog.checklist.findChildren(QLabel)]
    assert "Met: gives something of value" in heard
    assert "Stops it: Say why it made you think of them" in heard
