"""The time of day where the user is, also across the nights in which clocks change.

``datetime.astimezone()`` keeps the distance from UTC that holds now, so tomorrow
at nine would be an hour off when the clocks change tonight.  Whoever reckons
with days and hours takes ``local_now()``; what is kept for later is kept in UTC,
because the user may travel meanwhile.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """The zone of this computer, by the rules its system has for any day."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return how far the clocks were, or will be, ahead of UTC at a moment."""
        return None if moment is None else _fixed(moment).utcoffset()

    def dst(self, moment: datetime | None) -> None:  # noqa: ARG002
        """Tell nothing of summer time: the distance from UTC says it all."""
        return

    def tzname(self, moment: datetime | None) -> str | None:
        """Return how the system calls its zone at a moment."""
        return None if moment is None else _fixed(moment).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Return what the clocks show; of an hour that comes twice, which of the two."""
        there = moment.replace(tzinfo=UTC).astimezone()
        shown = there.replace(tzinfo=self, fold=0)
        is_first = shown.utcoffset() == there.utcoffset()
        return shown if is_first else shown.replace(fold=1)


LOCAL = LocalZone()


def local_now() -> datetime:
    """Return the moment, in the user's own zone."""
    return datetime.now(LOCAL)


def notice_travel() -> None:
    """Take over the zone that the user chose since the program was started."""
    if hasattr(time, "tzset"):  # Windows asks its settings each time
        time.tzset()


def _fixed(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None).astimezone()
