"""Addresses of the program's own scheme, opened by the program: off until asked.

``passalong://capture?…`` is what a button in a browser or another program opens.
On macOS the installed program itself says that it opens them.
"""

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

SCHEME = "passalong"

_ENTRY = "passalong-capture.desktop"
_TYPE = f"x-scheme-handler/{SCHEME}"
_DEFAULTS = "[Default Applications]"
_KEY = rf"Software\Classes\{SCHEME}"
_COMMAND_KEYS = (rf"{_KEY}\shell\open\command", rf"{_KEY}\shell\open", rf"{_KEY}\shell", _KEY)


def can_be_chosen() -> bool:
    """Return whether the program can say so itself: on macOS only an installed one does."""
    return sys.platform != "darwin"


def of_this_system(data_folder: Path | None) -> SystemEntry:
    """Return how this system does it; a ``data_folder`` is named only if it is not the usual."""
    command = program_command(data_folder)
    if sys.platform == "win32":
        return SchemeKey(command)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return HandlerEntry(Path(data) / "applications", Path(config) / "mimeapps.list", command)


class HandlerEntry(EntryFile):
    """A desktop entry, named as the usual one in the list of what opens what.

    As in the specification "Association between MIME types and applications" of
    freedesktop.org.
    """

    def __init__(self, folder: Path, defaults: Path, command: Sequence[str]) -> None:
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Passalong",
            "Comment=Captures what is worth passing along",
            f"Exec={' '.join(map(desktop_quoted, command))} %u",
            "Icon=passalong",
            "Terminal=false",
            "NoDisplay=true",
            f"MimeType={_TYPE};",
        )
        super().__init__(folder / _ENTRY, "\n".join([*lines, ""]).encode(), _refused())
        self._defaults = defaults

    def is_on(self) -> bool:
        """Return whether the entry is there and is the one that is used."""
        try:
            return super().is_on() and f"{_TYPE}={_ENTRY}" in self._lines()
        except (OSError, UnicodeDecodeError):
            return False

    def set_on(self, wanted: bool) -> None:
        """Write the entry and name it, or remove both; other lines of the list stay.

        Raises:
            Trouble: a folder cannot be written to.
        """
        super().set_on(wanted)
        try:
            before = self._lines()
            after = [line for line in before if line != f"{_TYPE}={_ENTRY}"]
            if wanted:
                after = [line for line in after if not line.startswith(f"{_TYPE}=")]
                if _DEFAULTS not in after:
                    after.append(_DEFAULTS)
                after.insert(after.index(_DEFAULTS) + 1, f"{_TYPE}={_ENTRY}")
            if after != before:
                self._defaults.parent.mkdir(parents=True, exist_ok=True)
                self._replace("\n".join([*after, ""]))
        except (OSError, UnicodeDecodeError) as error:
            raise _refused() from error

    def _lines(self) -> list[str]:
        try:
            return self._defaults.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _replace(self, text: str) -> None:
        """Put a whole list in the place of the old one: other programs' choices are in it too."""
        partial = self._defaults.with_name(f"{self._defaults.name}.passalong")
        partial.write_text(text, encoding="utf-8")
        partial.replace(self._defaults)


class SchemeKey:
    """A class of the user's own in the registry of Windows."""

    def __init__(self, command: Sequence[str]) -> None:
        from subprocess import list2cmdline

        self.line = f'{list2cmdline(command)} "%1"'

    def is_on(self) -> bool:
        """Return whether the key is there and starts this very program."""
        winreg = registry()
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _COMMAND_KEYS[0]) as key:
                line, _ = winreg.QueryValueEx(key, "")
        except OSError:
            return False
        return bool(line == self.line)

    def set_on(self, wanted: bool) -> None:
        """Write the key, or delete it.

        Raises:
            Trouble: the registry cannot be written to.
        """
        winreg = registry()
        root = winreg.HKEY_CURRENT_USER
        try:
            if not wanted:
                for name in _COMMAND_KEYS:
                    winreg.DeleteKey(root, name)
                return
            with winreg.CreateKey(root, _KEY) as key:
                winreg.SetValueEx(key, "", 0, winreg.REG_SZ, "URL:Passalong")
                winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
            with winreg.CreateKey(root, _COMMAND_KEYS[0]) as key:
                winreg.SetValueEx(key, "", 0, winreg.REG_SZ, self.line)
        except FileNotFoundError:
            return  # it was off already
        except OSError as error:
            raise _refused() from error


def _refused() -> Trouble:
    return Trouble(
        "Your system did not let Passalong say that it opens passalong addresses, or no longer.",
        "Look whether its folders of applications and settings may be written to.",
    )
