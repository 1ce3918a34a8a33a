"""When Python's garbage collector works, and when it rests.

The collector works on whatever thread makes the next object.  What a window leaves
behind is full of circles, so it is the collector that ends it; and what is Qt's must
be ended on the thread that it lives on (Qt: "Threads and QObjects").  On another one,
a window hears of an event while it is taken apart: that crashes the program, or lets
two threads wait for each other for good.  So the collector rests while other threads
work, and the GUI thread looks after what is young meanwhile.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_MUCH = 20_000  # objects that can hold others, made and not freed since the last look

_lock = Lock()
_resting: set[object] = set()
_wholly: set[object] = set()


def rest(why: object, *, wholly: bool = False) -> None:
    """Let the collector rest for this reason, any hashable value, until it has gone.

    ``wholly``: no thread looks after what is young either.
    """
    with _lock:
        _resting.add(why)
        if wholly:
            _wholly.add(why)
        gc.disable()


def go_on(why: object) -> None:
    """Take a reason away; without any, the collector works by itself again."""
    with _lock:
        _resting.discard(why)
        _wholly.discard(why)
        if not _resting:
            gc.enable()


def look_after_young() -> None:
    """Collect, on the GUI thread, what is young and has become much while the collector rests.

    Some milliseconds at most, because there is a look before it is more.
    """
    if _resting and not _wholly and gc.get_count()[0] > _MUCH:
        gc.collect(0)


def keep() -> None:
    """Keep the collector from everything that is there now: it stays, as modules do."""
    gc.freeze()


@contextmanager
def without_collecting() -> Iterator[None]:
    """Work on many small values: keep the collector away, and from what was made for good.

    Cards and rows hold no circles, but are many: looking at those of a large import
    even once afterwards would keep a window waiting for tenths of a second.
    """
    why = object()
    rest(why, wholly=True)
    try:
        yield
    finally:
        keep()
        go_on(why)
