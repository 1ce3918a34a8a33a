"""How long it takes to choose whom to ask for help, where everybody is in the ledger."""

import random
import time
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import insert
from tests.benchmarks import books
from tests.benchmarks.measuring import Bench, Figure, Measurement, in_a_process, middle, p95
from tests.benchmarks.ranking import make_people

from passalong import resources
from passalong.domain.exchange import Carried, Channel, Direction, Outcome
from passalong.services import asking, binds, people_matcher
from passalong.services.outcome import perform
from passalong.store import tables
from passalong.store.table_base import new_uid

_LOOKS = 20
_MOST_EXCHANGES = 5  # with each


def figures(bench: Bench) -> list[Figure]:
    """Choose whom to ask among many people, all of them in the ledger."""
    people = min(bench.people)
    book = bench.once(f"asked{people}.db", partial(_make, people))
    taken = [in_a_process("asking:measure", book) for _ in range(bench.pairs)]
    among = f"whom to ask among {people:,}, all in the ledger"
    return [
        Figure(f"{among}, p95", middle(taken, "wall"), "ms", 1000.0,
               remark=f"median {middle(taken, 'wall_median'):.0f} ms"),
        Figure(f"{among}, of the processor", middle(taken, "cpu"), "ms", 600.0),
    ]  # fmt: skip


def measure(book: str) -> Measurement:
    """Choose among everybody of a book, again and again as the window does after each change."""
    with books.opened(Path(book)) as database:
        people_matcher.join(database, resources.folder("model"))
        more = True
        while more:
            with database.reading() as session:
                more = people_matcher.read_piece(session).more
        text = "somebody who knows office leases in town"
        note = partial(binds.note_bind, person_id=None, text=text, now=books.NOW)
        mine = perform(database, note).value
        wall, cpu = [], []
        for _ in range(_LOOKS):
            started, worked = time.perf_counter(), time.process_time()
            with database.reading() as session:
                asking.ranked(session, mine, books.NOW)
            wall.append((time.perf_counter() - started) * 1000)
            cpu.append((time.process_time() - worked) * 1000)
    middle_one = _LOOKS // 2
    return {
        "wall": p95(wall),
        "wall_median": sorted(wall)[middle_one],
        "cpu": sorted(cpu)[middle_one],
    }


def _make(people: int, path: Path) -> None:
    """Fill a book with people who have notes, and with what went between them and the user."""
    make_people(people, path)
    source = random.Random(13)
    rows = [
        {
            "uid": new_uid(),
            "person_id": number,
            "at": books.NOW - timedelta(days=source.randint(1, 700)),
            "direction": source.choice(list(Direction)).value,
            "started_by_me": True,
            "channel": source.choice([Channel.MAIL, Channel.CALL]).value,
            "carried": source.choice([Carried.ITEM, Carried.HELP, Carried.NOTHING]).value,
            "outcome": source.choice([Outcome.OPEN, Outcome.ANSWERED]).value,
            "created_at": books.NOW,
            "updated_at": books.NOW,
        }
        for number in range(1, people + 1)
        for _ in range(source.randint(1, _MOST_EXCHANGES))
    ]
    with books.opened(path) as database, database.writing() as writing:
        writing.session.execute(insert(tables.Exchange), rows)
