"""What tests of the gate ask it about: a moment, nobody in particular, a link."""

from datetime import UTC, datetime

from passalong.domain.exchange import Carried
from passalong.domain.gate import Draft, Past, Recipient, SentLink

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NOBODY = Recipient()
NOTHING = Past()
A_LINK = Draft(
    Carried.LINK,
    url_key="example.org/planner",
    title="Query planner internals",
    commentary="The chapter on joins finally explains the cost model.",
    why="You fought with this last spring.",
)


def linked(*moments: datetime, key: str = "example.org/other") -> Past:
    sent = tuple(SentLink(moment, f"{key}{number}") for number, moment in enumerate(moments))
    return Past(links=sent, addresses=sent)
