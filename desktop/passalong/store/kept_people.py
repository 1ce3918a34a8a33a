"""Many people out of the tables at once, as cards.

Some fourteen queries for a whole piece of people rather than for each of them,
by the driver itself: an export of thousands and an import that compares with
thousands would otherwise spend their time on asking.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from passalong.domain.card import (
    ContactCard,
    Email,
    Link,
    Occasion,
    Organisation,
    PartialDate,
    Photo,
    PostalAddress,
    StructuredName,
    Telephone,
    UnknownLine,
)
from passalong.domain.private_lines import private_line

_OF_THESE = "person_id IN (SELECT value FROM json_each(?)) ORDER BY person_id, id"
_QUERIES = {
    table: f"SELECT person_id, {columns} FROM {table} WHERE {_OF_THESE}"
    for table, columns in {
        "name": "kind, text, family, given, additional, prefix, suffix",
        "email": "address, label, preferred",
        "telephone": "number, label, preferred",
        "postal_address": "label, po_box, extended, street, city, region, postcode, country",
        "link": "url, label",
        "organisation": "name, department, title, role",
        "occasion": "label, year, month, day, text",
        "value": "text",
        "asset": "text",
        "need": "text, met_on",
        "unknown_line": "name, parameters, value, property_group",
    }.items()
}
_PRIVATE = ("note", "value", "asset", "need", "bind")
_QUERIES["bind"] = (
    "SELECT person_id, text, CASE WHEN state IN ('solved', 'faded')"
    " THEN date(touched_at, 'localtime') END FROM bind WHERE deleted_at IS NULL AND"
    " person_id IN (SELECT value FROM json_each(?)) ORDER BY person_id, id"
)
_QUERIES["note"] = (
    "SELECT person_id, text FROM note WHERE deleted_at IS NULL AND"
    " person_id IN (SELECT value FROM json_each(?)) ORDER BY person_id, day, id"
)
_QUERIES["tag"] = (
    "SELECT person_id, word FROM person_tag JOIN tag ON tag.id = tag_id"
    " WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY person_id, person_tag.rowid"
)
_QUERIES["photo"] = (
    "SELECT person_id, data, media_type FROM photo"
    " WHERE person_id IN (SELECT value FROM json_each(?))"
)
_PEOPLE = (
    "SELECT id, uid, name, kind, card_uid, photo_url FROM person"
    " WHERE id IN (SELECT value FROM json_each(?))"
)

Rows = dict[int, list[tuple[Any, ...]]]


class KeptPerson(NamedTuple):
    """Somebody as the tables have them.

    ``card`` is what may leave the program; ``notes`` and ``private`` (values,
    assets, needs and binds, as lines of a card) may not, unless the user says so.
    ``card.uid`` is empty for people who did not come from a card.
    """

    id: int
    uid: str
    card: ContactCard
    notes: tuple[str, ...]
    private: tuple[UnknownLine, ...]


def kept_people(
    connection: sqlite3.Connection, ids: Sequence[int], *, private: bool = True
) -> dict[int, KeptPerson]:
    """Return these people, those in the trash too, by their numbers.

    Hand in some hundreds at a time: their photos are read as well.  Without
    ``private`` notes and private lines are not even read.
    """
    these = json.dumps(list(ids))
    tables = {
        table: _grouped(connection, query, these)
        for table, query in _QUERIES.items()
        if private or table not in _PRIVATE
    }
    return {
        person[0]: _person(person, tables, private=private)
        for person in connection.execute(_PEOPLE, (these,))
    }


def living_people(connection: sqlite3.Connection) -> list[int]:
    """Return everybody who is not in the trash, as they came: their rows lie side by side."""
    query = "SELECT id FROM person WHERE deleted_at IS NULL ORDER BY id"
    return [number for (number,) in connection.execute(query)]


def most_a_person(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the most of its kind that anybody has, at least one.

    In order: e-mails, telephones, addresses, links, organisations, days.
    """
    tables = ("email", "telephone", "postal_address", "link", "organisation", "occasion")
    query = "SELECT coalesce(max(n), 1) FROM (SELECT count(*) n FROM {} GROUP BY person_id)"
    return tuple([connection.execute(query.format(table)).fetchone()[0] for table in tables])


def _grouped(connection: sqlite3.Connection, query: str, these: str) -> Rows:
    """Return the rows of each person; the first column is the person's number."""
    found: Rows = {}
    for row in connection.execute(query, (these,)):
        if row[0] in found:
            found[row[0]].append(row)
        else:
            found[row[0]] = [row]
    return found


def _person(person: tuple[Any, ...], tables: dict[str, Rows], *, private: bool) -> KeptPerson:
    number, uid, name, kind, card_uid, photo_url = person

    def rows(table: str) -> Iterable[tuple[Any, ...]]:
        return tables[table].get(number, ())

    structured, others, nicknames = _names(rows("name"))
    card = ContactCard(
        name,
        structured,
        others,
        nicknames,
        tuple([Email(address, label, bool(first)) for _, address, label, first in rows("email")]),
        tuple([Telephone(text, label, bool(first)) for _, text, label, first in rows("telephone")]),
        tuple([PostalAddress(*row[1:]) for row in rows("postal_address")]),
        tuple([Link(*row[1:]) for row in rows("link")]),
        tuple([Organisation(*row[1:]) for row in rows("organisation")]),
        tuple([Occasion(row[1], PartialDate(*row[2:])) for row in rows("occasion")]),
        (),
        tuple([word for _, word in rows("tag")]),
        next((Photo(data, media_type) for _, data, media_type in rows("photo")), None),
        photo_url,
        card_uid,
        kind,
        tuple([UnknownLine(*row[1:]) for row in rows("unknown_line")]),
    )
    if not private:
        return KeptPerson(number, uid, card, (), ())
    notes = tuple([text for _, text in rows("note")])
    lines = tuple(
        private_line(kind, text, date.fromisoformat(day[0]) if day and day[0] else None)
        for kind in ("value", "asset", "need", "bind")
        for _, text, *day in rows(kind)
    )
    return KeptPerson(number, uid, card, notes, lines)


def _names(
    rows: Iterable[tuple[Any, ...]],
) -> tuple[StructuredName, tuple[str, ...], tuple[str, ...]]:
    structured, others, nicknames = StructuredName(), [], []
    for row in rows:
        if row[1] == "structured":
            structured = StructuredName(*row[3:])
        elif row[1] == "other":
            others.append(row[2])
        else:
            nicknames.append(row[2])
    return structured, tuple(others), tuple(nicknames)
