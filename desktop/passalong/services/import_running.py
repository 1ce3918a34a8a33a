"""One run over the cards of an import: compare, then note or write, piece by piece.

The preview and the import itself are the same run over different books, so
they cannot disagree.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from passalong.collecting import without_collecting
from passalong.domain.card import ContactCard
from passalong.domain.merge import described, lacking, merged
from passalong.domain.proposal import (
    CardWarning,
    Choice,
    LikelyPerson,
    LineOutcome,
    ProposedLine,
    Rejection,
    WarningKind,
)
from passalong.services.import_books import Counts, NewPerson, Update
from passalong.services.import_comparing import Book, Comparing, Verdict
from passalong.services.import_reading import FoundLine
from passalong.store.bulk import Original

Seen = Callable[[ProposedLine, ContactCard | None], None]
"""Told of every card as it passes, with what was read from it."""

CARDS_AT_ONCE = 500
_BYTES_AT_ONCE = 1 << 20  # photos: a piece of 500 cards may weigh more than memory should


class WritableBook(Book, Protocol):
    """A book that can also be added to."""

    def next_id(self) -> int:
        """Return the number of the next new person."""

    def write(self, people: Sequence[NewPerson], updates: Sequence[Update]) -> None:
        """Add people, then what is new about others."""

    def finish(self, counts: Counts) -> None:
        """Do what is left once all pieces are written."""


class _Deed(NamedTuple):
    """What is done with a card after all: into whom, and what is added to them."""

    outcome: LineOutcome
    person_id: int = 0
    new: ContactCard | None = None


_ADD = _Deed(LineOutcome.NEW)


class Run:
    """One run over all cards of an import."""

    def __init__(
        self,
        book: WritableBook,
        choices: Mapping[tuple[int, int], Choice] | None = None,
        proposed: Mapping[tuple[int, int], ProposedLine] | None = None,
        seen: Seen | None = None,
    ) -> None:
        self._book = book
        self._choices = choices or {}
        self._proposed = proposed or {}
        self._seen = seen
        self._start = self._next = book.next_id()
        self.counts = Counts()

    def over(self, lines: Iterable[FoundLine]) -> None:
        """Go over the cards, in their order."""
        with without_collecting():
            for piece in _pieces(lines):
                self._go_over(piece)
            self._book.finish(self.counts)

    def _go_over(self, piece: list[FoundLine]) -> None:
        comparing = Comparing(self._book, piece)
        new: dict[int, NewPerson] = {}
        updates: list[Update] = []
        for index, line in enumerate(piece):
            verdict = comparing.verdict(index, line)
            if self._seen is not None:
                self._seen(proposed_line(line, verdict), line.found.card)
            deed = self._deed(comparing, line, verdict)
            self._count(deed.outcome)
            card = line.found.card
            if card is None or deed.outcome not in (LineOutcome.NEW, LineOutcome.SAME):
                continue
            original = Original(line.digest, card.original)
            if deed.outcome is LineOutcome.NEW:
                comparing.came(index, line, self._next, None)
                new[self._next] = NewPerson(self._next, card, (original,))
                self._next += 1
                continue
            into = comparing.card_of(deed.person_id)
            comparing.came(index, line, deed.person_id, into)
            if (fresh := new.get(deed.person_id)) is not None:
                new[fresh.id] = NewPerson(
                    fresh.id, merged(fresh.card, card), (*fresh.originals, original)
                )
            elif deed.new is not None:
                updates.append(Update(deed.person_id, deed.new, original))
        self._book.write(list(new.values()), updates)

    def _deed(self, comparing: Comparing, line: FoundLine, verdict: Verdict) -> _Deed:
        """Return what is done: what was proposed, or what the user chose instead."""
        if verdict.outcome is LineOutcome.NEW and not self._choices:
            return _ADD
        if verdict.outcome is LineOutcome.REJECTED:
            return _Deed(LineOutcome.REJECTED)
        place = (line.source, line.found.position)
        match self._choices.get(place):
            case Choice.LEAVE_OUT:
                return _Deed(LineOutcome.REJECTED)
            case Choice.ADD:
                return _Deed(LineOutcome.NEW)
            case Choice.UPDATE if verdict.people or place in self._proposed:
                return self._into(comparing, line, verdict)
        if verdict.outcome is LineOutcome.UNCLEAR:
            return _Deed(LineOutcome.NEW)
        person_id = verdict.people[0].id if verdict.people else 0
        return _Deed(verdict.outcome, person_id, verdict.new)

    def _into(self, comparing: Comparing, line: FoundLine, verdict: Verdict) -> _Deed:
        """Return what bringing a card into the person that the user saw does."""
        people: list[LikelyPerson] = list(verdict.people)
        shown = self._proposed.get((line.source, line.found.position))
        if shown is not None:
            # Whom this run brings may have another number by now; others keep theirs.
            people = [person for person in shown.people if person.id < self._start] + people
        card = line.found.card
        for person in people:
            ours = comparing.card_of(person.id)
            if ours is not None and card is not None:
                new = lacking(ours, card)
                if described(new):
                    return _Deed(LineOutcome.SAME, person.id, new)
                return _Deed(LineOutcome.UNCHANGED, person.id)
        return _Deed(LineOutcome.NEW)

    def _count(self, outcome: LineOutcome) -> None:
        counts = self.counts
        match outcome:
            case LineOutcome.NEW:
                counts.added += 1
            case LineOutcome.SAME:
                counts.updated += 1
            case LineOutcome.UNCHANGED:
                counts.unchanged += 1
            case _:
                counts.rejected += 1


def proposed_line(line: FoundLine, verdict: Verdict) -> ProposedLine:
    """Return the line of a preview that tells of a card."""
    found = line.found
    card = found.card
    return ProposedLine(
        source=line.source,
        position=found.position,
        offset=found.offset,
        length=found.length,
        digest=line.digest,
        name=card.name if card else line.name,
        outcome=verdict.outcome,
        people=verdict.people,
        adds=described(verdict.new) if verdict.new else (),
        warnings=(*found.warnings, *_PHOTO_GIVES_WAY[: verdict.photo_gives_way]),
        rejection=(found.rejection or Rejection.UNREADABLE) if card is None else None,
        rejection_detail=found.rejection_detail,
    )


_PHOTO_GIVES_WAY = (CardWarning(WarningKind.PHOTO_GIVES_WAY),)


def _pieces(lines: Iterable[FoundLine]) -> Iterator[list[FoundLine]]:
    piece: list[FoundLine] = []
    weight = 0
    for line in lines:
        piece.append(line)
        weight += line.found.length
        if len(piece) >= CARDS_AT_ONCE or weight >= _BYTES_AT_ONCE:
            yield piece
            piece, weight = [], 0
    if piece:
        yield piece
