"""What the disk did is told in a sentence with advice, whatever it was."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from passalong.errors import Damage, Hindrance
from passalong.store import trouble
from passalong.store.database import Database
from passalong.store.tables import Person


def test_data_that_may_only_be_read_are_told(database, now):
    with (
        pytest.raises(Hindrance, match="may be read but not changed") as told,
        database.writing() as writing,
    ):
        writing.session.execute(text("PRAGMA query_only = ON"))
        writing.session.add(Person(name="Ada", sort_name="ada", created_at=now, updated_at=now))

    assert "--data-dir" in told.value.advice


def test_data_that_cannot_be_opened_are_told(tmp_path):
    with (
        pytest.raises(Hindrance, match="could not be opened") as told,
        trouble.told_as_trouble(),
        closing(sqlite3.connect(tmp_path / "nowhere" / "passalong.sqlite")),
    ):
        pass

    assert "data folder exists" in told.value.advice


WRITES_TOO_MUCH = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from passalong.errors import Hindrance
from passalong.store.database import Database
from passalong.store.tables import Person

database = Database(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = Path(sys.argv[1]).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
now = datetime.now(UTC)
try:
    with database.writing() as writing:
        name = "Ada " * (size // 4)
        writing.session.add(Person(name=name, sort_name="", created_at=now, updated_at=now))
except Hindrance as told:
    print(told.what)
    print(told.advice)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_disk_that_refuses_is_told_and_nothing_is_lost(empty_file, tmp_path):
    path = tmp_path / "passalong.sqlite"
    path.write_bytes(empty_file.read_bytes())
    source = str(Path(trouble.__file__).parents[2])

    done = subprocess.run(
        [sys.executable, "-c", WRITES_TOO_MUCH, str(path)],
        env=os.environ | {"PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    what, advice = done.stdout.splitlines()
    assert what == "The disk could not be read or written."
    assert advice == "Check the disk and its connection, then try again."
    with closing(Database(path)) as database, database.reading() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"


@pytest.mark.parametrize("name", [start for start, _what, _advice in trouble._TOLD])
def test_every_fault_has_a_sentence_and_advice(name):
    error = sqlite3.DatabaseError("words of SQLite's own")
    error.sqlite_errorname = f"{name}_MORE"

    told = trouble.trouble_of(error)

    assert told is not None
    assert told.what.endswith(".")
    assert told.advice.endswith(".")
    assert "SQLite" not in str(told)
    damaged = name in ("SQLITE_CORRUPT", "SQLITE_NOTADB")
    assert isinstance(told, Damage if damaged else Hindrance)


def test_a_mistake_of_ours_is_no_trouble():
    error = sqlite3.OperationalError("no such column")
    error.sqlite_errorname = "SQLITE_ERROR"

    assert trouble.trouble_of(error) is None
