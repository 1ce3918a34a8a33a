"""The log: what went wrong, for whoever helps; without names and addresses.

The modules that it takes are imported when it is needed, after the first paint.
What an exception says may quote the user's data, so only its kind is written,
and the places in our code that it went through.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from passalong import __version__

if TYPE_CHECKING:
    from types import TracebackType

LOG_FILE = "passalong.log"
_MOST_BYTES = 500_000


def start_log(folder: Path) -> None:
    """Write to the log in the data folder from now on; the one before is kept once."""
    import logging

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
    import logging

    logging.getLogger(__name__).error("%s", "\n".join(lines))


def note_warning(text: str) -> None:
    """Write down something unusual; the text names nobody."""
    import logging

    logging.getLogger(__name__).warning("%s", text)


def _way(trace: TracebackType | None) -> list[str]:
    import traceback

    return [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
