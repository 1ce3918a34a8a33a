"""What a command line prints: lines for people, or objects for programs."""

import json
import time
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TextIO

from passalong.errors import Trouble

_PATIENCE = 1.0  # seconds before progress is worth a word


class Refused(Trouble):
    """Trouble that has more to tell: an object's further fields, and lines for people."""

    def __init__(self, trouble: Trouble, found: Mapping[str, object], lines: Sequence[str]) -> None:
        super().__init__(trouble.what, trouble.advice)
        self.found, self.lines = found, lines

    def __str__(self) -> str:
        """Return all of it, a line each."""
        return "\n".join([self.what, *self.lines, self.advice])


class Printer:
    """Prints answers to one channel, and progress and trouble to the other."""

    def __init__(self, out: TextIO, aside: TextIO, *, as_json: bool) -> None:
        self._out = out
        self._aside = aside
        self.as_json = as_json
        self._started = time.monotonic()
        self._told_progress = False

    def answer(self, found: Mapping[str, object], text: str) -> None:
        """Print one answer: the object for programs, or the text for people."""
        line = json.dumps(found, ensure_ascii=False, default=_written) if self.as_json else text
        self._out.write(f"{line}\n")

    def say_aside(self, text: str) -> None:
        """Print something that is no answer."""
        self.end_progress()
        self._aside.write(f"{text}\n")

    def trouble(self, trouble: Trouble) -> None:
        """Print what went wrong and what to do about it."""
        if self.as_json:
            found: dict[str, object] = {"error": trouble.what, "advice": trouble.advice}
            if isinstance(trouble, Refused):
                found |= trouble.found
            self.answer(found, "")
        self.say_aside(str(trouble))

    def progress(self, done: int, total: int) -> None:
        """Show on a terminal how far a long piece of work has come."""
        if not self._aside.isatty() or time.monotonic() - self._started < _PATIENCE:
            return
        self._started = time.monotonic() - _PATIENCE + 0.1
        self._told_progress = True
        self._aside.write(f"\r{done * 100 // max(total, 1)} %  (Ctrl+C stops) ")
        self._aside.flush()

    def end_progress(self) -> None:
        """Take away what was shown of progress."""
        if self._told_progress:
            self._aside.write("\r\033[K")
            self._told_progress = False


def _written(value: object) -> str:
    """Return a day or a moment as programs read it."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in JSON")
