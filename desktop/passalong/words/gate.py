"""The gate's reasons in plain English, for the command line and the window."""

from __future__ import annotations

from datetime import datetime, timedelta

from passalong.domain.day_names import short_month, short_weekday
from passalong.domain.gate import Answer, Reason, ReasonKind, Verdict

_WEEK = 7  # days

_VERDICTS = {
    Verdict.ALLOW: "This may leave.",
    Verdict.WARN: "This may leave, but think twice.",
    Verdict.BLOCK: "This may not leave now.",
}

_REASONS = {
    ReasonKind.NO_VALUE: "It carries nothing of value: give something, or say why you write anyway",
    ReasonKind.NO_VALUE_ON_PURPOSE: (
        "It carries nothing of value, and is recorded so; your purpose: “{subject}”"
    ),
    ReasonKind.NO_OWN_WORDS: "Say in a sentence of your own why it is great",
    ReasonKind.NO_WHY_YOU: "Say why it made you think of them",
    ReasonKind.NOT_AN_ADDRESS: "It is no address of a page",
    ReasonKind.LINK_TOO_SOON: "They had a link from you{since}{free}",
    ReasonKind.TOO_MANY_LINKS: "They had {links} from you in 30 days{free}",
    ReasonKind.SAME_LINK_BEFORE: "They had this very page from you{since}",
    ReasonKind.GIVER_NOT_ASKED: "Whoever gave it to you has neither been told nor agreed",
    ReasonKind.IS_GIVER: "It came from them",
    ReasonKind.CONFIDENTIAL: "It is confidential",
    ReasonKind.OTHER_FIELD: "It is only for people who have to do with “{subject}”",
    ReasonKind.AT_ORGANISATION: "It is not for people at “{subject}”",
    ReasonKind.EXPIRED: "It ended{since}",
    ReasonKind.EXHAUSTED: "It is given away: {passes}",
    ReasonKind.PASSED_BEFORE: "They had it from you{since}",
    ReasonKind.RESTING: "You let this tie rest; it ends when they write, or when you end it",
    ReasonKind.PAUSED: "You paused writing to them{free}",
    ReasonKind.IS_ME: "This is you",
    ReasonKind.DELETED: "They are in the trash",
    ReasonKind.UNANSWERED: "{messages} from you in a row without one from them",
    ReasonKind.MATTER_ASKED: "You asked about this{since} already",
    ReasonKind.NEWS_TOLD: "You told them this news{since} already",
    ReasonKind.HELP_OFFERED: "You offered help {often} within a year{free}",
    ReasonKind.QUESTION_TOO_SOON: "You asked them to meet somebody{since}{free}",
    ReasonKind.NOT_ASKED_TO_MEET: "They have not said that they would like to meet",
    ReasonKind.SAID_NO_TO_MEET: "They said no to meeting",
}


def verdict(answer: Answer) -> str:
    """Return what the gate says, in one sentence."""
    return _VERDICTS[answer.verdict]


def reason(why: Reason, now: datetime) -> str:
    """Return one reason without a full stop; ``now`` is in the user's own zone."""
    said = _REASONS[why.kind].format(
        subject=why.subject,
        since=_since(why, now),
        free=_free(why, now),
        links=_counted(why.times, "link", "links"),
        passes=_counted(why.times, "pass", "passes"),
        messages=_counted(why.times, "message", "messages"),
        often=_counted(why.times, "time", "times"),
    )
    return f"{why.who}: {said[0].lower()}{said[1:]}" if why.who else said


def moment(when: datetime, now: datetime) -> str:
    """Return ``today 09:12``, ``Tue 10:12`` within a week, else ``2 Oct 2026 10:12``."""
    here = when.astimezone(now.tzinfo)
    return f"{_day(here, now)} {here:%H:%M}"


def _day(when: datetime, now: datetime) -> str:
    here = when.astimezone(now.tzinfo)
    days = (here.date() - now.date()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    if near:
        return near
    date = f"{here.day} {short_month(here)}" + ("" if here.year == now.year else f" {here.year}")
    return f"{short_weekday(here)} {date}" if abs(days) <= _WEEK else date


def _since(why: Reason, now: datetime) -> str:
    return f" {_on(_day(why.since, now))}" if why.since else ""


def _on(day: str) -> str:
    return day if day in ("today", "tomorrow", "yesterday") else f"on {day}"


def _free(why: Reason, now: datetime) -> str:
    if why.free_at is None:
        return ""
    # That very minute is still too soon: what is said is the first that is not.
    return f", free again {moment(why.free_at + timedelta(minutes=1), now)}"


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"
