"""Backups: taken once a day, checked before, and brought back on one word.

These services work on the file and not in a session: a file that cannot be
opened any more is just what they are for.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from passalong.domain import backup as rules
from passalong.domain.backup import Backup, BackupKind
from passalong.errors import Damage, Trouble
from passalong.services.outcome import Progress
from passalong.store import backups as files

_SMALL = 200 << 20  # bytes; up to here a check at every start takes less than a second


def keep_safe(database: Path, now: datetime, progress: Progress) -> Backup | None:
    """Check the data file, back it up if today that was not done, and tidy up.

    A large file is checked on the day's first occasion only.  A file with
    nobody in it is not backed up.

    Returns:
        The newest backup of the data as they are, or None if there is none.

    Raises:
        Damage: The data file is damaged; no backup was taken or removed.
        Trouble: The disk is full or refused.
    """
    known = files.listed(database)
    is_due = rules.is_due(known, now)
    if is_due or database.stat().st_size <= _SMALL:
        files.examine(database, progress)
    if is_due and files.has_people(database):
        back_up(database, BackupKind.DAILY, now, progress)
    return last(database)


def back_up(database: Path, kind: BackupKind, now: datetime, progress: Progress) -> Backup:
    """Take a backup now and remove those that need not be kept.

    Raises:
        Trouble: There is nothing to back up, or the disk is full or refused.
    """
    if not database.exists():
        raise Trouble("There is nothing to back up yet.")
    taken = files.take(database, kind, now, progress)
    files.remove(database, rules.superfluous(files.listed(database)))
    return taken


def verify(database: Path, progress: Progress) -> int:
    """Check the whole data file and return how many people are in it.

    Raises:
        Damage: It is damaged.
        Trouble: There is no data file, or it cannot be read.
    """
    if not database.exists():
        raise Trouble("There are no data here yet.", "Name their folder with --data-dir.")
    files.examine(database, progress)
    return files.people_in(database)


def listed(database: Path) -> Sequence[Backup]:
    """Return the backups there are, the newest first."""
    return files.listed(database)


def last(database: Path) -> Backup | None:
    """Return the newest backup of the data as they are, or None."""
    return rules.last_of(files.listed(database))


def newest_good(database: Path, progress: Progress) -> Backup | None:
    """Return the newest backup that is whole, or None if there is none.

    Data that were themselves replaced by a backup come last: they were not wanted.
    """
    known = files.listed(database)
    for backup in sorted(known, key=lambda one: one.kind is BackupKind.BEFORE_RESTORE):
        if backup.kind is BackupKind.DAMAGED or not backup.people:
            continue
        try:
            files.examine(files.place_of(database, backup), progress, resting=True)
        except Damage:
            continue
        return backup
    return None


def prepare(database: Path, source: str, progress: Progress) -> Path:
    """Lay a good copy of a backup beside the data file and return where.

    Args:
        source: A backup's name, or the path of any file.

    Raises:
        Trouble: There is no such file, it is damaged, newer or not one of ours.
    """
    path = database.parent / files.FOLDER / source
    if not path.is_file():
        path = Path(source)
    if not path.is_file():
        raise Trouble(f"There is no backup “{source}”.", "Choose one of those that are listed.")
    return files.prepare(database, path, progress)


def put_in_place(database: Path, prepared: Path, now: datetime) -> Backup | None:
    """Make a prepared copy the data file; return the backup of the one before.

    Nobody may have the data open.

    Raises:
        Trouble: Another program uses the data, or the disk refused; nothing changed.
    """
    kept = files.put_in_place(database, prepared, now)
    files.remove(database, rules.superfluous(files.listed(database)))
    return kept
