from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from passalong.domain.opportunity import SuggestionAnswer
from passalong.errors import Trouble
from passalong.services import editing, opportunities, people
from passalong.services.outcome import perform
from passalong.ui.capture_dialog import CaptureDialog
from passalong.ui.imports.import_dialog import ImportDialog
from passalong.ui.main_window import MainWindow
from passalong.ui.people.person_page import PersonPage
from passalong.ui.screens import Place

NOW = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Dropped\r\nEND:VCARD\r\n"


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


def drop(window, mime):
    """Deliver what a platform would; return whether the window took it."""
    at, buttons, keys = QPointF(20, 20), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(window, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(at, Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(window, dropped)
    return dropped.isAccepted()


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


def test_a_dropped_address_book_is_previewed(qtbot, window, tmp_path):
    file = tmp_path / "a.vcf"
    file.write_text(CARD)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])

    taken = drop(window, mime)

    assert taken
    assert not dialogs(window, ImportDialog)  # the other program is free first
    qtbot.waitUntil(lambda: len(dialogs(window, ImportDialog)) == 1)
    dialogs(window, ImportDialog)[0].close()


def test_what_is_dropped_beside_an_address_book_is_captured_after_it(qtbot, window, tmp_path):
    book, note = tmp_path / "a.vcf", tmp_path / "note.txt"
    book.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ada Byron\nEND:VCARD\n")
    note.write_text("Two tickets")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (note, book)])
    drop(window, mime)
    qtbot.waitUntil(lambda: len(dialogs(window, ImportDialog)) == 1)
    assert not dialogs(window, CaptureDialog)

    dialogs(window, ImportDialog)[0].close()

    qtbot.waitUntil(lambda: len(dialogs(window, CaptureDialog)) == 1)
    assert dialogs(window, CaptureDialog)[0].draft().text == "Two tickets"
    dialogs(window, CaptureDialog)[0].reject()


@pytest.mark.parametrize("name", ["Contacts", "Contacts 1.12", "backup.vcf", "cards", "cards.txt"])
def test_a_dropped_folder_or_file_with_cards_is_previewed_whatever_its_name(
    qtbot, window, tmp_path, name
):
    path = tmp_path / name
    if name.startswith("cards"):
        path.write_text(CARD)
    else:
        path.mkdir()
        (path / "a.vcf").write_text(CARD)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop(window, mime)

    qtbot.waitUntil(lambda: len(dialogs(window, ImportDialog)) == 1)
    dialogs(window, ImportDialog)[0].close()


def test_a_dropped_file_without_an_ending_is_captured_when_no_cards_are_in_it(
    qtbot, window, tmp_path
):
    (tmp_path / "README").write_text("Two tickets")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "README"))])
    drop(window, mime)

    qtbot.waitUntil(lambda: len(dialogs(window, CaptureDialog)) == 1)
    assert dialogs(window, CaptureDialog)[0].draft().text == "README"
    dialogs(window, CaptureDialog)[0].reject()


def test_a_dropped_text_is_captured(qtbot, window):
    mime = QMimeData()
    mime.setText("Two tickets for Saturday")

    from passalong.ui.capture_dialog import CaptureDialog

    assert drop(window, mime)
    qtbot.waitUntil(lambda: len(dialogs(window, CaptureDialog)) == 1)
    dialogs(window, CaptureDialog)[0].close()


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


def moved(target, mime):
    """Deliver a drag whose program would rather move; return what it is told was done."""
    may = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction
    at, buttons, keys = QPointF(20, 20), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    told = []
    for event in (
        QDragEnterEvent(at.toPoint(), may, mime, buttons, keys),
        QDropEvent(at, may, mime, buttons, keys),
    ):
        event.setDropAction(Qt.DropAction.MoveAction)
        QApplication.sendEvent(target, event)
        told.append((event.isAccepted(), event.dropAction()))
    return told


def test_a_text_that_may_be_moved_stays_in_the_program_it_came_from(qtbot, window):
    mime = QMimeData()
    mime.setText("Two spare tickets")

    assert moved(window, mime) == [(True, Qt.DropAction.CopyAction)] * 2
    qtbot.waitUntil(lambda: bool(dialogs(window, CaptureDialog)))


def test_an_address_book_that_may_be_moved_stays_in_its_folder(qtbot, window, tmp_path):
    path = tmp_path / "people.vcf"
    path.write_text(CARD)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])

    assert moved(window, mime) == [(True, Qt.DropAction.CopyAction)] * 2
    qtbot.waitUntil(lambda: bool(dialogs(window, ImportDialog)))
    dialog = dialogs(window, ImportDialog)[0]
    qtbot.waitUntil(lambda: dialog._job is None)


def test_an_address_book_moved_onto_the_import_stays_in_its_folder(qtbot, operations, tmp_path):
    path = tmp_path / "people.vcf"
    path.write_text(CARD)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    dialog = ImportDialog(operations)
    qtbot.addWidget(dialog)

    assert moved(dialog, mime) == [(True, Qt.DropAction.CopyAction)] * 2
    qtbot.waitUntil(lambda: dialog._job is None)
