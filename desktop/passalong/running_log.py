"""The log: what went wrong, for whoever helps; without names and addresses.

The modules that it takes are imported when it is needed, after the first paint.
What an exception says may quote the user's data, so only its kind is written,
and the places in our code that it went through.  A thread of its own writes:
what is noted on the GUI thread waits for no disk.
"""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import TYPE_CHECKING

from passalong import __version__

if TYPE_CHECKING:
    import logging
    from types import TracebackType

LOG_FILE = "passalong.log"
_MOST_BYTES = 500_000


def start_log(folder: Path) -> None:
    """Write to the log in the data folder from now on; once is enough."""
    import logging
    from logging.handlers import QueueHandler, QueueListener
    from queue import SimpleQueue

    ours = logging.getLogger("passalong")
    if any(isinstance(handler, QueueHandler) for handler in ours.handlers):
        return  # after a backup was restored everything begins anew, but not the log
    notes: SimpleQueue[logging.LogRecord] = SimpleQueue()
    logging.raiseExceptions = False  # a log that cannot be written is no reason to stop
    ours.addHandler(QueueHandler(notes))
    ours.setLevel(logging.INFO)
    listener = QueueListener(notes, _file_handler(folder / LOG_FILE))
    listener.start()
    atexit.register(listener.stop)  # it writes first what is still waiting


def _file_handler(path: Path) -> logging.Handler:
    """Return what opens the file with the first note; a long one before is kept once."""
    import logging
    from io import TextIOWrapper

    class LateFile(logging.FileHandler):
        def _open(self) -> TextIOWrapper:
            if path.is_file() and path.stat().st_size > _MOST_BYTES:
                path.replace(path.with_suffix(".old.log"))
            return super()._open()

        def emit(self, record: logging.LogRecord) -> None:
            try:
                super().emit(record)
            except OSError:  # it could not be opened
                self.handleError(record)

    handler = LateFile(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


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
