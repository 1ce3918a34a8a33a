"""The log: what went wrong, for whoever helps; without names and addresses.

What an exception says may quote the user's data, so only its kind is written,
and the places in our code that it went through.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType

from passalong import __version__

LOG_FILE = "passalong.log"
_MOST_BYTES = 500_000

log = logging.getLogger(__name__)


def start_log(folder: Path) -> None:
    """Write to the log in the data folder from now on; the one before is kept once."""
    path = folder / LOG_FILE
    try:
        if path.is_file() and path.stat().st_size > _MOST_BYTES:
            path.replace(path.with_suffix(".old.log"))
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        return  # a program that cannot write its log can still say so in its window
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.raiseExceptions = False
    logging.getLogger("passalong").addHandler(handler)
    logging.getLogger("passalong").setLevel(logging.INFO)


def note_mistake(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write down a mistake of ours: its kind and the way it took."""
    lines = [f"mistake in {__version__}: {kind.__module__}.{kind.__qualname__}"]
    lines += _way(trace)
    cause = error.__cause__ or error.__context__
    while cause is not None:
        lines.append(f"  after {type(cause).__module__}.{type(cause).__qualname__}")
        lines += _way(cause.__traceback__)
        cause = cause.__cause__ or cause.__context__
    log.error("%s", "\n".join(lines))


def _way(trace: TracebackType | None) -> list[str]:
    return [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
