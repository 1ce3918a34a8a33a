"""How long it takes to find whose need meets what somebody else offers, and how well it does."""

import random
import time
from functools import partial
from pathlib import Path

from sqlalchemy import insert
from tests.benchmarks import books
from tests.benchmarks.measuring import Bench, Figure, Measurement, in_a_process, middle, p95
from tests.benchmarks.ranking import make_people, vocabulary
from tests.matching.pair_cases import MEETINGS, NEEDS_OF_NOBODY, OFFERS_FOR_NOBODY

from passalong import resources
from passalong.domain.person import Field, Line
from passalong.matching.encoder import Encoder
from passalong.matching.pairs import PairIndex
from passalong.matching.told import Told
from passalong.services import editing, introductions, people_matcher
from passalong.services.outcome import Outcome, perform
from passalong.store import tables
from passalong.store.database import Session

_OF_EACH = 3_000  # needs, and assets
_EDITS = 20


def figures(bench: Bench) -> list[Figure]:
    """Find all pairs of many people, and again after one need or asset changed."""
    people = min(bench.people)
    book = bench.once(f"needs{people}.db", partial(_make, people))
    taken = [in_a_process("introductions:measure", book) for _ in range(bench.pairs)]
    among = f"{people:,} people, {_OF_EACH:,} needs and as many assets"
    missed, nonsense = _quality()
    return [
        Figure(f"all pairs of {among}", middle(taken, "all"), "s", 2.0,
               remark=f"the first {taken[0]['found']:,.0f} shown; slowest"
                      f" {max(each['all'] for each in taken):.1f} s"),
        Figure("again when one need changed, p95", middle(taken, "need"), "ms", 100.0,
               remark=f"median {middle(taken, 'need_median'):.0f} ms"),
        Figure("again when one asset changed, p95", middle(taken, "asset"), "ms", 100.0,
               remark=f"median {middle(taken, 'asset_median'):.0f} ms"),
        Figure(f"missed of {len(MEETINGS)} that mean the same", missed, "pairs", 15.0),
        Figure(f"found for {len(NEEDS_OF_NOBODY)} needs that nobody meets", nonsense, "needs", 6.0),
    ]  # fmt: skip


def measure(book: str) -> Measurement:
    """Find the pairs of a book as the window does first, then after each of some changes."""
    answer: Measurement = {}
    with books.opened(Path(book)) as database:
        with database.reading() as session:
            session.scalars(tables.Person.__table__.select().limit(1)).all()  # SQLAlchemy is awake
        # As the window has it, which reads everybody for the suggestions first.
        people_matcher.join(database, resources.folder("model")).encoder()
        answer["all"], answer["found"] = _timed(database)
        for name, field in (("need", Field.NEED), ("asset", Field.ASSET)):
            taken = [_changed(database, field, number) for number in range(_EDITS)]
            answer[name], answer[f"{name}_median"] = p95(taken), sorted(taken)[_EDITS // 2]
    return answer


def _timed(database: books.Database) -> tuple[float, int]:
    started = time.perf_counter()
    with database.reading() as session:
        found = introductions.pairs(session, books.NOW, 100)
    return time.perf_counter() - started, len(found)


def _changed(database: books.Database, field: Field, number: int) -> float:
    """Give somebody a need or an asset; return how long the pairs take then, in milliseconds."""
    text = f"a quiet studio with north light, number {number}"

    def add(session: Session) -> Outcome[int]:
        return editing.put_word(session, 7 * number + 1, field, text, None, books.NOW)

    perform(database, add)
    started = time.perf_counter()
    with database.reading() as session:
        introductions.pairs(session, books.NOW, 20)
    return (time.perf_counter() - started) * 1000


def _make(people: int, path: Path) -> None:
    """Fill a book with people who have notes, and a third of them a need and an asset."""
    make_people(people, path)
    source = random.Random(11)
    words = vocabulary()
    needs = [source.choices(words, k=source.randint(2, 7)) for _ in range(_OF_EACH)]
    assets = [
        source.sample(need, max(2, len(need) - 1)) + source.choices(words, k=number % 3)
        for number, need in enumerate(needs)
    ]
    owners = source.choices(range(1, people + 1), k=2 * _OF_EACH)
    since = books.NOW.date()
    with books.opened(path) as database, database.writing() as writing:
        rows = [
            {"person_id": owner, "text": " ".join(need), "since": since}
            for owner, need in zip(owners, needs, strict=False)
        ]
        writing.session.execute(insert(tables.Need), rows)
        rows = [
            {"person_id": owner, "text": " ".join(asset)}
            for owner, asset in zip(owners[_OF_EACH:], assets, strict=True)
        ]
        writing.session.execute(insert(tables.Asset), rows)


def _quality() -> tuple[int, int]:
    """Return how many of the written cases are missed, and how many needs of nobody are met."""
    needs = [*(need for need, _ in MEETINGS), *NEEDS_OF_NOBODY]
    offers = [*(offer for _, offer in MEETINGS), *OFFERS_FOR_NOBODY]
    index = PairIndex(Encoder(resources.folder("model")))
    index.change(
        {number: Told(number, Line(Field.NEED, text)) for number, text in enumerate(needs, 1)},
        {number: Told(number, Line(Field.ASSET, text)) for number, text in enumerate(offers, 1001)},
    )
    found = {(met.need.line.text, met.offer.line.text) for met in index.met()}
    missed = len(set(MEETINGS) - found)
    return missed, len({need for need, _ in found} & set(NEEDS_OF_NOBODY))
