"""What to do with each card of an import: compare it with everybody known.

Cards come in pieces.  The people whom the cards of a piece may be about are
fetched once; then its cards are decided one after the other, because each may
also be about somebody whom an earlier card of the same piece has just brought.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from passalong.domain.card import ContactCard, PartialDate
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

Found = dict[int, tuple[KnownPerson, Sameness]]


class Shelves(Protocol):
    """People by what they can be found by; see ``store.known_people``."""

    def by_uid(self, uid: str) -> Sequence[KnownPerson]: ...  # noqa: D102
    def by_name(  # noqa: D102
        self, name: str, birthday: PartialDate | None
    ) -> Sequence[KnownPerson]: ...
    def by_email(self, key: str) -> Sequence[KnownPerson]: ...  # noqa: D102
    def by_telephone(self, key: str) -> Sequence[KnownPerson]: ...  # noqa: D102
    def namesakes_by_email(self, key: str, name: str) -> Sequence[KnownPerson]: ...  # noqa: D102
    def namesakes_by_telephone(self, key: str, name: str) -> Sequence[KnownPerson]: ...  # noqa: D102


class Book(Shelves, Protocol):
    """Everybody known so far: those in the tables and those this run has brought."""

    def by_digest(self, digest: bytes) -> tuple[int, str] | None:
        """Return number and name of who has a card of exactly these bytes."""

    def cards(self, ids: Sequence[int]) -> dict[int, ContactCard]:
        """Return what is known of these people, as cards."""


class Verdict(NamedTuple):
    """What is proposed for one card.

    ``new`` is what the card adds to the first of ``people``, where that is known.
    """

    outcome: LineOutcome
    people: tuple[LikelyPerson, ...] = ()
    new: ContactCard | None = None


class _Piece:
    """The people whom the cards of one piece have brought, not in any table yet."""

    def __init__(self) -> None:
        self._uids: dict[str, list[KnownPerson]] = {}
        self._names: dict[str, list[KnownPerson]] = {}
        self._emails: dict[str, list[KnownPerson]] = {}
        self._telephones: dict[str, list[KnownPerson]] = {}

    def put(self, person: KnownPerson, clues: Clues) -> None:
        """File a person under everything a card says of them."""
        if clues.uid:
            self._uids.setdefault(clues.uid, []).append(person)
        if clues.name:
            self._names.setdefault(clues.name, []).append(person)
        for key in clues.emails:
            self._emails.setdefault(key, []).append(person)
        for key in clues.telephones:
            self._telephones.setdefault(key, []).append(person)

    def by_uid(self, uid: str) -> Sequence[KnownPerson]:
        return self._uids.get(uid, ())

    def by_name(self, name: str, birthday: PartialDate | None) -> Sequence[KnownPerson]:
        people = self._names.get(name, ())
        return [
            person
            for person in people[:TOO_MANY_TO_TELL]
            if not contradict(person.birthday, birthday)
        ]

    def by_email(self, key: str) -> Sequence[KnownPerson]:
        return self._emails.get(key, ())[:TOO_MANY_TO_TELL]

    def by_telephone(self, key: str) -> Sequence[KnownPerson]:
        return self._telephones.get(key, ())[:TOO_MANY_TO_TELL]

    def namesakes_by_email(self, key: str, name: str) -> Sequence[KnownPerson]:
        return [person for person in self._emails.get(key, ()) if person.sort_name == name]

    def namesakes_by_telephone(self, key: str, name: str) -> Sequence[KnownPerson]:
        return [person for person in self._telephones.get(key, ()) if person.sort_name == name]


class Comparing:
    """Decides about the cards of one piece, in their order."""

    def __init__(self, book: Book, lines: Sequence[FoundLine]) -> None:
        self._book = book
        self._here = _Piece()
        self._cards: dict[int, ContactCard] = {}
        self._digests: dict[bytes, tuple[int, str]] = {}
        self._clues = [clues_of(line.found.card) if line.found.card else None for line in lines]
        self._known: list[Found] = []
        self._ask(lines)

    def verdict(self, index: int, line: FoundLine) -> Verdict:
        """Say what the card at this place of the piece is."""
        card, clues = line.found.card, self._clues[index]
        if card is None or clues is None:
            return Verdict(LineOutcome.REJECTED)
        again = self._digests.get(line.digest)
        if again is not None:
            return Verdict(LineOutcome.UNCHANGED, (LikelyPerson(*again),))
        found = self._known[index]
        for number, entry in _candidates(self._here, clues).items():
            if number not in found or found[number][1] < entry[1]:
                found[number] = entry
        return self._among(card, found.values()) if found else Verdict(LineOutcome.NEW)

    def came(self, index: int, line: FoundLine, person_id: int, into: ContactCard | None) -> None:
        """Remember that a card became a person, or went into one who is like ``into``."""
        card, clues = line.found.card, self._clues[index]
        if card is None or clues is None:
            return
        name = into.name if into else card.name
        self._digests.setdefault(line.digest, (person_id, name))
        uid = into.uid if into and into.uid else card.uid
        person = KnownPerson(person_id, name, uid, sort_name(name), clues.birthday)
        self._here.put(person, clues)
        self._cards[person_id] = merged(into, card) if into else card

    def card_of(self, person_id: int) -> ContactCard | None:
        """Return what is known of a person, with what this piece has added."""
        if person_id not in self._cards:
            self._cards.update(self._book.cards([person_id]))
        return self._cards.get(person_id)

    def _among(self, card: ContactCard, people: Iterable[tuple[KnownPerson, Sameness]]) -> Verdict:
        """Decide between people of whom each may be the one."""
        certain = [person for person, how in people if how is Sameness.CERTAIN]
        chosen = sorted(certain or (person for person, _ in people), key=lambda person: person.id)
        by_uid = [person for person in certain if card.uid and person.uid == card.uid]
        if len(by_uid) == 1:
            chosen = certain = by_uid
        for person in chosen:
            if certain or person.sort_name == sort_name(card.name):
                ours = self.card_of(person.id)
                if ours is not None and is_nothing(lacking(ours, card)):
                    known = LikelyPerson(person.id, person.name)
                    return Verdict(LineOutcome.UNCHANGED, (known,))
        named = tuple([LikelyPerson(person.id, person.name) for person in chosen])
        if len(certain) == 1:
            ours = self.card_of(chosen[0].id)
            return Verdict(LineOutcome.SAME, named, lacking(ours, card) if ours else card)
        return Verdict(LineOutcome.UNCLEAR, named)

    def _ask(self, lines: Sequence[FoundLine]) -> None:
        """Look up whom the cards may be about, and fetch those to compare value by value."""
        wanted = set()
        for line, clues in zip(lines, self._clues, strict=True):
            found: Found = {}
            if clues is not None and line.digest not in self._digests:
                again = self._book.by_digest(line.digest)
                if again is not None:
                    self._digests[line.digest] = again
                else:
                    found = _candidates(self._book, clues)
            self._known.append(found)
            for person, how in found.values():
                if how is Sameness.CERTAIN or (clues and person.sort_name == clues.name):
                    wanted.add(person.id)
        if wanted:
            self._cards.update(self._book.cards(sorted(wanted)))


def _candidates(shelves: Shelves, clues: Clues) -> Found:
    """Return who may be the person that the clues speak of."""
    shared: dict[int, tuple[KnownPerson, set[str], set[str]]] = {}
    crowd: set[int] = set()
    for key in clues.emails:
        people = shelves.by_email(key)
        if len(people) >= TOO_MANY_TO_TELL:
            crowd.update(person.id for person in people)
            people = [*people, *shelves.namesakes_by_email(key, clues.name)]
        for person in people:
            shared.setdefault(person.id, (person, set(), set()))[1].add(key)
    for key in clues.telephones:
        people = shelves.by_telephone(key)
        if len(people) >= TOO_MANY_TO_TELL:
            crowd.update(person.id for person in people)
            people = [*people, *shelves.namesakes_by_telephone(key, clues.name)]
        for person in people:
            shared.setdefault(person.id, (person, set(), set()))[2].add(key)
    if clues.uid:
        for person in shelves.by_uid(clues.uid):
            crowd.discard(person.id)
            entry = shared.get(person.id, (person, set(), set()))
            shared[person.id] = (person, *entry[1:])  # theirs is the identifier that matched
    found: Found = {}
    for number, (person, emails, telephones) in shared.items():
        how = sameness(_clues_of(person, emails, telephones), clues)
        # A number that many share says nothing about one of them.
        if how is Sameness.CERTAIN or (how is Sameness.LIKELY and number not in crowd):
            found[number] = (person, how)
    if clues.name:
        for person in shelves.by_name(clues.name, clues.birthday):
            if person.id not in shared or person.id in crowd:
                found.setdefault(person.id, (person, Sameness.LIKELY))
    return found


def _clues_of(person: KnownPerson, emails: set[str], telephones: set[str]) -> Clues:
    return Clues(
        person.uid, person.sort_name, person.birthday, frozenset(emails), frozenset(telephones)
    )
