"""What tests of every floor share: a real file, and a moment that stands still."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from passalong.store.database import Database


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as a first start leaves it; copied, never opened again."""
    path = tmp_path_factory.mktemp("empty") / "passalong.sqlite"
    Database(path).close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty_file: Path) -> Iterator[Database]:
    """An empty database in a file of its own, as the user has it."""
    database = Database(Path(shutil.copy(empty_file, tmp_path / "passalong.sqlite")))
    yield database
    database.close()


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 10, 2, 9, 10, tzinfo=UTC)
