"""The log behind Edit > Undo and Redo.

Triggers on the writing connection note, for every row that changes, the SQL
that would change it back, as SQLite's documentation describes
(https://sqlite.org/undoredo.html).  The entries of one action of the user are
one step.  Taking a step back runs its entries from the last to the first; what
the triggers note meanwhile is the way to do it again.  Steps live in the file,
so they outlive a restart.

An entry is the head of a statement and one row of it, so that a run of rows of
one table goes back in one statement: ten thousand statements with triggers
would take a minute to compile.

The same triggers note whose line in the list has become stale.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Table
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.store.tables import Base

MOST_STEPS = 1000
"""Older steps are forgotten; their deletions stay in the trash."""

_PRUNE_EVERY = 50
_MOST_ROWS = 500  # of one table in one statement
_START = "undo_start"


class Steps(NamedTuple):
    """What can be taken back and done again next; ``undo_id`` names that very step."""

    undo: Action | None
    undo_id: int | None
    redo: Action | None


@contextmanager
def recording(session: Session) -> Iterator[None]:
    """Note how to reverse all that happens in the block."""
    if not _run(session, "SELECT 1 FROM temp.sqlite_master WHERE type = 'trigger' LIMIT 1"):
        _create_triggers(session)
    session.info[_START] = _last_entry(session)
    yield


@contextmanager
def unlogged(session: Session) -> Iterator[None]:
    """Note nothing in the block; the caller logs ranges and lists the people itself."""
    for table in Base.metadata.sorted_tables:
        for event in ("insert", "update", "delete"):
            _do(session, f'DROP TRIGGER IF EXISTS temp."undo_{table.name}_{event}"')
    yield
    _create_triggers(session)


def log_inserted_range(session: Session, table: str, first: int, last: int) -> None:
    """Note rows that were inserted while nothing was logged, as one entry.

    They are named by their own numbers, in tables without these by ``person_id``.
    """
    key = "id" if "id" in Base.metadata.tables[table].c else "person_id"
    statement = f'DELETE FROM "{table}" WHERE {key} BETWEEN {first} AND {last}'
    _do(session, "INSERT INTO undo_entry (head) VALUES (?)", statement)


def close_step(session: Session, action: Action | None) -> None:
    """Make what was noted since ``recording`` one step, named by the action."""
    first, last = session.info[_START] + 1, _last_entry(session)
    if last < first:
        return
    undone = _run(session, "SELECT first_entry, last_entry FROM undo_step WHERE undone = 1")
    for a, b in undone:
        _do(session, "DELETE FROM undo_entry WHERE id BETWEEN ? AND ?", a, b)
    _do(session, "DELETE FROM undo_step WHERE undone = 1")
    action = action or Action(ActionKind.EDIT_PERSON)
    if action.joins:
        newest = _run(
            session, "SELECT id, joins, last_entry FROM undo_step ORDER BY id DESC LIMIT 1"
        )
        if newest and newest[0][1] == action.joins and newest[0][2] + 1 == first:
            _do(session, "UPDATE undo_step SET last_entry = ? WHERE id = ?", last, newest[0][0])
            return
    _do(
        session,
        "INSERT INTO undo_step (kind, subject, count, joins, first_entry, last_entry)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        *(action.kind.value, action.subject, action.count, action.joins, first, last),
    )
    _prune(session)


def take_back(session: Session) -> Action | None:
    """Undo the newest step; return its name, or None if there is none."""
    return _reverse(session, "SELECT * FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1", 1)


def do_again(session: Session) -> Action | None:
    """Redo the step taken back last; return its name, or None if there is none."""
    return _reverse(session, "SELECT * FROM undo_step WHERE undone = 1 ORDER BY id LIMIT 1", 0)


def steps(session: Session) -> Steps:
    """Return what Undo and Redo would do now."""
    undo = _run(session, "SELECT * FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1")
    redo = _run(session, "SELECT * FROM undo_step WHERE undone = 1 ORDER BY id LIMIT 1")
    return Steps(
        _action(undo[0]) if undo else None,
        int(undo[0][0]) if undo else None,
        _action(redo[0]) if redo else None,
    )


def _reverse(session: Session, which: str, undone: int) -> Action | None:
    found = _run(session, which)
    if not found:
        return None
    step = found[0]
    session.flush()
    start = _last_entry(session)
    _do(session, "PRAGMA defer_foreign_keys = ON")
    entries = _run(
        session,
        "SELECT head, row FROM undo_entry WHERE id BETWEEN ? AND ? ORDER BY id DESC",
        *(step.first_entry, step.last_entry),
    )
    cursor = session.connection().connection.cursor()
    for statement in _statements(entries):
        cursor.execute(statement)
    cursor.close()
    _do(
        session,
        "DELETE FROM undo_entry WHERE id BETWEEN ? AND ?",
        *(step.first_entry, step.last_entry),
    )
    last = _last_entry(session)
    _do(
        session,
        "UPDATE undo_step SET undone = ?, first_entry = ?, last_entry = ? WHERE id = ?",
        *(undone, start + 1, last, step.id),
    )
    session.expire_all()
    session.info[_START] = last  # the step is closed already
    return _action(step)


def _statements(entries: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the entries as statements, runs with one head joined."""
    for head, run in groupby(entries, key=itemgetter(0)):
        rows = [row for _, row in run]
        end = ")" if head.startswith("DELETE") else ""
        if not rows[0]:
            yield from repeat(head, len(rows))
            continue
        for start in range(0, len(rows), _MOST_ROWS):
            yield f"{head} {','.join(rows[start : start + _MOST_ROWS])}{end}"


