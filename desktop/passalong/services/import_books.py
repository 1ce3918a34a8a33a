"""Where the people of an import are looked up and written to.

``WrittenBook`` is the user's data.  ``ScratchBook`` is for the preview: it
reads the user's data and writes to tables of the same shape in a file of its
own that vanishes, so that a preview decides by the very rows that the import
will decide by, and nothing of the user's is touched.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from passalong.domain.card import ContactCard, PartialDate, Photo
from passalong.domain.same_person import TOO_MANY_TO_TELL
from passalong.store import history, text_index
from passalong.store.bulk import TABLES, BulkWriter, Original, RowRange
from passalong.store.card_entries import entry_of_card
from passalong.store.kept_people import KeptPerson, kept_people
from passalong.store.known_people import KnownPeople, KnownPerson
from passalong.store.known_signs import Marks
from passalong.store.tables import ImportBatch


@dataclass
class Counts:
    """What became of the cards; each is in exactly one of the four."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0


class NewPerson(NamedTuple):
    """Somebody whom the import brings, with the cards that told of them."""

    id: int
    card: ContactCard
    originals: tuple[Original, ...]


class Update(NamedTuple):
    """What a card adds to somebody known."""

    person_id: int
    new: ContactCard
    original: Original


def as_card(person: KeptPerson) -> ContactCard:
    """Return everything kept of a person, private parts too, to compare a card with."""
    unknown = person.card.unknown + person.private
    return replace(person.card, notes=person.notes, unknown=unknown)


class WrittenBook(KnownPeople):
    """The user's data, in a writing session."""

    def __init__(self, session: Session, source: str, now: datetime) -> None:
        self.batch: ImportBatch | None = None  # made by the first thing that is written
        self._session = session
        self._source = source
        self._now = now
        self._driver = text_index.driver(session)
        super().__init__(self._driver)
        self._batch_id = _next_id(self._driver, "import_batch")
        self._writer = BulkWriter(self._driver, self._batch_id, now)
        self._quiet = ExitStack()
        self._is_quiet = False
        self._ranges: dict[str, RowRange] = {}
        text_index.begin_arrivals(session)

    def next_id(self) -> int:
        """Return the number of the next new person."""
        return _next_id(self._driver)

    def cards(self, ids: Sequence[int]) -> dict[int, ContactCard]:
        """Return what is known of these people, as cards."""
        found = kept_people(self._driver, ids)
        return {number: as_card(person) for number, person in found.items()}

    def write(self, people: Sequence[NewPerson], updates: Sequence[Update]) -> None:
        """Add people, then what is new about others."""
        if self.batch is None and (people or updates):
            self._make_batch()
        if people:
            self._add(people)
        if updates:
            self._log_again()
            for update in updates:
                self._writer.note_update(update.person_id, update.new)
                self._writer.add_to_person(update.person_id, update.new)
                self._writer.keep_card(update.person_id, update.original)
            self._writer.insert()

    def finish(self, counts: Counts) -> None:
        """Note what became of the cards, and put the new people into list and undo log.

        The log comes last.  The transaction's end writes its page again in any case,
        and SQLite then reads everything anew that was written since that page's first
        writing, to sum it up: of 10,000 cards a twelfth of the time.
        """
        if self.batch is not None:
            self.batch.added, self.batch.updated = counts.added, counts.updated
            self.batch.unchanged, self.batch.rejected = counts.unchanged, counts.rejected
            self._session.flush()
        text_index.settle_arrivals(self._session)
        self._log_again()

    def _make_batch(self) -> None:
        self._log_no_more()
        self.batch = ImportBatch(id=self._batch_id, source=self._source, imported_at=self._now)
        self._session.add(self.batch)
        self._session.flush()
        self._ranges[_BATCH] = RowRange(_BATCH, self._batch_id, self._batch_id)

    def _add(self, people: Sequence[NewPerson]) -> None:
        self._log_no_more()
        writer = self._writer
        entries = []
        for person_id, card, originals in people:
            uid = writer.add_person(person_id, card, originals)
            tags = writer.tag_words(card) if card.tags else ()
            entries.append(entry_of_card(person_id, uid, card, tags, self._now.date()))
        for new in writer.insert():
            before = self._ranges.get(new.table)
            if before is not None and before.last + 1 != new.first and new.table not in _SPARSE:
                self._log(before)
                before = None
            self._ranges[new.table] = new._replace(first=before.first) if before else new
        text_index.add_arrivals(self._session, entries)

    def _log_no_more(self) -> None:
        if not self._is_quiet:
            self._quiet.enter_context(history.unlogged(self._session))
            self._is_quiet = True

    def _log_again(self) -> None:
        """Have the triggers note what follows, and note ourselves what they missed."""
        if self._is_quiet:
            self._quiet.close()
            self._is_quiet = False
        for table in (_BATCH, "tag", *TABLES):
            if table in self._ranges:
                self._log(self._ranges.pop(table))

    def _log(self, rows: RowRange) -> None:
        history.log_inserted_range(self._session, rows.table, rows.first, rows.last)


_BATCH = ImportBatch.__tablename__
_SPARSE = {"photo", "person_tag"}  # named by their people, of whom not everybody has one


