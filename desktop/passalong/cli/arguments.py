"""How arguments of the command line are read: texts, moments, days, words of a list."""

import argparse
from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum

AddVerb = Callable[..., argparse.ArgumentParser]

PERSON = "a number, an id or a name"


def text(argument: str) -> str:
    """Return an argument as text, whatever bytes the shell handed over."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def at_least_one(argument: str) -> int:
    """Return a number of one or more."""
    number = int(argument)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def moment(argument: str) -> datetime:
    """Return a moment in the user's own zone, which is meant where none is named."""
    try:
        return datetime.fromisoformat(argument.strip()).astimezone()
    except (ValueError, OverflowError, OSError):
        raise argparse.ArgumentTypeError(
            f"“{argument}” is no moment such as 2026-10-02T09:10 or 2026-10-02T09:10+02:00"
        ) from None


def day(argument: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(argument.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{argument}” is no day such as 2026-10-02") from None


def named(kinds: Iterable[StrEnum]) -> list[str]:
    """Return the words by which kinds are chosen: ``no-need`` for ``no_need``."""
    return [kind.value.replace("_", "-") for kind in kinds]


def add_person(wanted: argparse.ArgumentParser, *, needed: bool = True) -> None:
    """Add the argument that says whom it is about."""
    nargs = None if needed else "?"
    wanted.add_argument("person", nargs=nargs, type=text, metavar="PERSON", help=PERSON)


def add_now(wanted: argparse.ArgumentParser) -> None:
    """Add the option that says what the clock shows, for trying."""
    wanted.add_argument(
        "--now",
        type=moment,
        metavar="ISO",
        help="as if it were this moment; without a zone it is yours",
    )
