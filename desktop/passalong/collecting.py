"""When Python's garbage collector works: in a program with windows never by itself.

By itself it works whenever enough objects were made, on whatever thread makes the
next one.  What a window leaves behind is full of circles, so it is the collector that
ends it, and there are moments in which nothing of Qt's may be ended:

- On another thread.  A window then hears of an event while it is taken apart.
- While Qt ends something else.  It holds a lock then and tells PySide, which makes
  objects; ending a second thing there waits for that lock, for good.

So the GUI thread collects by hand, out of its event loop.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_MUCH = 5_000  # objects that can hold others, made and not freed since the last look
_OFTEN = 10  # so many looks at the younger ones go before one at the older ones, as Python has it

_lock = Lock()
_by_hand = False
_paused = 0


def by_hand() -> None:
    """Have the collector work only when ``look`` is called, from now on."""
    global _by_hand
    with _lock:
        _by_hand = True
        gc.disable()


def is_due() -> bool:
    """Return whether there is enough to look at, and nobody wants to be spared of it."""
    return _by_hand and not _paused and gc.get_count()[0] > _MUCH


def look() -> None:
    """Collect on this thread if it is due; some milliseconds for what is young."""
    if is_due():
        _young, middle, old = gc.get_count()
        gc.collect(2 if old > _OFTEN else 1 if middle > _OFTEN else 0)


def keep() -> None:
    """Keep the collector from everything that is there now: it stays, as modules do."""
    gc.freeze()


@contextmanager
def without_collecting() -> Iterator[None]:
    """Work on many small values: keep the collector away, and from what was made for good.

    Cards and rows hold no circles, but are many: looking at those of a large import
    even once afterwards would keep a window waiting for tenths of a second.
    """
    _pause(1)
    try:
        yield
    finally:
        keep()
        _pause(-1)


def _pause(more: int) -> None:
    global _paused
    with _lock:
        _paused += more
        if _paused or _by_hand:
            gc.disable()
        else:
            gc.enable()
