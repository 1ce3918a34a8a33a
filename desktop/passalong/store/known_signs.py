"""A quick "nobody": whether anybody in the tables can share a key with a card.

Most cards of most imports share nothing with anybody, and asking the tables
costs fifty times as much as looking at a few bits.  A bit that is set may be
somebody else's; then the tables are asked.  A bit that is not set is sure.
"""

import sqlite3
from collections.abc import Iterable

from passalong.domain.card import PartialDate
from passalong.domain.same_person import Clues

OWN_UID = "urn:uuid:"
"""What stands before a person's own identifier where they have none from a card."""

_BITS = 1 << 26  # eight megabytes; a hundred thousand people set one in sixty
_MASK = _BITS - 1
_DIGEST, _UID, _EMAIL, _NAME, _TELEPHONE = range(5)
_ANY_DAY = 0  # stands for "whatever the birthday"

_KEYS = (
    f"SELECT {_DIGEST}, digest FROM card",
    f"SELECT {_UID}, card_uid FROM person WHERE card_uid <> ''",
    f"SELECT {_UID}, '{OWN_UID}' || uid FROM person",
    f"SELECT {_EMAIL}, key FROM email",
)
_BIRTHDAY = "AND o.label = 'birthday' AND o.day IS NOT NULL"
_DATED_KEYS = (
    f"SELECT {_NAME}, p.sort_name, o.month, o.day FROM person p"
    f" LEFT JOIN occasion o ON o.person_id = p.id {_BIRTHDAY}",
    f"SELECT {_TELEPHONE}, t.key, o.month, o.day FROM telephone t"
    f" LEFT JOIN occasion o ON o.person_id = t.person_id {_BIRTHDAY}",
)


class Signs:
    """Bits of every key that somebody in the tables has.

    A name or number is kept together with the birthday, because namesakes of
    another day are no question to anybody.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._bits = bytearray(_BITS >> 3)
        for query in _KEYS:
            self._set(hash(sign) for sign in connection.execute(query))
        for query in _DATED_KEYS:
            for kind, key, month, day in connection.execute(query):
                known = (month, day) if day is not None else None
                self._set((hash((kind, key, _ANY_DAY)), hash((kind, key, known))))

    def expect(self, clues: Clues, digest: bytes, birthday: PartialDate | None) -> None:
        """Set the bits of somebody whom the tables will hold."""
        day = birthday[1:3] if birthday else None
        numbers = _plain(clues, digest)
        for key in clues.telephones:
            numbers += (hash((_TELEPHONE, key, _ANY_DAY)), hash((_TELEPHONE, key, day)))
        if clues.name:
            numbers += (hash((_NAME, clues.name, _ANY_DAY)), hash((_NAME, clues.name, day)))
        self._set(numbers)

    def nobody(self, clues: Clues, digest: bytes) -> bool:
        """Tell whether surely nobody shares anything with a card that would matter."""
        # Whose birthday is known is like those of the same day and those of no known day.
        days = (clues.birthday[1:3], None) if clues.birthday else (_ANY_DAY,)
        numbers = _plain(clues, digest)
        for day in days:
            numbers += [hash((_TELEPHONE, key, day)) for key in clues.telephones]
            if clues.name:
                numbers.append(hash((_NAME, clues.name, day)))
        bits = self._bits
        for number in numbers:  # noqa: SIM110 - "all" with a generator takes twice as long
            if bits[(number & _MASK) >> 3] & 1 << (number & 7):
                return False
        return True

    def _set(self, numbers: Iterable[int]) -> None:
        bits = self._bits
        for number in numbers:
            bits[(number & _MASK) >> 3] |= 1 << (number & 7)


def _plain(clues: Clues, digest: bytes) -> list[int]:
    """Return the numbers of what matters whatever the birthday."""
    numbers = [hash((_EMAIL, key)) for key in clues.emails]
    numbers.append(hash((_DIGEST, digest)))
    if clues.uid:
        numbers.append(hash((_UID, clues.uid)))
    return numbers
