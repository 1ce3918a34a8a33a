"""Binds in plain English."""

from __future__ import annotations

from passalong.domain.bind import BindState

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
