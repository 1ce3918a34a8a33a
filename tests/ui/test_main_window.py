from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton

from passalong.domain.opportunity import SuggestionAnswer
from passalong.errors import Trouble
from passalong.services import editing, opportunities, people
from passalong.services.outcome import perform
from passalong.ui.capture_dialog import CaptureDialog
from passalong.ui.main_window import MainWindow
from passalong.ui.people.person_page import PersonPage
from passalong.ui.screens import Place

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)


@pytest.fixture
def window(qtbot, tmp_path, database, operations):
    for line in ("Ada Byron #royal", "Bo Lindqvist: into golf"):
        perform(database, lambda session, said=line: people.add_person(session, said, NOW))
    window = MainWindow(operations, tmp_path, "light")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.complete()
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 2)
    return window


def dialogs(window, kind):
    return [each for each in window.findChildren(kind) if each.isVisible()]


def test_the_count_stands_in_the_sidebar_and_at_the_foot(qtbot, window):
    qtbot.waitUntil(lambda: window.status.text().startswith("2 people · "))

    assert window.sidebar._counts[Place.PEOPLE].text() == "2"


def test_a_window_that_is_still_being_completed_can_be_used(qtbot, tmp_path, operations):
    window = MainWindow(operations, tmp_path, "light")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.open_files(["passalong://capture?text=Two+tickets"])
    pieces = window.completing()
    for _ in pieces:
        assert not window.is_complete()
        for place in Place:
            window.show_screen(place)
        window.show_opportunity(7)
        window.log_exchange()
        assert not dialogs(window, CaptureDialog)
    assert window.is_complete()
    qtbot.waitUntil(lambda: len(dialogs(window, CaptureDialog)) == 1)


def test_typing_in_the_search_finds_people_and_arrow_down_enters_the_list(qtbot, window):
    window.activateWindow()
    qtbot.keyClicks(window.search, "golf")
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 1)

    qtbot.keyClick(window.search, Qt.Key.Key_Down)

    assert window.people.list.currentIndex().data() == "Bo Lindqvist"


def test_letters_typed_in_the_list_begin_a_search(qtbot, window):
    window.activateWindow()
    window.people.list.setFocus()
    qtbot.keyClicks(window.people.list, "g")
    assert window.search.text() == "g"
    qtbot.keyClicks(window.search, "olf")
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 1)

    assert window.people.list.currentIndex().data() == "Bo Lindqvist"


def test_esc_clears_the_search(qtbot, window):
    qtbot.keyClicks(window.search, "golf")

    qtbot.keyClick(window.search, Qt.Key.Key_Escape)

    assert window.search.text() == ""
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 2)


def test_what_was_done_can_be_taken_back_from_the_note(qtbot, window, operations):
    operations.write(lambda session: people.add_person(session, "Eve Adams", NOW))
    qtbot.waitUntil(lambda: window.toast.isVisible() and window.people.model.rowCount() == 3)
    told = window.toast.text()

    window.toast._undo.click()

    qtbot.waitUntil(lambda: window.people.model.rowCount() == 2)
    assert told == "Added Eve Adams"


def test_undo_and_redo_name_their_steps(qtbot, window):
    window.people.list.select_line(0)
    window.people.delete_selected()
    undo, redo = window.actions_.undo, window.actions_.redo
    qtbot.waitUntil(lambda: undo.text() == "&Undo: Delete Ada Byron")

    undo.trigger()

    qtbot.waitUntil(lambda: redo.text() == "&Redo: Delete Ada Byron")
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 2)


def test_the_foot_says_how_many_are_found(qtbot, window):
    window.search.setText("golf")
    qtbot.waitUntil(lambda: window.status.text().startswith("1 of 2 people ·"))

    window.search.setText("chess")
    qtbot.waitUntil(lambda: window.status.text().startswith("0 of 2 people ·"))

    window.search.clear()
    qtbot.waitUntil(lambda: window.status.text().startswith("2 people ·"))


def test_tab_goes_from_the_list_to_the_person(qtbot, window):
    window.status.show_reminders("Reminders on")
    window.people.go_into_list()
    qtbot.keyClick(window.people.list, Qt.Key.Key_Down)
    person = window.findChild(PersonPage)
    qtbot.waitUntil(lambda: any(part.isVisible() for part in person.findChildren(QPushButton)))

    qtbot.keyClick(window.people.list, Qt.Key.Key_Tab)

    assert person.isAncestorOf(window.focusWidget())


def test_trouble_is_told_with_its_advice(window, operations):
    operations.troubled.emit(Trouble("The disk is full.", "Free some space."))

    assert window.messages.isVisible()
    assert window.messages._text.text() == "The disk is full. Free some space."


