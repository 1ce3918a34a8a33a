"""The address books that are measured, and the program's own way to fill one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.benchmarks import cards
from tests.benchmarks.measuring import Bench

from passalong.domain.proposal import ImportReport
from passalong.services import imports
from passalong.services.outcome import perform
from passalong.store.database import Database

NOW = datetime(2024, 2, 29, 12, tzinfo=UTC)


def cards_of(bench: Bench, people: int) -> Path:
    """Return a file with as many cards."""
    return bench.once(f"{people}.vcf", lambda path: cards.write_cards(path, people))


def book_of(bench: Bench, people: int) -> Path:
    """Return a book with as many people; nobody may change it."""

    def make(path: Path) -> None:
        with opened(path) as database:
            if people:
                import_into(database, cards_of(bench, people))

    return bench.once(f"{people}.db", make)


def copy_of(bench: Bench, people: int) -> Path:
    """Return a book with as many people that may be changed."""
    copy = bench.new_file("copy.db")
    shutil.copyfile(book_of(bench, people), copy)
    return copy


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """Lend the book at ``path``."""
    database = Database(path)
    try:
        yield database
    finally:
        database.close()


def import_into(database: Database, file: Path) -> ImportReport:
    """Import a file in one pass, as the command line does."""
    sources = imports.sources_of([str(file)])
    service = partial(imports.import_now, sources=sources, now=NOW, progress=no_progress)
    return perform(database, service).value


def no_progress(done: int, total: int) -> None:
    """Tell nobody."""
