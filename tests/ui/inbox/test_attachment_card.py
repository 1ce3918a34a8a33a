"""What was captured as a file is seen in the inbox, opened and saved."""

import errno
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QDesktopServices, QImage

from passalong.services import opportunities
from passalong.ui.inbox.attachment_card import AttachmentCard


def picture(side: int) -> bytes:
    image = QImage(side, side // 2, QImage.Format.Format_RGB32)
    image.fill("red")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.fixture
def card(qtbot, operations):
    made = AttachmentCard(operations)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def captured(do):
    def capture(name, media_type, data):
        return do(opportunities.capture, text="Look", attachment=(name, media_type, data))

    return capture


def shown(qtbot, card, opportunity_id):
    card.show_of(opportunity_id)
    qtbot.waitUntil(lambda: card._looking is None)
    return not card.isHidden()


def test_a_picture_is_shown_small_with_its_name_and_size(qtbot, card, captured):
    data = picture(1000)

    assert shown(qtbot, card, captured("poster.png", "image/png", data))
    assert card.picture.pixmap().size() == QSize(220, 110)
    assert card.name.text() == f"poster.png · {max(1, len(data) // 1000)} kB"


def test_where_only_words_were_captured_there_is_nothing(qtbot, card, captured, do):
    assert shown(qtbot, card, captured("a.txt", "text/plain", b"words"))
    assert not shown(qtbot, card, do(opportunities.capture, text="Two tickets"))


def test_a_damaged_picture_still_has_its_name_and_can_be_saved(qtbot, card, captured, tmp_path):
    assert shown(qtbot, card, captured("broken.png", "image/png", b"no picture"))
    assert card.picture.isHidden()
    card.save_to(str(tmp_path / "copy.png"))
    qtbot.waitUntil((tmp_path / "copy.png").exists)

    assert (tmp_path / "copy.png").read_bytes() == b"no picture"


def test_a_message_is_opened_as_it_came(qtbot, card, captured, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    shown(qtbot, card, captured("../tickets.eml", "message/rfc822", b"Subject: Tickets\n\n"))
    card.open.click()
    qtbot.waitUntil(lambda: bool(opened))

    assert Path(opened[0]).name == "tickets.eml"
    assert list(Path(opened[0]).parent.iterdir()) == [Path(opened[0])]  # a folder of its own
    assert Path(opened[0]).read_bytes() == b"Subject: Tickets\n\n"


def test_a_disk_that_is_full_is_told_in_words(qtbot, card, captured, operations, monkeypatch):
    def refuse(**_named):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    shown(qtbot, card, captured("a.txt", "text/plain", b"words"))
    with qtbot.waitSignal(operations.troubled) as told:
        card.open.click()

    assert told.args[0].what == "The file could not be handed to another program."


def test_what_could_start_as_a_program_is_saved_but_not_opened(qtbot, card, captured):
    assert shown(qtbot, card, captured("setup.exe", "application/x-msdownload", b"MZ"))

    assert card.open.isHidden()
    assert not card.save.isHidden()


def test_a_folder_that_refuses_is_told_in_words(qtbot, card, captured, operations, tmp_path):
    shown(qtbot, card, captured("a.txt", "text/plain", b"words"))
    (tmp_path / "file").touch()
    with qtbot.waitSignal(operations.troubled) as told:
        card.save_to(str(tmp_path / "file" / "a.txt"))

    assert told.args[0].what.startswith("a.txt could not be written: ")