def test_a_mistake_is_told_without_its_trace(window):
    window.messages.show_mistake()

    assert "Traceback" not in window.messages._text.text()
    assert window.messages._log.isVisible()


def test_a_tag_shows_everybody_who_carries_it(qtbot, window):
    window.show_tag("royal")

    qtbot.waitUntil(lambda: window.people.model.rowCount() == 1)
    assert window.people.model.index(0, 0).data() == "Ada Byron"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_palette_finds_people_and_commands(qtbot, window):
    from passalong.ui.palette import Palette

    window.open_palette()
    palette = window.findChild(Palette)
    qtbot.keyClicks(palette._line, "ada")
    model = palette._model
    qtbot.waitUntil(lambda: model.rowCount() > 0 and model.index(0, 0).data() == "Ada Byron")

    with qtbot.waitSignal(palette.person_chosen) as chosen:
        qtbot.keyClick(palette._line, Qt.Key.Key_Return)

    assert chosen.args == [1]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_palette_logs_an_exchange_with_somebody(qtbot, window):
    from passalong.ui.palette import Palette
    from passalong.ui.people.exchange_dialog import ExchangeDialog

    window.open_palette()
    palette = window.findChild(Palette)
    model = palette._model
    wanted = "Log exchange with Bo Lindqvist"

    def titles():
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    palette._line.setText("golf")  # which finds him, but is not his name
    qtbot.waitUntil(lambda: "Bo Lindqvist" in titles())
    for_others = [title for title in titles() if title.startswith("Log exchange")]
    palette._line.setText("bo lind")
    qtbot.waitUntil(lambda: wanted in titles())
    palette._go(model.index(titles().index(wanted), 0))

    qtbot.waitUntil(lambda: len(dialogs(window, ExchangeDialog)) == 1)
    assert dialogs(window, ExchangeDialog)[0].windowTitle() == "Log exchange with Bo Lindqvist"
    assert for_others == []
    dialogs(window, ExchangeDialog)[0].close()


def test_every_key_of_the_menus_is_used_once(window):
    keys = [
        action.shortcut().toString()
        for action in window.actions()
        if not action.shortcut().isEmpty()
    ]

    assert len(keys) == len(set(keys))


def test_what_can_be_operated_says_what_it_is(window):
    unnamed = [
        type(button.parent()).__name__
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]

    assert unnamed == []


def test_a_note_of_an_older_step_never_takes_back_a_newer_one(qtbot, window, database, operations):
    ids = window.people.model.ids()

    def add(name):
        operations.write(lambda session: people.add_person(session, name, NOW))
        qtbot.waitUntil(lambda: name in window.toast.text())

    add("Cy")
    step = window.toast._step
    assert window.toast._undo.isVisible()
    joined = partial(editing.write_note, person_id=ids[0], text="plays golf", note_id=None)
    operations.write(partial(joined, now=NOW))
    qtbot.waitUntil(lambda: not window.toast._undo.isVisible())  # the offer is out of date

    window.toast.undo_wanted.emit(step)  # as if it had been pressed just before

    qtbot.waitUntil(lambda: "Something else was done" in window.toast.text())
    with database.reading() as session:
        assert len(people.person_details(session, ids[0]).notes) == 1
        assert people.count_people(session) == 3


def test_the_note_of_the_last_step_takes_it_back(qtbot, window, operations):
    operations.write(lambda session: people.add_person(session, "Cy", NOW))
    qtbot.waitUntil(lambda: "Cy" in window.toast.text())

    window.toast._undo.click()

    qtbot.waitUntil(lambda: window.toast.text().startswith("Undone"))
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 2)


def test_what_is_noted_wrong_is_opened_where_it_stands(qtbot, window, database):
    bo = window.people.model.person_id(1)
    write = partial(
        editing.write_note, person_id=bo, text="never misses a game", note_id=None, now=NOW
    )
    perform(database, write)
    perform(database, partial(opportunities.capture, text="Tickets for the game", now=NOW))
    inbox, person = window.pages.inbox, window.pages.person
    inbox.refresh()
    qtbot.waitUntil(lambda: bool(inbox.view.suggestions.cards))

    inbox.view.suggestions.cards[0].answered.emit(bo, SuggestionAnswer.WRONG_INFORMATION)

    qtbot.waitUntil(lambda: person.person_id == bo and bool(person._notes._rows))
    (row,) = person._notes._rows.values()
    qtbot.waitUntil(lambda: bool(row.field.extraSelections()))
    assert window.screens.currentIndex() == Place.PEOPLE
    assert row.field.extraSelections()[0].cursor.selectedText() == "game"
