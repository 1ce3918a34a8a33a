"""Where a shipped file lies: in a checkout, in an installed package and in a bundle."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parents[1] / "resources")


def folder(name: str) -> Path:
    """Return the folder of shipped ``icons``, ``samples``, ...; it may be missing in a checkout."""
    for place in _PLACES:
        if (place / name).is_dir():
            return place / name
    return _PLACES[-1] / name
