"""Everybody's portraits, ready to be ranked: one large part, and who changed since.

A ``PeopleIndex`` never changes: a change makes a new one that shares what
stayed.  Whoever ranks meanwhile goes on with the one they took.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from passalong.matching.encoder import Encoder
from passalong.matching.portraits import Portrait
from passalong.matching.segment import Mask, Segment, joined, segment_of

_MANY_CHANGES = 256
"""So many people may have changed before the kept index is written anew."""


class Part(NamedTuple):
    """A segment, and which of its people still count."""

    segment: Segment
    alive: Mask


class PeopleIndex(NamedTuple):
    """Who is known, in parts; the first is the large one."""

    parts: tuple[Part, ...] = ()

    def __len__(self) -> int:
        return sum(int(np.count_nonzero(part.alive)) for part in self.parts)

    def digests(self) -> dict[int, int]:
        """Return each person's digest, by id."""
        found: dict[int, int] = {}
        for segment, alive in self.parts:
            pairs = zip(segment.ids[alive].tolist(), segment.digests[alive].tolist(), strict=True)
            found.update(pairs)
        return found

    def digests_of(self, person_ids: Sequence[int]) -> dict[int, int]:
        """Return the digests of those of these people who are known."""
        found: dict[int, int] = {}
        wanted = np.array(person_ids, dtype=np.int64)
        for segment, alive in self.parts:
            here = np.flatnonzero(alive & _is_in(segment.ids, wanted))
            found.update(
                zip(segment.ids[here].tolist(), segment.digests[here].tolist(), strict=True)
            )
        return found

    def changed(
        self, gone: Collection[int], portraits: Sequence[Portrait], encoder: Encoder
    ) -> "PeopleIndex":
        """Return the index without these people and with these portraits."""
        out = np.fromiter({*gone, *(each.person_id for each in portraits)}, dtype=np.int64)
        parts = [Part(segment, alive & ~_is_in(segment.ids, out)) for segment, alive in self.parts]
        if portraits:
            new = segment_of(portraits, encoder)
            parts.append(Part(new, np.ones(len(new), dtype=np.bool_)))
        return PeopleIndex(_tidied([part for part in parts if part.alive.any()]))

    def compact(self) -> "PeopleIndex":
        """Return the same people in one part."""
        if len(self.parts) <= 1 and all(part.alive.all() for part in self.parts):
            return self
        whole = joined(self.parts)
        return PeopleIndex((Part(whole, np.ones(len(whole), dtype=np.bool_)),))

    @property
    def is_worth_keeping(self) -> bool:
        """Whether so much changed that the next start would take long without it."""
        apart = sum(len(part.segment) for part in self.parts[1:])
        dead = sum(int(np.count_nonzero(~part.alive)) for part in self.parts)
        alone = len(self.parts) == 1 and not dead
        return alone or apart + dead > max(_MANY_CHANGES, len(self) // 50)


def _tidied(parts: list[Part]) -> tuple[Part, ...]:
    """Join parts from the end while they are not much smaller than the one before."""
    while len(parts) > 1 and 2 * len(parts[-1].segment) > len(parts[-2].segment):
        whole = joined(parts[-2:])
        parts[-2:] = [Part(whole, np.ones(len(whole), dtype=np.bool_))]
    return tuple(parts)


def _is_in(ids: NDArray[np.int64], some: NDArray[np.int64]) -> Mask:
    if len(some) > 8:
        return np.isin(ids, some)
    found = np.zeros(len(ids), dtype=np.bool_)
    for each in some:
        found |= ids == each
    return found
