"""What to do with each card of an import: compare it with everybody known.

Cards come in pieces.  The people whom the cards of a piece may be about are
fetched once; then its cards are decided one after the other, because each may
also be about somebody whom an earlier card of the same piece has just brought.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from passalong.domain.card import ContactCard, PartialDate
from passalong.domain.keys import sort_name
from passalong.domain.merge import has_another_photo, is_nothing, lacking, merged
from passalong.domain.namesakes import told_apart, told_from
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
from passalong.store.known_signs import Marks, marks_of

Found = dict[int, tuple[KnownPerson, Sameness]]

_Namesakes = Callable[[str, str], Sequence[KnownPerson]]
_EMAILS, _TELEPHONES = 1, 2


class Shelves(Protocol):
    """People by what they can be found by; see ``store.known_people``."""

    def by_uid(self, uid: str) -> Sequence[KnownPerson]: ...  # noqa: D102
    def by_name(  # noqa: D102
        self, name: str, birthday: PartialDate | None
    ) -> Sequence[KnownPerson]: ...
    def by_email(self, key: str) -> Sequence[KnownPerson]: ...  # noqa: D102
    def by_telephone(  # noqa: D102
        self, key: str, birthday: PartialDate | None
    ) -> Sequence[KnownPerson]: ...
    def namesakes_by_email(self, key: str, name: str) -> Sequence[KnownPerson]: ...  # noqa: D102
    def namesakes_by_telephone(self, key: str, name: str) -> Sequence[KnownPerson]: ...  # noqa: D102


class Book(Shelves, Protocol):
    """Everybody known so far: those in the tables and those this run has brought."""

    def by_digest(self, digest: bytes) -> tuple[int, str] | None:
        """Return number and name of who has a card of exactly these bytes."""

    def nobody(self, marks: Marks, birthday: PartialDate | None) -> bool:
        """Tell whether surely nobody, written or expected, is to be compared with a card."""

    def expect(self, marks: Marks, birthday: PartialDate | None) -> None:
        """Be told of somebody who is being written; no birthday stands for any."""

    def cards(self, ids: Sequence[int]) -> dict[int, ContactCard]:
        """Return what is known of these people, as cards."""


class Verdict(NamedTuple):
    """What is proposed for one card.

    ``new`` is what the card adds to the first of ``people``, where that is known;
    ``photo_gives_way`` says that they have another photo than the card.
    """

    outcome: LineOutcome
    people: tuple[LikelyPerson, ...] = ()
    new: ContactCard | None = None
    photo_gives_way: bool = False


_NEW = Verdict(LineOutcome.NEW)


class _Piece:
    """The people whom the cards of one piece have brought, not in any table yet.

    Only keys that two cards of the piece share are worth filing anything under.
    """

    def __init__(self, every: Iterable[Clues | None]) -> None:
        seen: set[str] = set()
        shared: set[str] = set()
        self._keys: list[set[str]] = []
        for clues in every:
            keys = set[str]()
            if clues is not None:
                keys = {clues.name, clues.uid, *clues.emails, *clues.telephones}
                if not seen.isdisjoint(keys):
                    shared |= keys & seen
                seen |= keys
            self._keys.append(keys)
        shared.discard("")
        self._shared = shared
        self._uids: dict[str, list[KnownPerson]] = {}
        self._names: dict[str, list[KnownPerson]] = {}
        self._emails: dict[str, list[KnownPerson]] = {}
        self._telephones: dict[str, list[KnownPerson]] = {}

    def may_know(self, index: int) -> bool:
        """Tell whether anything can be filed under a key of the card at this place."""
        return not self._shared.isdisjoint(self._keys[index])

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
        return _not_contradicting(self._names.get(name, ())[:TOO_MANY_TO_TELL], birthday)

    def by_email(self, key: str) -> Sequence[KnownPerson]:
        return self._emails.get(key, ())[:TOO_MANY_TO_TELL]

    def by_telephone(self, key: str, birthday: PartialDate | None) -> Sequence[KnownPerson]:
        return _not_contradicting(self._telephones.get(key, ())[:TOO_MANY_TO_TELL], birthday)

    def namesakes_by_email(self, key: str, name: str) -> Sequence[KnownPerson]:
        return [person for person in self._emails.get(key, ()) if person.sort_name == name]

    def namesakes_by_telephone(self, key: str, name: str) -> Sequence[KnownPerson]:
        return [person for person in self._telephones.get(key, ()) if person.sort_name == name]


class Comparing:
    """Decides about the cards of one piece, in their order."""

    def __init__(self, book: Book, lines: Sequence[FoundLine]) -> None:
        self._book = book
        self._cards: dict[int, ContactCard] = {}
        self._digests: dict[bytes, tuple[int, str]] = {}
        self._clues = [clues_of(line.found.card) if line.found.card else None for line in lines]
        self._here = _Piece(self._clues)
        self._marks: list[Marks] = []
        self._known: list[Found] = []
        self._ask(lines)

    def verdict(self, index: int, line: FoundLine) -> Verdict:
        """Say what the card at this place of the piece is."""
        card, clues = line.found.card, self._clues[index]
        if card is None or clues is None:
            return Verdict(LineOutcome.REJECTED)
        found = self._known[index]
        again = self._digests.get(line.digest)
        if again is not None:
            return Verdict(LineOutcome.UNCHANGED, (LikelyPerson(*again),))
        if self._here.may_know(index):
            for number, entry in _candidates(self._here, clues).items():
                if number not in found or found[number][1] < entry[1]:
                    found[number] = entry
        return self._among(card, found.values()) if found else _NEW

    def came(self, index: int, line: FoundLine, person_id: int, into: ContactCard | None) -> None:
        """Remember that a card became a person, or went into one who is like ``into``."""
        card, clues = line.found.card, self._clues[index]
        if card is None or clues is None:
            return
        name = into.name if into else card.name
        self._digests.setdefault(line.digest, (person_id, name))
        if self._here.may_know(index):
            uid = into.uid if into and into.uid else card.uid
            person = KnownPerson(person_id, name, uid, sort_name(name), clues.birthday)
            self._here.put(person, clues)
        self._book.expect(self._marks[index], None if into else clues.birthday)
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
                    return Verdict(
                        LineOutcome.UNCHANGED,
                        (known,),
                        photo_gives_way=has_another_photo(ours, card),
                    )
        named = tuple([LikelyPerson(person.id, person.name) for person in chosen])
        if len(certain) == 1:
            ours = self.card_of(chosen[0].id)
            if ours is None:
                return Verdict(LineOutcome.SAME, named, card)
            other = has_another_photo(ours, card)
            return Verdict(LineOutcome.SAME, named, lacking(ours, card), other)
        return Verdict(LineOutcome.UNCLEAR, self._told_apart(named, card))

    def _told_apart(
        self, people: tuple[LikelyPerson, ...], card: ContactCard
    ) -> tuple[LikelyPerson, ...]:
        """Say by what those are known whom a name does not tell, so that the user can choose."""
        names = Counter(sort_name(person.name) for person in people)
        alike = [person for person in people if names[sort_name(person.name)] > 1]
        known_by = dict(zip(alike, told_apart([self._kept(each) for each in alike]), strict=True))
        for person in people:
            if person not in known_by and sort_name(person.name) == sort_name(card.name):
                known_by[person] = told_from(self._kept(person), card)
        return tuple(person._replace(known_by=known_by.get(person, "")) for person in people)

    def _kept(self, person: LikelyPerson) -> ContactCard:
        return self.card_of(person.id) or ContactCard(person.name)

    def _ask(self, lines: Sequence[FoundLine]) -> None:
        """Look up whom the cards may be about, and fetch those to compare value by value."""
        wanted = set[int]()
        for line, clues in zip(lines, self._clues, strict=True):
            found: Found = {}
            marks = marks_of(clues, line.digest) if clues else Marks([], [])
            self._marks.append(marks)
            if (
                clues is not None
                and line.digest not in self._digests
                and not self._book.nobody(marks, clues.birthday)
            ):
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


class _Sharing:
    """People who share keys with a card, and which of them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.people: dict[int, tuple[KnownPerson, set[str], set[str]]] = {}
        self.crowd: set[int] = set()  # those known only by what many share

    def add(
        self, place: int, key: str, people: Sequence[KnownPerson], namesakes: _Namesakes
    ) -> None:
        """Note who shares an e-mail address or a number."""
        if len(people) >= TOO_MANY_TO_TELL:
            self.crowd.update(person.id for person in people)
            people = [*people, *namesakes(key, self._name)]
        for person in people:
            entry = self.people.setdefault(person.id, (person, set(), set()))
            (entry[1] if place == _EMAILS else entry[2]).add(key)

    def identify(self, people: Iterable[KnownPerson]) -> None:
        """Note who has the card's identifier; theirs is the spelling that matched."""
        for person in people:
            self.crowd.discard(person.id)
            _, emails, telephones = self.people.get(person.id, (person, set(), set()))
            self.people[person.id] = (person, emails, telephones)


