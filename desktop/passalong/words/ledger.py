"""The ledger in plain English: one exchange in a line, and what all of them say together."""

from __future__ import annotations

from passalong.domain.exchange import Carried, Channel, Direction, Exchange, Outcome
from passalong.domain.reciprocity import Finding, Reciprocity

_YEAR = 12  # months

_CHANNELS = {
    Channel.MAIL: "mail",
    Channel.MESSAGE: "message",
    Channel.CALL: "call",
    Channel.MEETING: "meeting",
    Channel.LETTER: "letter",
    Channel.OTHER: "other",
}

_CARRIED = {
    Carried.ITEM: "a thing",
    Carried.LINK: "a link",
    Carried.KNOWLEDGE: "knowledge",
    Carried.JOB: "a job",
    Carried.EVENT: "an event",
    Carried.INTRODUCTION: "an introduction",
    Carried.HELP: "help",
    Carried.REQUEST: "a request",
    Carried.NOTHING: "nothing of value",
}

_OUTCOMES = {
    Outcome.OPEN: "nothing yet",
    Outcome.THANKED: "thanked",
    Outcome.ANSWERED: "answered",
    Outcome.USED: "was of use",
    Outcome.DECLINED: "declined",
}

_I_DID = {
    Carried.ITEM: "you gave a thing",
    Carried.LINK: "you sent a link",
    Carried.KNOWLEDGE: "you told something useful",
    Carried.JOB: "you told of a job",
    Carried.EVENT: "you told of an event",
    Carried.INTRODUCTION: "you introduced somebody",
    Carried.HELP: "you helped",
    Carried.REQUEST: "you asked for something",
}

_THEY_DID = {
    Carried.ITEM: "they gave you a thing",
    Carried.LINK: "they sent you a link",
    Carried.KNOWLEDGE: "they told you something useful",
    Carried.JOB: "they told you of a job",
    Carried.EVENT: "they told you of an event",
    Carried.INTRODUCTION: "they introduced you to somebody",
    Carried.HELP: "they helped you",
    Carried.REQUEST: "they asked you for something",
}

_ABOUT_MEETING = {
    Carried.REQUEST: "you asked whether they would like to meet somebody",
    Carried.NOTHING: "you thanked them for having met somebody",
}

_I_MERELY = {
    Channel.CALL: "you called",
    Channel.MEETING: "you met",
    Channel.LETTER: "you wrote a letter",
    Channel.OTHER: "you were in touch",
}

_THEY_MERELY = {
    Channel.CALL: "they called",
    Channel.MEETING: "you met",
    Channel.LETTER: "they wrote a letter",
    Channel.OTHER: "they were in touch",
}


def channel(means: Channel) -> str:
    """Return the name of a means: ``mail``, ``call``."""
    return _CHANNELS[means]


def carried(value: Carried) -> str:
    """Return what an exchange carried, as the end of "it carried"."""
    return _CARRIED[value]


def outcome(what_came: Outcome) -> str:
    """Return what came of an exchange."""
    return _OUTCOMES[what_came]


def exchange(of: Exchange) -> str:
    """Return what happened, without the day: ``you passed along “Solver benchmark”``."""
    if of.direction is Direction.FROM_ME:
        if of.opportunity_title:
            return f"you passed along “{of.opportunity_title}”"
        if of.introduction_id is not None and of.carried in _ABOUT_MEETING:
            return _ABOUT_MEETING[of.carried]
        return _I_DID.get(of.carried) or _I_MERELY.get(of.channel, "you wrote")
    if of.answers_id is not None and of.carried is Carried.NOTHING:
        return "they answered"
    return _THEY_DID.get(of.carried) or _THEY_MERELY.get(of.channel, "they wrote")


def finding(facts: Reciprocity) -> str:
    """Return the one private sentence about two people; never a grade."""
    match facts.finding:
        case Finding.NONE_CARRIED:
            return (
                f"You wrote {_times(facts.from_me)} and none carried anything: try giving something"
            )
        case Finding.NOTHING_CAME_BACK:
            things = _counted(facts.from_me_with_value, "useful thing", "useful things")
            months = _counted(facts.months_silent or 0, "month", "months")
            return f"You gave {things} and nothing came back in {months}: fine to let this rest"
        case Finding.THEY_START_HALF:
            return "They start about half of it"
        case Finding.THEY_START_MORE:
            return "They start most of it"
        case Finding.THEY_GIVE_MORE:
            return "They give more than you do: a good moment to give something back"
        case Finding.I_START_MORE:
            return "You start most of it"


def facts_behind(facts: Reciprocity) -> tuple[str, ...]:
    """Return the figures behind the sentence, one a line."""
    silent = facts.months_silent
    over = "in all" if silent is not None and silent >= _YEAR else "in the last twelve months"
    exchanges = _counted(facts.exchanges, "exchange", "exchanges")
    they_started = facts.exchanges - facts.started_by_me
    lines = [
        f"{exchanges} {over}",
        f"you started {facts.started_by_me}, they started {they_started}",
    ]
    if mine := facts.from_me:
        lines.append(f"{facts.from_me_with_value} of your {mine} carried something of value")
        lines.append(f"{facts.beyond_thanks} of your {mine} got more than thanks")
    if theirs := facts.from_them:
        lines.append(f"{facts.from_them_with_value} of their {theirs} carried something of value")
    if silent is not None:
        lines.append(f"nothing came from them for {_counted(silent, 'month', 'months')}")
    return tuple(lines)


def balance(given: int, received: int, they_start: float | None = None) -> str:
    """Return what the bar shows: ``you gave 7 · received 5 · they start 41 %``.

    ``they_start`` is a share from 0 to 1; left out while it is unknown.
    """
    said = f"you gave {given} · received {received}"
    return said if they_start is None else f"{said} · they start {round(100 * they_start)} %"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"
