"""Whom to ask for help in a bind of one's own: in what order, in waves, and who must wait.

A person comes first who can help, with whom value went both ways, who is close,
and with whom there was real contact not long ago.  Who has a bind of their own, is
paused, rests, or was asked within thirty days sinks, and it is said why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from math import log2
from typing import NamedTuple

from passalong.domain.bind import ASKED_LATELY, BETWEEN_WAVES, WAVE
from passalong.domain.opportunity import Strength
from passalong.domain.person import Bond, MatchedLine


class RequestState(StrEnum):
    """How far the asking of one person has come."""

    TO_ASK = "to_ask"
    ASKED = "asked"
    HELPED = "helped"
    DECLINED = "declined"
    SKIPPED = "skipped"  # the user will not ask them


class ReasonKind(StrEnum):
    """What speaks for asking somebody."""

    CAN_HELP = "can_help"  # what is noted about them meets what is needed
    BOTH_WAYS = "both_ways"  # each gave the other something
    ONE_WAY = "one_way"  # only one of them did
    RECENT_CONTACT = "recent_contact"
    CLOSE_BOND = "close_bond"


class SinkKind(StrEnum):
    """What speaks against asking somebody now."""

    OWN_BIND = "own_bind"
    PAUSED = "paused"
    RESTING = "resting"
    ASKED_LATELY = "asked_lately"


class Sink(NamedTuple):
    """One reason against asking somebody now.

    Attributes:
        since: When it began: they were asked, began to rest.
        free_at: The last moment at which it still holds; None if time alone does not lift it.
        subject: The text of their own bind.
    """

    kind: SinkKind
    since: datetime | None = None
    free_at: datetime | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts about one person.

    Attributes:
        strength: How well what they can do fits; None if nothing noted fits at all.
        chance: How probable it is that they are the right one; 0 to 1.
        given: How many exchanges from the user carried value to them.
        received: How many of theirs carried value to the user.
        met_at: The last real contact: they wrote, or both spoke.
        asked_at: When the user last asked them for help.
        own_bind: What they are in a bind about themselves.
    """

    bond: Bond = Bond.LIGHT
    strength: Strength | None = None
    chance: float = 0.0
    given: int = 0
    received: int = 0
    met_at: datetime | None = None
    asked_at: datetime | None = None
    own_bind: str = ""
    paused_until: datetime | None = None
    resting_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class CanHelp:
    """Somebody to ask, and why.

    Attributes:
        reasons: What speaks for them, the weightiest first; empty only for who was asked anyway.
        evidence: The lines that say that they can help.
        standing: The facts behind; what was given is for the user's eyes alone.
    """

    person_id: int
    person_uid: str
    name: str
    headline: str
    reasons: tuple[ReasonKind, ...]
    evidence: tuple[MatchedLine, ...]
    standing: Standing
    score: float


