"""What to do with each card of an import: compare it with everybody known.

Cards come in pieces.  For a piece the tables are asked once whom its cards may
be about; then its cards are decided one after the other, because each may also
be about somebody whom an earlier card of the same run has just brought.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from passalong.domain.card import ContactCard
from passalong.domain.keys import sort_name
from passalong.domain.merge import is_nothing, lacking, merged
from passalong.domain.proposal import LikelyPerson, LineOutcome
from passalong.domain.same_person import (
    TOO_MANY_TO_TELL,
    Clues,
    Sameness,
    clues_of,
    contradict,
    sameness,
)
from passalong.services.import_reading import FoundLine
from passalong.store.known_people import KnownPerson

_NOBODY: frozenset[str] = frozenset()


class Book(Protocol):
    """Everybody known so far: those in the tables and those this run has brought."""

    def by_uid(self, keys: Iterable[str]) -> Iterator[tuple[str, KnownPerson]]: ...  # noqa: D102
    def by_name(self, keys: Iterable[str]) -> Iterator[tuple[str, KnownPerson]]: ...  # noqa: D102
    def by_email(self, keys: Iterable[str]) -> Iterator[tuple[str, KnownPerson]]: ...  # noqa: D102
    def by_telephone(  # noqa: D102
        self, keys: Iterable[str]
    ) -> Iterator[tuple[str, KnownPerson]]: ...
    def namesakes_by_email(  # noqa: D102
        self, keys: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, KnownPerson]]: ...
    def namesakes_by_telephone(  # noqa: D102
        self, keys: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, KnownPerson]]: ...
    def by_digest(self, digests: Iterable[bytes]) -> dict[bytes, tuple[int, str]]: ...  # noqa: D102
    def cards(self, ids: Sequence[int]) -> dict[int, ContactCard]:
        """Return what is known of these people, as cards."""


class Verdict(NamedTuple):
    """What is proposed for one card.

    ``new`` is what the card adds to the first of ``people``, where that is known.
    """

    outcome: LineOutcome
    people: tuple[LikelyPerson, ...] = ()
    new: ContactCard | None = None


class _Shelves:
    """People by what they can be found by."""

    def __init__(self) -> None:
        self.uids: dict[str, list[KnownPerson]] = {}
        self.names: dict[str, list[KnownPerson]] = {}
        self.emails: dict[str, list[KnownPerson]] = {}
        self.telephones: dict[str, list[KnownPerson]] = {}

    def put(self, person: KnownPerson, clues: Clues) -> None:
        """File a person under everything a card says of them."""
        if clues.uid:
            self.uids.setdefault(clues.uid, []).append(person)
        if clues.name:
            self.names.setdefault(clues.name, []).append(person)
        for key in clues.emails:
            self.emails.setdefault(key, []).append(person)
        for key in clues.telephones:
            self.telephones.setdefault(key, []).append(person)

    def candidates(self, clues: Clues) -> dict[int, tuple[KnownPerson, Sameness]]:
        """Return who may be the person that the clues speak of."""
        shared: dict[int, tuple[KnownPerson, list[str], list[str]]] = {}
        crowded: set[int] = set()
        for place, keys, shelf in (
            (1, clues.emails, self.emails),
            (2, clues.telephones, self.telephones),
        ):
            for key in keys:
                people = shelf.get(key, ())
                if len(people) >= TOO_MANY_TO_TELL:
                    crowded.update(person.id for person in people)
                for person in people:
                    entry = shared.setdefault(person.id, (person, [], []))
                    entry[place].append(key)  # type: ignore[union-attr]
        for person in self.uids.get(clues.uid, ()) if clues.uid else ():
            crowded.discard(person.id)
            shared.setdefault(person.id, (person, [], []))
        found = {
            number: (person, sameness(_clues_of(person, emails, telephones), clues))
            for number, (person, emails, telephones) in shared.items()
        }
        for number in crowded:
            if found[number][1] is Sameness.LIKELY:
                del found[number]
        for person in self.names.get(clues.name, ()) if clues.name else ():
            if person.id not in found and not contradict(person.birthday, clues.birthday):
                found[person.id] = (person, Sameness.LIKELY)
        return found


class Comparing:
    """Decides about the cards of one piece, in their order."""

    def __init__(self, book: Book, lines: Sequence[FoundLine]) -> None:
        self._book = book
        cards = [line.found.card for line in lines]
        self._clues = [clues_of(card) if card else None for card in cards]
        self._digests = book.by_digest({line.digest for line in lines})
        self._known = self._shelves()
        self._here = _Shelves()
        self._cards: dict[int, ContactCard] = {}
        self._load(lines)

    def verdict(self, index: int, line: FoundLine) -> Verdict:
        """Say what the card at this place of the piece is."""
        card, clues = line.found.card, self._clues[index]
        if card is None or clues is None:
            return Verdict(LineOutcome.REJECTED)
        again = self._digests.get(line.digest)
        if again is not None:
            return Verdict(LineOutcome.UNCHANGED, (LikelyPerson(*again),))
        found = self._known.candidates(clues)
        for number, entry in self._here.candidates(clues).items():
            if number not in found or found[number][1] < entry[1]:
                found[number] = entry
        people = [entry for entry in found.values() if entry[1] is not Sameness.NO]
        return self._among(card, people) if people else Verdict(LineOutcome.NEW)

    def came(self, index: int, line: FoundLine, person_id: int, into: ContactCard | None) -> None:
        """Remember that a card became a person, or went into one who is like ``into``."""
        card, clues = line.found.card, self._clues[index]
        if card is None or clues is None:
            return
        name = into.name if into else card.name
        self._digests[line.digest] = (person_id, name)
        uid = into.uid if into and into.uid else card.uid
        self._here.put(KnownPerson(person_id, name, uid, sort_name(name), clues.birthday), clues)
        self._cards[person_id] = merged(into, card) if into else card

    def card_of(self, person_id: int) -> ContactCard | None:
        """Return what is known of a person, with what this piece has added."""
        if person_id not in self._cards:
            self._cards.update(self._book.cards([person_id]))
        return self._cards.get(person_id)

    def _among(self, card: ContactCard, people: list[tuple[KnownPerson, Sameness]]) -> Verdict:
        """Decide between people of whom each may be the one."""
        certain = [person for person, how in people if how is Sameness.CERTAIN]
        chosen = sorted(certain or (person for person, _ in people), key=lambda person: person.id)
        by_uid = [person for person in chosen if card.uid and person.uid == card.uid]
        if certain and len(by_uid) == 1:
            chosen = by_uid
        for person in chosen:
            if person.sort_name == sort_name(card.name) or certain:
                ours = self.card_of(person.id)
                new = lacking(ours, card) if ours else None
                if new is not None and is_nothing(new):
                    known = LikelyPerson(person.id, person.name)
                    return Verdict(LineOutcome.UNCHANGED, (known,))
        named = tuple([LikelyPerson(person.id, person.name) for person in chosen])
        if len(certain) == 1 or (certain and len(by_uid) == 1):
            ours = self.card_of(chosen[0].id)
            return Verdict(LineOutcome.SAME, named, lacking(ours, card) if ours else card)
        return Verdict(LineOutcome.UNCLEAR, named)

    def _shelves(self) -> _Shelves:
        """Ask the tables whom the cards of the piece may be about."""
        clues = [each for each in self._clues if each is not None]
        shelves = _Shelves()
        book = self._book
        for key, person in book.by_uid({each.uid for each in clues if each.uid}):
            shelves.uids.setdefault(key, []).append(person)
        for key, person in book.by_name({each.name for each in clues if each.name}):
            shelves.names.setdefault(key, []).append(person)
        for key, person in book.by_email({key for each in clues for key in each.emails}):
            shelves.emails.setdefault(key, []).append(person)
        for key, person in book.by_telephone({key for each in clues for key in each.telephones}):
            shelves.telephones.setdefault(key, []).append(person)
        self._add_namesakes(clues, shelves)
        return shelves

    def _add_namesakes(self, clues: list[Clues], shelves: _Shelves) -> None:
        """Ask again where so many share an address or number that not all were named."""
        for ask, shelf, field in (
            (self._book.namesakes_by_email, shelves.emails, "emails"),
            (self._book.namesakes_by_telephone, shelves.telephones, "telephones"),
        ):
            wanted = {
                (key, each.name)
                for each in clues
                for key in getattr(each, field)
                if each.name and len(shelf.get(key, ())) >= TOO_MANY_TO_TELL
            }
            for key, person in ask(wanted):
                if person not in shelf[key]:
                    shelf[key].append(person)

    def _load(self, lines: Sequence[FoundLine]) -> None:
        """Fetch the people that will be compared value by value, all at once."""
        wanted = set()
        for line, clues in zip(lines, self._clues, strict=True):
            if clues is None or line.digest in self._digests:
                continue
            for person, how in self._known.candidates(clues).values():
                if how is Sameness.CERTAIN or (
                    how is Sameness.LIKELY and person.sort_name == clues.name
                ):
                    wanted.add(person.id)
        if wanted:
            self._cards.update(self._book.cards(sorted(wanted)))


def _clues_of(person: KnownPerson, emails: list[str], telephones: list[str]) -> Clues:
    return Clues(
        person.uid,
        person.sort_name,
        person.birthday,
        frozenset(emails) if emails else _NOBODY,
        frozenset(telephones) if telephones else _NOBODY,
    )
