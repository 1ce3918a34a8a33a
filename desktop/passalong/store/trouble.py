"""What the disk did, told as trouble; our own mistakes pass through."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from passalong.errors import Cancelled, Damage, Hindrance, Trouble

_RESTORE = (
    "Nothing was changed. Restore one of its backups: File › Backups… in the window,"
    " or “passalong restore latest”."
)
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_TOLD = (
    (
        "SQLITE_FULL",
        "The disk is full, so nothing was saved.",
        "Free some space, then try again.",
    ),
    (
        "SQLITE_BUSY",
        "Another program is using your data at this moment.",
        "Wait a little or close the other program, then try again.",
    ),
    (
        "SQLITE_LOCKED",
        "Another program is using your data at this moment.",
        "Wait a little or close the other program, then try again.",
    ),
    (
        "SQLITE_READONLY",
        "Your data may be read but not changed.",
        "Allow writing to the data folder, or choose another one with --data-dir.",
    ),
    (
        "SQLITE_CANTOPEN",
        "Your data could not be opened.",
        "Check that the data folder exists and that you may read and write in it.",
    ),
    (
        "SQLITE_PERM",
        "You are not allowed to open your data.",
        "Check who owns the data folder and that you may read and write in it.",
    ),
    (
        "SQLITE_CORRUPT",
        "Your data file is damaged.",
        _RESTORE,
    ),
    (
        "SQLITE_NOTADB",
        "The data file is not one of Passalong's, or it is damaged.",
        _RESTORE,
    ),
    (
        "SQLITE_IOERR",
        "The disk could not be read or written.",
        "Check the disk and its connection, then try again.",
    ),
)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Return what a fault of SQLite means to the user, or None if it is our mistake."""
    name = getattr(error, "sqlite_errorname", "")
    for start, what, advice in _TOLD:
        if name.startswith(start):
            return (Damage if start in _DAMAGED else Hindrance)(what, advice)
    return None


@contextmanager
def told_as_trouble() -> Iterator[None]:
    """Turn what the disk did into ``Trouble``, and what was stopped into ``Cancelled``."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        fault = error.orig if isinstance(error, DBAPIError) else error
        if getattr(fault, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
            raise Cancelled from error
        trouble = trouble_of(fault)
        if trouble is None:
            raise
        raise trouble from error
