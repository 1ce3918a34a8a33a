"""How long it takes until one edit is safe on the disk, and until an import is taken back."""

import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.benchmarks import books
from tests.benchmarks.measuring import (
    Bench,
    Figure,
    Measurement,
    in_a_process,
    in_turn,
    middle,
    p95,
    timed,
)

from passalong.services import editing, history
from passalong.services.outcome import perform

_EDITS = 100
_BARE = "UPDATE person SET photo_url = photo_url || 'x' WHERE id = ?"


def saving(bench: Bench) -> list[Figure]:
    """Save notes among many people; a bare UPDATE on the same disk shows what the disk costs."""
    people = max(bench.people)
    book = books.copy_of(bench, people)
    ours, bare = in_turn(
        bench.pairs,
        lambda: in_a_process("editing:save_notes", book),
        lambda: in_a_process("editing:bare_updates", book),
    )
    return [
        Figure(
            f"save one edit among {people:,}, p95",
            middle(ours, "p95"),
            "ms",
            16.0,
            remark=f"a bare UPDATE: {middle(bare, 'p95'):.1f} ms",
        )
    ]


def undoing(bench: Bench) -> list[Figure]:
    """Take back an import that was the last thing done."""
    people = min(bench.people)
    file = books.cards_of(bench, people)
    runs = [
        in_a_process("editing:take_back_import", file, bench.new_file("undo.db"))
        for _ in range(bench.pairs)
    ]
    return [Figure(f"undo an import of {people:,}", middle(runs, "seconds"), "s", 3.0)]


def save_notes(book: str) -> Measurement:
    """Write notes about people spread over the whole list."""
    taken: list[float] = []
    with books.opened(Path(book)) as database:
        ids = _some_people(Path(book))
        for number, person_id in enumerate(ids):
            service = partial(
                editing.write_note,
                person_id=person_id,
                text=f"Note {number}: asked about the sailing school in spring",
                note_id=None,
                now=books.NOW,
            )
            started = time.perf_counter()
            perform(database, service)
            taken.append((time.perf_counter() - started) * 1000)
    return {"p95": p95(taken)}


def bare_updates(book: str) -> Measurement:
    """Change one column of the same people with stdlib sqlite3, as durably."""
    taken: list[float] = []
    with closing(sqlite3.connect(book, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        for person_id in _some_people(Path(book)):
            started = time.perf_counter()
            connection.execute(
                "UPDATE person SET photo_url = photo_url || 'x' WHERE id=?", (person_id,)
            )
            taken.append((time.perf_counter() - started) * 1000)
    return {"p95": p95(taken)}


def take_back_import(file: str, book: str) -> Measurement:
    """Import, then undo."""
    answer: Measurement = {}
    with books.opened(Path(book)) as database:
        books.import_into(database, Path(file))
        with timed(answer):
            perform(database, history.undo)
    with closing(sqlite3.connect(book)) as connection:
        left = connection.execute("SELECT count(*) FROM person").fetchone()[0]
    assert left == 0, f"{left} people were left after Undo"
    return answer


def _some_people(book: Path) -> list[int]:
    with closing(sqlite3.connect(book)) as connection:
        (last,) = connection.execute("SELECT max(id) FROM person").fetchone()
    return list(range(1, last + 1, max(1, last // _EDITS)))[:_EDITS]
