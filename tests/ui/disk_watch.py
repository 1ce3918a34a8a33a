"""Tells what the GUI thread asks of the disk, as far as Python can see it."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ASKS = {"open", "tempfile.mkdtemp", "tempfile.mkstemp", "shutil.rmtree"}
_watched: list[tuple[Path, list[str]]] = []  # what cannot be taken off again looks here
_hooks: list[bool] = []


@contextmanager
def watched(folder: Path) -> Iterator[list[str]]:
    """Note every call of the GUI thread that touches something in a folder."""
    if not _hooks:
        _hooks.append(True)
        sys.addaudithook(_notice)
    touched: list[str] = []
    _watched.append((folder, touched))
    try:
        yield touched
    finally:
        _watched.pop()


def _notice(event: str, said: tuple[object, ...]) -> None:
    if not _watched or threading.current_thread() is not threading.main_thread():
        return
    if event in _ASKS or event.startswith("os."):
        folder, touched = _watched[-1]
        touched += [f"{event} {path}" for path in said if str(path).startswith(str(folder))]
