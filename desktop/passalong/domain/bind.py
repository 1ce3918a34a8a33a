"""Somebody in a bind, the user among them: what they need, and what was promised."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from passalong.domain.introduction import Stage

MOST_LETTERS = 10_000
"""Of what a bind says; more is a letter."""

FADES_AFTER = timedelta(days=60)
"""Without a step, it is asked once whether it still matters."""

WAVE = 8
"""People asked at a time when the user needs help."""

BETWEEN_WAVES = timedelta(days=3)

ASKED_LATELY = timedelta(days=30)
"""Whoever was asked within this time is not asked again."""


class BindState(StrEnum):
    """How far a bind has come."""

    OPEN = "open"
    HELPING = "helping"
    HANDED_ON = "handed_on"  # somebody else is at it, by an introduction or otherwise
    SOLVED = "solved"
    FADED = "faded"


OPEN_STATES = frozenset({BindState.OPEN, BindState.HELPING, BindState.HANDED_ON})
"""What still wants something of the user."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do for it; done once ``done_on`` is set."""

    id: int
    text: str
    done_on: date | None = None


class MadeFor(NamedTuple):
    """An introduction that was begun for a bind, with whom who is in it is to meet."""

    id: int
    uid: str
    person_id: int
    person_uid: str
    person_name: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class Bind:
    """Somebody's trouble or request for help.

    Attributes:
        person_id: Who is in it; None when it is the user's own.
        promised_on: The day by which something was promised, or by which the user needs it.
        just_listen: Listening is what helps; nobody is looked for.
        touched_at: When something last happened to it.
        met_at: When the user last wrote to that person, or did something for them.
        snoozed_until: "Tomorrow" was answered; no exchange came of that.
        introductions: Those made or begun for it, the first one first.
    """

    id: int
    uid: str
    person_id: int | None
    person_name: str
    text: str
    since: date
    touched_at: datetime
    state: BindState = BindState.OPEN
    promised_on: date | None = None
    promise: str = ""
    would_count: str = ""
    urgent: bool = False
    just_listen: bool = False
    snoozed_until: datetime | None = None
    asked_whether_faded: bool = False
    steps: tuple[Step, ...] = ()
    person_uid: str = ""
    met_at: datetime | None = None
    introductions: tuple[MadeFor, ...] = ()

    @property
    def is_mine(self) -> bool:
        """Whether the user is the one who needs help."""
        return self.person_id is None

    @property
    def seen_at(self) -> datetime:
        """When the user last did something about it, or for who is in it."""
        return max(self.touched_at, self.met_at or self.touched_at)

    @property
    def owed_on(self) -> date | None:
        """The day by which the user must do what was promised; none once somebody else is at it."""
        return None if self.state is BindState.HANDED_ON else self.promised_on

    @property
    def is_open(self) -> bool:
        """Whether it still wants something of the user."""
        return self.state in OPEN_STATES


def may_have_faded(bind: Bind, now: datetime) -> bool:
    """Tell whether to ask, once, if a bind still matters; what is promised for a day does."""
    is_promised = bind.promised_on is not None and bind.promised_on >= now.date()
    return (
        bind.is_open
        and not bind.asked_whether_faded
        and not is_promised
        and now - bind.touched_at > FADES_AFTER
    )


def pressing(
    promised_on: date | None, urgent: bool, seen_at: datetime, today: date
) -> tuple[bool, date, bool, datetime]:
    """Return by what to sort: promised and due first, then urgent, then longest not looked at."""
    is_due = promised_on is not None and promised_on <= today
    return (
        not is_due,
        promised_on if is_due and promised_on is not None else date.max,
        not urgent,
        seen_at.astimezone(UTC),
    )
