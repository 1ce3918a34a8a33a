"""Whom a card may be about: the few people who share an identifier, address, number or name.

No question asks for more than a handful of people: thousands may share the
number of a switchboard.  Each is one prepared statement on one index, which
costs less than asking for many keys at once.
"""

import sqlite3
from typing import NamedTuple

from passalong.domain.card import PartialDate
from passalong.domain.same_person import TOO_MANY_TO_TELL, contradict
from passalong.store.known_signs import OWN_UID, Marks, Signs

_PERSON = "p.id, p.name, p.card_uid, p.sort_name, o.year, o.month, o.day"
_LIVING = "p.deleted_at IS NULL"
_BIRTHDAY = (
    "LEFT JOIN occasion o ON o.id = (SELECT min(id) FROM occasion"
    " WHERE person_id = p.id AND label = 'birthday' AND day IS NOT NULL)"
)
_OF_CARD_UID = f"SELECT {_PERSON} FROM person p {_BIRTHDAY} WHERE p.card_uid = ? AND {_LIVING}"
_OF_OWN_UID = f"SELECT {_PERSON} FROM person p {_BIRTHDAY} WHERE p.uid = ? AND {_LIVING}"
_OF_NAME = f"""
    SELECT {_PERSON} FROM (
        SELECT * FROM person WHERE sort_name = ? AND deleted_at IS NULL LIMIT {TOO_MANY_TO_TELL}
    ) p {_BIRTHDAY}
    WHERE o.id IS NULL OR ? IS NULL OR (
        o.day = ? AND o.month = ? AND (o.year = ? OR o.year IS NULL OR ? IS NULL))"""
_OF_DIGEST = (
    "SELECT p.id, p.name FROM card c JOIN person p ON p.id = c.person_id"
    f" WHERE c.digest = ? AND {_LIVING} ORDER BY p.id LIMIT 1"
)


def _sharing(table: str) -> str:
    return (
        f"SELECT {_PERSON} FROM {table} s CROSS JOIN person p ON p.id = s.person_id {_BIRTHDAY}"
        f" WHERE s.key = ? AND {_LIVING} LIMIT {TOO_MANY_TO_TELL}"
    )


def _sharing_with_namesakes(table: str) -> str:
    return (
        f"SELECT {_PERSON} FROM {table} s CROSS JOIN person p ON p.id = s.person_id {_BIRTHDAY}"
        f" WHERE s.key = ? AND p.sort_name = ? AND {_LIVING}"
    )


_EMAIL, _TELEPHONE = _sharing("email"), _sharing("telephone")
_EMAIL_AND_NAME = _sharing_with_namesakes("email")
_TELEPHONE_AND_NAME = _sharing_with_namesakes("telephone")


class KnownPerson(NamedTuple):
    """Somebody in the tables, with what tells them from a namesake."""

    id: int
    name: str
    uid: str
    sort_name: str
    birthday: PartialDate | None


class KnownPeople:
    """The people of one file who are not in the trash, by what cards share with them.

    ``birthday`` is the card's: who was born on another day is left out where a
    name or number alone would speak for them.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._signs: Signs | None = None
        self._asked = 0
        (self._people,) = connection.execute("SELECT count(*) FROM person").fetchone()

    def expect(self, marks: Marks, birthday: PartialDate | None) -> None:
        """Be told of somebody who is being written to the tables."""
        if self._signs is not None:
            self._signs.expect(marks, birthday)

    def nobody(self, marks: Marks, birthday: PartialDate | None) -> bool:
        """Tell whether surely nobody, written or expected, is to be compared with a card.

        The signs are gathered once as many cards were asked for as there are
        people: a few cards into a large book are not worth it.
        """
        if self._signs is None:
            self._asked += 1
            if self._asked <= self._people:
                return False
            self._signs = Signs(self._connection)
        return self._signs.nobody(marks, birthday)

    def by_digest(self, digest: bytes) -> tuple[int, str] | None:
        """Return number and name of who has a card of exactly these bytes."""
        row = self._connection.execute(_OF_DIGEST, (digest,)).fetchone()
        return (row[0], row[1]) if row else None

    def by_uid(self, uid: str) -> list[KnownPerson]:
        """Return who came from a card with this identifier, or has it as their own."""
        found = self._ask(_OF_CARD_UID, uid)
        if uid.startswith(OWN_UID):
            ours = self._ask(_OF_OWN_UID, uid[len(OWN_UID) :])
            found += [person._replace(uid=uid) for person in ours if person not in found]
        return found

    def by_name(self, name: str, birthday: PartialDate | None) -> list[KnownPerson]:
        """Return the first few people of a sort name."""
        year, month, day = birthday[:3] if birthday else (None, None, None)
        return self._ask(_OF_NAME, name, day, day, month, year, year)

    def by_email(self, key: str) -> list[KnownPerson]:
        """Return the first few people who have an e-mail key."""
        return self._ask(_EMAIL, key)

    def by_telephone(self, key: str, birthday: PartialDate | None) -> list[KnownPerson]:
        """Return the first few people who have a telephone key."""
        people = self._ask(_TELEPHONE, key)
        return [person for person in people if not contradict(person.birthday, birthday)]

    def namesakes_by_email(self, key: str, name: str) -> list[KnownPerson]:
        """Return everybody who has both an e-mail key and a sort name."""
        return self._ask(_EMAIL_AND_NAME, key, name)

    def namesakes_by_telephone(self, key: str, name: str) -> list[KnownPerson]:
        """Return everybody who has both a telephone key and a sort name."""
        return self._ask(_TELEPHONE_AND_NAME, key, name)

    def _ask(self, query: str, *keys: object) -> list[KnownPerson]:
        return [
            KnownPerson(
                number, name, uid, key, PartialDate(year, month, day) if day is not None else None
            )
            for number, name, uid, key, year, month, day in self._connection.execute(query, keys)
        ]
