"""Starting with the user's session, as each system wants it; off until asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from passalong.errors import Trouble
from passalong.ui.system_entry import (
    EntryFile,
    SystemEntry,
    desktop_quoted,
    program_command,
    registry,
)

_LABEL = "passalong"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


def of_this_system(data_folder: Path | None) -> SystemEntry:
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
    return [*program_command(data_folder), "--hidden"]


class AutostartEntry(EntryFile):
    """A desktop entry, which every desktop of freedesktop.org starts with the session."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Passalong",
            "Comment=Reminds of people who need help",
            f"Exec={' '.join(map(desktop_quoted, command))}",
            "Icon=passalong",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
        )
        super().__init__(folder / f"{_LABEL}.desktop", "\n".join([*lines, ""]).encode(), _refused())


class LaunchAgent(EntryFile):
    """An agent that macOS starts with the session."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        import plistlib  # other systems do without

        told = {
            "Label": _LABEL,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        super().__init__(folder / f"{_LABEL}.plist", plistlib.dumps(told), _refused())


class RunKey:
    """A value in the registry of Windows."""

    def __init__(self, command: Sequence[str]) -> None:
        from subprocess import list2cmdline

        self.line = list2cmdline(command)

    def is_on(self) -> bool:
        """Return whether the value is there."""
        winreg = registry()
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
        winreg = registry()
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


def _refused() -> Trouble:
    return Trouble(
        "Passalong could not be made to start with your session, or not to.",
        "Your system's own settings of programs that start at login can do it.",
    )
