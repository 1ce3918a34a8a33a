"""Whose open need meets what somebody else can offer.

One ``PairFinder`` lives as long as the data is open.  Each time it is asked it
reads what people need and offer now, and takes in what changed since; only the
sentences of notes, of which there are many, it keeps.
"""

from bisect import insort
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from passalong.domain.bind import BindState
from passalong.domain.introduction import Meeting, Pair
from passalong.domain.opportunity import Strength
from passalong.domain.person import Field, Line
from passalong.services.editing import in_pieces
from passalong.services.introduction_rows import side_of
from passalong.services.outcome import Progress
from passalong.store import tables

if TYPE_CHECKING:  # numpy is loaded when pairs are first asked for
    from passalong.matching.encoder import Encoder
    from passalong.matching.pairs import Met, PairIndex
    from passalong.matching.told import Told

PAIRS = "pairs"
"""Under this name a session's ``info`` has who finds pairs; the database hands it on."""

_MOST_SENTENCES = 5  # of a bind
_Key = Hashable  # of which kind, which row, which sentence of it
_PersonId = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]
_NEEDS_SOMEBODY = (BindState.OPEN.value, BindState.HELPING.value)


def pairs(
    session: Session, now: datetime, limit: int = 20, progress: Progress | None = None
) -> list[Pair]:
    """Return who could help whom, mutual pairs first, then the surest."""
    finder = session.info.get(PAIRS)
    if not isinstance(finder, PairFinder):
        finder = PairFinder(lambda: None)
    return finder.pairs(session, now, limit, progress)


class PairFinder:
    """Finds pairs and keeps what it found current.  Safe to use from any thread."""

    def __init__(self, encoder: "Callable[[], Encoder | None]") -> None:
        """Take what hands out the vectors; None from it to go by words alone."""
        self._encoder = encoder
        self._lock = Lock()
        self._index: PairIndex | None = None
        self._notes: dict[int, _Note] = {}

    def pairs(
        self, session: Session, now: datetime, limit: int, progress: Progress | None = None
    ) -> list[Pair]:
        """Return who could help whom, mutual pairs first, then the surest."""
        left_out = _left_out(session, now)
        with self._lock:
            index = self._brought_up_to_date(session, progress)
            chosen = _chosen(index.met(), left_out, _apart(session))
            shown = list(_shown(chosen, index, limit))
        return _named(session, shown)

    def _brought_up_to_date(self, session: Session, progress: Progress | None) -> "PairIndex":
        from passalong.matching.pairs import PairIndex

        needs, offers = dict(_needs(session)), dict(self._offers(session))
        index = self._index or PairIndex(self._encoder())
        self._index = None  # who stops it half-way begins anew
        index.change(needs, offers, progress)
        self._index = index
        return index

    def _offers(self, session: Session) -> "Iterator[tuple[_Key, Told]]":
        from passalong.matching.told import Told

        asset = tables.Asset
        query = select(asset.id, asset.person_id, asset.text).where(_of_others(asset.person_id))
        for number, person_id, text in session.execute(query):
            yield (Field.ASSET, number, 0), Told(person_id, Line(Field.ASSET, text))
        self._read_notes(session)
        for number, note in self._notes.items():
            for place, line in enumerate(note.lines):
                yield (Field.NOTE, number, place), Told(note.known[0], line)

    def _read_notes(self, session: Session) -> None:
        """Bring the telling sentences of notes up to date; most notes have none."""
        note = tables.Note
        size = func.length(note.text)
        query = select(note.id, note.person_id, note.updated_at, size).where(
            note.deleted_at.is_(None), _of_others(note.person_id)
        )
        now = {number: (whose, at, length) for number, whose, at, length in session.execute(query)}
        for number in self._notes.keys() - now.keys():
            del self._notes[number]
        changed = [
            number
            for number, known in now.items()
            if number not in self._notes or self._notes[number].known != known
        ]
        for some in in_pieces(changed):
            texts = select(note.id, note.day, note.text).where(note.id.in_(some))
            for number, day, text in session.execute(texts):
                lines = tuple(Line(Field.NOTE, told, day) for told in _telling(text))
                self._notes[number] = _Note(now[number], lines)


class _Note(NamedTuple):
    """What a note tells of that its person could do for others.

    ``known`` is whose it is, when it was written and how long it is: what differs
    is read again.
    """

    known: tuple[int, datetime, int]
    lines: tuple[Line, ...]


class _Two(NamedTuple):
    """Two people and which of their needs and offers meet; the first is helped for sure."""

    first_id: int
    second_id: int
    helps_first: "Met | None"
    helps_second: "Met | None"


def _needs(session: Session) -> "Iterator[tuple[_Key, Told]]":
    """Yield open needs, and the sentences of binds for which somebody is looked for."""
    from passalong.matching.sentences import sentences_of
    from passalong.matching.told import Told

    need, bind = tables.Need, tables.Bind
    query = select(need.id, need.person_id, need.text, need.since).where(
        need.met_on.is_(None), _of_others(need.person_id)
    )
    for number, person_id, text, since in session.execute(query):
        yield (Field.NEED, number, 0), Told(person_id, Line(Field.NEED, text, since))
    binds = select(bind.id, bind.person_id, bind.text, bind.since).where(
        bind.state.in_(_NEEDS_SOMEBODY),
        bind.just_listen.is_(False),
        bind.deleted_at.is_(None),
        _of_others(bind.person_id),
    )
    for number, whose, text, since in session.execute(binds):
        for place, (start, end) in enumerate(sentences_of(text)[:_MOST_SENTENCES]):
            line = Line(Field.BIND, text[start:end], since)
            if whose is not None:
                yield (Field.BIND, number, place), Told(whose, line, number)


def _telling(text: str) -> Iterator[str]:
    from passalong.matching.sentences import sentences_of
    from passalong.matching.telling import tells_of_offer

    for start, end in sentences_of(text):
        if tells_of_offer(text[start:end]):
            yield text[start:end]


def _of_others(person_id: _PersonId) -> ColumnElement[bool]:
    """Leave out what belongs to the user or to people in the trash."""
    person = tables.Person
    others = select(person.id).where(person.is_me.is_(False), person.deleted_at.is_(None))
    return person_id.in_(others)


def _left_out(session: Session, now: datetime) -> set[int]:
    """Return who rests or is paused."""
    person = tables.Person
    waits = or_(person.resting_since.is_not(None), person.paused_until > now)
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
