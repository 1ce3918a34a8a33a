"""The file: made private, migrated, told about in words when it cannot be used."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from passalong.errors import Trouble
from passalong.store import database as opening
from passalong.store import history
from passalong.store.database import Database
from passalong.store.tables import Base, Person

DERIVED = ("list_", "undo_", "stale_person", "sqlite_")


def is_ours(_object, name, kind, _reflected, _compared):
    return not (kind == "table" and name.startswith(DERIVED))


def test_the_migrations_build_what_the_classes_say(database):
    with database.reading() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"include_object": is_ours, "compare_type": False}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_newest_migration_is_the_one_the_program_writes(database):
    with database.reading() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == opening.REVISION


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_nobody_else_may_read_the_file_or_its_side_files(tmp_path, now):
    database = Database(tmp_path / "data" / "passalong.sqlite")
    with database.writing() as writing:
        writing.session.add(Person(name="Ada", sort_name="ada", created_at=now, updated_at=now))

    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "data").iterdir()}
    database.close()

    assert modes == {0o600}
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_a_file_that_others_may_read_is_made_private(empty_file, tmp_path):
    path = tmp_path / "passalong.sqlite"
    path.write_bytes(empty_file.read_bytes())
    path.chmod(0o644)

    Database(path).close()

    assert path.stat().st_mode & 0o777 == 0o600


def test_every_connection_is_careful(database):
    with database.reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA synchronous")) == 2  # FULL
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_what_fails_half_way_leaves_nothing(database, now):
    with pytest.raises(ZeroDivisionError), database.writing() as writing:
        writing.session.add(Person(name="Ada", sort_name="ada", created_at=now, updated_at=now))
        writing.session.flush()
        _ = 1 / 0

    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == 0


def test_a_file_of_a_newer_program_is_left_alone(empty_file, tmp_path):
    path = tmp_path / "passalong.sqlite"
    path.write_bytes(empty_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()

    with pytest.raises(Trouble, match="newer Passalong"):
        Database(path)

    assert path.read_bytes() == before


def test_a_damaged_file_is_told_in_words(tmp_path):
    path = tmp_path / "passalong.sqlite"
    path.write_bytes(b"This is not a database. " * 400)

    with pytest.raises(Trouble, match="damaged") as told:
        Database(path)

    assert "backups" in told.value.advice


def test_a_file_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "passalong.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.commit()

    with pytest.raises(Trouble, match="another program"):
        Database(path)


def test_a_folder_in_place_of_the_file_is_told_in_words(tmp_path):
    (tmp_path / "passalong.sqlite").mkdir()

    with pytest.raises(Trouble, match="is a folder"):
        Database(tmp_path / "passalong.sqlite")


def test_a_file_in_place_of_the_folder_is_told_in_words(tmp_path):
    (tmp_path / "data").write_text("no folder")

    with pytest.raises(Trouble, match="not a folder"):
        Database(tmp_path / "data" / "passalong.sqlite")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_told_in_words(tmp_path):
    tmp_path.chmod(0o500)

    with pytest.raises(Trouble, match="not allowed"):
        Database(tmp_path / "passalong.sqlite")


def test_a_lock_of_another_program_is_told_in_words(database, monkeypatch):
    monkeypatch.setattr(opening, "_PATIENCE", 0.05)
    impatient = Database(database.path)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(Trouble, match="Another program"), impatient.writing():
            pass
    impatient.close()


def test_a_full_disk_is_told_in_words_and_loses_nothing(database, now):
    with (
        pytest.raises(Trouble, match="disk is full"),
        database.writing() as writing,
    ):
        session = writing.session
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
        session.add(Person(name="Ada " * 9000, sort_name="", created_at=now, updated_at=now))

    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == 0
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"


WRITES_AND_WAITS = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from passalong.store.database import Database
from passalong.store.tables import Person

now = datetime.now(UTC)
database = Database(Path(sys.argv[1]))
for name in ("Kept", "Lost"):
    with database.writing() as writing:
        writing.session.add(Person(name=name, sort_name=name, created_at=now, updated_at=now))
        writing.session.flush()
        if name == "Lost":
            print("writing", flush=True)
            time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_killed_program_keeps_what_was_saved(tmp_path):
    path = tmp_path / "passalong.sqlite"
    source = str(Path(opening.__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", WRITES_AND_WAITS, str(path)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": source},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"writing\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    database = Database(path)
    with database.reading() as session:
        assert session.scalars(text("SELECT name FROM person")).all() == ["Kept"]
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
    database.close()


def test_an_older_file_is_copied_before_it_is_changed(empty_file, tmp_path, monkeypatch):
    path = tmp_path / "passalong.sqlite"
    path.write_bytes(empty_file.read_bytes())
    revision = opening.REVISION
    monkeypatch.setattr(opening, "REVISION", "the next one")

    Database(path).close()

    copies = list((tmp_path / "backups").iterdir())
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0])) as copy:
        version = copy.execute("SELECT version_num FROM alembic_version").fetchone()
        assert version == (revision,)


def test_a_search_answers_while_something_is_written(database, now):
    with database.writing() as writing:
        writing.session.add(Person(name="Ada", sort_name="ada", created_at=now, updated_at=now))
        writing.session.flush()
        started = time.monotonic()
        with database.reading() as session:
            assert session.scalar(text("SELECT count(*) FROM person")) == 0
        assert time.monotonic() - started < opening._PATIENCE


def test_in_idle_moments_every_connection_gives_up_the_pages_it_keeps(database):
    with database.reading() as one, database.reading() as other:
        lent = [session.connection().connection.dbapi_connection for session in (one, other)]
    asked = {connection: [] for connection in lent}
    for connection in lent:
        connection.set_trace_callback(asked[connection].append)

    while database.tidy():
        pass

    for connection in lent:
        connection.set_trace_callback(None)
    assert all("PRAGMA shrink_memory" in statements for statements in asked.values())


def test_what_an_import_wrote_is_brought_into_the_file_in_idle_moments(database):
    before = database.path.stat().st_size
    with database.writing() as writing:
        writing.session.execute(text("CREATE TABLE large (data BLOB)"))
        writing.session.execute(text("INSERT INTO large VALUES (zeroblob(30000000))"))
    assert database.path.stat().st_size == before  # it is safe already, in the log beside

    while database.tidy():
        pass

    assert database.path.stat().st_size > 30_000_000


def test_a_migrated_file_forgets_what_could_be_undone(database, now, monkeypatch):
    with database.writing() as writing:
        writing.session.add(Person(name="Ada", sort_name="ada", created_at=now, updated_at=now))
    database.close()
    monkeypatch.setattr(opening, "REVISION", "the next one")
    migrated = Database(database.path)

    with migrated.reading() as session:
        assert history.steps(session) == (None, None, None)
        assert session.scalar(text("SELECT count(*) FROM undo_entry")) == 0
        assert session.scalar(text("SELECT count(*) FROM person")) == 1
    migrated.close()
