"""Work on many small values, without Python's garbage collector looking at each of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the collector away for a while, and from what was made meanwhile for good.

    Cards and rows hold no circles, but are many: looking at those of a large import
    even once afterwards would keep a window waiting for tenths of a second.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
