"""The data file in the window's care: checked, backed up, offered back."""

import os
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from passalong.domain.backup import BackupKind
from passalong.errors import Damage
from passalong.services import backups, people
from passalong.services.outcome import Changed, perform
from passalong.ui import safekeeping
from passalong.ui.backups_dialog import BackupsDialog
from passalong.ui.messages import Toast
from passalong.ui.safekeeping import Safekeeping
from passalong.ui.status_line import StatusLine


def quiet(_done, _total):
    """Report to nobody."""


@pytest.fixture
def filled(database, now):
    perform(database, partial(people.add_person, line="Ada Byron", now=now))
    return database


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def keeping(window, filled, operations):
    return Safekeeping(operations, filled.path, Toast(window), window)


def the_dialog(window):
    [dialog] = window.findChildren(BackupsDialog)
    return dialog


def press(dialog, text):
    [found] = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
    assert found.isEnabled()
    found.click()


def is_idle(dialog):
    return dialog._now.isEnabled()


def is_shown(window):
    return any(is_idle(dialog) for dialog in window.findChildren(BackupsDialog))


def test_some_time_after_the_start_the_day_has_its_backup(qtbot, filled, keeping, monkeypatch):
    monkeypatch.setattr(safekeeping, "_AFTER_START", 1)

    with qtbot.waitSignal(keeping.last_known) as told:
        keeping.start()

    assert told.args[0].kind is BackupKind.DAILY
    assert [backup.people for backup in backups.listed(filled.path)] == [1]


def test_the_foot_tells_of_people_and_backup(qtbot, filled):
    line = StatusLine("/home/ada/data")
    qtbot.addWidget(line)
    assert line.text() == "all data on this computer"
    taken = backups.back_up(filled.path, BackupKind.DAILY, datetime.now(UTC), quiet)

    line.show_count(1284)
    line.show_backup(taken)

    assert line.text() == (
        f"1,284 people · last backup today {taken.taken_at:%H:%M} · all data on this computer"
    )


def test_the_same_trouble_is_told_once(qtbot, operations, keeping, filled):
    told = []
    operations.troubled.connect(told.append)
    (filled.path.parent / "backups").write_text("no folder")

    for _ in range(2):
        keeping.look_after()
        qtbot.waitUntil(lambda: keeping._job is None)

    assert len(told) == 1
    assert "backup could not be written" in told[0].what


def test_an_idle_file_is_looked_at_once_a_day_and_after_what_is_written(
    qtbot, operations, keeping, monkeypatch
):
    looks = []
    monkeypatch.setattr(backups, "keep_safe", lambda *_said: looks.append(1))

    def ring():
        keeping._timer.timeout.emit()
        qtbot.waitUntil(lambda: keeping._job is None)
        return len(looks)

    assert [ring(), ring(), ring()] == [1, 1, 1]
    operations.changed.emit(Changed.PEOPLE)
    assert [ring(), ring()] == [2, 2]
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    monkeypatch.setattr(safekeeping, "_today", lambda: tomorrow)
    assert [ring(), ring()] == [3, 3]


def test_what_went_wrong_is_tried_again_though_nothing_was_written(
    qtbot, operations, keeping, filled
):
    folder = filled.path.parent / "backups"
    folder.write_text("no folder")
    keeping.look_after()
    qtbot.waitUntil(lambda: keeping._job is None)
    folder.unlink()

    with qtbot.waitSignal(keeping.last_known) as told:
        keeping._timer.timeout.emit()

    assert told.args[0].kind is BackupKind.DAILY


def test_a_damaged_file_is_offered_its_newest_good_backup(qtbot, filled, keeping, window, now):
    good = backups.back_up(filled.path, BackupKind.DAILY, now, quiet)
    bad = backups.back_up(filled.path, BackupKind.DAILY, now + timedelta(days=1), quiet)
    (filled.path.parent / "backups" / bad.name).write_bytes(os.urandom(9000))

    keeping.offer_backup(Damage("Your data file is damaged."))
    keeping.offer_backup(Damage("Your data file is damaged."))  # every read tells it again
    qtbot.waitUntil(lambda: is_shown(window))

    dialog = the_dialog(window)
    assert dialog._selected() == good
    said = dialog._reason.findChild(QWidget).text()
    assert said.startswith("Your data file is damaged. The newest good backup was taken 2 Oct 2026")
    assert "has 1 person" in said
    with qtbot.waitSignal(keeping.restore_wanted) as wanted:
        press(dialog, "Restore")
    assert wanted.args[0].read_bytes()[:15] == b"SQLite format 3"


def test_a_file_that_is_damaged_is_found_and_not_backed_up(qtbot, filled, keeping, window):
    filled.close()
    filled.path.write_bytes(os.urandom(9000))

    keeping.look_after()
    qtbot.waitUntil(lambda: is_shown(window))

    said = the_dialog(window)._reason.findChild(QWidget).text()
    assert "There is no good backup" in said
    assert the_dialog(window).entries == []


def test_backups_are_listed_and_taken_by_hand(qtbot, keeping, window):
    keeping.open_backups()
    dialog = the_dialog(window)
    qtbot.waitUntil(lambda: "no backup yet" in dialog._told.text())

    with qtbot.waitSignal(keeping.last_known):
        press(dialog, "Back up now")
    qtbot.waitUntil(lambda: len(dialog.entries) == 1 and is_idle(dialog))

    [line] = dialog.entries
    assert line.startswith("Today ")
    assert "by hand · 1 person · " in line


def test_a_backup_that_turns_out_damaged_is_told_in_the_dialog(qtbot, filled, keeping, window, now):
    taken = backups.back_up(filled.path, BackupKind.DAILY, now, quiet)
    keeping.open_backups()
    dialog = the_dialog(window)
    qtbot.waitUntil(lambda: len(dialog.entries) == 1 and is_idle(dialog))
    with (filled.path.parent / "backups" / taken.name).open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096 * 20))

    press(dialog, "Restore")

    qtbot.waitUntil(lambda: "damaged" in dialog._told.text())
    assert dialog.isVisible()
