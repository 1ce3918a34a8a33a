"""What people need and what they can offer, as short texts to be compared.

Needs are open needs and what binds say; offers are assets, and the sentences of
notes that tell of one.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from passalong.domain.bind import BindState
from passalong.domain.person import Field, Line
from passalong.progress import Progress, unheard
from passalong.services.editing import in_pieces
from passalong.store import tables

if TYPE_CHECKING:  # numpy is loaded when pairs are first asked for
    from passalong.matching.told import Told

Key = Hashable
"""Of which kind, which row, and which sentence of it."""

_BETWEEN_REPORTS = 500  # notes
_MOST_SENTENCES = 5  # of a bind
_NEEDS_SOMEBODY = (BindState.OPEN.value, BindState.HELPING.value)
_PersonId = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]
_OfSome = Callable[[_PersonId], ColumnElement[bool]]


class Texts:
    """The needs and offers of everybody, read anew for those who changed."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.needs: dict[Key, Told] = {}
        self.offers: dict[Key, Told] = {}
        self._keys_of: dict[int, list[Key]] = {}

    def read(
        self, session: Session, person_ids: Sequence[int] | None, progress: Progress = unheard
    ) -> None:
        """Read what these people need and offer now; everybody for None.

        ``progress`` counts everybody's notes, which are the most by far.
        """
        if person_ids is None:
            self.needs, self.offers, self._keys_of = {}, {}, {}
            self._take(session, lambda _person_id: true(), progress)
            return
        for some in in_pieces(person_ids):
            for person_id in some:
                for key in self._keys_of.pop(person_id, ()):
                    self.needs.pop(key, None)
                    self.offers.pop(key, None)
            self._take(session, _of(some))

    def _take(self, session: Session, of_some: _OfSome, progress: Progress = unheard) -> None:
        for found, into in (
            (_needs(session, of_some), self.needs),
            (_binds(session, of_some), self.needs),
            (_assets(session, of_some), self.offers),
            (_notes(session, of_some, progress), self.offers),
        ):
            for key, told in found:
                into[key] = told
                self._keys_of.setdefault(told.person_id, []).append(key)


def _needs(session: Session, of_some: _OfSome) -> "Iterator[tuple[Key, Told]]":
    from passalong.matching.told import Told

    need = tables.Need
    query = select(need.id, need.person_id, need.text, need.since).where(
        need.met_on.is_(None), _is_here(need.person_id), of_some(need.person_id)
    )
    for number, person_id, text, since in session.execute(query):
        yield (Field.NEED, number, 0), Told(person_id, Line(Field.NEED, text, since))


def _binds(session: Session, of_some: _OfSome) -> "Iterator[tuple[Key, Told]]":
    """Yield the sentences of binds for which somebody is looked for."""
    from passalong.matching.sentences import sentences_of
    from passalong.matching.told import Told

    bind = tables.Bind
    query = select(bind.id, bind.person_id, bind.text, bind.since).where(
        bind.state.in_(_NEEDS_SOMEBODY),
        bind.just_listen.is_(False),
        bind.deleted_at.is_(None),
        _is_here(bind.person_id),
        of_some(bind.person_id),
    )
    for number, person_id, text, since in session.execute(query):
        for place, (start, end) in enumerate(sentences_of(text)[:_MOST_SENTENCES]):
            line = Line(Field.BIND, text[start:end], since)
            if person_id is not None:
                yield (Field.BIND, number, place), Told(person_id, line, number)


def _assets(session: Session, of_some: _OfSome) -> "Iterator[tuple[Key, Told]]":
    from passalong.matching.told import Told

    asset = tables.Asset
    query = select(asset.id, asset.person_id, asset.text).where(
        _is_here(asset.person_id), of_some(asset.person_id)
    )
    for number, person_id, text in session.execute(query):
        yield (Field.ASSET, number, 0), Told(person_id, Line(Field.ASSET, text))


def _notes(session: Session, of_some: _OfSome, progress: Progress) -> "Iterator[tuple[Key, Told]]":
    """Yield the sentences of notes that tell of an offer; most notes have none."""
    from passalong.matching.sentences import sentences_of
    from passalong.matching.telling import may_tell, tells_of_offer
    from passalong.matching.told import Told

    note = tables.Note
    query = select(note.id, note.person_id, note.day, note.text).where(
        note.deleted_at.is_(None), _is_here(note.person_id), of_some(note.person_id)
    )
    total = 0
    if progress is not unheard:
        total = session.scalar(select(func.count(note.id)).where(note.deleted_at.is_(None))) or 0
    for done, (number, person_id, day, text) in enumerate(session.execute(query)):
        if done % _BETWEEN_REPORTS == 0:
            progress(min(done, total), total)
        if not may_tell(text):
            continue
        for place, (start, end) in enumerate(sentences_of(text)):
            if tells_of_offer(text[start:end]):
                line = Line(Field.NOTE, text[start:end], day)
                yield (Field.NOTE, number, place), Told(person_id, line)


def _of(person_ids: Sequence[int]) -> _OfSome:
    return lambda person_id: person_id.in_(person_ids)


def _is_here(person_id: _PersonId) -> ColumnElement[bool]:
    """Leave out people in the trash."""
    person = tables.Person
    return person_id.in_(select(person.id).where(person.deleted_at.is_(None)))
