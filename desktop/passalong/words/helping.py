"""Binds in plain English."""

from __future__ import annotations

from datetime import date

from passalong.domain.bind import Bind, BindState
from passalong.domain.day_names import month, weekday

_STATES = {
    BindState.OPEN: "open",
    BindState.HELPING: "helping",
    BindState.HANDED_ON: "handed on",
    BindState.SOLVED: "solved",
    BindState.FADED: "faded",
}


def bind_state(state: BindState) -> str:
    """Return how far a bind has come."""
    return _STATES[state]


def bind_of(name: str, by: date | None, *, urgent: bool = False) -> str:
    """Return whose bind is about to be noted; the user's own without a name."""
    whose = f"A bind for {name}" if name else "A bind of your own"
    if urgent:
        whose += ", urgent"
    if by is None:
        return whose
    return f"{whose}, {'promised' if name else 'needed'} by {weekday(by)} {by.day} {month(by)}"


def others_in_binds(count: int, *, due: bool) -> str:
    """Return how many binds of others are open, those that can wait among them."""
    if not count:
        return "Nobody is in a bind"
    who = "1 other" if count == 1 else f"{count:,} others"
    return f"{who} in a bind{', something promised is due' if due else ''}"


def calendar_title(bind: Bind) -> str:
    """Return what the entry of a bind in a calendar is called."""
    text = " ".join(bind.text.split())
    if bind.is_mine:
        return f"I need help: {text}"
    does = "Listen to" if bind.just_listen else "Help"
    return f"{does} {bind.person_name}: {text}"


def calendar_notes(bind: Bind) -> str:
    """Return what the entry says when it is opened: the promise, and the steps."""
    lines = [f"You said: {bind.promise}"] if bind.promise else []
    lines += [f"{'☑' if step.done_on else '☐'} {step.text}" for step in bind.steps]
    return "\n".join(lines)
