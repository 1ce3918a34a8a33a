"""What the program is compared with; nothing here imports the program."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.benchmarks import floor, floor_export
from tests.benchmarks.measuring import (
    Measurement,
    peak_memory,
    timed,
)


def floor_import(file: str, book: str) -> Measurement:
    """Import by hand."""
    connection = floor.make_book(Path(book))
    answer: Measurement = {}
    with timed(answer):
        count = floor.import_cards(connection, Path(file))
    return answer | {"cards": count, "peak": peak_memory()}


def vobject_parsing(file: str) -> Measurement:
    """Parse with vobject and keep nothing."""
    import vobject

    answer: Measurement = {}
    with timed(answer), Path(file).open(encoding="utf-8", newline="") as stream:
        count = sum(1 for _ in vobject.readComponents(stream))
    return answer | {"cards": count, "peak": peak_memory()}


def floor_exporting(book: str, out: str) -> Measurement:
    """Export a book of ``floor_import`` by hand."""
    answer: Measurement = {}
    with closing(sqlite3.connect(book)) as connection, timed(answer):
        count = floor_export.export_cards(connection, Path(out))
    return answer | {"cards": count}
