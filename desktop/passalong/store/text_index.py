"""The list of people in its order, and the full-text search over it.

``list_entry`` has one row a living person; its key is a gapped position in the
order of the list, so that a page of hits comes sorted from the index itself.
Two FTS5 tables look into it without a copy of the text: ``list_words`` by words
and their beginnings, ``list_parts`` by any three letters in a row.

All of it is derived and can be built again from the tables.

Each edit files a small piece of words.  SQLite would join pieces while one saves,
now and then many at once; instead that is left for idle moments, see ``tidy``.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from passalong.progress import Progress, part_of, unheard
from passalong.store import list_places
from passalong.store.list_entries import PIECE, ListEntry, gathered

_COLUMNS = ", ".join(ListEntry._fields)
_VALUES = ", ".join("?" * len(ListEntry._fields))
_IN_ORDER = "FROM arrived_at CROSS JOIN arriving ON arriving.rowid = arrival ORDER BY position"
_LARGE_BITE, _USUAL_BITE = 8 << 20, 1 << 20  # bytes of words gathered in memory
_SEARCHED = (("list_words", ("name", "lines", "folded")), ("list_parts", ("parts",)))
_USUAL_PIECES = 4  # of about one size are joined while everything is built anew
_JOINED_AT_ONCE = 64  # pages of the search, some milliseconds
_TOO_MANY_TO_TOUCH = 5000  # from here on building the search again is quicker


class _Kept(NamedTuple):
    position: int
    sort_name: str
    name: str
    lines: str
    folded: str
    parts: str


def driver(session: Session) -> sqlite3.Connection:
    """Return the driver's connection of the session, inside the session's transaction."""
    connection = session.connection().connection.driver_connection
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("the store is SQLite")
    return connection


def touched(session: Session) -> set[int]:
    """Return whose entries were written anew in this session."""
    people: set[int] = session.info.setdefault("touched", set())
    return people


def refresh_stale(session: Session, progress: Progress = unheard) -> None:
    """Bring the list up to date for everybody whom this transaction touched."""
    connection = driver(session)
    stale = [row[0] for row in connection.execute("SELECT person_id FROM stale_person")]
    if stale:
        refresh(session, stale, progress)
        connection.execute("DELETE FROM stale_person")


def refresh(session: Session, person_ids: Sequence[int], progress: Progress = unheard) -> None:
    """Write these people's entries anew; those in the trash or gone lose theirs."""
    connection = driver(session)
    touched(session).update(person_ids)
    if len(person_ids) > _TOO_MANY_TO_TOUCH:
        _refresh_many(session, person_ids, progress)
        return
    for piece in _told_pieces(person_ids, progress):
        entries = {entry.person_id: entry for entry in gathered(connection, piece)}
        for person_id in piece:
            _replace(connection, person_id, entries.get(person_id))


def begin_arrivals(session: Session) -> None:
    """Prepare for many new people; they are seen after ``settle_arrivals``."""
    connection = driver(session)
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS arriving ({_COLUMNS})")
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS arrived_at (position INTEGER PRIMARY KEY, arrival)"
    )
    _forget_arrivals(connection)


def add_arrivals(session: Session, entries: Sequence[ListEntry]) -> None:
    """Put entries of people who are not in the list yet aside."""
    touched(session).update(entry.person_id for entry in entries)
    driver(session).executemany(
        f"INSERT INTO arriving ({_COLUMNS}) VALUES ({_VALUES})",
        entries,
    )


def settle_arrivals(session: Session) -> None:
    """Give the arrivals their places in the list and make them findable."""
    connection = driver(session)
    arrivals = connection.execute(
        "SELECT sort_name, person_id, rowid FROM arriving ORDER BY sort_name, person_id"
    ).fetchall()
    if not arrivals:
        return
    positions = list_places.places(connection, arrivals)
    kept = connection.execute("SELECT count(*) FROM list_entry").fetchone()[0]
    # Their order in a table of its own: neither are their texts written twice nor sorted.
    connection.executemany(
        "INSERT INTO arrived_at VALUES (?, ?)",
        [(position, rowid) for position, (_, _, rowid) in zip(positions, arrivals, strict=True)],
    )
    connection.execute(
        f"INSERT INTO list_entry (position, {_COLUMNS}) SELECT position, {_COLUMNS} {_IN_ORDER}"
    )
    if kept > len(arrivals):
        for table, columns in (("list_words", "name, lines, folded"), ("list_parts", "parts")):
            connection.execute(
                f"INSERT INTO {table} (rowid, {columns}) SELECT position, {columns} {_IN_ORDER}"
            )
    else:
        _build_words(connection)
    _forget_arrivals(connection)


def _forget_arrivals(connection: sqlite3.Connection) -> None:
    for table in ("arriving", "arrived_at"):
        connection.execute(f"DELETE FROM {table}")


