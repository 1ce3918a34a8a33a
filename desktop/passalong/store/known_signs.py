"""A quick "nobody": whether anybody in the tables can share a key with a card.

Most cards of most imports share nothing with anybody, and asking the tables
costs fifty times as much as looking at a bit.  A bit that is set may be
somebody else's; then the tables are asked.  A bit that is not set is sure.
"""

import sqlite3

from passalong.domain.card import PartialDate
from passalong.domain.same_person import Clues

_BITS = 1 << 24  # two megabytes; a hundred thousand people set one in ten
_MASK = _BITS - 1
_DIGEST, _CARD_UID, _OWN_UID, _EMAIL, _NAME, _TELEPHONE = range(6)
_ANY_DAY = object()  # stands for "whatever the birthday"

_KEYS = (
    f"SELECT {_DIGEST}, digest FROM card",
    f"SELECT {_CARD_UID}, card_uid FROM person WHERE card_uid <> ''",
    f"SELECT {_OWN_UID}, uid FROM person",
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
            for sign in connection.execute(query):
                self._set(hash(sign))
        for query in _DATED_KEYS:
            for kind, key, month, day in connection.execute(query):
                self._set_dated(kind, key, (month, day) if day is not None else None)

    def expect(self, clues: Clues, digest: bytes, birthday: PartialDate | None) -> None:
        """Set the bits of somebody whom the tables will hold."""
        self._set(hash((_DIGEST, digest)))
        if clues.uid:
            self._set(hash((_CARD_UID, clues.uid)))
        day = birthday[1:3] if birthday else None
        if clues.name:
            self._set_dated(_NAME, clues.name, day)
        for key in clues.emails:
            self._set(hash((_EMAIL, key)))
        for key in clues.telephones:
            self._set_dated(_TELEPHONE, key, day)

    def digest(self, digest: bytes) -> bool:
        """Tell whether somebody may have a card of these bytes."""
        return self._has(hash((_DIGEST, digest)))

    def card_uid(self, uid: str) -> bool:
        """Tell whether somebody may have come from a card with this identifier."""
        return self._has(hash((_CARD_UID, uid)))

    def own_uid(self, uid: str) -> bool:
        """Tell whether somebody may be called this by ourselves."""
        return self._has(hash((_OWN_UID, uid)))

    def email(self, key: str) -> bool:
        """Tell whether somebody may have this e-mail key."""
        return self._has(hash((_EMAIL, key)))

    def name(self, name: str, birthday: PartialDate | None) -> bool:
        """Tell whether there may be a namesake whose birthday does not contradict."""
        return self._has_dated(_NAME, name, birthday)

    def telephone(self, key: str, birthday: PartialDate | None) -> bool:
        """Tell whether somebody whose birthday does not contradict may have this number."""
        return self._has_dated(_TELEPHONE, key, birthday)

    def _set_dated(self, kind: int, key: str, day: tuple[object, ...] | None) -> None:
        self._set(hash((kind, key, _ANY_DAY)))
        self._set(hash((kind, key, day)))

    def _has_dated(self, kind: int, key: str, birthday: PartialDate | None) -> bool:
        if birthday is None:
            return self._has(hash((kind, key, _ANY_DAY)))
        day = birthday[1:3]
        return self._has(hash((kind, key, day))) or self._has(hash((kind, key, None)))

    def _set(self, number: int) -> None:
        self._bits[(number & _MASK) >> 3] |= 1 << (number & 7)

    def _has(self, number: int) -> bool:
        return bool(self._bits[(number & _MASK) >> 3] & 1 << (number & 7))
