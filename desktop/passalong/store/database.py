"""The user's data: one SQLite file, opened, brought up to date and lent out.

A session lives as long as the ``with`` block that borrowed it.  What leaves
the block is a value.  Before a change is committed, the list with its search
and the log of undo are brought up to date here, so that no path can forget.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.orm import Session

from passalong.domain.action import Action
from passalong.errors import Trouble
from passalong.progress import Progress, part_of, unheard
from passalong.store import history, text_index
from passalong.store.trouble import told_as_trouble, trouble_of

REVISION = "0005"
"""The revision this program writes; the newest file in ``migrations/versions``."""

_BETWEEN_ASKING = 100_000  # SQLite's own steps; some milliseconds
_PATIENCE = 5.0  # seconds to wait for another program's lock
_MOST_PAGES_BESIDE = 40_000  # of 4 kB, in the log beside the file


@dataclass
class Writing:
    """A session for one change, and the name it will have in Edit > Undo."""

    session: Session
    action: Action | None = None
    step: int | None = None  # the number that Undo knows it by, once it is done


class Database:
    """The user's data.  Safe to use from any thread; a session is not."""

    def __init__(self, path: Path, progress: Progress = unheard) -> None:
        """Open the file, or make it; copy and migrate it if it is older.

        ``progress`` hears how far that has come, and of nothing else.

        Raises:
            Cancelled: ``progress`` asked for it; the file was left as it was.
            Trouble: It is damaged, locked, newer than this program, or the
                folder may not be written to; the file is left as it was.
        """
        self.path = path
        _make_private(path)
        revision = _revision_of(path)
        if revision != REVISION:
            from passalong.store import upgrade  # Alembic costs a tenth of a second

            without_keys = partial(_engine, path, foreign_keys=False)
            upgrade.bring_up_to_date(path, revision, without_keys, progress)
        self._engine = _engine(path)
        self.info: dict[str, object] = {
            history.SEEN: history.Seen()
        }  # handed to every session as its ``info``
        with self.reading() as session:
            history.note_seen(session)
        self.people_touched: Callable[[set[int]], None] | None = None  # told after each commit

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Lend a session that sees one consistent state and keeps nothing."""
        with told_as_trouble(), Session(self._engine, info=self.info) as session:
            yield session

    @contextmanager
    def writing(
        self, progress: Progress = unheard, stop: Callable[[], bool] | None = None
    ) -> Iterator[Writing]:
        """Lend a session whose work is kept whole, or not at all.

        ``progress`` hears of the list being brought up to date, in the second half of
        hundredths; ``stop`` is asked now and then, also in the middle of a statement.

        Raises:
            Cancelled: ``stop`` or ``progress`` asked for it; nothing was changed.
        """
        engine = self._engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with (
            told_as_trouble(),
            Session(engine, info=self.info) as session,
            session.begin(),
            history.recording(session),
            _stopping(session, stop),
        ):
            writing = Writing(session)
            yield writing
            session.flush()
            text_index.refresh_stale(session, part_of(progress, 50, 100))
            writing.step = history.close_step(session, writing.action)
            history.note_seen(session)
        if self.people_touched is not None:
            self.people_touched(text_index.touched(session))

    def tidy(self) -> bool:
        """Do a little of what would make a later save slow; return whether there may be more.

        It is for moments in which nobody waits, and takes some milliseconds.
        """
        engine = self._engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        with told_as_trouble(), Session(engine) as session, session.begin():
            more = text_index.tidy(session)
        if not more:
            with told_as_trouble(), self._engine.connect() as connection:
                plain = connection.connection  # outside of any transaction
                plain.execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._shrink()
        return more

    def _shrink(self) -> None:
        """Free the pages that the connections keep which nobody has borrowed; each has its own."""
        pool = self._engine.pool
        assert isinstance(pool, QueuePool)
        with told_as_trouble(), ExitStack() as borrowed:
            for _ in range(pool.checkedin()):
                connection = borrowed.enter_context(self._engine.connect())
                connection.connection.execute("PRAGMA shrink_memory")

    def close(self) -> None:
        """Give back the file; nothing may be borrowed any more."""
        self._engine.dispose()


@contextmanager
def _stopping(session: Session, stop: Callable[[], bool] | None) -> Iterator[None]:
    """Have a statement that takes long end when ``stop`` says so."""
    if stop is None:
        yield
        return
    connection = text_index.driver(session)
    connection.set_progress_handler(stop, _BETWEEN_ASKING)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def _make_private(path: Path) -> None:
    if path.is_dir():
        raise Trouble(
            f"“{path.name}” is a folder where the data file should be.",
            "Move it away, or choose another data folder with --data-dir.",
        )
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            # Made empty and private first: SQLite gives its side files the same mode.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        elif path.stat().st_mode & 0o077:
            # By its name: closing a file of one's own drops SQLite's locks on it.
            path.chmod(0o600)
    except (NotADirectoryError, FileExistsError):
        raise Trouble(
            "The data folder is not a folder.", "Choose another one with --data-dir."
        ) from None
    except PermissionError:
        raise Trouble(
            "You are not allowed to write to the data folder.",
            "Allow writing to it, or choose another one with --data-dir.",
        ) from None
    except OSError as error:
        raise Trouble(
            f"The data folder could not be used: {error.strerror}.",
            "Check the disk, or choose another folder with --data-dir.",
        ) from error


def _revision_of(path: Path) -> str | None:
    """Return the file's revision, or None for a new file."""
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as connection:
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if not tables:
                return None
            known = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
            if not connection.execute(known).fetchone()[0]:
                raise Trouble(
                    "The data file belongs to another program.",
                    "Nothing was changed. Choose another data folder with --data-dir.",
                )
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None
    except sqlite3.Error as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error


def _engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    # With isolation_level None the driver leaves BEGIN to us, so that a read
    # is consistent, a write takes its lock at once and DDL can be rolled back.
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(
        url,
        connect_args={"isolation_level": None, "timeout": _PATIENCE},
        pool_size=4,
        pool_use_lifo=True,  # who was lent last has the pages at hand
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("PRAGMA recursive_triggers = ON")  # REPLACE is logged as well
        # Bringing what was written into the file itself takes longer than one edit, and a
        # fifth of a second after an import: left for idle moments, unless there is very much.
        connection.execute(f"PRAGMA wal_autocheckpoint = {_MOST_PAGES_BESIDE}")
        connection.execute("PRAGMA journal_size_limit = 67108864")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))

    return engine
