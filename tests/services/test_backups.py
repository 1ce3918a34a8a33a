"""Checked, backed up once a day, and brought back."""

import os
from datetime import timedelta

import pytest

from passalong.domain.backup import BackupKind
from passalong.errors import Cancelled, Damage, Trouble
from passalong.services import backups, people
from passalong.services.outcome import perform


def quiet(_done, _total):
    """Report to nobody."""


@pytest.fixture
def filled(database, now):
    perform(database, lambda session: people.add_person(session, "Ada Byron", now))
    return database


def damage(path):
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096 * 20))


def test_a_day_has_one_backup(filled, now):
    first = backups.keep_safe(filled.path, now, quiet)
    again = backups.keep_safe(filled.path, now + timedelta(hours=2), quiet)
    next_day = backups.keep_safe(filled.path, now + timedelta(days=1), quiet)

    assert first is not None
    assert again == first
    assert next_day is not None
    assert next_day.taken_at == now + timedelta(days=1)
    assert len(backups.listed(filled.path)) == 2


def test_a_file_with_nobody_in_it_is_not_backed_up(database, now):
    assert backups.keep_safe(database.path, now, quiet) is None
    assert backups.listed(database.path) == []


def test_a_damaged_file_does_not_push_out_good_backups(filled, now):
    good = backups.keep_safe(filled.path, now, quiet)
    filled.close()
    damage(filled.path)

    with pytest.raises(Damage):
        backups.keep_safe(filled.path, now + timedelta(days=1), quiet)

    assert backups.listed(filled.path) == [good]


def test_a_small_file_is_checked_at_every_start(filled, now):
    backups.keep_safe(filled.path, now, quiet)
    filled.close()
    damage(filled.path)

    with pytest.raises(Damage):
        backups.keep_safe(filled.path, now, quiet)


def test_a_large_file_is_checked_once_a_day(filled, now, monkeypatch):
    monkeypatch.setattr(backups, "_SMALL", 0)
    backups.keep_safe(filled.path, now, quiet)
    filled.close()
    damage(filled.path)

    assert backups.keep_safe(filled.path, now, quiet) is not None
    with pytest.raises(Damage):
        backups.keep_safe(filled.path, now + timedelta(days=1), quiet)


def test_the_program_may_end_meanwhile(filled, now):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.keep_safe(filled.path, now, stop)

    assert backups.listed(filled.path) == []


def test_old_backups_make_room(filled, now):
    for day in range(60):
        backups.keep_safe(filled.path, now + timedelta(days=day), quiet)

    assert len(backups.listed(filled.path)) in (9, 10, 11)


def test_the_newest_good_one_is_found_behind_a_damaged_one(filled, now):
    good = backups.keep_safe(filled.path, now, quiet)
    bad = backups.keep_safe(filled.path, now + timedelta(days=1), quiet)
    assert bad is not None
    damage(filled.path.parent / "backups" / bad.name)

    assert backups.newest_good(filled.path, quiet) == good


def test_what_was_replaced_comes_last(filled, now):
    good = backups.keep_safe(filled.path, now, quiet)
    assert good is not None
    filled.close()
    prepared = backups.prepare(filled.path, good.name, quiet)
    replaced = backups.put_in_place(filled.path, prepared, now + timedelta(hours=1))

    assert replaced is not None
    assert replaced.kind is BackupKind.BEFORE_RESTORE
    assert backups.newest_good(filled.path, quiet) == good


def test_a_name_that_is_none_is_told(filled):
    with pytest.raises(Trouble, match="no backup “nonsense”"):
        backups.prepare(filled.path, "nonsense", quiet)


def test_without_data_there_is_nothing_to_check_or_back_up(tmp_path, now):
    with pytest.raises(Trouble, match="no data here"):
        backups.verify(tmp_path / "passalong.sqlite", quiet)
    with pytest.raises(Trouble, match="nothing to back up"):
        backups.back_up(tmp_path / "passalong.sqlite", BackupKind.BY_HAND, now, quiet)
