"""What the user may set, and where the program keeps its files.

A frozen value read from ``settings.toml``.  What this version does not know is
kept when the file is written; a wrong value falls back to its default and is
logged.  Window sizes are not settings; Qt keeps them.
"""

from __future__ import annotations

import os
from datetime import datetime, time
from pathlib import Path
from typing import Any, NamedTuple

_SCHEMES = ("system", "light", "dark")


class Settings(NamedTuple):
    """What the user may set."""

    scheme: str = "system"  # or light, or dark
    fetch_titles: bool = False  # ask pages for their titles, on the network
    reminders_on: bool = True
    remind_at: time = time(9, 0)
    quiet_from: time = time(20, 0)
    quiet_until: time = time(8, 0)
    remind_weekends: bool = False
    names_in_notifications: bool = True  # a locked screen may show them to anybody
    paused_until: datetime | None = None  # with its zone
    keep_in_tray: bool = True  # closing the window leaves the icon, where there is a tray


def data_folder() -> Path:
    """Return the folder of the user's data, where the desktop wants it."""
    from platformdirs import user_data_path  # not needed when a folder was named

    return user_data_path("passalong", appauthor=False)


def unusual(folder: Path) -> Path | None:
    """Return a data folder if it is not the usual one, and must be named at the next start."""
    return None if folder == data_folder() else folder


def database_file(folder: Path) -> Path:
    """Return the file with everything the user told the program."""
    return folder / "passalong.sqlite"


def read(folder: Path) -> Settings:
    """Return the settings of a data folder; the defaults where there are none."""
    try:
        text = _file(folder).read_text(encoding="utf-8")
        import tomllib  # which most starts do not need

        found = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        _warn(f"the settings could not be read: {type(error).__name__}")
        return Settings()
    defaults = Settings()
    good: dict[str, Any] = {}
    for name, default in defaults._asdict().items():
        value = found.get(name, default)
        if _is_allowed(name, value, default):
            good[name] = value
        else:
            _warn(f"the setting {name} has a wrong value and is ignored")
    return Settings(**good)


def write(folder: Path, settings: Settings) -> None:
    """Write the settings: all of them, or none; lines of other versions stay as they are.

    Raises:
        OSError: the folder cannot be written to.
    """
    path = _file(folder).resolve()  # somebody may keep it elsewhere and link to it
    values = settings._asdict()
    ours = {name: f"{name} = {_toml(value)}" for name, value in values.items() if value is not None}
    kept: list[str] = []
    lines = _lines(path)
    for number, line in enumerate(lines):
        if line.lstrip().startswith("["):
            kept += lines[number:]
            break
        name = line.partition("=")[0].strip()
        if name in ours:
            kept.append(ours.pop(name))
        elif name not in values:  # what has no value any more has no line
            kept.append(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write("\n".join([*ours.values(), *kept]) + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _lines(path: Path) -> list[str]:
    """Return what is written now; a file that nobody can read is set aside."""
    import tomllib

    try:
        text = path.read_text(encoding="utf-8")
        tomllib.loads(text)
    except FileNotFoundError:
        return []
    except ValueError:
        path.replace(path.with_name(f"{path.name}.unreadable"))
        return []
    return text.splitlines()


def _warn(text: str) -> None:
    import logging  # most starts have nothing to log

    logging.getLogger(__name__).warning("%s", text)


def _file(folder: Path) -> Path:
    return folder / "settings.toml"


def _is_allowed(name: str, value: object, default: object) -> bool:
    if name == "scheme":
        return value in _SCHEMES
    if name == "paused_until":
        return value is None or (isinstance(value, datetime) and value.tzinfo is not None)
    return type(value) is type(default)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, (time, datetime)) else f'"{value}"'
