"""The arguments of the verbs about people who are in a bind."""

from passalong.cli.arguments import AddVerb, add_now, add_person, at_least_one
from passalong.cli.arguments import text as _text

BIND = "a number or an id of “passalong binds”"
DAY = "a day such as 2026-11-12, “12 Nov”, Tuesday, “in 3 days”"


def add_verbs_of_helping(verb: AddVerb) -> None:
    """Add what is done for people in a bind."""
    wanted = verb(
        "bind",
        "Note that somebody needs help",
        'bind Priya "someone who knows SNCF tenders" --promised Tuesday',
    )
    add_person(wanted)
    wanted.add_argument("text", nargs="+", type=_text, metavar="TEXT")
    wanted.add_argument(
        "--promised", type=_text, metavar="DATE", help=f"by when you promised something: {DAY}"
    )
    wanted.add_argument("--promise", type=_text, default="", metavar="TEXT", help="what you said")
    wanted.add_argument("--urgent", action="store_true")
    wanted.add_argument(
        "--just-listen", action="store_true", help="listening is what helps: look for nobody"
    )
    add_now(wanted)
    wanted = verb("binds", "List who is in a bind, the most pressing first", "binds --all")
    which = wanted.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="also your own, solved and faded ones")
    which.add_argument("--mine", action="store_true", help="only your own")
    add_now(wanted)
    wanted = verb("who-could-help", "Say who could help, and why", "who-could-help 2")
    what = wanted.add_mutually_exclusive_group(required=True)
    what.add_argument("id", nargs="?", type=_text, metavar="ID", help=BIND)
    what.add_argument("--text", type=_text, help="what is needed, if it is not noted")
    wanted.add_argument(
        "--limit", type=at_least_one, default=10, metavar="N", help="at most so many people"
    )
    wanted.add_argument(
        "--held-back", action="store_true", help="with --json: also who must wait, and why"
    )
    add_now(wanted)
    wanted = verb(
        "solve",
        "Say that somebody is out of a bind, or you are, and who helped you",
        "solve 2",
    )
    wanted.add_argument("id", type=_text, metavar="ID", help=BIND)
    wanted.add_argument(
        "--helped",
        type=_text,
        action="append",
        default=[],
        metavar="PERSON",
        help="of your own: who helped you, besides those who are said to have",
    )
    add_now(wanted)
    wanted = verb("hand-on", "Say that somebody else is at it now", 'hand-on 2 --to "Luc Moreau"')
    wanted.add_argument("id", type=_text, metavar="ID", help=BIND)
    wanted.add_argument("--to", type=_text, default="", metavar="NAME", help="who, if you like")
    add_now(wanted)