def _not_contradicting(
    people: Sequence[KnownPerson], birthday: PartialDate | None
) -> Sequence[KnownPerson]:
    return [person for person in people if not contradict(person.birthday, birthday)]


def _candidates(shelves: Shelves, clues: Clues) -> Found:
    """Return who may be the person that the clues speak of."""
    sharing: _Sharing | None = None
    for key in clues.emails:
        if people := shelves.by_email(key):
            sharing = sharing or _Sharing(clues.name)
            sharing.add(_EMAILS, key, people, shelves.namesakes_by_email)
    for key in clues.telephones:
        if people := shelves.by_telephone(key, clues.birthday):
            sharing = sharing or _Sharing(clues.name)
            sharing.add(_TELEPHONES, key, people, shelves.namesakes_by_telephone)
    if clues.uid and (people := shelves.by_uid(clues.uid)):
        sharing = sharing or _Sharing(clues.name)
        sharing.identify(people)
    namesakes = shelves.by_name(clues.name, clues.birthday) if clues.name else ()
    return _judged(clues, sharing, namesakes) if sharing or namesakes else {}


def _judged(clues: Clues, sharing: _Sharing | None, namesakes: Sequence[KnownPerson]) -> Found:
    """Return who of these may be the person, and how sure that is."""
    sharing = sharing or _Sharing(clues.name)
    found: Found = {}
    for number, (person, emails, telephones) in sharing.people.items():
        how = sameness(_clues_of(person, emails, telephones), clues)
        if how is Sameness.CERTAIN or (how is Sameness.LIKELY and number not in sharing.crowd):
            found[number] = (person, how)
    for person in namesakes:
        if person.id not in sharing.people or person.id in sharing.crowd:
            found.setdefault(person.id, (person, Sameness.LIKELY))
    return found


def _clues_of(person: KnownPerson, emails: set[str], telephones: set[str]) -> Clues:
    return Clues(
        person.uid, person.sort_name, person.birthday, frozenset(emails), frozenset(telephones)
    )
