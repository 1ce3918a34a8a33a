"""How long an import takes, and how much memory, against the floor and against vobject."""

from pathlib import Path

from tests.benchmarks import books
from tests.benchmarks.measuring import (
    Bench,
    Figure,
    Measurement,
    in_a_process,
    in_turn,
    middle,
    peak_memory,
    timed,
)


def figures(bench: Bench) -> list[Figure]:
    """Import the smaller and the larger book in turn with the yardsticks."""
    small, large = bench.people
    file, large_file = books.cards_of(bench, small), books.cards_of(bench, large)
    ours, floor, vobject = in_turn(
        bench.pairs,
        lambda: in_a_process("importing:ours", file, bench.new_file("ours.db")),
        lambda: in_a_process("yardsticks:floor_import", file, bench.new_file("floor.db")),
        lambda: in_a_process("yardsticks:vobject_parsing", file),
    )
    again, of_large = in_turn(
        bench.pairs,
        lambda: in_a_process("importing:ours", file, bench.new_file("ours.db")),
        lambda: in_a_process("importing:ours", large_file, bench.new_file("large.db")),
    )
    seconds = middle(ours, "seconds")
    return [
        Figure(
            f"import {small:,} cards",
            seconds,
            "s",
            1.6,
            middle(floor, "seconds"),
            "hand-written floor",
        ),
        Figure(
            f"import {small:,} cards, against parsing alone",
            seconds,
            "s",
            0.25,
            middle(vobject, "seconds"),
            "vobject parsing",
        ),
        Figure(
            f"import {large:,} cards",
            middle(of_large, "seconds"),
            "s",
            15.0,
            middle(again, "seconds"),
            f"{small:,} cards",
        ),
        Figure(f"import {large:,} cards, peak memory", middle(of_large, "peak"), "MB", 256),
    ]


def ours(file: str, book: str) -> Measurement:
    """Import as the command line does, into an empty book."""
    answer: Measurement = {}
    with books.opened(Path(book)) as database, timed(answer):
        report = books.import_into(database, Path(file))
    return answer | {"cards": report.total, "added": report.added, "peak": peak_memory()}
