"""What went between the user and the sample people, and what is new with the user.

Each of them shows another thing that a ledger can say: half and half with Ben,
more given than taken with Luc, nothing of value to Amélie, nothing back from Nadia.
"""

from typing import NamedTuple

from passalong.domain.exchange import Carried, Channel, Outcome


class SampleExchange(NamedTuple):
    """A contact, how many days ago it was, and who began it if not who wrote."""

    person: str
    days_ago: int
    text: str
    carried: Carried = Carried.NOTHING
    from_them: bool = False
    outcome: Outcome = Outcome.OPEN
    channel: Channel = Channel.MAIL
    started_by_me: bool | None = None


EXCHANGES = (
    SampleExchange(
        "Ben Whitaker",
        240,
        "Lent him the big mixer for the wedding order.",
        Carried.ITEM,
        outcome=Outcome.USED,
        channel=Channel.MEETING,
    ),
    SampleExchange(
        "Ben Whitaker",
        170,
        "Brought two loaves of the new rye and told how he got the bakery loan.",
        Carried.KNOWLEDGE,
        from_them=True,
        channel=Channel.MEETING,
    ),
    SampleExchange(
        "Ben Whitaker",
        96,
        "Sent him the name of a man who repairs stone ovens.",
        Carried.INTRODUCTION,
        outcome=Outcome.ANSWERED,
        channel=Channel.MESSAGE,
    ),
    SampleExchange(
        "Ben Whitaker",
        52,
        "Called: the bakery opens on 3 October and he cannot sleep.",
        from_them=True,
        channel=Channel.CALL,
    ),
    SampleExchange(
        "Priya Okafor",
        310,
        "Told her which solver licences the university gives away.",
        Carried.KNOWLEDGE,
        outcome=Outcome.USED,
    ),
    SampleExchange(
        "Priya Okafor",
        120,
        "Asked me for a data engineer who knows trains.",
        Carried.REQUEST,
        from_them=True,
    ),
    SampleExchange(
        "Priya Okafor",
        3,
        "A benchmark of solvers, short and honest: https://example.org/solver-benchmark",
        Carried.LINK,
    ),
    SampleExchange(
        "Luc Moreau",
        290,
        "Explained the new tender rules on the telephone for an hour.",
        Carried.KNOWLEDGE,
        from_them=True,
        channel=Channel.CALL,
    ),
    SampleExchange(
        "Luc Moreau",
        200,
        "Introduced me to the editor of the tender bulletin.",
        Carried.INTRODUCTION,
        from_them=True,
    ),
    SampleExchange("Luc Moreau", 198, "Thanked him.", outcome=Outcome.ANSWERED),
    SampleExchange(
        "Luc Moreau",
        64,
        "Sent me his notes of the trade meeting.",
        Carried.KNOWLEDGE,
        from_them=True,
    ),
    SampleExchange(
        "Luc Moreau",
        40,
        "Proof-read two pages of his English.",
        Carried.HELP,
        outcome=Outcome.THANKED,
    ),
    SampleExchange("Amélie Girard", 330, "Nice to have met you in Paris!"),
    SampleExchange("Amélie Girard", 220, "Just checking in."),
    SampleExchange("Amélie Girard", 130, "How is everything?"),
    SampleExchange("Amélie Girard", 48, "It has been a while, let us have a coffee."),
    SampleExchange(
        "Nadia Kessler", 450, "Sent her a call for grants on rural health.", Carried.KNOWLEDGE
    ),
    SampleExchange("Nadia Kessler", 380, "Posted her two skeins of wool.", Carried.ITEM),
    SampleExchange(
        "Nadia Kessler", 260, "Told her of the nurses' day in Saint Paul.", Carried.EVENT
    ),
    SampleExchange(
        "Nadia Kessler",
        150,
        "A map of rural clinics: https://example.org/rural-clinics",
        Carried.LINK,
    ),
    SampleExchange(
        "Nadia Kessler", 70, "Told her whom to ask about the state's data.", Carried.KNOWLEDGE
    ),
    SampleExchange(
        "Jonas Weber",
        12,
        "Heard of his job. Asked what would help him most now.",
        Carried.HELP,
        outcome=Outcome.ANSWERED,
    ),
    SampleExchange(
        "Jonas Weber",
        2,
        "Thank you for asking. I am rewriting my query planner and would love a second look.",
        from_them=True,
        started_by_me=True,
    ),
)


class SampleNews(NamedTuple):
    """What is new with the user, and since how many days."""

    days_ago: int
    text: str


NEWS = (
    SampleNews(60, "I am learning to solder and have burnt only one thumb."),
    SampleNews(24, "I moved to the rail team in October."),
)
