"""The arguments of the verb by which the user asks for help."""

from passalong.cli.arguments import PERSON, AddVerb, add_now, at_least_one, named
from passalong.cli.arguments import text as _text
from passalong.cli.helping_arguments import DAY
from passalong.domain.asking import RequestState
from passalong.domain.exchange import Channel

_ANSWERS = [state for state in RequestState if state is not RequestState.TO_ASK]


def add_verbs_of_asking(verb: AddVerb) -> None:
    """Add what is done in a bind of one's own."""
    wanted = verb(
        "ask",
        "Ask for help: say whom to ask and begin the first wave; with an option go on with it",
        'ask "somebody who translates contracts into Dutch" --by "12 Nov"',
    )
    wanted.add_argument(
        "text", nargs="+", type=_text, metavar="TEXT|ID", help="what you need; later its number"
    )
    wanted.add_argument("--by", type=_text, metavar="DATE", help=f"by when you need it: {DAY}")
    wanted.add_argument("--would-count", type=_text, default="", metavar="TEXT")
    wanted.add_argument("--urgent", action="store_true")
    then = wanted.add_mutually_exclusive_group()
    then.add_argument("--show", action="store_true", help="how it stands, and whom to ask next")
    then.add_argument("--wave", action="store_true", help="begin the next wave")
    then.add_argument("--to", type=_text, metavar="PERSON", help=f"the message to {PERSON}")
    then.add_argument("--solved", action="store_true", help="it is solved; --helped says by whom")
    then.add_argument("--tell", type=_text, metavar="PERSON", help="the word that it is solved")
    wanted.add_argument("--early", action="store_true", help="with --wave: before three days")
    wanted.add_argument("--answer", choices=named(_ANSWERS), help="with --to: what came of it")
    wanted.add_argument(
        "--helped", type=_text, action="append", default=[], metavar="PERSON", help="who helped"
    )
    wanted.add_argument("--why", type=_text, default="", help="why you ask them")
    wanted.add_argument("--channel", choices=named(Channel), default=Channel.MAIL.value)
    wanted.add_argument("--sent", action="store_true", help="the message was sent: record it")
    wanted.add_argument(
        "--limit", type=at_least_one, default=20, metavar="N", help="at most so many people"
    )
    add_now(wanted)
