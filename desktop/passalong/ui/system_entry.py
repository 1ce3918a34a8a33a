"""What the user's own system keeps of the program: a file in a folder, or a key in the registry.

The file or the key itself says whether it is on: there is no second place that
could say otherwise.  All of it asks the disk or the registry, so none of it is
for the GUI thread.
"""

from __future__ import annotations

import shlex
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from passalong.errors import Trouble


class SystemEntry(Protocol):
    """Something that the system does for the program, if the user wants it."""

    def is_on(self) -> bool:
        """Return whether it does."""

    def set_on(self, wanted: bool) -> None:
        """Turn it on or off.

        Raises:
            Trouble: the system does not let us.
        """


class EntryFile:
    """A file in a folder of the user's; it is on while the file is there."""

    def __init__(self, path: Path, content: bytes, refused: Trouble) -> None:
        self.path = path
        self.content = content
        self._refused = refused

    def is_on(self) -> bool:
        """Return whether the file is there, where we may look."""
        try:
            return self.path.is_file()
        except OSError:
            return False

    def set_on(self, wanted: bool) -> None:
        """Write the file, or remove it.

        Raises:
            Trouble: the folder cannot be written to.
        """
        try:
            if wanted:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.write_bytes(self.content)
            else:
                self.path.unlink(missing_ok=True)
        except OSError as error:
            raise self._refused from error


def program_command(data_folder: Path | None) -> list[str]:
    """Return what starts the program, however it was installed.

    A ``data_folder`` is named only if it is not the usual one.
    """
    if getattr(sys, "frozen", False):
        command = [sys.executable]
    elif found := shutil.which("passalong-gui", path=str(Path(sys.executable).parent)):
        command = [found]
    else:
        command = [sys.executable, "-m", "passalong"]
    if data_folder is not None:
        command += ["--data-dir", str(data_folder.resolve())]
    return command


def desktop_quoted(argument: str) -> str:
    """Quote as the specification of desktop entries wants it, backslashes twice."""
    if shlex.quote(argument) == argument:
        return argument
    escaped = argument
    for sign in ("\\", '"', "`", "$"):
        escaped = escaped.replace(sign, f"\\{sign}")
    return '"' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'


def registry() -> Any:
    """Return the module of Windows' registry; only Windows has it."""
    return import_module("winreg")
