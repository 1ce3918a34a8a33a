"""What the window's start does without, from the first import to the first paint.

Python's collector, see ``collecting``.

What PySide describes its functions with, see ``late_modules``.

PySide's look into the source: once imported, it reads the source of every module
that is imported after it, in search of ``from __feature__ import``, and Python
keeps what was read.  We have no such line.  For SQLAlchemy alone it is a tenth of
a second and 18 MB.
"""

import builtins
import linecache

from passalong import collecting, late_modules


def begin() -> None:
    """Begin, before anything of the window is imported."""
    collecting.by_hand()
    with late_modules.loaded_late():
        import PySide6.QtCore  # noqa: F401 - puts an import function of its own in place

    plain = getattr(builtins, "__orig_import__", builtins.__import__)
    builtins.__import__ = plain


def end() -> None:
    """End, once the window is painted."""
    collecting.keep()  # nothing that was made for the first paint is garbage
    linecache.clearcache()  # the sources that PySide read while it was imported itself


def settle() -> None:
    """Keep the collector from what is there now: it stays, and looking at it takes a while."""
    collecting.keep()
