"""Whose open need meets what somebody else can offer.

One ``PairFinder`` lives as long as the data is open.  Asked the first time it
reads what everybody needs and offers; then only what changed since.
"""

from bisect import insort
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from passalong.collecting import without_collecting
from passalong.domain.introduction import Meeting, Pair
from passalong.domain.opportunity import Strength
from passalong.progress import part_of, unheard
from passalong.services.editing import in_pieces
from passalong.services.introduction_rows import side_of
from passalong.services.outcome import Progress
from passalong.services.pairing_texts import Texts
from passalong.services.suggestions import Basis
from passalong.store import tables

if TYPE_CHECKING:  # numpy is loaded when pairs are first asked for
    from passalong.matching.encoder import Encoder
    from passalong.matching.pairs import Met, PairIndex

_READING = 60  # hundredths of the first search, of a large address book

PAIRS = "pairs"
"""Under this name a session's ``info`` has who finds pairs; the database hands it on."""


def pairs(
    session: Session, now: datetime, limit: int = 20, progress: Progress | None = None
) -> list[Pair]:
    """Return who could help whom, mutual pairs first, then the surest."""
    finder = session.info.get(PAIRS)
    if not isinstance(finder, PairFinder):
        finder = PairFinder(lambda: None)
    return finder.pairs(session, now, limit, progress)


def basis(session: Session) -> Basis:
    """Return what pairs are found by."""
    finder = session.info.get(PAIRS)
    return finder.basis if isinstance(finder, PairFinder) else Basis.WORDS_FOR_NOW


class PairFinder:
    """Finds pairs and keeps what it found current.  Safe to use from any thread."""

    def __init__(self, encoder: "Callable[[], Encoder | None]") -> None:
        """Take what hands out the vectors; None from it to go by words alone."""
        self._encoder = encoder
        self._lock = Lock()
        self._index: PairIndex | None = None
        self._texts = Texts()
        self._is_whole = False
        self._touched: set[int] = set()

    def pairs(
        self, session: Session, now: datetime, limit: int, progress: Progress | None = None
    ) -> list[Pair]:
        """Return who could help whom, mutual pairs first, then the surest."""
        with self._lock:
            index = self._brought_up_to_date(session, progress)
            chosen = _chosen(index.met(), _left_out(session, now), _apart(session))
            shown = list(_shown(chosen, index, limit))
        return _named(session, shown)

    @property
    def basis(self) -> Basis:
        """Return what pairs are found by; the vectors are opened for it."""
        return Basis.WORDS_FOR_DAMAGE if self._encoder() is None else Basis.MEANING

    def touch(self, person_ids: Iterable[int]) -> None:
        """Hear that something about these people was written."""
        self._touched.update(person_ids)

    def read_anew(self) -> None:
        """Hear that somebody else wrote, and nobody knows about whom."""
        self._is_whole = False

    def _brought_up_to_date(self, session: Session, progress: Progress | None) -> "PairIndex":
        from passalong.matching.pairs import PairIndex

        # Taken before anything is read: what is written meanwhile is read the next time.
        touched = [self._touched.pop() for _ in range(len(self._touched))]
        index = self._index or PairIndex(self._encoder())
        is_whole, self._is_whole = self._is_whole, False  # who stops it half-way begins anew
        self._index = None
        with nullcontext() if is_whole else without_collecting():
            if touched or not is_whole:
                reads = part_of(progress, 0, _READING) if progress else unheard
                self._texts.read(session, touched if is_whole else None, reads)
                progress = part_of(progress, _READING, 100) if progress else None
            index.change(self._texts.needs, self._texts.offers, progress)
        self._index, self._is_whole = index, True
        return index


class _Two(NamedTuple):
    """Two people and which of their needs and offers meet; the first is helped for sure."""

    first_id: int
    second_id: int
    helps_first: "Met | None"
    helps_second: "Met | None"


