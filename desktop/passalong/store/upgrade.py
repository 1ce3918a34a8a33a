"""A file of an older version becomes one of this version: copied, changed, checked."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from passalong.domain.backup import BackupKind
from passalong.errors import Trouble
from passalong.progress import Progress, part_of
from passalong.store import backups, undo_log
from passalong.store.trouble import told_as_trouble

_MIGRATIONS = Path(__file__).parent / "migrations"
_COPIED, _CHANGED, _CHECKED, _ALL = 50, 80, 90, 100  # hundredths of the time it takes


def bring_up_to_date(
    path: Path,
    revision: str | None,
    engine_without_foreign_keys: Callable[[], Engine],
    progress: Progress,
) -> None:
    """Run the migrations that the file lacks, in one transaction.

    An existing file is copied into ``backups/`` first.  Migrations leave the list and its
    search alone: to build them anew takes half a minute for 100,000 people.  ``progress``
    hears of hundredths, and only of an existing file.

    Raises:
        Cancelled: ``progress`` asked for it; the file is as it was.
        Trouble: A newer program wrote the file, or the disk refused; the file
            is as it was.
    """
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS.as_posix().replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    if revision is not None:
        if revision not in {script.revision for script in scripts.walk_revisions()}:
            raise Trouble(
                "Your data was written by a newer Passalong.",
                "Nothing was changed. Install the newest version.",
            )
        _copy(path, progress)
        _tell_of_each(config, scripts, revision, progress)
    # Foreign keys must be off while a table is rebuilt: dropping the old one
    # would delete every row that refers to it.
    engine = engine_without_foreign_keys()
    try:
        with told_as_trouble(), engine.begin() as connection:
            before = _row_counts(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            after = _row_counts(connection)
            lost = {table for table, rows in before.items() if after.get(table, rows) < rows}
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if lost or broken:
                raise AssertionError(f"a migration lost rows of {lost} or broke {len(broken)}")
            if revision is not None:
                _forget_steps(connection)
                progress(_CHECKED, _ALL)
    finally:
        engine.dispose()


def _forget_steps(connection: Connection) -> None:
    """Forget what could be undone: it is written down for the tables as they were."""
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        undo_log.forget_what_was_taken_out(driver)
    for table in ("undo_entry", "undo_step"):
        connection.exec_driver_sql(f"DELETE FROM {table}")


def _row_counts(connection: Connection) -> dict[str, int]:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'list_%' AND name NOT LIKE 'undo_%' AND name <> 'alembic_version'"
    )
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()
        for (name,) in names.all()
    }


def _copy(path: Path, progress: Progress) -> None:
    told = part_of(progress, 0, _COPIED)
    backups.take(path, BackupKind.BEFORE_UPGRADE, datetime.now(UTC), told)


def _tell_of_each(
    config: Config, scripts: ScriptDirectory, revision: str, progress: Progress
) -> None:
    """Have ``progress`` hear of every migration that was run."""
    steps = len(list(scripts.iterate_revisions("head", revision)))
    numbers = count(1)
    told = part_of(progress, _COPIED, _CHANGED)

    def tell(**_about: object) -> None:
        told(next(numbers), steps)

    config.attributes["on_version_apply"] = tell
