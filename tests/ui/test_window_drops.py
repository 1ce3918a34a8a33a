"""What is dropped on the window: address books are imported, all else is captured."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from passalong.ui.capture_dialog import CaptureDialog
from passalong.ui.imports.import_dialog import ImportDialog
from passalong.ui.main_window import MainWindow

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Dropped\r\nEND:VCARD\r\n"


@pytest.fixture
def window(qtbot, tmp_path, operations):
    window = MainWindow(operations, tmp_path / "data", "light")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.complete()
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
