"""Backups: what one is called, when the next is due, which may go.

A backup's name says when it was taken and why, in the user's own time, so that
the folder can be read without the program.  This module decides on names and
days; it touches no file.

Which are kept, the strongest rule first:

1. A file that is no backup of ours is never deleted.
2. The newest of the last seven days and of the last four weeks that have one.
3. Of those taken for another reason, the newest few of each kind.
4. Where all of them would take more than ``MOST_BYTES``, only the newest daily ones.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import accumulate

DAYS, WEEKS = 7, 4
MOST_BYTES = 2 << 30
FEWEST = 3
"""So many daily backups are kept, however large they are."""

ENDING = ".sqlite"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d{6})(?: (.+))?\.sqlite")
_STAMP = "%Y-%m-%d %H%M%S"


class BackupKind(StrEnum):
    """Why a backup was taken."""

    DAILY = "daily"
    BY_HAND = "by hand"
    BEFORE_RESTORE = "before restore"
    BEFORE_UPGRADE = "before upgrade"
    DAMAGED = "damaged"  # set aside, not taken
    OTHER = "other"  # somebody put it there


_KEPT = {
    BackupKind.BY_HAND: 7,
    BackupKind.BEFORE_RESTORE: 5,
    BackupKind.BEFORE_UPGRADE: 3,
    BackupKind.DAMAGED: 3,
}


@dataclass(frozen=True, slots=True)
class Backup:
    """One file in the folder of backups.

    Attributes:
        name: The file's name.
        taken_at: When, in the user's own time; it knows its zone.
        size: In bytes.
        people: How many are in it; None where it cannot be read.
    """

    name: str
    kind: BackupKind
    taken_at: datetime
    size: int = 0
    people: int | None = None


def name_of(kind: BackupKind, taken_at: datetime) -> str:
    """Return the name of a backup taken then; unique to the second."""
    return f"{taken_at.astimezone():{_STAMP}} {kind.value}{ENDING}"


def read_name(name: str) -> tuple[BackupKind, datetime] | None:
    """Return why and when a backup was taken, or None if the name is not one of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        moment = datetime.strptime(found[1], _STAMP).astimezone()
    except ValueError:
        return None
    if found[2] in set(BackupKind):
        return BackupKind(found[2]), moment
    # Before there were kinds, the file's revision stood there.
    return (BackupKind.BEFORE_UPGRADE, moment) if (found[2] or "").isdigit() else None


def is_due(backups: Iterable[Backup], now: datetime) -> bool:
    """Return whether no daily backup was taken on the user's own day yet.

    One from a day to come, from when the clock was wrong, does not count.
    """
    today = now.astimezone().date()
    return not any(backup.kind is BackupKind.DAILY and _day(backup) == today for backup in backups)


def last_of(backups: Iterable[Backup]) -> Backup | None:
    """Return the newest backup of the data as they are, or None."""
    of_now = (BackupKind.DAILY, BackupKind.BY_HAND)
    taken = [backup for backup in backups if backup.kind in of_now and backup.people is not None]
    return max(taken, key=lambda backup: backup.taken_at, default=None)


def superfluous(backups: Sequence[Backup]) -> list[Backup]:
    """Return the backups that need not be kept, the newest first."""
    newest_first = sorted(backups, key=lambda backup: backup.taken_at, reverse=True)
    daily = [backup for backup in newest_first if backup.kind is BackupKind.DAILY]
    kept = _newest_of_each([(_day(backup), backup) for backup in daily], DAYS)
    kept += _newest_of_each([(_week(_day(backup)), backup) for backup in daily], WEEKS)
    kept = [backup for backup in daily if backup in kept]
    sizes = list(accumulate(backup.size for backup in kept))
    kept = [
        backup
        for number, backup in enumerate(kept)
        if number < FEWEST or sizes[number] <= MOST_BYTES
    ]
    for kind, most in _KEPT.items():
        kept += [backup for backup in newest_first if backup.kind is kind][:most]
    return [
        backup
        for backup in newest_first
        if backup not in kept and backup.kind is not BackupKind.OTHER
    ]


def _newest_of_each(dated: Sequence[tuple[Hashable, Backup]], most: int) -> list[Backup]:
    """Return the first of each period, of at most so many periods."""
    first = dict[Hashable, Backup]()
    for period, backup in dated:
        first.setdefault(period, backup)
    return list(first.values())[:most]


def _day(backup: Backup) -> date:
    return backup.taken_at.astimezone().date()


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week
