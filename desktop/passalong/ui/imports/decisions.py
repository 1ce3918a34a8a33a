"""What is to become of each card of an import, as the user decides it.

It starts from what was proposed and counts along while choices change, so
that the window can always say in = added + updated + unchanged + rejected.
It knows no widget and writes nothing.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from passalong.domain.proposal import Choice, LineOutcome, Proposal, ProposedLine, Rejection


class Part(StrEnum):
    """A part of an import that can be looked at by itself."""

    ALL = "all"
    NEW = "new"
    SAME = "same"
    UNCHANGED = "unchanged"
    UNCLEAR = "unclear"
    REJECTED = "rejected"
    WITH_REMARKS = "with_remarks"


class Fate(StrEnum):
    """How a card will be counted once the import is done."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    LEFT_OUT = "left_out"


class Decision(NamedTuple):
    """What the user wants done with a card; ``person`` is a place in the line's ``people``."""

    choice: Choice
    person: int = 0


_USUAL = {
    LineOutcome.UNCHANGED: Decision(Choice.UPDATE),
    LineOutcome.NEW: Decision(Choice.ADD),
    LineOutcome.SAME: Decision(Choice.UPDATE),
    LineOutcome.UNCLEAR: Decision(Choice.ADD),
}
_FATES = {
    Choice.ADD: Fate.ADDED,
    Choice.UPDATE: Fate.UPDATED,
    Choice.LEAVE_OUT: Fate.LEFT_OUT,
}


def _fate(outcome: LineOutcome, choice: Choice) -> Fate:
    if outcome is LineOutcome.UNCHANGED and choice is Choice.UPDATE:
        return Fate.UNCHANGED  # there is nothing to add
    return _FATES[choice]


@dataclass(frozen=True, slots=True)
class Preview:
    """A proposal with its lines sorted into parts; made off the GUI thread."""

    proposal: Proposal
    parts: Mapping[Part, Sequence[int]]

    @classmethod
    def of(cls, proposal: Proposal) -> "Preview":
        """Sort the lines of a proposal."""
        parts: dict[Part, array[int]] = {part: array("q") for part in Part if part is not Part.ALL}
        for row, line in enumerate(proposal.lines):
            parts[Part(line.outcome)].append(row)
            if line.warnings:
                parts[Part.WITH_REMARKS].append(row)
        return cls(proposal, {Part.ALL: range(len(proposal.lines)), **parts})


def options(line: ProposedLine) -> list[Decision]:
    """Return what the user may decide about a card, the usual first; empty when nothing."""
    if line.outcome not in _USUAL:
        return []
    if line.outcome is LineOutcome.UNCHANGED:
        return [_USUAL[line.outcome], Decision(Choice.ADD)]
    merges = [Decision(Choice.UPDATE, place) for place in range(len(line.people))]
    both = (
        [*merges, Decision(Choice.ADD)]
        if line.outcome is LineOutcome.SAME
        else [
            Decision(Choice.ADD),
            *merges,
        ]
    )
    return [*both, Decision(Choice.LEAVE_OUT)]


class Decisions:
    """The user's choices over one preview."""

    def __init__(self, preview: Preview) -> None:
        self._lines = preview.proposal.lines
        self._sources = preview.proposal.sources
        self._parts = preview.parts
        self._for_all = dict(_USUAL)
        self._chosen: dict[int, Decision] = {}  # where a card differs from all of its kind
        self._fates = Counter({Fate.REJECTED: len(preview.parts[Part.REJECTED])})
        for outcome, decision in _USUAL.items():
            self._fates[_fate(outcome, decision.choice)] += len(preview.parts[Part(outcome)])

    def of(self, row: int) -> Decision | None:
        """Return what will be done with a card; ``None`` where nothing can be decided."""
        return self._chosen.get(row) or self._for_all.get(self._lines[row].outcome)

    def fate(self, row: int) -> Fate:
        """Return how a card will be counted."""
        decision = self.of(row)
        return _fate(self._lines[row].outcome, decision.choice) if decision else Fate.REJECTED

    def count(self, fate: Fate) -> int:
        """Return how many cards will be counted so."""
        return self._fates[fate]

    def decide(self, row: int, decision: Decision) -> None:
        """Choose what is done with one card."""
        line = self._lines[row]
        if decision not in options(line):
            return
        self._fates[self.fate(row)] -= 1
        if decision == self._for_all[line.outcome]:
            self._chosen.pop(row, None)
        else:
            self._chosen[row] = decision
        self._fates[self.fate(row)] += 1

    def decide_many(self, rows: Iterable[int], choice: Choice) -> None:
        """Choose the same for many cards; a merge goes to the likeliest person."""
        decision = Decision(choice)
        for row in rows:
            self.decide(row, decision)

    def decide_all(self, part: Part, choice: Choice) -> None:
        """Choose the same for all cards of a kind, however many there are."""
        outcome = LineOutcome(part)
        for row in [row for row in self._chosen if self._lines[row].outcome is outcome]:
            self.decide(row, self._for_all[outcome])
        count = len(self._parts[part])
        self._fates[_fate(outcome, self._for_all[outcome].choice)] -= count
        self._for_all[outcome] = Decision(choice)
        self._fates[_fate(outcome, choice)] += count

    def settled(self) -> tuple[Proposal, dict[tuple[int, int], Choice]]:
        """Return the proposal and the choices as the service takes them.

        A service merges into the first likely person, so whoever the user
        picked instead is moved to the front.
        """
        lines = self._lines
        moved = {row: decision.person for row, decision in self._chosen.items() if decision.person}
        if moved:
            lines = list(lines)
            for row, place in moved.items():
                people = list(lines[row].people)
                people.insert(0, people.pop(place))
                lines[row] = replace(lines[row], people=tuple(people))
        choices = {
            (lines[row].source, lines[row].position): decision.choice
            for row, decision in self._differing()
        }
        return Proposal(self._sources, lines), choices

    def not_taken(self) -> Proposal:
        """Return the cards that are rejected or left out, as a proposal of their own."""
        lines = [self._lines[row] for row in self._parts[Part.REJECTED]]
        lines += [
            replace(self._lines[row], outcome=LineOutcome.REJECTED, rejection=Rejection.LEFT_OUT)
            for row, decision in self._differing()
            if decision.choice is Choice.LEAVE_OUT
        ]
        lines.sort(key=lambda line: (line.source, line.position))
        return Proposal(self._sources, lines)

    def _differing(self) -> Iterator[tuple[int, Decision]]:
        """Yield every card with which something else is done than proposed."""
        for outcome, usual in _USUAL.items():
            decision = self._for_all[outcome]
            if decision != usual:
                rows = self._parts[Part(outcome)]
                yield from ((row, decision) for row in rows if row not in self._chosen)
        for row, decision in self._chosen.items():
            if decision != _USUAL[self._lines[row].outcome]:
                yield row, decision
