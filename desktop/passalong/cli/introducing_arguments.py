"""The arguments of the verbs about introductions."""

import argparse

from passalong.cli.arguments import PERSON, AddVerb, add_now
from passalong.cli.arguments import text as _text
from passalong.cli.helping_arguments import BIND


def add_verbs_of_introducing(verb: AddVerb) -> None:
    """Add what is done to bring two people together."""
    wanted = verb(
        "introductions",
        "List running introductions, and who could help whom",
        "introductions --pairs 5",
    )
    wanted.add_argument(
        "--pairs", type=_at_least_none, default=10, metavar="N", help="at most so many pairs; 10"
    )
    wanted.add_argument("--all", action="store_true", help="also introductions that have ended")
    add_now(wanted)
    wanted = verb(
        "introduce",
        "Begin an introduction, or go on with it: print the letter that comes next",
        'introduce Priya Marco --a-gets "a tender expert" --b-gets "a first customer"',
    )
    for name in ("a", "b"):
        wanted.add_argument(name, type=_text, metavar=name.upper(), help=PERSON)
    wanted.add_argument("--a-gets", type=_text, default="", metavar="TEXT", help="what A gets")
    wanted.add_argument("--b-gets", type=_text, default="", metavar="TEXT", help="what B gets")
    wanted.add_argument("--bind", type=_text, metavar="ID", help=f"it helps with: {BIND}")
    wanted.add_argument(
        "--without-asking", action="store_true", help="introduce them although a yes is missing"
    )
    wanted.add_argument("--sent", action="store_true", help="record that the letter was sent")
    _add_answers(wanted)
    add_now(wanted)


def _add_answers(wanted: argparse.ArgumentParser) -> None:
    """Add what may have become of an introduction; one at a time."""
    what = wanted.add_mutually_exclusive_group()
    what.add_argument("--yes", type=_text, metavar="PERSON", help="who would like to meet")
    what.add_argument("--no", type=_text, metavar="PERSON", help="who would rather not")
    what.add_argument("--introduced", action="store_true", help="you did it in another way")
    what.add_argument("--met", action="store_true", help="they met")
    what.add_argument("--outcome", type=_text, metavar="TEXT", help="what came of it")
    what.add_argument("--ask-later", action="store_true", help="nothing came of it yet")
    what.add_argument("--thanked", action="store_true", help="you thanked them")
    what.add_argument("--not-these-two", action="store_true", help="never suggest them again")
    what.add_argument("--know-each-other", action="store_true", help="nor these")


def _at_least_none(argument: str) -> int:
    """Return a number of none or more."""
    number = int(argument)
    if number < 0:
        raise argparse.ArgumentTypeError("must be at least 0")
    return number