@dataclass(frozen=True, slots=True)
class Sunk:
    """Somebody who would be asked, and why not now."""

    person: CanHelp
    why: tuple[Sink, ...]

    @property
    def free_at(self) -> datetime | None:
        """When time alone will have lifted all of it; None where it never will."""
        moments = [sink.free_at for sink in self.why if sink.free_at is not None]
        return max(moments) if len(moments) == len(self.why) else None


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody whom the user asks, or means to ask.

    Attributes:
        wave: From 1; 0 for who helped without being asked.
        exchange_id: The message that asked.
        is_told: They were thanked, or told that it is solved.
    """

    id: int
    bind_id: int
    person_id: int
    person_uid: str
    person_name: str
    wave: int
    state: RequestState
    asked_at: datetime | None = None
    exchange_id: int | None = None
    is_told: bool = False

    @property
    def wants_word(self) -> bool:
        """Whether they are to hear that it is solved: asked or helped, and not yet told."""
        concerned = self.asked_at is not None or self.state is RequestState.HELPED
        return concerned and not self.is_told


_FITS = {Strength.STRONG: 6.0, Strength.POSSIBLE: 3.0, Strength.NOBODY_OBVIOUS: 0.0}
_MOST_FOR_VALUE = 3.0
_ONE_WAY = 0.5
_FRESH = 2.0
_CLOSE = 1.5
_HALF_LIFE = 60.0  # days after which a contact counts half
_RECENT = 365  # days after which it counts for nothing
_DAY = 86_400.0


def score(standing: Standing, now: datetime) -> float:
    """Return how much speaks for asking somebody; 0 if nothing does.

    Being able to help counts most: a strong fit more than all else together.
    """
    return _fit(standing) + _value(standing) + _contact(standing, now) + _tie(standing)


def reasons(standing: Standing, now: datetime) -> tuple[ReasonKind, ...]:
    """Return what speaks for asking somebody, the weightiest first."""
    is_mutual = standing.given and standing.received
    weights = {
        ReasonKind.CAN_HELP: _fit(standing),
        ReasonKind.BOTH_WAYS if is_mutual else ReasonKind.ONE_WAY: _value(standing),
        ReasonKind.RECENT_CONTACT: _contact(standing, now),
        ReasonKind.CLOSE_BOND: _tie(standing),
    }
    return tuple(sorted((kind for kind in weights if weights[kind]), key=lambda k: -weights[k]))


def sinks(standing: Standing, now: datetime) -> tuple[Sink, ...]:
    """Return what speaks against asking somebody now; asked exactly thirty days ago still does."""
    found = []
    if standing.own_bind:
        found.append(Sink(SinkKind.OWN_BIND, subject=standing.own_bind))
    if standing.resting_since is not None:
        found.append(Sink(SinkKind.RESTING, since=standing.resting_since))
    until = standing.paused_until
    if until is not None and _utc(now) < _utc(until):
        found.append(Sink(SinkKind.PAUSED, free_at=until))
    asked = standing.asked_at
    if asked is not None and _utc(now) - _utc(asked) <= ASKED_LATELY:
        free_at = _utc(asked) + ASKED_LATELY
        found.append(Sink(SinkKind.ASKED_LATELY, since=asked, free_at=free_at))
    return tuple(found)


def in_order(people: Iterable[CanHelp]) -> list[CanHelp]:
    """Return people with those first for whom most speaks; of equals the one known longer."""
    return sorted(people, key=lambda person: (-person.score, person.person_id))


def next_wave_at(requests: Sequence[Request]) -> datetime | None:
    """Return from when the next wave may go: three days after the last message of the last.

    None where nobody of it was asked; ``is_unasked`` says whether that is to be done first.
    """
    asked = [_utc(request.asked_at) for request in _last_wave(requests) if request.asked_at]
    return max(asked) + BETWEEN_WAVES if asked else None


def is_unasked(requests: Sequence[Request]) -> bool:
    """Tell whether nobody of the last wave was asked, and somebody of it is still to be."""
    wave = _last_wave(requests)
    is_left = any(request.state is RequestState.TO_ASK for request in wave)
    return is_left and all(request.asked_at is None for request in wave)


def may_begin_wave(requests: Sequence[Request], now: datetime) -> bool:
    """Tell whether the next wave is to be offered, or the first."""
    at = next_wave_at(requests)
    return not is_unasked(requests) and (at is None or at <= _utc(now))


def next_wave(people: Sequence[CanHelp]) -> tuple[CanHelp, ...]:
    """Return whom to ask next, of people in order."""
    return tuple(people[:WAVE])


def _last_wave(requests: Sequence[Request]) -> list[Request]:
    last = max((request.wave for request in requests), default=0)
    return [request for request in requests if request.wave == last]


def _fit(standing: Standing) -> float:
    if standing.strength is None:
        return 0.0
    return _FITS[standing.strength] + min(1.0, standing.chance) * bool(_FITS[standing.strength])


def _value(standing: Standing) -> float:
    """Return what the balance counts: most where both gave, more with each time, levelling off."""
    both = min(standing.given, standing.received)
    if both:
        return min(_MOST_FOR_VALUE, 1 + log2(1 + both) / 2)
    return _ONE_WAY if standing.given or standing.received else 0.0


def _tie(standing: Standing) -> float:
    return _CLOSE if standing.bond is Bond.CLOSE else 0.0


def _contact(standing: Standing, now: datetime) -> float:
    if standing.met_at is None:
        return 0.0
    days = max(0.0, (_utc(now) - _utc(standing.met_at)).total_seconds() / _DAY)
    return 0.0 if days > _RECENT else _FRESH * 0.5 ** (days / _HALF_LIFE)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
