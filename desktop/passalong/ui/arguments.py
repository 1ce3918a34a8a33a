"""What the program was started with: files, and addresses of its own scheme."""

from __future__ import annotations

from pathlib import Path

_OUR_SCHEME = "passalong:"


def is_our_address(argument: str) -> bool:
    """Return whether an argument is an address such as ``passalong://capture?text=…``."""
    return argument.strip().lower().startswith(_OUR_SCHEME)


def absolute(argument: str) -> str:
    """Return a file's path from the root, for a copy that runs elsewhere; an address as it is."""
    return argument if is_our_address(argument) else str(Path(argument).absolute())