def _left_out(session: Session, now: datetime) -> set[int]:
    """Return who rests, is paused, in the trash, or the user."""
    person = tables.Person
    waits = or_(
        person.resting_since.is_not(None),
        person.paused_until > now,
        person.deleted_at.is_not(None),
        person.is_me,
    )
    return set(session.scalars(select(person.id).where(waits)))


def _apart(session: Session) -> set[tuple[int, int]]:
    """Return pairs that are not suggested: introduced or set aside, or one brought the other."""
    row, person = tables.Introduction, tables.Person
    found = {(a_id, b_id) for a_id, b_id in session.execute(select(row.a_id, row.b_id))}
    brought = select(person.id, person.introduced_by_id).where(person.introduced_by_id.is_not(None))
    for person_id, by_id in session.execute(brought):
        if by_id is not None:
            found.add((min(person_id, by_id), max(person_id, by_id)))
    return found


def _chosen(
    met: "Iterable[Met]", left_out: set[int], apart: Collection[tuple[int, int]]
) -> list[_Two]:
    """Return the pairs of these needs and offers, mutual ones first, then the surest."""
    best: dict[tuple[int, int], Met] = {}  # by who is helped, and by whom
    for each in met:
        who = each.need.person_id, each.offer.person_id
        if left_out and not left_out.isdisjoint(who):
            continue
        if who not in best or _worth(best[who]) < _worth(each):
            best[who] = each
    found = []
    for (first, second), each in best.items():
        if (min(first, second), max(first, second)) in apart:
            continue
        back = best.get((second, first))
        if back is None or first < second:
            found.append(_Two(first, second, each, back))
    return sorted(found, key=_rank)


def _worth(met: "Met") -> tuple[bool, bool, float]:
    """Return by what to choose of several reasons; of two that are as sure, help in a bind."""
    return met.strength is Strength.STRONG, met.need.bind_id is not None, met.chance


def _rank(pair: _Two) -> tuple[bool, float, int, int]:
    chances = [each.chance for each in (pair.helps_first, pair.helps_second) if each]
    return len(chances) < 2, -sum(chances), pair.first_id, pair.second_id


def _shown(
    chosen: Sequence[_Two], index: "PairIndex", limit: int
) -> list[tuple[_Two, Meeting | None, Meeting | None]]:
    """Return the first pairs with their reasons; what does not hold in its words is left out."""
    waiting = list(reversed(chosen))
    shown: list[tuple[_Two, Meeting | None, Meeting | None]] = []
    while waiting and len(shown) < limit:
        pair = waiting.pop()
        meetings = [_meeting(index, each) for each in (pair.helps_first, pair.helps_second)]
        held = pair._replace(
            helps_first=pair.helps_first if meetings[0] else None,
            helps_second=pair.helps_second if meetings[1] else None,
        )
        if held == pair:
            shown.append((pair, meetings[0], meetings[1]))
        elif any(meetings):  # it was thought mutual, and comes among those that are not
            if not meetings[0]:
                held = _Two(pair.second_id, pair.first_id, pair.helps_second, None)
            insort(waiting, held, key=lambda two: tuple(-part for part in _rank(two)))
    return shown


def _meeting(index: "PairIndex", met: "Met | None") -> Meeting | None:
    if met is None:
        return None
    evidence = index.evidence(met)
    if not evidence.holds:
        return None
    return Meeting(evidence.need, evidence.offer, met.strength, met.need.bind_id)


def _named(
    session: Session, shown: Sequence[tuple[_Two, Meeting | None, Meeting | None]]
) -> list[Pair]:
    person = tables.Person
    ids = {number for two, *_ in shown for number in (two.first_id, two.second_id)}
    sides = {
        each.id: side_of(each)
        for some in in_pieces(sorted(ids))
        for each in session.scalars(select(person).where(person.id.in_(some)))
    }
    return [
        Pair(sides[two.first_id], sides[two.second_id], helps_first, helps_second)
        for two, helps_first, helps_second in shown
    ]
