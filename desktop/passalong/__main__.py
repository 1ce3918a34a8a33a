"""``python -m passalong``: the window, or a verb of the command line."""

import os
import sys


def main() -> int:
    """Start what the arguments ask for and return the exit status."""
    from passalong.cli import command_line

    arguments = sys.argv[1:]
    if _asks_for_the_command_line(arguments, command_line.VERBS):
        return command_line.main(arguments)
    if _is_without_display():
        from passalong.cli.demonstration import demonstrate
        from passalong.cli.printing import Printer

        demonstrate(Printer(sys.stdout, sys.stderr, as_json=False))
        return 0
    from passalong import application

    return application.main(arguments)


def _asks_for_the_command_line(arguments: list[str], verbs: tuple[str, ...]) -> bool:
    takes_value = False
    for argument in arguments:
        if takes_value:
            takes_value = False
        elif argument == "--data-dir":
            takes_value = True
        elif argument in verbs or argument in ("-h", "--help", "--version"):
            return True
        elif not argument.startswith("-"):
            return False
    return False


def _is_without_display() -> bool:
    return (
        sys.platform.startswith("linux")
        and not os.environ.get("DISPLAY")
        and not os.environ.get("WAYLAND_DISPLAY")
        and not os.environ.get("QT_QPA_PLATFORM")
    )


if __name__ == "__main__":
    sys.exit(main())
