"""The data that a verb works on, opened for as long as the verb takes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from passalong import settings
from passalong.store.database import Database


@contextmanager
def opened(folder: Path) -> Iterator[Database]:
    """Lend the data of a folder, made there if there is none yet."""
    database = Database(settings.database_file(folder))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def left_alone(folder: Path) -> Iterator[Database]:
    """Lend the data for looking only; a folder without data stays so."""
    if settings.database_file(folder).exists():
        with opened(folder) as database:
            yield database
        return
    with tempfile.TemporaryDirectory() as nowhere, opened(Path(nowhere)) as database:
        yield database
