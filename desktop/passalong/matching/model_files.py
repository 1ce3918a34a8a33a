"""The files of the vectors, and whether they are those that were shipped."""

import hashlib
from pathlib import Path

_FILES = ("vectors.npy", "scales.npy", "vocab.txt")
_CHECKSUMS = "checksums.txt"


class DamagedModel(Exception):
    """The vectors are missing, or not what was shipped."""


def fingerprint(folder: Path) -> str:
    """Return what tells these vectors from others.

    The files are compared with their checksums: a damaged vector would mislead in silence.

    Raises:
        DamagedModel: A file is missing, cannot be read or is not what was shipped.
    """
    try:
        wanted: dict[str, str] = {}
        for line in (folder / _CHECKSUMS).read_text(encoding="ascii").splitlines():
            digest, _, name = line.partition(" ")
            wanted[name.strip().lstrip("*")] = digest
        for name in _FILES:
            with (folder / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != wanted.get(name):
                    raise DamagedModel(f"{name} is not what was shipped")
    except (OSError, ValueError) as error:
        raise DamagedModel(str(error)) from error
    return wanted["vectors.npy"]
