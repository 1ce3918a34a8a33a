"""Starting with the user's session, as each system wants it; off until asked.

The file or the entry itself says whether it is on: there is no second place
that could say otherwise.  All of it asks the disk or the registry, so none of it
is for the GUI thread.
"""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from passalong.errors import Trouble

_LABEL = "passalong"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


class StartAtLogin(Protocol):
    """Whether the program starts with the session."""

    def is_on(self) -> bool:
        """Return whether it does."""

    def set_on(self, wanted: bool) -> None:
        """Turn it on or off.

        Raises:
            Trouble: the system does not let us.
        """


def of_this_system(data_folder: Path | None) -> StartAtLogin:
    """Return how this system does it; a ``data_folder`` is named only if it is not the usual."""
    command = start_command(data_folder)
    if sys.platform == "win32":
        return RunKey(command)
    if sys.platform == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", command)
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return AutostartEntry(Path(config) / "autostart", command)


def start_command(data_folder: Path | None) -> list[str]:
    """Return what starts the program quietly, however it was installed."""
    if getattr(sys, "frozen", False):
        command = [sys.executable]
    elif found := shutil.which("passalong-gui", path=str(Path(sys.executable).parent)):
        command = [found]
    else:
        command = [sys.executable, "-m", "passalong"]
    if data_folder is not None:
        command += ["--data-dir", str(data_folder.resolve())]
    return [*command, "--hidden"]


class _File:
    """A file in a folder of the user's; it is on while the file is there."""

    def __init__(self, path: Path, content: bytes) -> None:
        self.path = path
        self.content = content

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
            raise _refused() from error


class AutostartEntry(_File):
    """A desktop entry, which every desktop of freedesktop.org starts with the session."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Passalong",
            "Comment=Reminds of people who need help",
            f"Exec={' '.join(map(_desktop_quoted, command))}",
            "Icon=passalong",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
        )
        super().__init__(folder / f"{_LABEL}.desktop", "\n".join([*lines, ""]).encode())


class LaunchAgent(_File):
    """An agent that macOS starts with the session."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        told = {
            "Label": _LABEL,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        super().__init__(folder / f"{_LABEL}.plist", plistlib.dumps(told))


class RunKey:
    """A value in the registry of Windows."""

    def __init__(self, command: Sequence[str]) -> None:
        from subprocess import list2cmdline

        self.line = list2cmdline(command)

    def is_on(self) -> bool:
        """Return whether the value is there."""
        winreg = _registry()
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                winreg.QueryValueEx(key, _LABEL)
        except OSError:
            return False
        return True

    def set_on(self, wanted: bool) -> None:
        """Write the value, or delete it.

        Raises:
            Trouble: the registry cannot be written to.
        """
        winreg = _registry()
        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
                if wanted:
                    winreg.SetValueEx(key, _LABEL, 0, winreg.REG_SZ, self.line)
                else:
                    winreg.DeleteValue(key, _LABEL)
        except FileNotFoundError:
            return  # it was off already
        except OSError as error:
            raise _refused() from error


def _registry() -> Any:
    return import_module("winreg")  # only Windows has it


def _desktop_quoted(argument: str) -> str:
    """Quote as the specification of desktop entries wants it, backslashes twice."""
    if shlex.quote(argument) == argument:
        return argument
    escaped = argument
    for sign in ("\\", '"', "`", "$"):
        escaped = escaped.replace(sign, f"\\{sign}")
    return '"' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'


def _refused() -> Trouble:
    return Trouble(
        "Passalong could not be made to start with your session, or not to.",
        "Your system's own settings of programs that start at login can do it.",
    )
