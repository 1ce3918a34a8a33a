"""What a reminder says, for the tray, the window and the command line alike.

Every text has a version without names, for screens that anybody may see.
"""

from datetime import date, datetime
from typing import NamedTuple

from passalong.domain.day_names import short_month, weekday
from passalong.domain.reminder import Act, Concern, ConcernKind, Wishes, acts

_MOST = 160
"""Letters of a text; notifications have little room."""

_MOST_IN_A_MENU = 48
_WEEK = 7

_NOTHING_HAPPENED = "Nothing happened for two months."
_TO_SAY_WHETHER = "Open Passalong to say whether it still matters."

_ACTS = {Act.OPEN: "Open", Act.HELPED: "Helped", Act.TOMORROW: "Tomorrow"}


class Told(NamedTuple):
    """What a notification says; the buttons stand in the order of ``acts``."""

    title: str
    text: str
    buttons: tuple[str, ...] = ()


def notification(concern: Concern, today: date, *, with_names: bool) -> Told:
    """Return what is told of one thing, with or without who and what it is."""
    say = _WITH_NAMES[concern.kind] if with_names else _WITHOUT_NAMES[concern.kind]
    title, text = say(concern, today)
    return Told(title, text, tuple(map(act, acts(concern.kind))))


def trial() -> Told:
    """Return what is told to try it out."""
    return Told("Reminders look like this", "Once a day, about what is most pressing.")


def act(answer: Act) -> str:
    """Return what a button says."""
    return _ACTS[answer]


def line(concern: Concern, today: date) -> str:
    """Return one thing as a menu's entry: ``Priya: SNCF tenders · overdue``."""
    said = {
        ConcernKind.BIND: f"{concern.who}: {concern.what}",
        ConcernKind.MY_BIND: f"You: {concern.what}",
        ConcernKind.OPPORTUNITY: concern.what,
        ConcernKind.INTRODUCTION: f"{concern.who} and {concern.what}: what came of it?",
    }[concern.kind]
    short = _shortened(said, _MOST_IN_A_MENU)
    if concern.promised_on is None:
        return f"{short} · urgent" if concern.urgent else short
    if concern.kind is ConcernKind.OPPORTUNITY:
        return f"{short} · until {by_day(concern.promised_on, today)}"
    if concern.promised_on < today:
        return f"{short} · overdue"
    return f"{short} · by {by_day(concern.promised_on, today)}"


def count(binds: int) -> str:
    """Return how many the reminder is about now; more may be in a bind that can wait."""
    if not binds:
        return "Nobody needs help now"
    return "1 person needs help now" if binds == 1 else f"{binds} people need help now"


def to_give(things: int) -> str:
    """Return how many things wait to be given; nothing where there are none."""
    if not things:
        return ""
    return "1 thing to give" if things == 1 else f"{things:,} things to give"


def next_check(at: datetime, now: datetime) -> str:
    """Return when the reminder looks again: ``next check at 09:10``, ``… tomorrow at 09:00``."""
    here = at.astimezone(now.tzinfo)
    day = "" if here.date() == now.date() else f"{by_day(here.date(), now.date())} "
    return f"next check {day}at {here:%H:%M}"


def state(wishes: Wishes, now: datetime) -> str:
    """Return whether reminders come: ``Reminders on · quiet 20:00–08:00``."""
    if not wishes.enabled:
        return "Reminders off"
    if wishes.paused_until is not None and now < wishes.paused_until:
        until = wishes.paused_until.astimezone(now.tzinfo)
        day = "" if until.date() == now.date() else f"{by_day(until.date(), now.date())} "
        return f"Reminders paused until {day}{until:%H:%M}"
    if wishes.quiet_from == wishes.quiet_until:
        return "Reminders on"
    return f"Reminders on · quiet {wishes.quiet_from:%H:%M}–{wishes.quiet_until:%H:%M}"


def by_day(day: date, today: date) -> str:
    """Return a day as one says it: ``today``, ``tomorrow``, ``Tuesday``, ``2 Oct``."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[away]
    if 1 < away < _WEEK:
        return weekday(day)
    short = f"{day.day} {short_month(day)}"
    return short if day.year == today.year else f"{short} {day.year}"


def _bind(concern: Concern, today: date) -> tuple[str, str]:
    parts = [_promise(concern, today), _shortened(concern.what, _MOST), _faded(concern)]
    return f"{concern.who} still needs help", _sentences(parts)


def _promise(concern: Concern, today: date) -> str:
    if concern.promised_on is None:
        return f"You promised {concern.promise}." if concern.promise else ""
    what = concern.promise or "something"
    return f"You promised {what} by {by_day(concern.promised_on, today)}:"


def _own_bind(concern: Concern, today: date) -> tuple[str, str]:
    parts = [_shortened(concern.what, _MOST)]
    if concern.promised_on is not None:
        parts.append(f"You need it by {by_day(concern.promised_on, today)}.")
    parts.append(_faded(concern))
    return "You still need help", _sentences(parts)


def _faded(concern: Concern) -> str:
    return f"{_NOTHING_HAPPENED} Does it still matter?" if concern.may_have_faded else ""


def _opportunity(concern: Concern, today: date) -> tuple[str, str]:
    what = _shortened(concern.what, _MOST_IN_A_MENU)
    return f"Useful until {_until(concern, today)}: {what}", "Who could use it?"


def _introduction(concern: Concern, today: date) -> tuple[str, str]:
    when = by_day(concern.seen_at.date(), today)
    names = f"{concern.who} and {concern.what}"
    return f"What came of it: {names}?", f"You introduced them on {when}."


def _until(concern: Concern, today: date) -> str:
    return by_day(concern.promised_on, today) if concern.promised_on else "some day"


def _bind_unnamed(concern: Concern, today: date) -> tuple[str, str]:
    if concern.may_have_faded:
        return "Does somebody still need help?", f"{_NOTHING_HAPPENED} {_TO_SAY_WHETHER}"
    if concern.promised_on is not None and concern.promised_on <= today:
        return "Somebody needs help", "You promised something. Open Passalong to see what."
    return "Somebody needs help", "Open Passalong to see who."


def _own_bind_unnamed(concern: Concern, _today: date) -> tuple[str, str]:
    if concern.may_have_faded:
        return "Do you still need help?", f"{_NOTHING_HAPPENED} {_TO_SAY_WHETHER}"
    return "You still need help", "Open Passalong to see whom you could ask."


def _opportunity_unnamed(concern: Concern, today: date) -> tuple[str, str]:
    title = f"Something to give is useful until {_until(concern, today)}"
    return title, "Open Passalong to see what it is."


def _introduction_unnamed(_concern: Concern, _today: date) -> tuple[str, str]:
    return "What came of an introduction?", "Open Passalong to see whose it was."


_WITH_NAMES = {
    ConcernKind.BIND: _bind,
    ConcernKind.MY_BIND: _own_bind,
    ConcernKind.OPPORTUNITY: _opportunity,
    ConcernKind.INTRODUCTION: _introduction,
}
_WITHOUT_NAMES = {
    ConcernKind.BIND: _bind_unnamed,
    ConcernKind.MY_BIND: _own_bind_unnamed,
    ConcernKind.OPPORTUNITY: _opportunity_unnamed,
    ConcernKind.INTRODUCTION: _introduction_unnamed,
}


def _shortened(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _sentences(parts: list[str]) -> str:
    ended = [part if part[-1] in ".:!?…" else f"{part}." for part in parts if part]
    return " ".join(ended)
