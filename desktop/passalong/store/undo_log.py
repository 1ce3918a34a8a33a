"""The SQL that would change back what was changed, noted row by row.

Triggers of the writing connection note it, as SQLite's documentation describes
(https://sqlite.org/undoredo.html).  An entry is the head of a statement and one
row of it, so that a run of rows of one table goes back in one statement: ten
thousand statements with triggers would take a minute to compile.

Rows that came in bulk are noted as one range.  When a range is taken back, its
rows move to a table of their own, ``undo_rows_...``, until it is done again.

The same triggers note whose line in the list has become stale.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import NamedTuple

from sqlalchemy import String, Table

from passalong.progress import Progress
from passalong.store.table_base import NO_STEP
from passalong.store.tables import Base

_MOST_ROWS = 5000  # to be carried out together
_MOST_LETTERS = 1_000_000
_RANGE = re.compile(r"(range|rows) (\w+) (\d+) (\d+)")
_IN_ORDER = {"tag"}  # a word may take the place of another: these rows change one by one


def attach(connection: sqlite3.Connection) -> None:
    """Have this connection note its changes from now on; it is enough to ask once."""
    known = "SELECT 1 FROM temp.sqlite_master WHERE name = 'undo_switch'"
    if connection.execute(known).fetchone():
        return
    connection.execute("CREATE TEMP TABLE undo_switch (is_on INTEGER NOT NULL)")
    connection.execute("INSERT INTO temp.undo_switch VALUES (1)")
    for table in _noted():
        for statement in _triggers_of(table):
            connection.execute(statement)


def switch(connection: sqlite3.Connection, *, on: bool) -> None:
    """Have the triggers note what happens, or not."""
    connection.execute("UPDATE temp.undo_switch SET is_on = ?", (on,))


def take_off(connection: sqlite3.Connection) -> None:
    """Drop the triggers on inserted rows: asked a million times, even a switch takes seconds."""
    for table in _noted():
        connection.execute(f'DROP TRIGGER temp."undo_{table.name}_insert"')


def put_on(connection: sqlite3.Connection) -> None:
    """Make the triggers again that ``take_off`` has dropped."""
    for table in _noted():
        for statement in _triggers_of(table):
            if f'"undo_{table.name}_insert"' in statement:
                connection.execute(statement)


def note_range(connection: sqlite3.Connection, table: str, first: int, last: int) -> None:
    """Note rows that were inserted while the triggers were off."""
    head = f"range {table} {first} {last}"
    connection.execute("INSERT INTO undo_entry (head) VALUES (?)", (head,))


def run_back(connection: sqlite3.Connection, first: int, last: int, progress: Progress) -> None:
    """Carry out the entries from the last to the first, and forget them.

    What is noted meanwhile is the way to do it again.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    with closing(
        connection.execute(
            "SELECT id, head, row FROM undo_entry WHERE id BETWEEN ? AND ? ORDER BY id DESC",
            (first, last),
        )
    ) as rows:
        for run in _runs(map(_Entry._make, rows)):
            progress(last - run[0].id, last - first + 1)
            _carry_out(connection, run)
    connection.execute("DELETE FROM undo_entry WHERE id BETWEEN ? AND ?", (first, last))


def forget_what_was_taken_out(connection: sqlite3.Connection) -> None:
    """Give up the rows that could have been brought back."""
    names = "SELECT name FROM main.sqlite_master WHERE name LIKE 'undo!_rows!_%' ESCAPE '!'"
    for (name,) in connection.execute(names).fetchall():
        connection.execute(f'DROP TABLE main."{name}"')


def _noted() -> list[Table]:
    """Return the tables whose changes are steps of the user."""
    return [table for table in Base.metadata.sorted_tables if NO_STEP not in table.info]


class _Entry(NamedTuple):
    id: int
    head: str
    row: str


