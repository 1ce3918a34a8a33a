"""How long an export takes, against the floor."""

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
    timed,
)

from passalong.services import exports
from passalong.services.exports import ExportKind


def figures(bench: Bench) -> list[Figure]:
    """Export the same people as vCard 3.0, in turn with the floor."""
    people = min(bench.people)
    book = books.book_of(bench, people)
    floor_book = bench.once(
        f"floor-{people}.db", partial(_fill_floor, books.cards_of(bench, people))
    )
    ours, floor = in_turn(
        bench.pairs,
        lambda: in_a_process("exporting:ours", book, bench.new_file("ours.vcf")),
        lambda: in_a_process("yardsticks:floor_exporting", floor_book, bench.new_file("floor.vcf")),
    )
    return [
        Figure(
            f"export {people:,} cards",
            middle(ours, "seconds"),
            "s",
            1.6,
            middle(floor, "seconds"),
            "hand-written floor",
        )
    ]


def ours(book: str, out: str) -> Measurement:
    """Export as the command line does, without what is private."""
    answer: Measurement = {}
    with books.opened(Path(book)) as database, database.reading() as session, timed(answer):
        count = exports.export(
            session,
            Path(out),
            ExportKind.VCARD3,
            person_ids=None,
            include_private=False,
            progress=books.no_progress,
        )
    return answer | {"cards": count}


def _fill_floor(file: Path, book: Path) -> None:
    in_a_process("yardsticks:floor_import", file, book)
