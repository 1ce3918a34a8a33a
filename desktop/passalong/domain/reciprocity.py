"""What the ledger says about two people: one private sentence's worth of facts.

Over twelve months and from four exchanges on; with fewer there is nothing to
say.  It is no grade: it says what to try, or that it is fine to let it rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from passalong.domain.exchange import BEYOND_THANKS, Carried, Direction, Exchange

WINDOW = timedelta(days=365)
FEWEST = 4
"""Exchanges; below that a pattern cannot be told from chance."""

_MONTH = timedelta(days=365.25 / 12)
_MANY_GIFTS = 3
_LONG_SILENCE = 12  # months
_HALF = (0.35, 0.65)


class Finding(StrEnum):
    """The one thing worth saying."""

    NONE_CARRIED = "none_carried"  # contacts without value: try giving something
    NOTHING_CAME_BACK = "nothing_came_back"  # much given, nothing back: fine to let it rest
    THEY_START_HALF = "they_start_half"
    THEY_START_MORE = "they_start_more"
    THEY_GIVE_MORE = "they_give_more"
    I_START_MORE = "i_start_more"


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """The facts behind the sentence, over the last twelve months.

    ``months_silent`` is None while something came back within the window.
    """

    finding: Finding
    exchanges: int
    started_by_me: int
    from_me: int
    from_me_with_value: int
    from_them: int
    from_them_with_value: int
    beyond_thanks: int
    months_silent: int | None


def reciprocity(exchanges: Iterable[Exchange], now: datetime) -> Reciprocity | None:
    """Say what the ledger of one person shows; None if it shows too little."""
    everything = sorted(exchanges, key=lambda exchange: exchange.at.astimezone(UTC))
    recent = [
        exchange
        for exchange in everything
        if now.astimezone(UTC) - exchange.at.astimezone(UTC) <= WINDOW
    ]
    silent = _months_silent(everything, now)
    # Who gave five things over fourteen months must hear it although few are of this year.
    counted = everything if silent is not None and silent >= _LONG_SILENCE else recent
    if len(counted) < FEWEST:
        return None
    from_me = [exchange for exchange in counted if exchange.direction is Direction.FROM_ME]
    from_them = [exchange for exchange in counted if exchange.direction is Direction.FROM_THEM]
    facts = Reciprocity(
        finding=Finding.I_START_MORE,
        exchanges=len(counted),
        started_by_me=sum(exchange.started_by_me for exchange in counted),
        from_me=len(from_me),
        from_me_with_value=_with_value(from_me),
        from_them=len(from_them),
        from_them_with_value=_with_value(from_them),
        beyond_thanks=sum(exchange.outcome in BEYOND_THANKS for exchange in from_me),
        months_silent=silent,
    )
    return _with_finding(facts)


def _with_finding(facts: Reciprocity) -> Reciprocity:
    share = 1 - facts.started_by_me / facts.exchanges
    if facts.from_me >= FEWEST and not facts.from_me_with_value:
        finding = Finding.NONE_CARRIED
    elif (
        facts.from_me_with_value >= _MANY_GIFTS
        and not facts.from_them
        and not facts.beyond_thanks
        and facts.months_silent is not None
    ):
        finding = Finding.NOTHING_CAME_BACK
    elif facts.from_them_with_value > 2 * facts.from_me_with_value:
        finding = Finding.THEY_GIVE_MORE
    elif _HALF[0] <= share <= _HALF[1]:
        finding = Finding.THEY_START_HALF
    elif share > _HALF[1]:
        finding = Finding.THEY_START_MORE
    else:
        finding = Finding.I_START_MORE
    return replace(facts, finding=finding)


def _with_value(exchanges: Iterable[Exchange]) -> int:
    return sum(exchange.carried is not Carried.NOTHING for exchange in exchanges)


def _months_silent(exchanges: list[Exchange], now: datetime) -> int | None:
    """Return for how many months nothing came from them; None if it is not yet one.

    Counted from their last exchange, or from the first of all.
    """
    theirs = [exchange.at for exchange in exchanges if exchange.direction is Direction.FROM_THEM]
    if not exchanges:
        return None
    since = theirs[-1] if theirs else exchanges[0].at
    months = int((now.astimezone(UTC) - since.astimezone(UTC)) / _MONTH)
    return months if months >= 1 else None
