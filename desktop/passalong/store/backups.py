"""The files in ``backups/``: taken, examined, and put back in the data file's place.

Plain ``sqlite3`` throughout, because a damaged file must not keep the program
from mending it.  A backup gets its name only when it is whole and on the disk;
the data file is replaced in one step, after it was itself kept.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from passalong.domain import backup as naming
from passalong.domain.backup import Backup, BackupKind
from passalong.errors import Cancelled, Damage, Trouble
from passalong.progress import Progress
from passalong.store.trouble import told_as_trouble, trouble_of

FOLDER = "backups"
SIDE_FILES = ("-wal", "-shm", "-journal")

_PART = ".part"
_PAGES = 2000  # copied at a time; about 8 MB, a few hundredths of a second
_CHECKED_EVERY = 1000  # steps of SQLite between two looks at whether to stop
_SPARE = 32 << 20  # bytes that a backup leaves free on the disk
_MIGRATIONS = Path(__file__).parent / "migrations" / "versions"
_COUNT = "SELECT count(*) FROM person WHERE deleted_at IS NULL"


def take(database: Path, kind: BackupKind, moment: datetime, progress: Progress) -> Backup:
    """Copy the data as they are at this moment, while others read and write.

    Raises:
        Trouble: The disk is full or refuses, or the data cannot be read; what
            was begun is removed.
        Cancelled: ``progress`` asked for it; what was begun is removed.
    """
    folder = _made_folder(database)
    _make_sure_of_room(folder, database)
    target = _free_name(folder, kind, moment)
    part = target.with_name(target.name + _PART)
    try:
        with _told_as_failed_backup():
            _copy(database, part, progress)
            _settle(part)
            part.replace(target)
            _settle(folder)
    finally:
        for ending in ("", *SIDE_FILES):
            part.with_name(part.name + ending).unlink(missing_ok=True)
    return _seen(target)


def listed(database: Path) -> list[Backup]:
    """Return the backups of a data file, the newest first."""
    try:
        found = [_seen(path) for path in (database.parent / FOLDER).glob(f"*{naming.ENDING}")]
    except OSError:
        return []
    return sorted(found, key=lambda backup: backup.taken_at, reverse=True)


def place_of(database: Path, backup: Backup) -> Path:
    """Return where a backup lies."""
    return database.parent / FOLDER / backup.name


def has_people(database: Path) -> bool:
    """Return whether there is anybody, in the list or in the trash."""
    with told_as_trouble(), closing(_connected(database)) as connection:
        return connection.execute("SELECT 1 FROM person LIMIT 1").fetchone() is not None


def people_in(database: Path) -> int:
    """Return how many people are in a data file that is in use."""
    with told_as_trouble(), closing(_connected(database)) as connection:
        return int(connection.execute(_COUNT).fetchone()[0])


def remove(database: Path, backups: list[Backup]) -> None:
    """Delete these backups; one that is held by another program stays."""
    for backup in backups:
        path = place_of(database, backup)
        for ending in ("", *SIDE_FILES):
            with suppress(OSError):
                path.with_name(path.name + ending).unlink(missing_ok=True)


def examine(path: Path, progress: Progress, *, resting: bool = False) -> None:
    """Read all of a data file and look whether it hangs together.

    ``resting`` says that nobody writes to it: then nothing appears beside it.

    Raises:
        Damage: It does not.
        Cancelled: ``progress`` asked for it.
    """
    stopped = list[Cancelled]()

    def look() -> int:
        try:
            progress(0, 1)
        except Cancelled as cancelled:
            stopped.append(cancelled)
            return 1
        return 0

    try:
        with told_as_trouble(), closing(_connected(path, resting=resting)) as connection:
            connection.set_progress_handler(look, _CHECKED_EVERY)
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    if found[0] != "ok":
        raise _damage()


def prepare(database: Path, source: Path, progress: Progress) -> Path:
    """Lay a good copy of a backup beside the data file and return where.

    Raises:
        Damage: The backup is damaged.
        Trouble: It is not one of ours, of a newer program, or the disk refused.
    """
    prepared = database.with_name(database.name + ".restoring")
    try:
        examine(source, progress, resting=True)
        _make_sure_it_is_ours(source)
        _made_folder(database)
        prepared.unlink(missing_ok=True)
        with _told_as_trouble_of_restoring():
            os.close(os.open(prepared, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            shutil.copyfile(source, prepared)
            _settle(prepared)
    except Damage as damage:
        raise Damage(
            f"“{source.name}” is damaged, or no backup of Passalong.",
            "Nothing was changed. Choose another one.",
        ) from damage
    return prepared


def put_in_place(database: Path, prepared: Path, moment: datetime) -> Backup | None:
    """Make a prepared copy the data file; return how the one before is kept.

    Nobody may have the data open.  Whatever happens, a whole data file is there:
    the old one until the last step, the new one after it.

    Raises:
        Trouble: Another program uses the data, or the disk refused; they are as before.
    """
    kept = None
    with _told_as_trouble_of_restoring():
        if database.exists():
            kept = _set_aside(database, moment)
        for ending in SIDE_FILES:
            database.with_name(database.name + ending).unlink(missing_ok=True)
        prepared.replace(database)
        _settle(database.parent)
    return kept


def _set_aside(database: Path, moment: datetime) -> Backup:
    folder = _made_folder(database)
    kind = BackupKind.BEFORE_RESTORE if _is_at_rest(database) else BackupKind.DAMAGED
    target = _free_name(folder, kind, moment)
    for ending in ("", *SIDE_FILES):  # of a damaged file, all that may help somebody mend it
        beside = database.with_name(database.name + ending)
        if beside.exists():
            _doubled(beside, target.with_name(target.name + ending))
    _settle(folder)
    return _seen(target)


def _is_at_rest(database: Path) -> bool:
    """Bring everything written into the file itself; return False if it is damaged.

    Raises:
        Trouble: Somebody else has it open.
    """
    try:
        with closing(_connected(database)) as connection:  # which only reads
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return False
        with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as connection:
            # Only who is alone with a file may take it out of write-ahead mode.
            connection.execute("PRAGMA journal_mode = DELETE")
            return True
    except sqlite3.Error as error:
        trouble = trouble_of(error)
        if isinstance(trouble, Damage):
            return False
        if trouble is None:
            raise
        raise trouble from error


def _doubled(path: Path, copy: Path) -> None:
    try:
        copy.hardlink_to(path)
    except OSError:  # some disks know one name a file
        shutil.copy2(path, copy)
        _settle(copy)


def _copy(database: Path, part: Path, progress: Progress) -> None:
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    with closing(_connected(database)) as ours, closing(_target(part)) as theirs:
        # One consistent state, and no beginning anew whenever somebody writes.
        ours.execute("BEGIN")
        ours.execute("SELECT count(*) FROM sqlite_master").fetchone()

        def report(_status: int, left: int, total: int) -> None:
            progress(total - left, total)

        ours.backup(theirs, pages=_PAGES, progress=report)
        theirs.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it


def _connected(path: Path, *, resting: bool = False) -> sqlite3.Connection:
    how = "mode=ro&immutable=1" if resting else "mode=ro"
    return sqlite3.connect(
        f"file:{quote(path.absolute().as_posix())}?{how}", uri=True, timeout=5, isolation_level=None
    )


def _target(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")  # it is brought to the disk as a whole
    return connection


def _seen(path: Path) -> Backup:
    read = naming.read_name(path.name)
    stat = path.stat()
    kind, taken_at = read or (
        BackupKind.OTHER,
        datetime.fromtimestamp(stat.st_mtime).astimezone(),
    )
    return Backup(path.name, kind, taken_at, stat.st_size, _people_in(path))


def _people_in(path: Path) -> int | None:
    try:
        with closing(_connected(path, resting=True)) as connection:
            return int(connection.execute(_COUNT).fetchone()[0])
    except sqlite3.Error:
        return None


def _make_sure_it_is_ours(path: Path) -> None:
    try:
        with closing(_connected(path, resting=True)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error:
        row = None
    if row is None or _people_in(path) is None:
        raise Trouble(
            f"“{path.name}” is no backup of Passalong.", "Nothing was changed. Choose another file."
        )
    known = {script.name.partition("_")[0] for script in _MIGRATIONS.glob("[0-9]*_*")}
    if row[0] not in known:
        raise Trouble(
            f"“{path.name}” was written by a newer Passalong.",
            "Nothing was changed. Install the newest version.",
        )


def _made_folder(database: Path) -> Path:
    folder = database.parent / FOLDER
    with _told_as_failed_backup():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _free_name(folder: Path, kind: BackupKind, moment: datetime) -> Path:
    while (path := folder / naming.name_of(kind, moment)).exists():
        moment += timedelta(seconds=1)
    return path


def _make_sure_of_room(folder: Path, database: Path) -> None:
    size = sum(
        path.stat().st_size
        for ending in ("", "-wal")
        if (path := database.with_name(database.name + ending)).exists()
    )
    if shutil.disk_usage(folder).free < size + _SPARE:
        raise _no_room()


def _settle(path: Path) -> None:
    """Wait until what was written is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # there a folder cannot be opened
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _damage() -> Damage:
    error = sqlite3.DatabaseError()
    error.sqlite_errorname = "SQLITE_CORRUPT"
    trouble = trouble_of(error)
    assert isinstance(trouble, Damage)
    return trouble


def _no_room() -> Trouble:
    return Trouble(
        "There is no room on the disk for a backup.",
        "Free some space; Passalong tries again within the hour.",
    )


@contextmanager
def _told_as_failed_backup() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_FULL"):
            trouble = _no_room()
        raise trouble from error
    except OSError as error:
        raise Trouble(
            f"The backup could not be written: {error.strerror}.",
            "Check the disk and the folder “backups” beside your data.",
        ) from error


@contextmanager
def _told_as_trouble_of_restoring() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Trouble(
            f"The backup could not be restored: {error.strerror}.",
            "Your data are as they were. Check the disk, then try again.",
        ) from error
