"""The data that a verb works on, opened for as long as the verb takes."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from passalong import resources, settings
from passalong.cli.printing import Printer
from passalong.services import people_matcher
from passalong.store.database import Database


@contextmanager
def opened(folder: Path) -> Iterator[Database]:
    """Lend the data of a folder, made there if there is none yet."""
    aside = Printer(sys.stdout, sys.stderr, as_json=False)
    database = Database(settings.database_file(folder), aside.progress)
    aside.end_progress()  # an older file was brought up to date
    try:
        yield database
    finally:
        database.close()


@contextmanager
def opened_for_ranking(folder: Path, printer: Printer) -> Iterator[Database]:
    """Lend the data of a folder with everybody read, so that people are ranked by meaning."""
    with opened(folder) as database:
        matcher = people_matcher.join(database, resources.folder("model"))
        with database.reading() as session:
            matcher.read_all(session, printer.progress)
        yield database


@contextmanager
def left_alone(folder: Path) -> Iterator[Database]:
    """Lend the data for looking only; a folder without data stays so."""
    if settings.database_file(folder).exists():
        with opened(folder) as database:
            yield database
        return
    with tempfile.TemporaryDirectory() as nowhere, opened(Path(nowhere)) as database:
        yield database