class ScratchBook:
    """The user's data as it would be, for a preview; only numbers and keys are sure."""

    def __init__(self, session: Session, scratch: sqlite3.Connection, now: datetime) -> None:
        self._driver = text_index.driver(session)
        self._scratch = scratch
        for table, statement in self._driver.execute(
            "SELECT tbl_name, sql FROM sqlite_master"
            " WHERE type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC"
        ):
            if table in ("tag", *TABLES):
                scratch.execute(statement)
        scratch.executemany(
            "INSERT INTO tag (id, uid, word, key) VALUES (?, ?, ?, ?)",
            self._driver.execute("SELECT id, uid, word, key FROM tag"),
        )
        self._ours = KnownPeople(self._driver)
        self._new = KnownPeople(scratch)
        self._writer = BulkWriter(scratch, None, now)
        self._hidden: set[int] = set()  # ours who have a newer version in the scratch tables
        self._start = _next_id(self._driver)

    def next_id(self) -> int:
        """Return the number that the next new person would have."""
        return max(self._start, _next_id(self._scratch))

    def cards(self, ids: Sequence[int]) -> dict[int, ContactCard]:
        """Return what would be known of these people, as cards."""
        found = kept_people(self._scratch, ids)
        missing = [number for number in ids if number not in found]
        if missing:
            found |= kept_people(self._driver, missing)
        return {number: as_card(person) for number, person in found.items()}

    def write(self, people: Sequence[NewPerson], updates: Sequence[Update]) -> None:
        """Note people and what would be new about others."""
        for person_id, card, originals in people:
            kept = [Original(digest, b"") for digest, _ in originals]
            self._writer.add_person(person_id, _without_photo(card), kept)
        self._writer.insert()
        for person_id, new, original in updates:
            if person_id < self._start and person_id not in self._hidden:
                self._take_over(person_id)
            self._writer.note_update(person_id, new)
            self._writer.add_to_person(person_id, _without_photo(new))
            self._writer.keep_card(person_id, Original(original.digest, b""))
            self._writer.insert()

    def finish(self, counts: Counts) -> None:
        """Do nothing: the scratch tables vanish by themselves."""

    def expect(self, marks: Marks, birthday: PartialDate | None) -> None:
        """Be told of somebody who is being written to the scratch tables."""
        self._new.expect(marks, birthday)

    def nobody(self, marks: Marks, birthday: PartialDate | None) -> bool:
        """Tell whether surely nobody is to be compared with a card."""
        return self._ours.nobody(marks, birthday) and self._new.nobody(marks, birthday)

    def by_uid(self, uid: str) -> list[KnownPerson]:
        """Return who has this identifier."""
        return self._both(self._ours.by_uid(uid), self._new.by_uid(uid))

    def by_name(self, name: str, birthday: PartialDate | None) -> list[KnownPerson]:
        """Return the first few people of a sort name whose birthday does not contradict."""
        return self._both(self._ours.by_name(name, birthday), self._new.by_name(name, birthday))

    def by_email(self, key: str) -> list[KnownPerson]:
        """Return the first few people who have an e-mail key."""
        return self._both(self._ours.by_email(key), self._new.by_email(key))

    def by_telephone(self, key: str, birthday: PartialDate | None) -> list[KnownPerson]:
        """Return the first few people who have a telephone key."""
        return self._both(
            self._ours.by_telephone(key, birthday), self._new.by_telephone(key, birthday)
        )

    def namesakes_by_email(self, key: str, name: str) -> list[KnownPerson]:
        """Return everybody who has both an e-mail key and a sort name."""
        new = self._new.namesakes_by_email(key, name)
        return self._all(self._ours.namesakes_by_email(key, name), new)

    def namesakes_by_telephone(self, key: str, name: str) -> list[KnownPerson]:
        """Return everybody who has both a telephone key and a sort name."""
        new = self._new.namesakes_by_telephone(key, name)
        return self._all(self._ours.namesakes_by_telephone(key, name), new)

    def by_digest(self, digest: bytes) -> tuple[int, str] | None:
        """Return number and name of who has a card of exactly these bytes."""
        return self._ours.by_digest(digest) or self._new.by_digest(digest)

    def _all(self, ours: list[KnownPerson], new: list[KnownPerson]) -> list[KnownPerson]:
        if not self._hidden:
            return ours + new
        return [person for person in ours if person.id not in self._hidden] + new

    def _both(self, ours: list[KnownPerson], new: list[KnownPerson]) -> list[KnownPerson]:
        return self._all(ours, new)[:TOO_MANY_TO_TELL]

    def _take_over(self, person_id: int) -> None:
        """Copy one of ours into the scratch tables, where it can change."""
        card = self.cards([person_id])[person_id]
        (uid,) = self._driver.execute(
            "SELECT uid FROM person WHERE id = ?", (person_id,)
        ).fetchone()
        self._writer.add_person(person_id, _without_photo(card), ())
        self._writer.insert()
        self._scratch.execute("UPDATE person SET uid = ? WHERE id = ?", (uid, person_id))
        self._hidden.add(person_id)


@contextmanager
def scratch_book(session: Session, now: datetime) -> Iterator[ScratchBook]:
    """Lend a book for a preview; SQLite keeps its tables in a file without a name."""
    with closing(sqlite3.connect("", isolation_level=None)) as scratch:
        scratch.execute("PRAGMA journal_mode = OFF")
        scratch.execute("PRAGMA cache_size = -8000")
        scratch.execute("BEGIN")
        yield ScratchBook(session, scratch, now)


def _next_id(connection: sqlite3.Connection, table: str = "person") -> int:
    query = f"SELECT coalesce(max(id), 0) FROM {table}"  # noqa: S608 - ours
    (last,) = connection.execute(query).fetchone()
    return int(last) + 1


def _without_photo(card: ContactCard) -> ContactCard:
    """Return the card with a mark in place of its photo, which may weigh megabytes."""
    return replace(card, photo=Photo(b"-")) if card.photo else card