def rebuild(session: Session) -> None:
    """Build the whole list anew from the tables."""
    connection = driver(session)
    connection.execute("DELETE FROM list_entry")
    people = connection.execute("SELECT id FROM person WHERE deleted_at IS NULL").fetchall()
    begin_arrivals(session)
    for piece in _pieces([row[0] for row in people]):
        add_arrivals(session, gathered(connection, piece))
    settle_arrivals(session)
    if not people:
        _build_words(connection)


def tidy(session: Session) -> bool:
    """Join some of the pieces that edits have left; return whether there may be more."""
    connection = driver(session)
    joined = 0
    for table, _ in _SEARCHED:
        _join_only_when_asked(connection, table)
        before = connection.total_changes
        join = f"INSERT INTO {table} ({table}, rank) VALUES ('merge', ?)"
        connection.execute(join, (_JOINED_AT_ONCE,))
        joined += connection.total_changes - before > 1  # SQLite's own sign that it did something
    return bool(joined)


def _join_only_when_asked(connection: sqlite3.Connection, table: str) -> None:
    kept = connection.execute(f"SELECT v FROM {table}_config WHERE k = 'automerge'").fetchone()
    if kept is None or kept[0]:
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('automerge', 0)")


def _refresh_many(session: Session, person_ids: Sequence[int], progress: Progress) -> None:
    connection = driver(session)
    for piece in _told_pieces(person_ids, part_of(progress, 0, 10)):
        ids = ",".join(map(str, piece))
        connection.execute(f"DELETE FROM list_entry WHERE person_id IN ({ids})")
    begin_arrivals(session)
    for piece in _told_pieces(person_ids, part_of(progress, 10, 60)):
        add_arrivals(session, gathered(connection, piece))
    # The search still holds those who left: it is built again in any case.
    arrived = connection.execute("SELECT count(*) FROM arriving").fetchone()[0]
    kept = connection.execute("SELECT count(*) FROM list_entry").fetchone()[0]
    settle_arrivals(session)
    if not arrived or kept > arrived:
        _build_words(connection)


def _build_words(connection: sqlite3.Connection) -> None:
    for table, _ in _SEARCHED:
        setting = f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)"
        # In larger bites there are fewer pieces to join: a third less time.
        connection.execute(setting, ("hashsize", _LARGE_BITE))
        connection.execute(setting, ("automerge", _USUAL_PIECES))
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        connection.execute(setting, ("hashsize", _USUAL_BITE))
        _join_only_when_asked(connection, table)


def _replace(connection: sqlite3.Connection, person_id: int, entry: ListEntry | None) -> None:
    row = connection.execute(
        "SELECT position, sort_name, name, lines, folded, parts FROM list_entry"
        " WHERE person_id = ?",
        (person_id,),
    ).fetchone()
    kept = _Kept(*row) if row else None
    if kept and not (entry and kept.sort_name == entry.sort_name):
        for table, columns in _SEARCHED:
            _replace_words(connection, table, kept.position, _of(kept, columns), None)
        connection.execute("DELETE FROM list_entry WHERE position = ?", (kept.position,))
        kept = None
    if entry is None:
        return
    position = (
        kept.position if kept else list_places.place(connection, entry.sort_name, entry.person_id)
    )
    for table, columns in _SEARCHED:
        before = _of(kept, columns) if kept else None
        _replace_words(connection, table, position, before, _of(entry, columns))
    connection.execute(
        f"REPLACE INTO list_entry (position, {_COLUMNS}) VALUES (?, {_VALUES})",
        (position, *entry),
    )


def _of(row: _Kept | ListEntry, columns: Sequence[str]) -> dict[str, str]:
    return {column: getattr(row, column) for column in columns}


def _replace_words(
    connection: sqlite3.Connection,
    table: str,
    position: int,
    before: dict[str, str] | None,
    after: dict[str, str] | None,
) -> None:
    if before == after:
        return  # few edits touch what is found by three letters, and those are many
    if before:
        names, marks = ", ".join(before), ", ".join("?" * len(before))
        connection.execute(
            f"INSERT INTO {table} ({table}, rowid, {names}) VALUES ('delete', ?, {marks})",
            (position, *before.values()),
        )
    if after:
        names, marks = ", ".join(after), ", ".join("?" * len(after))
        connection.execute(
            f"INSERT INTO {table} (rowid, {names}) VALUES (?, {marks})",
            (position, *after.values()),
        )


def _told_pieces(ids: Sequence[int], progress: Progress) -> Iterator[Sequence[int]]:
    for number, piece in enumerate(_pieces(ids)):
        progress(number * PIECE, len(ids))
        yield piece


def _pieces(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), PIECE):
        yield ids[start : start + PIECE]
