"""Keeps everybody's portraits up to date and ranks by them.

One ``PeopleMatcher`` lives as long as the data is open.  It is filled piece by
piece in the background; until everybody has been read, and where the vectors
are damaged, people are found by their words.  Ranking waits for nobody: it
takes the index as it is, and whoever changed since is read there and then.

The index is kept in a file beside the data.  Derived from what is noted about
people it is as private, and may be deleted at any time.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.domain.opportunity import EarlierAnswer, Strength, SuggestionAnswer
from passalong.domain.source import MOST_TEXT
from passalong.matching import index_layout, model_files
from passalong.matching.digest import digest_of
from passalong.matching.model_files import DamagedModel
from passalong.matching.ranking import Candidate, Sought
from passalong.services.outcome import Progress
from passalong.services.pairing import PAIRS, PairFinder
from passalong.services.suggestions import MATCHER, Basis, Ranked, WordMatcher, candidates
from passalong.store import tables, text_search
from passalong.store.database import Database
from passalong.store.list_entries import said_lines

if TYPE_CHECKING:  # numpy is loaded with the first piece, never before the first paint
    from passalong.matching.encoder import Encoder
    from passalong.matching.people_index import PeopleIndex
    from passalong.matching.portraits import Portrait

PIECE = 200
"""People read at a time."""

_AT_ONCE = 100  # changed people who are read before an answer, rather than behind it
_log = logging.getLogger(__name__)


class Piece(NamedTuple):
    """What came of reading some people.

    ``makes_a_difference`` once all were read, where somebody was answered
    meanwhile without them: whoever shows that answer asks again.
    """

    more: bool
    makes_a_difference: bool = False


class PeopleMatcher:
    """Ranks by words and by meaning.  Safe to use from any thread."""

    def __init__(self, model: Path, kept: Path | None = None) -> None:
        """Take the folder of the vectors, and the file for the index; nothing is opened yet."""
        self._model = model
        self._kept = kept
        # Held while the index is exchanged for a newer one: pieces come from one thread,
        # but two may rank at a time and read who changed.
        self._lock = Lock()
        self._encoder: Encoder | None = None
        self._index: PeopleIndex | None = None
        # Whom the kept index knows, while everybody is compared with it and it is not open;
        # None once all are compared.
        self._digests: dict[int, int] | None = None
        self._relies_on_file = False  # it was compared with, and is not open yet
        self._is_damaged = False
        self._is_whole = False
        self._is_kept = True
        self._was_behind = False  # somebody was answered before all that changed was read
        self._missing: list[int] | None = None  # people to compare; None until they are counted
        self._touched: set[int] = set()

    @property
    def basis(self) -> Basis:
        """Return what a ranking would go by at this moment."""
        if self._is_damaged:
            return Basis.WORDS_FOR_DAMAGE
        return Basis.MEANING if self._is_whole else Basis.WORDS_FOR_NOW

    def encoder(self) -> "Encoder | None":
        """Return what makes vectors, opened now if it was not yet; None where it is damaged."""
        with self._lock:
            if self._encoder is None and not self._is_damaged:
                self._open()
            return self._encoder

    @property
    def index(self) -> "PeopleIndex":
        """Return the index as it is; it never changes, a newer one takes its place."""
        return self._known()

    def touch(self, person_ids: Iterable[int]) -> None:
        """Hear that something about these people was written."""
        self._touched.update(person_ids)

    def rank(
        self,
        session: Session,
        text: str,
        limit: int,
        without: Collection[int],
        sought: Sought = Sought.RECIPIENT,
    ) -> Ranked:
        """Return the people whom a text concerns, or who could help, the best first."""
        if not self._is_whole or not self._is_ready():
            self._was_behind = True
            by_words = WordMatcher().rank(session, text, limit, without, sought)
            return by_words._replace(basis=self.basis)
        if not self._catch_up(session):
            self._was_behind = True
        index, encoder = self._known(), self._encoder
        assert encoder is not None
        from passalong.matching.by_meaning import people_for

        people = people_for(
            text[:MOST_TEXT],
            index,
            encoder,
            _looker(session),
            limit,
            without,
            # That somebody does not want a thing says nothing of what they could do.
            _earlier_answers(session) if sought is Sought.RECIPIENT else None,
            sought,
        )
        nobody = not people or people[0].strength is Strength.NOBODY_OBVIOUS
        return Ranked(tuple(people), nobody, len(index), Basis.MEANING)

    def compare_everybody(self) -> None:
        """Hear that somebody else wrote, and nobody knows about whom."""
        self._missing = None
        self._was_behind = True

    def read_piece(self, session: Session) -> Piece:
        """Read some of those who are new or changed.

        The vectors and the kept index, and numpy with them, are opened for the first who
        is new or changed, or for the first ranking: often nobody is, and nothing is ranked.
        Never waits for another thread that is reading: then there is more to do later.
        """
        if self._is_damaged:
            return Piece(more=False)
        if not self._lock.acquire(blocking=False):
            return Piece(more=True)
        try:
            if self._read_piece(session):
                return Piece(more=True)
            was_behind, self._was_behind = self._was_behind, False
            return Piece(more=False, makes_a_difference=was_behind)
        finally:
            self._lock.release()

    def read_all(self, session: Session, progress: Progress | None = None) -> None:
        """Read everybody who is new or changed, and keep the index."""
        while self.read_piece(session).more:
            if progress and self._missing is not None:
                everybody = text_search.count_people(session)
                progress(max(0, everybody - len(self._missing)), everybody)

    def _read_piece(self, session: Session) -> bool:
        if self._missing is None:
            return self._begin_comparing(session)
        if self._missing:
            piece, self._missing = self._missing[-PIECE:], self._missing[:-PIECE]
            self._read(session, piece)
            return not self._is_damaged
        if len(self._touched) > 0:
            self._read_touched(session)
            return not self._is_damaged
        self._digests = None
        self._is_whole = True
        if not self._is_kept:
            self._keep()
        return False

    def _begin_comparing(self, session: Session) -> bool:
        if self._index is None:
            self._digests = self._kept_digests()
        everybody = _everybody(session)
        known = self._known().digests() if self._digests is None else self._digests
        if gone := known.keys() - set(everybody):
            if not self._open():
                return False
            self._change(gone, ())
        self._missing = everybody
        return True

    def _kept_digests(self) -> dict[int, int]:
        """Return whom the kept index knows: nobody where there is none that is whole."""
        if self._kept is None:
            return {}
        try:
            made_with = model_files.fingerprint(self._model)
        except DamagedModel:
            return {}  # whoever opens the vectors says so
        found = index_layout.digests(self._kept, made_with)
        self._relies_on_file = found is not None
        return found or {}

    def _is_ready(self) -> bool:
        """Return whether ranking by meaning can begin; open what it needs if nobody else does."""
        if self._index is None and self._lock.acquire(blocking=False):
            try:
                self._open()
            finally:
                self._lock.release()
        return self._index is not None and self._is_whole

    def _open(self) -> bool:
        """Open the vectors and the kept index, if they are not; return whether they can be used."""
        if self._is_damaged:
            return False
        if self._index is not None:
            return True
        from passalong.matching import index_file
        from passalong.matching.encoder import Encoder
        from passalong.matching.people_index import PeopleIndex

        try:
            self._encoder = self._encoder or Encoder(self._model)
        except DamagedModel as error:
            _log.warning("ranking by words: the vectors cannot be used: %s", error)
            self._is_damaged = True
            return False
        kept = index_file.load(self._kept, self._encoder.fingerprint) if self._kept else None
        if kept is None and self._relies_on_file:
            self._missing, self._is_whole = None, False  # it went meanwhile: all are read anew
        self._is_kept = kept is not None
        self._digests, self._relies_on_file = None, False
        self._index = kept or PeopleIndex()
        return True

    def _catch_up(self, session: Session) -> bool:
        """Read who changed, if that takes a moment only; return whether nobody is left.

        Whoever is being read on another thread is in nobody's list and not yet in the index.
        """
        if len(self._touched) > _AT_ONCE or not self._lock.acquire(blocking=False):
            return False
        try:
            self._read_touched(session)
        finally:
            self._lock.release()
        return True

    def _read_touched(self, session: Session) -> None:
        piece: list[int] = []
        while self._touched and len(piece) < PIECE:
            piece.append(self._touched.pop())
        if piece:
            self._read(session, piece)

    def _read(self, session: Session, person_ids: Sequence[int]) -> None:
        """Bring these people up to date in the index; those who did not change cost little."""
        if self._digests is None and not self._open():
            return
        known = self._digests_of(person_ids)
        entries = text_search.entries(session, person_ids)
        changed = [
            (entry.person_id, digest, said_lines(entry.lines, entry.meta))
            for entry in entries
            if known.get(entry.person_id) != (digest := digest_of(entry.lines, entry.meta))
        ]
        gone = known.keys() - {entry.person_id for entry in entries}
        if not (gone or changed) or not self._open():
            return
        from passalong.matching.portraits import portraits_of

        assert self._encoder is not None
        self._change(gone, list(portraits_of(changed, self._encoder)))

    def _digests_of(self, person_ids: Sequence[int]) -> dict[int, int]:
        if self._digests is None:
            return self._known().digests_of(person_ids)
        return {each: self._digests[each] for each in person_ids if each in self._digests}

    def _change(self, gone: Collection[int], portraits: "Sequence[Portrait]") -> None:
        if gone or portraits:
            assert self._encoder is not None
            self._index = self._known().changed(gone, portraits, self._encoder)
            self._is_kept = False

    def _known(self) -> "PeopleIndex":
        assert self._index is not None
        return self._index

    def _keep(self) -> None:
        """Write the index when enough has changed; the rest is read again at the next start."""
        from passalong.matching import index_file
        from passalong.matching.stems import stem_of

        assert self._encoder is not None
        index = self._known()
        self._is_kept = True
        if not index.is_worth_keeping:
            return
        self._index = index = index.compact()
        # Many were read.  What was remembered of their words is worth little now.
        self._encoder.forget()
        stem_of.cache_clear()
        if self._kept is None or not index.parts:
            return
        try:
            index_file.save(index, self._kept, self._encoder.fingerprint)
        except OSError as error:
            _log.warning("the index was not kept: %s", type(error).__name__)
            return
        # From the file the arrays are mapped; those that were made while reading go.
        self._index = index_file.load(self._kept, self._encoder.fingerprint) or index


def join(database: Database, model: Path) -> PeopleMatcher:
    """Have a database's sessions rank by meaning; the index is kept beside the data."""
    matcher = PeopleMatcher(model, database.path.with_suffix(".index"))
    database.info[MATCHER] = matcher
    finder = database.info[PAIRS] = PairFinder(matcher.encoder)

    def touch(person_ids: set[int]) -> None:
        matcher.touch(person_ids)
        finder.touch(person_ids)

    database.people_touched = touch
    return matcher