def _action(step: Any) -> Action:
    _, kind, subject, count, joins, *_ = step
    return Action(ActionKind(kind), subject, count, joins)


def _prune(session: Session) -> None:
    newest = _run(session, "SELECT max(id) FROM undo_step")[0][0]
    if newest % _PRUNE_EVERY:
        return
    oldest = newest - MOST_STEPS
    _do(session, "DELETE FROM undo_step WHERE id <= ?", oldest)
    _do(
        session,
        "DELETE FROM undo_entry WHERE id < (SELECT min(first_entry) FROM undo_step)",
    )


def _last_entry(session: Session) -> int:
    found = _run(session, "SELECT seq FROM sqlite_sequence WHERE name = 'undo_entry'")
    return int(found[0][0]) if found else 0


def _create_triggers(session: Session) -> None:
    for table in Base.metadata.sorted_tables:
        for statement in _triggers_of(table):
            _do(session, statement)


def _triggers_of(table: Table) -> Iterator[str]:
    name = table.name
    columns = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key]

    def key(version: str) -> str:
        return "||','||".join(f'{version}."{key}"' for key in keys)

    changes = "||','||".join(f'\'"{column}"=\'||quote(old."{column}")' for column in columns)
    values = "||','||".join(f'quote(old."{column}")' for column in columns)
    names = ",".join(f'"{column}"' for column in columns)
    these = ",".join(f'"{key}"' for key in keys)
    reverse = {
        "insert": (
            f"'DELETE FROM \"{name}\" WHERE ({these}) IN (VALUES'",
            f"'('||{key('new')}||')'",
        ),
        "update": (
            f"'UPDATE \"{name}\" SET '||{changes}||' WHERE ({these})=('||{key('new')}||')'",
            "''",
        ),
        "delete": (
            f"'INSERT INTO \"{name}\"({names}) VALUES'",
            f"'('||{values}||')'",
        ),
    }
    for event, (head, row) in reverse.items():
        stale = "".join(_stale(name, "old" if event == "delete" else "new"))
        yield (
            f'CREATE TEMP TRIGGER "undo_{name}_{event}" AFTER {event} ON main."{name}" BEGIN '
            f"INSERT INTO undo_entry (head, row) VALUES ({head}, {row}); {stale} END"
        )


def _stale(table: str, version: str) -> Iterator[str]:
    columns = Base.metadata.tables[table].c
    if table == "person":
        people = f"SELECT {version}.id AS person_id"
    elif table == "tag":
        people = f"SELECT person_id FROM person_tag WHERE tag_id = {version}.id"
    elif "person_id" in columns:
        people = f"SELECT {version}.person_id AS person_id"
    else:
        return
    yield (
        f"INSERT INTO stale_person (person_id) SELECT person_id FROM ({people})"
        " WHERE person_id NOT IN (SELECT person_id FROM stale_person);"
    )


def _run(session: Session, sql: str, *values: object) -> list[Any]:
    return list(session.connection().exec_driver_sql(sql, values))


def _do(session: Session, sql: str, *values: object) -> None:
    session.connection().exec_driver_sql(sql, values)
