"""What is said of those whom the user asks for help, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from passalong.domain.asking import CanHelp, ReasonKind, Request, RequestState, Sunk
from passalong.domain.exchange import Exchange
from passalong.domain.opportunity import Strength, Suggestion
from passalong.ui.people.days import day_text
from passalong.words import asking, ledger

_MOST_GIVEN = 3
_SEPARATOR = " · "


def _tr(text: str) -> str:
    return QCoreApplication.translate("asking", text)


def as_suggestion(person: CanHelp) -> Suggestion:
    """Return somebody as a card shows them; nobody who merely is close is called strong."""
    return Suggestion(
        person.person_id,
        person.person_uid,
        person.name,
        person.headline,
        person.standing.strength or Strength.NOBODY_OBVIOUS,
        person.evidence,
    )


def reasons(person: CanHelp, now: datetime) -> str:
    """Return what else speaks for asking somebody, the weightiest first.

    That they can help is said by the evidence.
    """
    others = [kind for kind in person.reasons if kind is not ReasonKind.CAN_HELP]
    return _SEPARATOR.join(asking.reason(kind, person.standing, now) for kind in others)


def why_not(sunk: Sunk, now: datetime) -> str:
    """Return why somebody is not asked now."""
    return _SEPARATOR.join(asking.sink(each, now) for each in sunk.why)


def state(request: Request, now: datetime) -> str:
    """Return how far the asking of somebody has come."""
    parts = [asking.request_state(request.state)]
    if request.asked_at is not None:
        on = _day(request.asked_at, now)
        is_asked = request.state is RequestState.ASKED
        parts = [_tr("asked {0}").format(on)] if is_asked else [*parts, _tr("asked {0}").format(on)]
    if request.is_told:
        parts.append(_tr("has heard that it is solved"))
    return _SEPARATOR.join(parts)


def given(exchanges: Sequence[Exchange], now: datetime) -> str:
    """Return what the user once gave somebody, for the user's own eyes."""
    if not exchanges:
        return _tr("you gave them nothing yet")
    said = [
        f"{ledger.exchange(each)} {_day(each.at, now)}".strip() for each in exchanges[:_MOST_GIVEN]
    ]
    if len(exchanges) > _MOST_GIVEN:
        said.append(_tr("{0} more").format(len(exchanges) - _MOST_GIVEN))
    return _tr("Only you see this: {0}").format("; ".join(said))


def _day(when: datetime | None, now: datetime) -> str:
    return day_text(when.astimezone(now.tzinfo).date(), now.date()) if when is not None else ""
