"""Nothing on the GUI thread waits for the disk."""

import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QDesktopServices
from tests.ui.disk_watch import watched

from passalong import resources, settings
from passalong.services import opportunities
from passalong.ui import theme
from passalong.ui.inbox.attachment_card import AttachmentCard
from passalong.ui.main_window import MainWindow
from passalong.ui.reminder_settings import ReminderSettings
from passalong.ui.reminding import Reminding
from passalong.ui.settings_dialog import SettingsDialog
from passalong.ui.settings_keeper import SettingsKeeper

MONDAY = datetime(2026, 10, 5, 9, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_the_watch_sees_what_it_is_to_see(tmp_path):
    with watched(tmp_path) as touched:
        (tmp_path / "a").write_text("a")
        thread = threading.Thread(target=(tmp_path / "b").write_text, args=["b"])
        thread.start()
        thread.join()

    assert touched == [f"open {tmp_path / 'a'}"]


def test_settings_are_seen_changed_and_kept(qtbot, operations, tmp_path):
    keeper = SettingsKeeper(operations, tmp_path, settings.Settings())
    window = MainWindow(operations, tmp_path)
    qtbot.addWidget(window)
    window.furnish()
    reminding = Reminding(operations, window, tmp_path, keeper.chosen, now=lambda: MONDAY)
    reminding.settings_chosen.connect(keeper.keep)
    dialog = SettingsDialog(fetch_titles=False)
    qtbot.addWidget(dialog)
    with watched(tmp_path) as touched:
        window.errands.settings_opened.emit(dialog)
        (section,) = dialog.findChildren(ReminderSettings)
        qtbot.waitUntil(section.at_login.isEnabled)
        section.at_login.setChecked(True)
        section.weekends.setChecked(True)
        qtbot.waitUntil(lambda: section.at_login._asking is None and not keeper._pause.isActive())
        operations.wait()

    assert touched == []
    assert settings.read(tmp_path).remind_weekends
    assert section.at_login.isChecked()
    reminding.clock._timer.stop()
    reminding.end()
    keeper.deleteLater()


def test_a_window_that_closes(qtbot, operations, tmp_path):
    window = MainWindow(operations, tmp_path)
    qtbot.addWidget(window)
    with watched(tmp_path) as touched:
        window.close()
    operations.wait()

    assert touched == []
    assert (tmp_path / "window.ini").is_file()


def test_a_captured_file_that_is_opened(qtbot, operations, do, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    card = AttachmentCard(operations)
    qtbot.addWidget(card)
    attachment = ("a.txt", "text/plain", b"words")
    number = do(opportunities.capture, text="Look", attachment=attachment)
    with watched(tmp_path) as touched:
        card.show_of(number)
        qtbot.waitUntil(lambda: card._looking is None)
        card.open.click()
        qtbot.waitUntil(lambda: bool(opened))

    assert touched == []
    assert opened[0].startswith(str(tmp_path))


def test_icons_in_other_colours(qapp):
    theme.read_drawings()
    theme._icon.cache_clear()
    with watched(resources.folder("icons")) as touched:
        drawn = [theme.icon(meaning, "muted") for meaning in theme.GLYPHS]

    assert touched == []
    assert not any(icon.isNull() for icon in drawn)
