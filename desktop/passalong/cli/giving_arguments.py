"""The arguments of the verbs about giving, and about what went between people."""

import argparse

from passalong.cli.arguments import AddVerb, add_now, add_person, at_least_one, day, moment, named
from passalong.cli.arguments import text as _text
from passalong.domain.exchange import Carried, Channel, Outcome
from passalong.domain.opportunity import GiverState, OpportunityKind

_THING = "a number or an id of the inbox"


def add_verbs_of_opportunities(verb: AddVerb) -> None:
    """Add what is done with things worth giving."""
    _add_capture(verb)
    wanted = verb("inbox", "List what is worth giving", "inbox --all")
    wanted.add_argument("--all", action="store_true", help="also what is given, ended or shelved")
    add_now(wanted)
    wanted = verb("suggest", "Say whom something may be for, and why", 'suggest --text "golf"')
    which = wanted.add_mutually_exclusive_group(required=True)
    which.add_argument("id", nargs="?", type=_text, metavar="ID", help=_THING)
    which.add_argument("--text", type=_text, help="any text instead")
    wanted.add_argument(
        "--limit", type=at_least_one, default=10, metavar="N", help="at most so many people"
    )
    wanted.add_argument(
        "--held-back", action="store_true", help="with --json: also who must wait, and why"
    )
    add_now(wanted)
    wanted = verb("giver", "Say what the giver of a thing knows", "giver 3 agreed")
    wanted.add_argument("id", type=_text, metavar="ID", help=_THING)
    states = [state for state in GiverState if state is not GiverState.NOT_ASKED]
    wanted.add_argument("state", choices=named(states))
    add_now(wanted)


def _add_capture(verb: AddVerb) -> None:
    wanted = verb(
        "capture",
        "Put something worth giving into the inbox",
        'capture "Two play-off tickets" --from Carla --quantity 2 --expires 2026-10-20',
    )
    wanted.add_argument(
        "text",
        nargs="*",
        type=_text,
        metavar="TEXT|URL",
        help="“Ada needs help: …, by Tuesday” notes a bind instead",
    )
    whose = wanted.add_mutually_exclusive_group()
    whose.add_argument("--who", type=_text, metavar="PERSON", help="who it is that needs help")
    whose.add_argument("--new", action="store_true", help="add whoever it is that needs help")
    wanted.add_argument("--kind", choices=named(OpportunityKind), help="else it is guessed")
    wanted.add_argument("--title", type=_text, default="")
    wanted.add_argument(
        "--from", dest="giver", type=_text, metavar="PERSON", help="who gave it to you"
    )
    wanted.add_argument(
        "--quantity", type=at_least_one, metavar="N", help="how many people it can go to"
    )
    wanted.add_argument("--expires", type=day, metavar="DATE", help="the last day it is of use")
    wanted.add_argument("--commentary", type=_text, default="", help="why it is great")
    wanted.add_argument("--nice", action="store_true", help="nice, not great: to the shelf")
    who = wanted.add_mutually_exclusive_group()
    who.add_argument("--confidential", action="store_true", help="never to be passed along")
    who.add_argument("--only-field", type=_text, metavar="FIELD", help="for people of this field")
    who.add_argument("--not-at", type=_text, metavar="NAME", help="not for this organisation")
    wanted.add_argument("--file", type=_text, metavar="F", help="a picture, a mail or a file")
    add_now(wanted)


def add_verbs_of_passing(verb: AddVerb) -> None:
    """Add what goes out, and the question whether it may."""
    wanted = verb(
        "pass",
        "Write the message that passes something along; record it once it is sent",
        'pass 3 Ben --why "You never miss a game." --sent',
    )
    wanted.add_argument("id", type=_text, metavar="ID", help=_THING)
    add_person(wanted)
    _add_words(wanted)
    for name, does in (
        ("ask", "ask about what they were up to"),
        ("news", "tell the news that they have not heard"),
        ("offer", "offer help"),
    ):
        wanted.add_argument(f"--{name}", action="store_true", help=does)
    wanted.add_argument("--channel", choices=named(Channel), default=Channel.MAIL.value)
    wanted.add_argument("--sent", action="store_true", help="it was sent: record it")
    add_now(wanted)
    wanted = verb(
        "check",
        "Ask the gate whether a message may leave",
        'check Ben --link https://example.org/a --commentary "It is short and true." --why "…"',
    )
    add_person(wanted)
    what = wanted.add_mutually_exclusive_group()
    what.add_argument("--link", type=_text, metavar="URL", help="it carries this page")
    what.add_argument("--kind", choices=named(Carried), help="what it carries")
    what.add_argument("--id", type=_text, metavar="ID", help="it passes this on, of the inbox")
    _add_words(wanted)
    wanted.add_argument("--offer", action="store_true", help="it offers help")
    add_now(wanted)


def _add_words(wanted: argparse.ArgumentParser) -> None:
    wanted.add_argument("--why", type=_text, default="", help="why you thought of them")
    wanted.add_argument("--commentary", type=_text, help="why it is great, in your own words")
    wanted.add_argument(
        "--purpose", type=_text, default="", help="why you write although it carries nothing"
    )


def add_verbs_of_ledger(verb: AddVerb) -> None:
    """Add what is known of contacts, and rest."""
    wanted = verb(
        "log", "Note a contact that has happened", 'log Ben "Lunch, he paid" --channel meeting'
    )
    add_person(wanted)
    wanted.add_argument("text", nargs="*", type=_text, metavar="TEXT")
    wanted.add_argument("--from-them", action="store_true", help="it came from them")
    wanted.add_argument(
        "--reply",
        action="store_true",
        help="it is what they answered; what they are up to is noted",
    )
    wanted.add_argument("--carried", choices=named(Carried), help="the value it carried")
    wanted.add_argument("--channel", choices=named(Channel), default=Channel.MAIL.value)
    wanted.add_argument("--at", type=moment, metavar="ISO", help="when it happened; else now")
    wanted.add_argument("--outcome", choices=named(Outcome), help="what came of it")
    wanted.add_argument("--started-by", choices=["me", "them"], help="else who wrote it")
    add_now(wanted)
    wanted = verb("ledger", "List contacts, and what they say of one person", "ledger Ben")
    add_person(wanted, needed=False)
    add_now(wanted)
    wanted = verb("rest", "Let a tie rest: no suggestions, until they write", "rest Ben --end")
    add_person(wanted)
    wanted.add_argument("--end", action="store_true", help="end the rest")
    add_now(wanted)
