"""``python -m passalong``: the window, or a verb of the command line."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from passalong.cli import VERBS

_SCHEME = "passalong:"  # addresses of ours are for the window, as files are


def main() -> int:
    """Start what the arguments ask for and return the exit status."""
    arguments = sys.argv[1:]
    if _is_for_the_command_line(arguments):
        from passalong.cli import command_line

        return command_line.main(arguments)
    if _is_without_display():
        from passalong.cli import command_line

        return command_line.demonstrate()
    from passalong import quick_start

    quick_start.begin()
    from passalong import application

    return application.main(arguments)


def _is_for_the_command_line(arguments: Sequence[str]) -> bool:
    """Tell whether there is a verb, or what may be meant for one; files are for the window."""
    rest = iter(arguments)
    for argument in rest:
        if argument == "--data-dir":
            next(rest, None)
        elif argument in ("-h", "--help", "--version", "--json"):
            return True
        elif not argument.startswith("-"):
            return argument in VERBS or not _looks_like_a_file(argument)
    return False


def _looks_like_a_file(argument: str) -> bool:
    path = Path(argument)
    return argument.lower().startswith(_SCHEME) or bool(path.suffix) or path.exists()


def _is_without_display() -> bool:
    return (
        sys.platform.startswith("linux")
        and not os.environ.get("DISPLAY")
        and not os.environ.get("WAYLAND_DISPLAY")
        and not os.environ.get("QT_QPA_PLATFORM")
    )


if __name__ == "__main__":
    sys.exit(main())
