"""The verbs ``backup``, ``restore`` and ``verify``: the data file as a whole."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from passalong import settings, words
from passalong.cli.opening import opened
from passalong.cli.printing import Printer
from passalong.domain.backup import Backup, BackupKind
from passalong.errors import Trouble
from passalong.services import backups


def back_up(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Take a backup, or list those there are."""
    database = settings.database_file(folder)
    if chosen.list:
        found = backups.listed(database)
        for backup in found:
            printer.answer(_object(backup), f"{backup.name}: {words.backup(backup)}")
        if not found and not printer.as_json:
            printer.say_aside("There is no backup yet. Try “passalong backup”.")
        return
    taken = backups.back_up(database, BackupKind.BY_HAND, datetime.now(UTC), printer.progress)
    printer.answer(_object(taken), f"Backed up {words.people(taken.people or 0)}: {taken.name}")


def restore(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Put a backup in the place of the data, which are kept as a backup themselves."""
    database = settings.database_file(folder)
    source = chosen.file
    if source == "latest":
        newest = backups.newest_good(database, printer.progress)
        if newest is None:
            raise Trouble("There is no good backup to restore.", "Nothing was changed.")
        source = newest.name
    prepared = backups.prepare(database, source, printer.progress)
    kept = backups.put_in_place(database, prepared, datetime.now(UTC))
    with opened(folder):
        pass  # an older backup is brought up to date at once
    people = backups.verify(database, printer.progress)
    before = kept.name if kept else None
    told = f"Restored {words.people(people)} from {Path(source).name}."
    if before:
        told += f" What was there before is kept: “passalong restore '{before}'”."
    printer.answer({"restored": Path(source).name, "people": people, "before": before}, told)


def verify(_chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Check the whole data file."""
    people = backups.verify(settings.database_file(folder), printer.progress)
    printer.answer({"good": True, "people": people}, f"All is well: {words.people(people)}.")


def _object(backup: Backup) -> dict[str, object]:
    return {
        "file": backup.name,
        "kind": backup.kind.value,
        "taken_at": backup.taken_at,
        "people": backup.people,
        "bytes": backup.size,
    }
