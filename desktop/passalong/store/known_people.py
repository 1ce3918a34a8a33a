"""Whom a card may be about: the few people who share an identifier, address, number or name.

Every question is asked for a whole piece of cards at once, and asks for no
more than a handful of people each: thousands may share a switchboard's number.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from passalong.domain.card import PartialDate
from passalong.domain.same_person import TOO_MANY_TO_TELL

OWN_UID = "urn:uuid:"
"""What stands before a person's own identifier where they have none from a card."""

_PERSON = "p.id, p.name, p.card_uid, p.sort_name, o.year, o.month, o.day"
_LIVING = "p.deleted_at IS NULL"
_BIRTHDAY = (
    "LEFT JOIN occasion o ON o.id = (SELECT min(id) FROM occasion"
    " WHERE person_id = p.id AND label = 'birthday' AND day IS NOT NULL)"
)


def _sharing(table: str) -> str:
    return f"""
    SELECT k.value, {_PERSON} FROM json_each(?) k
    CROSS JOIN {table} t ON t.id IN (
        SELECT s.id FROM {table} s CROSS JOIN person p ON p.id = s.person_id AND {_LIVING}
        WHERE s.key = k.value LIMIT {TOO_MANY_TO_TELL})
    CROSS JOIN person p ON p.id = t.person_id {_BIRTHDAY}"""  # noqa: S608 - ours


def _sharing_with_namesakes(table: str) -> str:
    return f"""
    SELECT json_extract(k.value, '$[0]'), {_PERSON} FROM json_each(?) k
    CROSS JOIN {table} t ON t.key = json_extract(k.value, '$[0]')
    CROSS JOIN person p ON p.id = t.person_id AND {_LIVING}
        AND p.sort_name = json_extract(k.value, '$[1]')
    {_BIRTHDAY}"""  # noqa: S608 - ours


_NAMESAKES = f"""
    SELECT k.value, {_PERSON} FROM json_each(?) k
    CROSS JOIN person p ON p.id IN (
        SELECT s.id FROM person s WHERE s.sort_name = k.value AND s.deleted_at IS NULL
        LIMIT {TOO_MANY_TO_TELL})
    {_BIRTHDAY}"""  # noqa: S608 - ours
_OF_CARD_UID = f"""
    SELECT k.value, {_PERSON} FROM json_each(?) k
    CROSS JOIN person p ON p.card_uid = k.value AND {_LIVING} {_BIRTHDAY}"""  # noqa: S608 - ours
_OF_OWN_UID = f"""
    SELECT k.value, {_PERSON} FROM json_each(?) k
    CROSS JOIN person p ON p.uid = substr(k.value, {len(OWN_UID) + 1}) AND {_LIVING}
    {_BIRTHDAY}"""  # noqa: S608 - ours
_OF_DIGEST = """
    SELECT c.digest, p.id, p.name FROM card c
    JOIN person p ON p.id = c.person_id AND p.deleted_at IS NULL
    WHERE c.digest IN ({}) ORDER BY p.id DESC"""


class KnownPerson(NamedTuple):
    """Somebody in the tables, with what tells them from a namesake."""

    id: int
    name: str
    uid: str
    sort_name: str
    birthday: PartialDate | None


class KnownPeople:
    """The people of one file, found by what cards have in common with them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def by_uid(self, uids: Iterable[str]) -> Iterator[tuple[str, KnownPerson]]:
        """Yield who came from a card with one of these identifiers, or has it as their own."""
        uids = list(uids)
        yield from self._ask(_OF_CARD_UID, uids)
        own = [uid for uid in uids if uid.startswith(OWN_UID)]
        for uid, person in self._ask(_OF_OWN_UID, own):
            yield uid, person._replace(uid=uid)

    def by_name(self, names: Iterable[str]) -> Iterator[tuple[str, KnownPerson]]:
        """Yield the first few people of each of these sort names."""
        return self._ask(_NAMESAKES, list(names))

    def by_email(self, keys: Iterable[str]) -> Iterator[tuple[str, KnownPerson]]:
        """Yield the first few people who have each of these e-mail keys."""
        return self._ask(_EMAIL, list(keys))

    def by_telephone(self, keys: Iterable[str]) -> Iterator[tuple[str, KnownPerson]]:
        """Yield the first few people who have each of these telephone keys."""
        return self._ask(_TELEPHONE, list(keys))

    def namesakes_by_email(
        self, keys_and_names: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, KnownPerson]]:
        """Yield everybody who has both the e-mail key and the sort name."""
        return self._ask(_EMAIL_AND_NAME, list(keys_and_names))

    def namesakes_by_telephone(
        self, keys_and_names: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, KnownPerson]]:
        """Yield everybody who has both the telephone key and the sort name."""
        return self._ask(_TELEPHONE_AND_NAME, list(keys_and_names))

    def by_digest(self, digests: Iterable[bytes]) -> dict[bytes, tuple[int, str]]:
        """Return who already has a card of exactly these bytes: number and name."""
        these = list(digests)
        query = _OF_DIGEST.format(", ".join("?" * len(these)))
        rows = self._connection.execute(query, these)
        return {digest: (person_id, name) for digest, person_id, name in rows}

    def _ask(self, query: str, keys: Sequence[object]) -> Iterator[tuple[str, KnownPerson]]:
        if not keys:
            return
        for key, person_id, name, uid, sort_name, year, month, day in self._connection.execute(
            query, (json.dumps(keys),)
        ):
            birthday = PartialDate(year, month, day) if day is not None else None
            yield key, KnownPerson(person_id, name, uid, sort_name, birthday)


_EMAIL, _TELEPHONE = _sharing("email"), _sharing("telephone")
_EMAIL_AND_NAME = _sharing_with_namesakes("email")
_TELEPHONE_AND_NAME = _sharing_with_namesakes("telephone")