def _runs(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    """Yield runs of entries whose order among themselves is of no importance."""
    run = list[_Entry]()
    letters = 0
    changed = set[str]()  # a row that changed twice must change back twice
    for entry in entries:
        number = entry.row.partition(",")[0]
        full = len(run) == _MOST_ROWS or letters > _MOST_LETTERS
        if run and (full or number in changed or not _may_mix(run[0], entry)):
            yield run
            run, letters = [], 0
            changed.clear()
        run.append(entry)
        letters += len(entry.row)
        if entry.head.startswith("UPDATE"):
            changed.add(number)
    if run:
        yield run


def _may_mix(one: _Entry, other: _Entry) -> bool:
    """Tell whether two entries may change places.

    Emptying the trash deletes a person, their addresses, the next person: rows
    of all tables in turn, of which each table's can go back together.
    """
    if one.head == other.head:
        return bool(one.row)
    return one.head[:6] == other.head[:6] and one.head[:6] in ("INSERT", "DELETE")


def _carry_out(connection: sqlite3.Connection, run: list[_Entry]) -> None:
    bulk = _RANGE.fullmatch(run[0].head)
    if bulk is None:
        rows = defaultdict[str, list[str]](list)
        for entry in run:
            rows[entry.head].append(entry.row)
        for head, some in rows.items():
            start, _, end = head.partition("…")
            connection.execute(start + ",".join(some) + end)
        return
    kind, name, first, last = bulk.groups()
    if kind == "range":
        _take_out(connection, name, int(first), int(last))
    else:
        _bring_back(connection, name, int(first), int(last), run[0].id)


def _take_out(connection: sqlite3.Connection, name: str, first: int, last: int) -> None:
    """Delete a range of rows, keeping them for later."""
    table = Base.metadata.tables[name]
    chosen = f'"{name}" WHERE "{_key_of_range(table)}" BETWEEN {first} AND {last}'
    if _is_referred_to(connection, table, first, last):
        # Somebody else's rows go along: the triggers see which.
        connection.execute(f"DELETE FROM {chosen}")
        return
    head = f"rows {name} {first} {last}"
    entry = connection.execute("INSERT INTO undo_entry (head) VALUES (?)", (head,)).lastrowid
    names = _all_names(table)
    connection.execute(
        f'CREATE TABLE IF NOT EXISTS "undo_rows_{name}" AS SELECT 0 AS entry, {names}'
        f' FROM "{name}" WHERE 0'
    )
    connection.execute(f'INSERT INTO "undo_rows_{name}" SELECT {entry}, {names} FROM {chosen}')
    _mark_stale(connection, table, chosen)
    switch(connection, on=False)
    connection.execute(f"DELETE FROM {chosen}")
    switch(connection, on=True)


def _bring_back(
    connection: sqlite3.Connection, name: str, first: int, last: int, entry: int
) -> None:
    """Insert rows that were taken out."""
    table = Base.metadata.tables[name]
    names = _all_names(table)
    kept = f'"undo_rows_{name}" WHERE entry = {entry}'
    switch(connection, on=False)
    connection.execute(f'INSERT INTO "{name}" ({names}) SELECT {names} FROM {kept}')
    switch(connection, on=True)
    connection.execute(f"DELETE FROM {kept}")
    note_range(connection, name, first, last)
    chosen = f'"{name}" WHERE "{_key_of_range(table)}" BETWEEN {first} AND {last}'
    _mark_stale(connection, table, chosen)


def _is_referred_to(connection: sqlite3.Connection, table: Table, first: int, last: int) -> bool:
    """Tell whether other rows hang on these, which would change with them."""
    return any(
        connection.execute(
            f'SELECT 1 FROM "{key.parent.table.name}" WHERE "{key.parent.name}" BETWEEN ? AND ?',
            (first, last),
        ).fetchone()
        for other in Base.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table is table
    )


def _mark_stale(connection: sqlite3.Connection, table: Table, chosen: str) -> None:
    person = "id" if table.name == "person" else "person_id"
    if person in table.c:
        connection.execute(
            f'INSERT OR IGNORE INTO stale_person (person_id) SELECT "{person}" FROM {chosen}'
            f' AND "{person}" IS NOT NULL'
        )


def _key_of_range(table: Table) -> str:
    """Return the column by which ranges of the table's rows are named."""
    return "id" if "id" in table.c else "person_id"


def _triggers_of(table: Table) -> Iterator[str]:
    name = table.name
    keys = [column.name for column in table.primary_key]
    these = ",".join(f'"{key}"' for key in keys)
    new_key = "||','||".join(f'new."{key}"' for key in keys)
    # In UPDATE the rows are a table whose first columns are the key to find them by.
    changes = ",".join(
        f'"{column.name}"=was.column{number}'
        for number, column in enumerate(table.columns, len(keys) + 1)
    )
    found = " AND ".join(
        f'"{name}"."{key}"=was.column{number}' for number, key in enumerate(keys, 1)
    )
    once = "||' -- '||new.id" if name in _IN_ORDER else ""  # so that no two heads are the same
    old = _quoted_row(table, "old.")
    place = "old.rowid||','||" if _has_hidden_place(table) else ""
    entries = {
        "insert": (
            f'DELETE FROM "{name}" WHERE ({these}) IN (VALUES …)',
            f"'('||{new_key}||')'",
        ),
        "update": (
            f'UPDATE "{name}" SET {changes} FROM (VALUES …) AS was WHERE {found}',
            f"'('||{new_key}||','||{old}||')'",
        ),
        "delete": (
            f'INSERT INTO "{name}"({_all_names(table)}) VALUES …',
            f"'('||{place}{old}||')'",
        ),
    }
    for event, (head, row) in entries.items():
        mark = once if event == "update" else ""
        stale = _stale(table, event)
        yield (
            f'CREATE TEMP TRIGGER "undo_{name}_{event}" AFTER {event} ON main."{name}"'
            " WHEN (SELECT is_on FROM undo_switch) BEGIN"
            f" INSERT INTO undo_entry (head, row) VALUES ('{head}'{mark}, {row}); {stale} END"
        )


def _stale(table: Table, event: str) -> str:
    versions = {"insert": ["new"], "update": ["old", "new"], "delete": ["old"]}[event]
    if table.name == "tag":
        people = f"SELECT person_id FROM person_tag WHERE tag_id = {versions[0]}.id"
    elif table.name == "person" or "person_id" in table.c:
        person = "id" if table.name == "person" else "person_id"
        people = " UNION ".join(f"SELECT {version}.{person} AS person_id" for version in versions)
    else:
        return ""
    return (
        # The user's own binds are nobody's.
        f"INSERT INTO stale_person (person_id) SELECT person_id FROM ({people})"
        " WHERE person_id IS NOT NULL AND person_id NOT IN (SELECT person_id FROM stale_person);"
    )


def _all_names(table: Table) -> str:
    """Return every column, with the place among the rows where no column tells it.

    Somebody's tags stand in the order in which they were given; brought back,
    they must stand so again.
    """
    names = [f'"{column.name}"' for column in table.columns]
    return ",".join(["rowid", *names] if _has_hidden_place(table) else names)


def _has_hidden_place(table: Table) -> bool:
    return len(table.primary_key.columns) > 1


def _quoted_row(table: Table, of: str = "") -> str:
    """Return an expression that makes a row's values literals, with commas between."""
    values = []
    for column in table.columns:
        value = f'{of}"{column.name}"'
        if isinstance(column.type, String):
            # quote() ends a text at a NUL.
            values.append(
                f"CASE WHEN instr({value}, char(0)) THEN 'CAST('||quote(CAST({value} AS BLOB))"
                f"||' AS TEXT)' ELSE quote({value}) END"
            )
        else:
            values.append(f"quote({value})")
    return "||','||".join(values)
