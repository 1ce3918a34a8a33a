"""Memory that nothing uses any more, given back to the system."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Give back what was freed; some milliseconds, for moments in which nobody waits.

    The C library of Linux keeps freed memory between what is still in use.  After
    an import, or after everybody was read for ranking, that is tens of megabytes.
    Elsewhere the system does it by itself.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    import ctypes  # the start does without

    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found  # musl has none
