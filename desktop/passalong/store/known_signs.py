"""A quick "nobody": whether anybody in the tables can share a key with a card.

Most cards of most imports share nothing with anybody, and asking the tables
costs fifty times as much as looking at a few bits.  A bit that is set may be
somebody else's; then the tables are asked.  A bit that is not set is sure.
"""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from passalong.domain.card import PartialDate
from passalong.domain.same_person import Clues

OWN_UID = "urn:uuid:"
"""What stands before a person's own identifier where they have none from a card."""

_BITS = 1 << 26  # eight megabytes; a hundred thousand people set one in sixty
_MASK = _BITS - 1
_DIGEST, _UID, _EMAIL, _NAME, _TELEPHONE = (0x2545F491 * n for n in range(5))
_ANY_DAY = 0x1B873593  # stands for "whatever the birthday"
_NO_DAY = 0

_KEYS = (
    (_DIGEST, "SELECT digest FROM card"),
    (_UID, "SELECT card_uid FROM person WHERE card_uid <> ''"),
    (_UID, f"SELECT '{OWN_UID}' || uid FROM person"),
    (_EMAIL, "SELECT key FROM email"),
)
_BIRTHDAY = "AND o.label = 'birthday' AND o.day IS NOT NULL"
_DATED_KEYS = (
    (
        _NAME,
        "SELECT p.sort_name, o.month, o.day FROM person p"
        f" LEFT JOIN occasion o ON o.person_id = p.id {_BIRTHDAY}",
    ),
    (
        _TELEPHONE,
        "SELECT t.key, o.month, o.day FROM telephone t"
        f" LEFT JOIN occasion o ON o.person_id = t.person_id {_BIRTHDAY}",
    ),
)


class Marks(NamedTuple):
    """What matters of a card always, and what matters together with the birthday.

    Numbers below ``_BITS``: Python is slow with larger ones.
    """

    always: list[int]
    dated: list[int]


class Signs:
    """Bits of every key that somebody in the tables has.

    A name or number is kept together with the birthday, because namesakes of
    another day are no question to anybody.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._bits = bytearray(_BITS >> 3)
        for kind, query in _KEYS:
            self._set((hash(key) + kind) & _MASK for (key,) in connection.execute(query))
        for kind, query in _DATED_KEYS:
            for key, month, day in connection.execute(query):
                number = hash(key) + kind
                self._set(((number + _ANY_DAY) & _MASK, (number + _day(month, day)) & _MASK))

    def expect(self, marks: Marks, birthday: PartialDate | None) -> None:
        """Set the bits of somebody whom the tables will hold."""
        numbers = list(marks.always)
        day = _day(birthday.month, birthday.day) if birthday else _NO_DAY
        for number in marks.dated:
            numbers += ((number + _ANY_DAY) & _MASK, (number + day) & _MASK)
        self._set(numbers)

    def nobody(self, marks: Marks, birthday: PartialDate | None) -> bool:
        """Tell whether surely nobody shares anything with a card that would matter."""
        bits = self._bits
        always, dated = marks
        for number in always:
            if bits[number >> 3] & 1 << (number & 7):
                return False
        # Like those of the same day are those of whom no day is known.
        day = _day(birthday.month, birthday.day) if birthday else _ANY_DAY
        for number in dated:
            if birthday and bits[number >> 3] & 1 << (number & 7):
                return False
            number = (number + day) & _MASK
            if bits[number >> 3] & 1 << (number & 7):
                return False
        return True

    def _set(self, numbers: Iterable[int]) -> None:
        bits = self._bits
        for number in numbers:
            bits[number >> 3] |= 1 << (number & 7)


def marks_of(clues: Clues, digest: bytes) -> Marks:
    """Return the numbers that a card is known by."""
    always = [(hash(key) + _EMAIL) & _MASK for key in clues.emails]
    always.append((hash(digest) + _DIGEST) & _MASK)
    if clues.uid:
        always.append((hash(clues.uid) + _UID) & _MASK)
    dated = [(hash(key) + _TELEPHONE) & _MASK for key in clues.telephones]
    if clues.name:
        dated.append((hash(clues.name) + _NAME) & _MASK)
    return Marks(always, dated)


def _day(month: int | None, day: int | None) -> int:
    return ((month or 0) * 32 + day) * 0x9E3779B1 & _MASK if day is not None else _NO_DAY
