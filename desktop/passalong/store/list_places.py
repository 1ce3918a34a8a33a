"""Places in the list: numbers in the order of names, with room between them.

Somebody who comes between two others gets a number between theirs.  Where there
is no room left, the nearest neighbours move apart; the rest of the list stays.
"""

import sqlite3
from collections.abc import Sequence

GAP = 2**20
"""Room between two neighbours, so that twenty can come between without moving anybody.

Not more: the search stores how far apart its hits are, and with 2**40 it was half as
large again and as slow to build.
"""

_ENOUGH = 2**12  # room between two who moved apart
_FEW = 16  # neighbours on each side to try to move first
_FAR = 2**62  # where nobody has a place


def place(connection: sqlite3.Connection, sort_name: str, person_id: int) -> int:
    """Return a free place for one person, in the order of the list."""
    found = _between(connection, sort_name, person_id)
    if found is None:
        _make_room(connection, sort_name, person_id, 1)
        found = _between(connection, sort_name, person_id)
        if found is None:
            raise AssertionError("no room in the list after making room")
    return found


def places(connection: sqlite3.Connection, arrivals: Sequence[tuple[str, int, int]]) -> list[int]:
    """Return a place for each arrival (sort name, person id, anything), in their order."""
    while True:
        found = _spread(connection, arrivals)
        if isinstance(found, list):
            return found
        tight, count = found
        _make_room(connection, tight[0], tight[1], count)


def _between(connection: sqlite3.Connection, sort_name: str, person_id: int) -> int | None:
    before = _neighbours(connection, "before", sort_name, person_id, 1)
    after = _neighbours(connection, "after", sort_name, person_id, 1)
    if not before:
        return after[0] - GAP if after else 0
    if not after:
        return before[0] + GAP
    middle = (before[0] + after[0]) // 2
    return middle if middle > before[0] else None


def _neighbours(
    connection: sqlite3.Connection, side: str, sort_name: str, person_id: int, count: int
) -> list[int]:
    """Return the places of the nearest people on one side, the nearest first."""
    sign, order = ("<", "DESC") if side == "before" else (">", "ASC")
    rows = connection.execute(
        f"SELECT position FROM list_entry WHERE (sort_name, person_id) {sign} (?, ?)"
        f" ORDER BY sort_name {order}, person_id {order} LIMIT ?",
        (sort_name, person_id, count),
    )
    return [row[0] for row in rows]


def _spread(
    connection: sqlite3.Connection, arrivals: Sequence[tuple[str, int, int]]
) -> list[int] | tuple[tuple[str, int, int], int]:
    """Return places evenly in each gap, or whose gap is too small and for how many."""
    kept = connection.execute(
        "SELECT sort_name, person_id, position FROM list_entry ORDER BY position"
    )
    positions: list[int] = []
    before: int | None = None
    start = 0
    for name, person_id, position in kept:
        end = start
        while end < len(arrivals) and arrivals[end][:2] < (name, person_id):
            end += 1
        if end > start:
            low = position - GAP * (end - start + 1) if before is None else before
            step = (position - low) // (end - start + 1)
            if not step:
                return arrivals[start], end - start
            positions.extend(low + step * (n + 1) for n in range(end - start))
            start = end
        before = position
    low = 0 if before is None else before
    positions.extend(low + GAP * (n + 1) for n in range(len(arrivals) - start))
    return positions


def _make_room(connection: sqlite3.Connection, sort_name: str, person_id: int, count: int) -> None:
    """Move as few neighbours as it takes, so that ``count`` people fit in here."""
    near = _FEW
    while True:
        before = _neighbours(connection, "before", sort_name, person_id, near + 1)
        after = _neighbours(connection, "after", sort_name, person_id, near + 1)
        moving = [*reversed(before[:near]), *after[:near]]
        room = GAP * (len(moving) + count + 1)
        low = before[near] if len(before) > near else moving[0] - room
        high = after[near] if len(after) > near else moving[-1] + room
        step = (high - low) // (len(moving) + count + 1)
        if step >= _ENOUGH:
            break
        near *= 2
    left = len(before[:near])
    moves = [
        (low + step * (n + 1 + (count if n >= left else 0)), position)
        for n, position in enumerate(moving)
    ]
    _move(connection, moves, low + 1, high - 1)


def _move(
    connection: sqlite3.Connection, moves: Sequence[tuple[int, int]], first: int, last: int
) -> None:
    """Give everybody between two places a new one there: (new, old)."""
    those = f"FROM list_entry WHERE position BETWEEN {first} AND {last}"
    for table, columns in (("list_words", "name, lines, folded"), ("list_parts", "parts")):
        connection.execute(
            f"INSERT INTO {table} ({table}, rowid, {columns})"
            f" SELECT 'delete', position, {columns} {those}"
        )
    # First out of the way of each other, then to the new places.
    connection.executemany(
        "UPDATE list_entry SET position = ? WHERE position = ?",
        [(new + _FAR, old) for new, old in moves],
    )
    connection.executemany(
        "UPDATE list_entry SET position = ? WHERE position = ?",
        [(new, new + _FAR) for new, _ in moves],
    )
    for table, columns in (("list_words", "name, lines, folded"), ("list_parts", "parts")):
        connection.execute(
            f"INSERT INTO {table} (rowid, {columns}) SELECT position, {columns} {those}"
        )
