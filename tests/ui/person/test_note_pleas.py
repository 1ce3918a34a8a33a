"""A note that tells of a need offers to become a bind; it never writes one by itself."""

from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from tests.ui.person.pages import show

from passalong.services import binds, editing, history, naming, people

PLEA = "his mother is in hospital, he is looking for a carer by Friday"


@pytest.fixture
def bo(do):
    return do(people.add_person, line="Bo Lindqvist")


def notes_of(database, person_id):
    with database.reading() as session:
        return [each.value.text for each in people.person_details(session, person_id).notes]


def type_note(qtbot, page, text):
    """Type a note, and wait until it is on disk."""
    qtbot.keyClicks(page._notes._field, text)
    page._notes._draft.save_now()
    settle(qtbot, page)


def settle(qtbot, page):
    qtbot.waitUntil(
        lambda: not page._notes._draft.keeper.is_saving and not page._loading.is_under_way
    )


def leave(qtbot, page):
    qtbot.keyClick(page._notes._field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page._notes._field.text() == "")


def kept_row(qtbot, page, do, person_id, text):
    note_id = do(editing.write_note, person_id=person_id, text=text, note_id=None)
    page._load()
    qtbot.waitUntil(lambda: note_id in page._notes._rows)
    return page._notes._rows[note_id]


def change(qtbot, page, row, text):
    row.field.moveCursor(row.field.textCursor().MoveOperation.End)
    qtbot.keyClicks(row.field, text)
    row.autosave.save_now()
    qtbot.waitUntil(lambda: not row.is_busy() and not page._loading.is_under_way)


def test_a_note_that_pleads_asks_quietly_and_writes_nothing(qtbot, page, database, priya):
    type_note(qtbot, page, PLEA)

    qtbot.waitUntil(page._notes.plea.isVisible)

    assert page._notes.plea.plea == PLEA
    assert page._notes._field.text() == PLEA
    with database.reading() as session:
        assert binds.of_person(session, priya) == []


def test_an_ordinary_note_asks_nothing(qtbot, page, database, priya):
    type_note(qtbot, page, "plays golf every Sunday")
    qtbot.waitUntil(lambda: notes_of(database, priya) == ["plays golf every Sunday"])
    settle(qtbot, page)

    assert not page._notes.plea.isVisible()


def test_the_question_stays_under_the_note_when_it_takes_its_place(qtbot, page):
    type_note(qtbot, page, PLEA)
    leave(qtbot, page)

    [row] = page._notes._rows.values()
    qtbot.waitUntil(lambda: page._notes.plea.y() > row.y())
    assert page._notes.plea.isVisible()


def test_the_answer_hands_over_the_sentence(qtbot, page, priya):
    type_note(qtbot, page, f"Met at the fair. {PLEA}.")
    qtbot.waitUntil(page._notes.plea.isVisible)

    with qtbot.waitSignal(page.binds.note_wanted) as wanted:
        page._notes.plea.note.click()

    assert wanted.args == [priya, "Priya Okafor", f"{PLEA}."]


def test_no_is_remembered_while_the_words_stay(qtbot, page, database, priya):
    type_note(qtbot, page, PLEA)
    qtbot.waitUntil(page._notes.plea.isVisible)

    page._notes.plea.no.click()
    assert not page._notes.plea.isVisible()
    qtbot.keyClicks(page._notes._field, ". Likes jazz")
    page._notes._draft.save_now()
    qtbot.waitUntil(lambda: notes_of(database, priya) == [f"{PLEA}. Likes jazz"])
    settle(qtbot, page)

    assert not page._notes.plea.isVisible()


def test_another_plea_in_the_same_note_is_asked_about(qtbot, page):
    type_note(qtbot, page, "Lost his job. ")
    qtbot.waitUntil(page._notes.plea.isVisible)
    page._notes.plea.no.click()

    type_note(qtbot, page, "Could you help him find a lawyer?")

    qtbot.waitUntil(lambda: page._notes.plea.plea == "Could you help him find a lawyer?")
    qtbot.waitUntil(page._notes.plea.isVisible)


def test_a_plea_typed_on_keeps_its_answer(qtbot, page, database, priya):
    type_note(qtbot, page, "He needs help")
    qtbot.waitUntil(page._notes.plea.isVisible)
    page._notes.plea.no.click()

    type_note(qtbot, page, " with the move")
    qtbot.waitUntil(lambda: notes_of(database, priya) == ["He needs help with the move"])
    settle(qtbot, page)

    assert not page._notes.plea.isVisible()


def test_what_stood_in_a_note_before_is_not_asked_about(qtbot, page, do, priya):
    row = kept_row(qtbot, page, do, priya, PLEA)
    assert not page._notes.plea.isVisible()

    change(qtbot, page, row, ". Likes jazz")

    assert not page._notes.plea.isVisible()


def test_what_is_added_to_an_older_note_is(qtbot, page, do, priya):
    row = kept_row(qtbot, page, do, priya, "Lost his job.")

    change(qtbot, page, row, " He is looking for a flat.")

    qtbot.waitUntil(page._notes.plea.isVisible)
    assert page._notes.plea.plea == "He is looking for a flat."


def test_the_question_waits_with_its_person(qtbot, page, priya, bo):
    type_note(qtbot, page, PLEA)
    leave(qtbot, page)
    qtbot.waitUntil(page._notes.plea.isVisible)

    show(qtbot, page, bo)
    assert not page._notes.plea.isVisible()
    show(qtbot, page, priya)

    qtbot.waitUntil(page._notes.plea.isVisible)


def test_undo_takes_the_question_back_with_the_note(qtbot, page, operations, database, priya):
    type_note(qtbot, page, PLEA)
    qtbot.waitUntil(page._notes.plea.isVisible)

    operations.write(history.undo)

    qtbot.waitUntil(lambda: notes_of(database, priya) == [])
    qtbot.waitUntil(page._notes.plea.isHidden)


def test_a_click_leaves_the_cursor_in_the_note(qtbot, page):
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.begin_note()
    qtbot.waitUntil(page._notes._field.hasFocus)
    type_note(qtbot, page, PLEA)
    qtbot.waitUntil(page._notes.plea.isVisible)

    qtbot.mouseClick(page._notes.plea.no, Qt.MouseButton.LeftButton)

    assert not page._notes.plea.isVisible()
    assert page._notes._field.text() == PLEA
    assert page._notes._field.hasFocus()


def test_tab_reaches_the_answers_and_space_gives_one(qtbot, page):
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.begin_note()
    qtbot.waitUntil(page._notes._field.hasFocus)
    type_note(qtbot, page, PLEA)
    qtbot.waitUntil(page._notes.plea.isVisible)
    page._notes.plea.no.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: page._notes._field.text() == "")  # left, and in its place

    assert page._notes.plea.no.hasFocus()
    qtbot.keyClick(page._notes.plea.no, Qt.Key.Key_Space)

    assert not page._notes.plea.isVisible()


def test_ones_own_page_asks_nothing(qtbot, page, operations, database, priya):
    with qtbot.waitSignal(operations.changed):
        operations.write(partial(naming.set_me, person_id=priya, is_me=True, now=datetime.now(UTC)))
    settle(qtbot, page)

    type_note(qtbot, page, PLEA)
    qtbot.waitUntil(lambda: notes_of(database, priya) == [PLEA])
    settle(qtbot, page)

    assert not page._notes.plea.isVisible()
