"""Backups as files: whole or not there, and put back without losing anything."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from passalong.domain.backup import BackupKind
from passalong.errors import Cancelled, Damage, Trouble
from passalong.store import backups
from passalong.store.database import Database
from passalong.store.tables import Person

PAGE = 4096


def quiet(_done, _total):
    """Report to nobody."""


def add(database, now, *names):
    with database.writing() as writing:
        for name in names:
            writing.session.add(Person(name=name, sort_name=name, created_at=now, updated_at=now))


def names_in(path):
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM person ORDER BY name")]


def damage(path):
    """Overwrite the middle of the file, as a failing disk would."""
    with path.open("r+b") as file:
        file.seek(PAGE * 3)
        file.write(os.urandom(PAGE * 20))


@pytest.fixture
def filled(database, now):
    add(database, now, "Ada", "Bob")
    return database


def test_a_backup_has_what_was_just_written_and_is_one_private_file(filled, now):
    taken = backups.take(filled.path, BackupKind.DAILY, now, quiet)

    folder = filled.path.parent / "backups"
    assert [path.name for path in folder.iterdir()] == [taken.name]
    assert (taken.kind, taken.people) == (BackupKind.DAILY, 2)
    assert taken.taken_at == now
    assert names_in(folder / taken.name) == ["Ada", "Bob"]
    if os.name != "nt":
        assert (folder / taken.name).stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700


def test_two_in_one_second_get_two_names(filled, now):
    first = backups.take(filled.path, BackupKind.DAILY, now, quiet)
    second = backups.take(filled.path, BackupKind.DAILY, now, quiet)

    assert first.name != second.name
    assert len(backups.listed(filled.path)) == 2


def test_somebody_writes_while_it_is_taken(filled, now, monkeypatch):
    monkeypatch.setattr(backups, "_PAGES", 10)
    calls = []

    def write(done, total):
        calls.append((done, total))
        add(filled, now, f"Late {len(calls)}")

    taken = backups.take(filled.path, BackupKind.DAILY, now, write)

    assert len(calls) == -(-calls[0][1] // 10)  # it never began anew
    assert taken.people == 2  # as it was when it began


def test_a_backup_that_is_stopped_leaves_nothing(filled, now, monkeypatch):
    monkeypatch.setattr(backups, "_PAGES", 10)

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.take(filled.path, BackupKind.DAILY, now, stop)

    assert list((filled.path.parent / "backups").iterdir()) == []


def test_a_disk_that_fills_up_is_told_and_leaves_nothing(filled, now, monkeypatch):
    make = backups._target

    def small(path):
        connection = make(path)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(backups, "_target", small)

    with pytest.raises(Trouble, match="no room on the disk"):
        backups.take(filled.path, BackupKind.DAILY, now, quiet)

    assert list((filled.path.parent / "backups").iterdir()) == []


def test_a_disk_without_room_is_told_before_anything_is_written(filled, now, monkeypatch):
    full = shutil.disk_usage(filled.path)._replace(free=1000)
    monkeypatch.setattr(backups.shutil, "disk_usage", lambda _path: full)

    with pytest.raises(Trouble, match="no room on the disk"):
        backups.take(filled.path, BackupKind.DAILY, now, quiet)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_of_backups_without_permission_is_told(filled, now):
    (filled.path.parent / "backups").mkdir(mode=0o500)

    with pytest.raises(Trouble, match="could not be written"):
        backups.take(filled.path, BackupKind.DAILY, now, quiet)


def test_a_file_where_the_folder_should_be_is_told(filled, now):
    (filled.path.parent / "backups").write_text("no folder")

    with pytest.raises(Trouble, match="backup could not be written"):
        backups.take(filled.path, BackupKind.DAILY, now, quiet)


def test_a_whole_file_passes_and_a_damaged_one_does_not(filled, now):
    backups.examine(filled.path, quiet)
    filled.close()
    damage(filled.path)

    with pytest.raises(Damage, match="damaged"):
        backups.examine(filled.path, quiet)


def test_a_file_cut_short_is_damaged(filled):
    filled.close()
    os.truncate(filled.path, PAGE * 10)

    with pytest.raises(Damage):
        backups.examine(filled.path, quiet)


def test_a_check_can_be_stopped(filled, monkeypatch):
    monkeypatch.setattr(backups, "_CHECKED_EVERY", 1)

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.examine(filled.path, stop)


def test_a_restored_backup_takes_the_place_and_the_old_file_is_kept(filled, now):
    taken = backups.take(filled.path, BackupKind.DAILY, now, quiet)
    add(filled, now, "Cy")
    filled.close()

    prepared = backups.prepare(filled.path, backups.place_of(filled.path, taken), quiet)
    kept = backups.put_in_place(filled.path, prepared, now + timedelta(hours=1))

    assert names_in(filled.path) == ["Ada", "Bob"]
    assert kept is not None
    assert (kept.kind, kept.people) == (BackupKind.BEFORE_RESTORE, 3)
    assert names_in(backups.place_of(filled.path, kept)) == ["Ada", "Bob", "Cy"]
    assert not prepared.exists()
    reopened = Database(filled.path)
    add(reopened, now, "Di")
    reopened.close()
    assert names_in(backups.place_of(filled.path, kept)) == ["Ada", "Bob", "Cy"]


def test_a_damaged_file_is_set_aside_whole(filled, now):
    taken = backups.take(filled.path, BackupKind.DAILY, now, quiet)
    filled.close()
    damage(filled.path)
    broken = filled.path.read_bytes()

    prepared = backups.prepare(filled.path, backups.place_of(filled.path, taken), quiet)
    kept = backups.put_in_place(filled.path, prepared, now)

    assert kept is not None
    assert kept.kind is BackupKind.DAMAGED
    assert backups.place_of(filled.path, kept).read_bytes() == broken
    assert names_in(filled.path) == ["Ada", "Bob"]


def test_what_a_crash_left_in_the_log_of_a_damaged_file_is_set_aside_too(filled, now):
    taken = backups.take(filled.path, BackupKind.DAILY, now, quiet)
    log = filled.path.with_name(filled.path.name + "-wal")
    filled.close()
    filled.path.write_bytes(b"no database " * 999)
    log.write_bytes(b"what came last")

    prepared = backups.prepare(filled.path, backups.place_of(filled.path, taken), quiet)
    kept = backups.put_in_place(filled.path, prepared, now)

    assert kept is not None
    kept_log = backups.place_of(filled.path, kept).with_name(kept.name + "-wal")
    assert kept_log.read_bytes() == b"what came last"
    assert not log.exists()  # it would be taken for a part of the restored file
    assert names_in(filled.path) == ["Ada", "Bob"]


def test_nothing_is_restored_while_somebody_has_the_data_open(filled, now):
    taken = backups.take(filled.path, BackupKind.DAILY, now, quiet)
    add(filled, now, "Cy")
    prepared = backups.prepare(filled.path, backups.place_of(filled.path, taken), quiet)

    with filled.reading() as session, pytest.raises(Trouble, match="Another program"):
        session.connection()
        backups.put_in_place(filled.path, prepared, now)

    filled.close()
    assert names_in(filled.path) == ["Ada", "Bob", "Cy"]


def test_a_damaged_backup_is_refused(filled, now):
    taken = backups.take(filled.path, BackupKind.DAILY, now, quiet)
    path = backups.place_of(filled.path, taken)
    damage(path)

    with pytest.raises(Damage, match="no backup of Passalong"):
        backups.prepare(filled.path, path, quiet)

    assert names_in(filled.path) == ["Ada", "Bob"]
    assert not filled.path.with_name("passalong.sqlite.restoring").exists()


def test_a_file_of_another_program_is_refused(filled, tmp_path):
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE theirs (x)")

    with pytest.raises(Trouble, match="no backup of Passalong"):
        backups.prepare(filled.path, other, quiet)


def test_a_backup_of_a_newer_program_is_refused(filled, now):
    path = backups.place_of(filled.path, backups.take(filled.path, BackupKind.DAILY, now, quiet))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    with pytest.raises(Trouble, match="newer Passalong"):
        backups.prepare(filled.path, path, quiet)


def test_what_somebody_put_into_the_folder_is_listed(filled, now):
    taken = backups.take(filled.path, BackupKind.DAILY, now, quiet)
    folder = filled.path.parent / "backups"
    Path(shutil.copy(folder / taken.name, folder / "before the move.sqlite"))
    (folder / "scrap.sqlite").write_text("scrap")

    found = {backup.name: backup for backup in backups.listed(filled.path)}

    assert found["before the move.sqlite"].kind is BackupKind.OTHER
    assert found["before the move.sqlite"].people == 2
    assert found["scrap.sqlite"].people is None
