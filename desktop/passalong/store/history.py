"""The log behind Edit > Undo and Redo.

What ``undo_log`` notes while one action of the user is carried out is one step.
Taking a step back runs its entries from the last to the first; what is noted
meanwhile is the way to do it again.  Steps live in the file, so they outlive a
restart.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.progress import Progress, unheard
from passalong.store import undo_log
from passalong.store.text_index import driver

MOST_STEPS = 1000
"""Older steps are forgotten; their deletions stay in the trash."""

_PRUNE_EVERY = 50
_START = "undo_start"
SEEN = "seen_entry"
"""Under this name a session's ``info`` has the ``Seen`` of its database."""


class Seen:
    """The newest entry that this program knows of, its own or one that it was told of."""

    entry = 0


class Steps(NamedTuple):
    """What can be taken back and done again next; ``undo_id`` names that very step."""

    undo: Action | None
    undo_id: int | None
    redo: Action | None


@contextmanager
def recording(session: Session) -> Iterator[None]:
    """Note how to reverse all that happens in the block."""
    undo_log.attach(driver(session))
    session.info[_START] = _last_entry(session)
    yield


@contextmanager
def unlogged(session: Session) -> Iterator[None]:
    """Note nothing in the block; the caller logs ranges and lists the people itself."""
    connection = driver(session)
    undo_log.switch(connection, on=False)
    undo_log.take_off(connection)
    yield
    # Not in a "finally": a failure rolls the switch back with everything else.
    undo_log.put_on(connection)
    undo_log.switch(connection, on=True)


def log_inserted_range(session: Session, table: str, first: int, last: int) -> None:
    """Note rows that were inserted while nothing was logged, as one entry.

    They are named by their own numbers, in tables without these by ``person_id``.
    """
    undo_log.note_range(driver(session), table, first, last)


def close_step(session: Session, action: Action | None) -> int | None:
    """Make what was noted since ``recording`` one step, named by the action.

    Returns:
        The step's number, which no other step ever has; None if nothing was noted.
    """
    first, last = session.info[_START] + 1, _last_entry(session)
    if last < first:
        return None
    undone = _run(session, "SELECT first_entry, last_entry FROM undo_step WHERE undone = 1")
    for a, b in undone:
        _do(session, "DELETE FROM undo_entry WHERE id BETWEEN ? AND ?", a, b)
    if undone:
        _do(session, "DELETE FROM undo_step WHERE undone = 1")
        undo_log.forget_what_was_taken_out(driver(session))
    action = action or Action(ActionKind.EDIT_PERSON)
    if action.joins:
        newest = _run(
            session, "SELECT id, joins, last_entry FROM undo_step ORDER BY id DESC LIMIT 1"
        )
        if newest and newest[0][1] == action.joins and newest[0][2] + 1 == first:
            _do(session, "UPDATE undo_step SET last_entry = ? WHERE id = ?", last, newest[0][0])
            return int(newest[0][0])
    # Entries are numbered once and for all, so their number names the step as well:
    # a note that offers to take back a step must never mean a later one.
    _do(
        session,
        "INSERT INTO undo_step (id, kind, subject, count, joins, first_entry, last_entry)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(last, action.kind.value, action.subject, action.count, action.joins, first, last),
    )
    _prune(session)
    return last


def take_back(session: Session, progress: Progress = unheard) -> Action | None:
    """Undo the newest step; return its name, or None if there is none."""
    newest = "SELECT * FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
    return _reverse(session, newest, 1, progress)


def do_again(session: Session, progress: Progress = unheard) -> Action | None:
    """Redo the step taken back last; return its name, or None if there is none."""
    latest = "SELECT * FROM undo_step WHERE undone = 1 ORDER BY id LIMIT 1"
    return _reverse(session, latest, 0, progress)


def steps(session: Session) -> Steps:
    """Return what Undo and Redo would do now."""
    undo = _run(session, "SELECT * FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1")
    redo = _run(session, "SELECT * FROM undo_step WHERE undone = 1 ORDER BY id LIMIT 1")
    return Steps(
        _action(undo[0]) if undo else None,
        undo[0]["id"] if undo else None,
        _action(redo[0]) if redo else None,
    )


def note_seen(session: Session) -> None:
    """Know everything up to now: as one's own, or as what was there already."""
    session.info[SEEN].entry = _last_entry(session)


def was_written_elsewhere(session: Session) -> bool:
    """Tell whether another program has written since this was asked last."""
    seen: Seen = session.info[SEEN]
    before, now = seen.entry, _last_entry(session)
    seen.entry = max(now, before)
    return now > before


def _reverse(session: Session, which: str, undone: int, progress: Progress) -> Action | None:
    found = _run(session, which)
    if not found:
        return None
    step = found[0]
    session.flush()
    start = _last_entry(session)
    undo_log.run_back(driver(session), step["first_entry"], step["last_entry"], progress)
    last = _last_entry(session)
    _do(
        session,
        "UPDATE undo_step SET undone = ?, first_entry = ?, last_entry = ? WHERE id = ?",
        *(undone, start + 1, last, step["id"]),
    )
    session.expire_all()
    session.info[_START] = last  # the step is closed already
    return _action(step)


def _action(step: sqlite3.Row) -> Action:
    return Action(ActionKind(step["kind"]), step["subject"], step["count"], step["joins"])


def _prune(session: Session) -> None:
    count = _run(session, "SELECT count(*) FROM undo_step")[0][0]
    if count < MOST_STEPS + _PRUNE_EVERY:
        return
    _do(
        session,
        "DELETE FROM undo_step WHERE id <= "
        "(SELECT id FROM undo_step ORDER BY id DESC LIMIT 1 OFFSET ?)",
        MOST_STEPS,
    )
    _do(
        session,
        "DELETE FROM undo_entry WHERE id < (SELECT min(first_entry) FROM undo_step)",
    )


def _last_entry(session: Session) -> int:
    found = _run(session, "SELECT seq FROM sqlite_sequence WHERE name = 'undo_entry'")
    return int(found[0][0]) if found else 0


def _run(session: Session, sql: str, *values: object) -> list[sqlite3.Row]:
    # By the driver itself: through SQLAlchemy each of these takes five times as long.
    cursor = driver(session).cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, values).fetchall()


def _do(session: Session, sql: str, *values: object) -> None:
    driver(session).execute(sql, values)
