"""Capturing in the window: typed, matched while typing, kept."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton, QWidget

from passalong.domain.opportunity import OpportunityKind, Rating, Sharing
from passalong.services import opportunities, people
from passalong.services.outcome import perform
from passalong.ui.capture_dialog import CaptureDialog
from passalong.ui.suggestions_view import SuggestionCard


@pytest.fixture
def ben(database, now):
    line = "Ben Whitaker: never misses a Packers game"
    return perform(database, partial(people.add_person, line=line, now=now)).value


@pytest.fixture
def dialog(qtbot, operations):
    dialog = CaptureDialog(operations)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def text(dialog):
    return dialog.findChild(QPlainTextEdit)


def inbox(database):
    with database.reading() as session:
        return opportunities.inbox(session)


def test_it_shows_whom_it_may_be_for_while_one_types(qtbot, ben, dialog):
    qtbot.keyClicks(text(dialog), "tickets for the Packers")

    qtbot.waitUntil(lambda: bool(dialog.findChildren(SuggestionCard)))
    assert "Ben Whitaker" in dialog.findChildren(SuggestionCard)[0].accessibleName()


def test_a_suggestion_leads_to_the_person_and_keeps_the_text(qtbot, ben, dialog):
    qtbot.keyClicks(text(dialog), "Packers")
    qtbot.waitUntil(lambda: bool(dialog.findChildren(SuggestionCard)))

    told = []
    dialog.person_chosen.connect(told.append)
    dialog.draft_kept.connect(lambda draft: told.append(draft.text))

    qtbot.keyClick(dialog.findChildren(SuggestionCard)[0], Qt.Key.Key_Return)

    assert told == ["Packers", ben]


def test_control_return_captures(qtbot, database, dialog):
    qtbot.keyClicks(text(dialog), "An unused oscilloscope")

    with qtbot.waitSignal(dialog.captured):
        qtbot.keyClick(text(dialog), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert [each.title for each in inbox(database)] == ["An unused oscilloscope"]


def test_the_kind_can_be_chosen(qtbot, database, dialog):
    qtbot.keyClicks(text(dialog), "An unused oscilloscope")
    [kinds] = [each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Kind"]
    kinds.setCurrentIndex(kinds.findData(OpportunityKind.EVENT))

    with qtbot.waitSignal(dialog.captured):
        [save] = [each for each in dialog.findChildren(QPushButton) if each.text() == "Capture"]
        save.click()

    assert [each.kind for each in inbox(database)] == [OpportunityKind.EVENT]


def test_a_text_too_long_to_keep_is_refused_where_it_is_pasted(qtbot, dialog):
    qtbot.keyClicks(text(dialog), "Tickets")
    mime = QMimeData()
    mime.setText("word " * 50_000)
    text(dialog).insertFromMimeData(mime)

    assert dialog._message.isVisible()
    assert "longer than 200,000 characters" in dialog._message.text()
    assert dialog.draft().text == "Tickets"


def test_nothing_cannot_be_captured(dialog):
    [save] = [each for each in dialog.findChildren(QPushButton) if each.text() == "Capture"]

    assert not save.isEnabled()


def test_escape_keeps_what_was_typed_as_a_draft(qtbot, dialog):
    qtbot.keyClicks(text(dialog), "half a thou")

    with qtbot.waitSignal(dialog.draft_kept) as kept:
        qtbot.keyClick(text(dialog), Qt.Key.Key_Escape)

    assert kept.args[0].text == "half a thou"
    assert not dialog.isVisible()


def unfold(dialog):
    dialog._more.click()
    return dialog._fields


def test_with_all_fields_it_is_no_higher_than_the_window_it_stands_over(qtbot, operations):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 640)
    dialog = CaptureDialog(operations, parent=window)
    dialog.show()
    unfold(dialog)

    assert dialog.minimumSizeHint().height() <= dialog.height() < window.height()


def test_every_field_is_kept(qtbot, database, ben, dialog):
    qtbot.keyClicks(text(dialog), "Two play-off tickets")
    fields = unfold(dialog)
    qtbot.keyClicks(fields.giver, "ben w")
    qtbot.waitUntil(lambda: fields.giver._found.rowCount() == 1)
    qtbot.keyClick(fields.giver, Qt.Key.Key_Return)
    qtbot.keyClicks(fields._quantity, "2")
    qtbot.keyClicks(fields.until.line, "2031-05-04")
    fields._sharing.setCurrentIndex(fields._sharing.findData(Sharing.NOT_AT.value))
    qtbot.keyClicks(fields._subject, "Acme")
    fields._rating.setCurrentIndex(fields._rating.findData(Rating.NICE.value))
    qtbot.keyClicks(fields._commentary, "Best seats")

    with qtbot.waitSignal(dialog.captured) as captured:
        dialog._save.click()

    with database.reading() as session:
        kept = opportunities.opportunity(session, captured.args[0])
    assert (kept.giver_id, kept.quantity, kept.expires_on) == (ben, 2, date(2031, 5, 4))
    assert (kept.sharing, kept.sharing_subject) == (Sharing.NOT_AT, "Acme")
    assert (kept.rating, kept.commentary) == (Rating.NICE, "Best seats")


def test_a_giver_whom_nobody_knows_is_asked_about(qtbot, database, dialog):
    qtbot.keyClicks(text(dialog), "Tickets")
    qtbot.keyClicks(unfold(dialog).giver, "Nobody Atall")

    dialog._save.click()

    assert "Nobody in your list is called “Nobody Atall”" in dialog._message.text()
    assert inbox(database) == []


def test_a_day_that_is_none_is_asked_about(qtbot, dialog):
    qtbot.keyClicks(text(dialog), "Tickets")
    qtbot.keyClicks(unfold(dialog).until.line, "soonish")

    dialog._save.click()

    assert "“soonish” is no day" in dialog._message.text()
