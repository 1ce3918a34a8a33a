"""Everything that the tables hold, as one JSON text, piece by piece.

``{"format": "passalong", "version": ..., "tables": {table: [row, ...]}}``; bytes
are base64.  The trash is included; what can be built again (the list, the
search) and the log of undo are not.
"""

import json
import sqlite3
from base64 import b64encode
from collections.abc import Iterator, Sequence

from sqlalchemy import Table

from passalong.store.tables import Base

_ROWS_AT_ONCE = 500
_LARGE_ROWS_AT_ONCE = 20  # of tables that hold pictures or whole cards
_LARGE = {"photo", "card", "attachment"}
_OF_NOBODY = {"tag", "import_batch"}
_OF_THE_USER = {
    "opportunity",
    "attachment",
    "news",
    "template",
    "help_request",
    "told_day",
    "fading_question",
}
"""What is the user's own, not that of some of the people."""

_CHOSEN = "(SELECT value FROM json_each(:ids))"
_BOTH = f"a_id IN {_CHOSEN} AND b_id IN {_CHOSEN}"
_BELONGS = {
    "person": f"id IN {_CHOSEN}",
    "bind_step": f"bind_id IN (SELECT id FROM bind WHERE person_id IN {_CHOSEN})",
    "introduction": _BOTH,
    "introduction_question": f"introduction_id IN (SELECT id FROM introduction WHERE {_BOTH})",
}
"""Which rows are those of the chosen people, where ``person_id`` does not tell."""


def written_out(
    connection: sqlite3.Connection, person_ids: Sequence[int] | None
) -> Iterator[tuple[bytes, int]]:
    """Yield the text in pieces, each with how many people are in it.

    With ``person_ids`` only what belongs to these people, and what they refer to.
    """
    query = "SELECT version_num FROM alembic_version"
    (version,) = connection.execute(query).fetchone()
    head = json.dumps({"format": "passalong", "version": version})
    yield f'{head[:-1]}, "tables": {{'.encode(), 0
    between = ""
    for table in Base.metadata.sorted_tables:
        if table.name in _OF_THE_USER and person_ids is not None:
            continue
        yield f"{between}\n{json.dumps(table.name)}: [".encode(), 0
        yield from _rows(connection, table, person_ids)
        yield b"\n]", 0
        between = ","
    yield b"\n}}\n", 0


def _rows(
    connection: sqlite3.Connection, table: Table, person_ids: Sequence[int] | None
) -> Iterator[tuple[bytes, int]]:
    names = [column.name for column in table.columns]
    query = f'SELECT {", ".join(names)} FROM "{table.name}"'
    parameters: dict[str, str] = {}
    if person_ids is not None and table.name not in _OF_NOBODY:
        query += f" WHERE {_BELONGS.get(table.name, f'person_id IN {_CHOSEN}')}"
        parameters = {"ids": json.dumps(list(person_ids))}
    cursor = connection.execute(query, parameters)
    cursor.arraysize = _LARGE_ROWS_AT_ONCE if table.name in _LARGE else _ROWS_AT_ONCE
    between = "\n"
    while rows := cursor.fetchmany():
        texts = [json.dumps(_plain(names, row), ensure_ascii=False) for row in rows]
        count = len(rows) if table.name == "person" else 0
        yield (between + ",\n".join(texts)).encode("utf-8", "replace"), count
        between = ",\n"


def _plain(names: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    return {
        name: b64encode(value).decode() if isinstance(value, bytes) else value
        for name, value in zip(names, row, strict=True)
    }
