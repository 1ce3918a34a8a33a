"""How long it takes to rank many people for a text, to read them, and what memory it needs."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.benchmarks import books
from tests.benchmarks.measuring import (
    PROJECT,
    Bench,
    Figure,
    Measurement,
    in_a_process,
    middle,
    p95,
)

from passalong import memory, resources
from passalong.services import binds, editing, people_matcher, suggestions
from passalong.services.outcome import perform

_TEXTS = 60
_EDITS = 20
_COLD = """
import time
started = time.perf_counter()
from passalong import resources
from passalong.matching.encoder import Encoder
Encoder(resources.folder("model")).encode(["two play-off tickets"])
print((time.perf_counter() - started) * 1000)
"""


def figures(bench: Bench) -> list[Figure]:
    """Rank, read anew and change one person among many; and wake the vectors."""
    few, many = min(bench.people), max(bench.people)
    small = in_a_process("ranking:measure", bench.once(f"said{few}.db", partial(make_people, few)))
    large = in_a_process(
        "ranking:measure", bench.once(f"said{many}.db", partial(make_people, many))
    )
    cold = [{"ms": _cold_start()} for _ in range(bench.pairs)]
    return [
        Figure(f"rank a text among {many:,}, p95", large["rank"], "ms", 100.0,
               remark=f"median {large['rank_median']:.0f} ms"),
        Figure(f"say who could help among {many:,}, p95", large["help"], "ms", 100.0),
        Figure(f"read {many:,} people in the background", large["read"], "s", 300.0,
               remark=f"{large['sentences']:,.0f} sentences; longest piece"
                      f" {large['piece']:.0f} ms"),
        Figure(f"read them again after a restart, {many:,}", large["again"], "s", 30.0),
        Figure(f"one changed note among {many:,}, p95", large["change"], "ms", 50.0),
        Figure(f"memory for ranking {few:,}", small["memory"], "MB", 60.0),
        Figure(f"memory for ranking {many:,}", large["memory"], "MB", 350.0),
        Figure("cold start of the vectors", middle(cold, "ms"), "ms", 300.0),
    ]  # fmt: skip


def measure(book: str) -> Measurement:
    """Read everybody of a book, rank, change people, and read again as after a restart.

    Memory is taken after many texts were ranked, by the two calls that the window
    makes once nobody asks: tidied, and what was freed given back.
    """
    answer: Measurement = {}
    model = resources.folder("model")
    with books.opened(Path(book)) as database:
        Path(book).with_suffix(".index").unlink(missing_ok=True)
        with database.reading() as session:
            texts = _texts(Path(book))
            suggestions.suggest_for_text(
                session, texts[0], books.NOW
            )  # what words need is no figure
        before = _memory()
        matcher = people_matcher.join(database, model)
        answer["read"], answer["piece"] = _read(database)
        taken = [_seconds(database, text) * 1000 for text in texts]
        while database.tidy():  # as the window does, once nobody asks
            pass
        memory.give_back()
        answer["memory"] = _memory() - before
        answer["help"] = p95([_seconds_to_help(database, text) * 1000 for text in texts])
        answer["rank"], answer["rank_median"] = p95(taken), sorted(taken)[len(taken) // 2]
        index = matcher.index
        answer["sentences"] = sum(len(part.segment.sentences) for part in index.parts)
        answer["change"] = p95(_changes(database))
        people_matcher.join(database, model)
        answer["again"], _ = _read(database)
    return answer


def _read(database: books.Database) -> tuple[float, float]:
    started = time.perf_counter()
    longest, more = 0.0, True
    while more:
        began = time.perf_counter()
        with database.reading() as session:
            more = people_matcher.read_piece(session).more
        longest = max(longest, time.perf_counter() - began)
    return time.perf_counter() - started, longest * 1000


def _seconds(database: books.Database, text: str) -> float:
    started = time.perf_counter()
    with database.reading() as session:
        matcher = session.info[suggestions.MATCHER]
        matcher.rank(session, text, 10, ())
    return time.perf_counter() - started


def _seconds_to_help(database: books.Database, text: str) -> float:
    started = time.perf_counter()
    with database.reading() as session:
        binds.who_could_help(session, text, books.NOW)
    return time.perf_counter() - started


def _changes(database: books.Database) -> list[float]:
    """Write notes; return how long the index needs to take each in, in milliseconds."""
    taken = []
    for number in range(1, _EDITS + 1):
        text = f"Asked about the sailing school, {number} times. Wants a berth for the boat."
        perform(
            database,
            partial(
                editing.write_note, person_id=number * 7, text=text, note_id=None, now=books.NOW
            ),
        )
        started = time.perf_counter()
        with database.reading() as session:
            people_matcher.read_piece(session)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def make_people(people_wanted: int, path: Path) -> None:
    """Fill a book with people of four sentences each, made of the sample's many words."""
    source = random.Random(7)
    words = vocabulary()

    def sentence() -> str:
        return " ".join(source.choices(words, k=source.randint(5, 11))).capitalize() + "."

    cards = path.with_suffix(".vcf")
    with cards.open("w", encoding="utf-8", newline="\r\n") as file:
        for number in range(people_wanted):
            text = " ".join(sentence() for _ in range(4))
            file.write(f"BEGIN:VCARD\nVERSION:4.0\nFN:Person {number}\nNOTE:{text}\nEND:VCARD\n")
    with books.opened(path) as database:
        books.import_into(database, cards)


def vocabulary() -> list[str]:
    """Return words as often used as in speech: the vectors' own, the commoner the likelier."""
    pieces = (resources.folder("model") / "vocab.txt").read_text(encoding="utf-8").split("\n")
    whole = [piece for piece in pieces if piece.isascii() and piece.isalpha() and len(piece) > 2]
    return [word for rank, word in enumerate(whole) for _ in range(max(1, 4000 // (rank + 20)))]


def _texts(book: Path) -> list[str]:
    """Return texts of three sentences, made of what is noted in the book."""
    with closing(sqlite3.connect(book)) as connection:
        rows = connection.execute("SELECT text FROM note ORDER BY id LIMIT ?", (3 * _TEXTS,))
        notes = [row[0] for row in rows]
    parts = [note.split(". ")[0] for note in notes]
    return [". ".join(parts[start : start + 3]) for start in range(0, len(parts), 3)]


def _cold_start() -> float:
    done = subprocess.run(
        [sys.executable, "-c", _COLD],
        cwd=PROJECT / "desktop", capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(done.stdout)


def _memory() -> float:
    """Return what this process holds in memory now, in MB."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