def compare_everybody(session: Session) -> None:
    """Have everybody compared with what was read of them, with the next pieces."""
    matcher = session.info.get(MATCHER)
    if isinstance(matcher, PeopleMatcher):
        matcher.compare_everybody()
    finder = session.info.get(PAIRS)
    if isinstance(finder, PairFinder):
        finder.read_anew()


def read_piece(session: Session) -> Piece:
    """Let the session's matcher read some of the people."""
    matcher = session.info.get(MATCHER)
    if not isinstance(matcher, PeopleMatcher):
        return Piece(more=False)
    return matcher.read_piece(session)


def read_all(session: Session) -> None:
    """Let the session's matcher read everybody who is new or changed."""
    while read_piece(session).more:
        pass


def _everybody(session: Session) -> list[int]:
    return list(session.scalars(select(tables.Person.id).where(tables.Person.deleted_at.is_(None))))


def _looker(session: Session) -> Callable[[Sequence[int]], Mapping[int, Candidate]]:
    def look(person_ids: Sequence[int]) -> Mapping[int, Candidate]:
        return {each.person_id: each for each in candidates(session, person_ids)}

    return look


def _earlier_answers(session: Session) -> dict[int, list[EarlierAnswer]]:
    """Return what was answered about whom, and of what, the latest first."""
    given, thing = tables.GivenAnswer, tables.Opportunity
    query = (
        select(given.person_id, given.answer, thing.title, thing.text)
        .join(thing, thing.id == given.opportunity_id)
        .where(thing.deleted_at.is_(None))
        .order_by(given.answered_at.desc())
    )
    found: dict[int, list[EarlierAnswer]] = {}
    for person_id, answer, title, text in session.execute(query):
        about = text if title in text else f"{title}\n{text}"
        found.setdefault(person_id, []).append(EarlierAnswer(SuggestionAnswer(answer), about))
    return found
