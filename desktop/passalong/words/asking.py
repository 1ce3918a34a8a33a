"""Asking for help of one's own in plain English: why somebody, why not now, and how it stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from passalong.domain.asking import ReasonKind, RequestState, Sink, SinkKind, Standing
from passalong.words.gate import moment

_STATES = {
    RequestState.TO_ASK: "to ask",
    RequestState.ASKED: "asked",
    RequestState.HELPED: "helped",
    RequestState.DECLINED: "declined",
    RequestState.SKIPPED: "left out",
}


def request_state(state: RequestState) -> str:
    """Return how far the asking of one person has come."""
    return _STATES[state]


def reason(kind: ReasonKind, standing: Standing, now: datetime) -> str:
    """Return what speaks for asking somebody; what was given is for the user's eyes alone."""
    match kind:
        case ReasonKind.CAN_HELP:
            return "can help"
        case ReasonKind.BOTH_WAYS:
            gave, got = _times(standing.given), _times(standing.received)
            return f"value went both ways: you gave {gave} and got {got}"
        case ReasonKind.ONE_WAY if standing.given:
            return f"you gave {_times(standing.given)}"
        case ReasonKind.ONE_WAY:
            return f"they gave {_times(standing.received)}"
        case ReasonKind.RECENT_CONTACT:
            return f"in touch {_ago(standing.met_at, now)}"
        case ReasonKind.CLOSE_BOND:
            return "a close bond"


def sink(why: Sink, now: datetime) -> str:
    """Return what speaks against asking somebody now; ``now`` is in the user's own zone."""
    match why.kind:
        case SinkKind.OWN_BIND:
            return f"in a bind themselves: “{' '.join(why.subject.split())}”"
        case SinkKind.RESTING:
            return "you let this tie rest"
        case SinkKind.PAUSED:
            return f"paused{_free(why, now)}"
        case SinkKind.ASKED_LATELY:
            return f"you asked them {_ago(why.since, now)}{_free(why, now)}"


def wave_at(at: datetime, now: datetime) -> str:
    """Return from when the next wave may go."""
    return f"The next wave can go {moment(at, now)}"


def _free(why: Sink, now: datetime) -> str:
    if why.free_at is None:
        return ""
    # That very minute is still too soon: what is said is the first that is not.
    return f", free again {moment(why.free_at + timedelta(minutes=1), now)}"


def _ago(when: datetime | None, now: datetime) -> str:
    if when is None:
        return "before"
    days = (now.date() - when.astimezone(now.tzinfo).date()).days
    return "today" if days < 1 else "yesterday" if days == 1 else f"{days} days ago"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
