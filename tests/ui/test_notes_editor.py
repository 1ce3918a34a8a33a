"""Notes are saved while they are typed and are never lost."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from passalong.errors import Trouble
from passalong.services import editing, history, people
from passalong.services.outcome import perform
from passalong.ui.people import notes_editor
from passalong.ui.people.person_page import PersonPage


@pytest.fixture
def priya(database, now):
    service = partial(people.add_person, line="Priya Okafor", now=now)
    return perform(database, service).value


@pytest.fixture
def bo(database, now):
    return perform(database, partial(people.add_person, line="Bo Lindqvist", now=now)).value


@pytest.fixture
def page(qtbot, operations, priya):
    made = PersonPage(operations)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    show(qtbot, made, priya)
    return made


def show(qtbot, page, person_id):
    page.show_person(person_id)
    qtbot.waitUntil(lambda: page.person_id == person_id)


def texts(database, person_id):
    with database.reading() as session:
        return [note.value.text for note in people.person_details(session, person_id).notes]


def rows(page):
    return [row.field.text() for row in page._notes._rows.values()]


def write(database, person_id, text, now, note_id=None):
    service = partial(editing.write_note, person_id=person_id, text=text, note_id=note_id, now=now)
    return perform(database, service).value


def test_a_note_is_on_disk_soon_after_the_last_key(qtbot, page, database, priya):
    qtbot.keyClicks(page._notes._field, "plays golf every Sunday")

    qtbot.waitUntil(lambda: texts(database, priya) == ["plays golf every Sunday"])


def test_a_pause_and_more_words_make_one_note(qtbot, page, database, priya):
    qtbot.keyClicks(page._notes._field, "plays golf")
    qtbot.waitUntil(lambda: texts(database, priya) == ["plays golf"])

    qtbot.keyClicks(page._notes._field, " every Sunday")

    qtbot.waitUntil(lambda: texts(database, priya) == ["plays golf every Sunday"])
    assert page._notes._field.text() == "plays golf every Sunday"


def test_two_saves_before_the_first_is_done_make_one_note(qtbot, page, database, priya):
    field = page._notes._field
    qtbot.keyClicks(field, "one")
    page._notes._draft.save_now()
    qtbot.keyClicks(field, " two")
    page._notes._draft.save_now()

    qtbot.waitUntil(lambda: texts(database, priya) == ["one two"])


def test_a_blank_at_the_end_is_not_taken_from_under_the_cursor(qtbot, page, database, priya):
    qtbot.keyClicks(page._notes._field, "golf ")
    qtbot.waitUntil(lambda: [text.strip() for text in texts(database, priya)] == ["golf"])
    qtbot.waitUntil(lambda: not page._notes._draft.keeper.is_saving)
    qtbot.waitUntil(lambda: not page._loading.is_under_way)

    assert page._notes._field.text() == "golf "


def test_the_note_takes_its_place_among_the_others_when_it_is_left(qtbot, page, database, priya):
    qtbot.keyClicks(page._notes._field, "plays golf")

    qtbot.keyClick(page._notes._field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: rows(page) == ["plays golf"])
    assert page._notes._field.text() == ""
    assert texts(database, priya) == ["plays golf"]


def test_turning_to_another_person_saves_what_is_half_typed(qtbot, page, database, priya, bo):
    qtbot.keyClicks(page._notes._field, "half a")

    show(qtbot, page, bo)

    qtbot.waitUntil(lambda: texts(database, priya) == ["half a"])
    assert texts(database, bo) == []
    assert page._notes._field.text() == ""


def test_hiding_the_page_saves_what_is_half_typed(qtbot, page, database, priya):
    qtbot.keyClicks(page._notes._field, "half a")

    page.hide()

    qtbot.waitUntil(lambda: texts(database, priya) == ["half a"])


def test_what_is_half_typed_survives_a_change_elsewhere(
    qtbot, page, database, operations, priya, now
):
    qtbot.keyClicks(page._notes._field, "half a")
    write(database, priya, "from elsewhere", now)

    with qtbot.waitSignal(operations.changed):
        operations.write(partial(editing.rename, person_id=priya, name="Priya O.", now=now))

    qtbot.waitUntil(lambda: "from elsewhere" in rows(page))
    assert page._notes._field.text() == "half a"


def test_a_note_is_changed_in_place(qtbot, page, database, operations, priya, now):
    note_id = write(database, priya, "plays golf", now)
    page._load()
    qtbot.waitUntil(lambda: rows(page) == ["plays golf"])

    field = page._notes._rows[note_id].field
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClicks(field, " and chess")

    qtbot.waitUntil(lambda: texts(database, priya) == ["plays golf and chess"])


def test_esc_brings_back_what_stood_there(qtbot, page, database, priya, now):
    note_id = write(database, priya, "plays golf", now)
    page._load()
    qtbot.waitUntil(lambda: rows(page) == ["plays golf"])
    field = page._notes._rows[note_id].field
    field.setFocus()
    field._on_entering = field.text()
    qtbot.keyClicks(field, "never ")
    qtbot.waitUntil(lambda: texts(database, priya) == ["never plays golf"])

    qtbot.keyClick(field, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: texts(database, priya) == ["plays golf"])


def test_a_note_emptied_and_left_is_deleted_and_can_be_had_back(
    qtbot, page, database, operations, priya, now
):
    note_id = write(database, priya, "plays golf", now)
    page._load()
    qtbot.waitUntil(lambda: rows(page) == ["plays golf"])
    row = page._notes._rows[note_id]
    row.field.selectAll()
    qtbot.keyClick(row.field, Qt.Key.Key_Delete)
    row.flush()
    qtbot.waitUntil(lambda: texts(database, priya) == [])

    operations.write(history.undo)

    qtbot.waitUntil(lambda: rows(page) == ["plays golf"])


def test_undo_takes_the_note_out_of_its_field(qtbot, page, database, operations, priya):
    qtbot.keyClicks(page._notes._field, "plays golf")
    qtbot.waitUntil(lambda: texts(database, priya) == ["plays golf"])
    qtbot.waitUntil(lambda: not page._notes._draft.keeper.is_saving)

    operations.write(history.undo)

    qtbot.waitUntil(lambda: texts(database, priya) == [])
    qtbot.waitUntil(lambda: page._notes._field.text() == "")


def test_a_note_that_could_not_be_written_waits_for_its_person(
    qtbot, page, database, operations, priya, bo, monkeypatch
):
    def refuse(*_arguments):
        raise Trouble("The disk is full.", "Make room.")

    with monkeypatch.context() as broken, qtbot.waitSignal(operations.troubled):
        broken.setattr(notes_editor.editing, "write_note", refuse)
        qtbot.keyClicks(page._notes._field, "too dear to lose")
        show(qtbot, page, bo)
        qtbot.waitUntil(lambda: bool(page._notes._unsaved))
    show(qtbot, page, priya)

    assert page._notes._field.text() == "too dear to lose"
    qtbot.waitUntil(lambda: texts(database, priya) == ["too dear to lose"])


def test_markup_stays_the_words_that_were_typed(qtbot, page, database, priya):
    text = "<b>bold</b> & <img src='http://example.org/x.png'>"

    page._notes._field.insertPlainText(text)

    qtbot.waitUntil(lambda: texts(database, priya) == [text])


def test_the_words_of_a_search_are_marked(qtbot, page, database, priya, now):
    note_id = write(database, priya, "plays golf", now)

    page.show_person(priya, "gol")

    qtbot.waitUntil(lambda: rows(page) == ["plays golf"])
    [mark] = page._notes._rows[note_id].field.extraSelections()
    assert mark.cursor.selectedText() == "gol"


def test_only_the_newest_of_very_many_are_shown_at_first(qtbot, page, database, priya, now):
    for count in range(15):
        write(database, priya, f"note {count}", now)

    page._load()

    qtbot.waitUntil(lambda: len(rows(page)) == 12)
    assert page._notes._older.isVisible()
    page._notes._older.click()
    assert len(rows(page)) == 15
