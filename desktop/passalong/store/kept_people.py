"""Many people out of the tables at once, as cards.

Some fourteen queries for a whole piece of people rather than for each of them,
by the driver itself: an export of thousands and an import that compares with
thousands would otherwise spend their time on asking.
"""

import json
import sqlite3
from collections import defaultdict
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
_QUERIES["note"] = (
    "SELECT person_id, text FROM note WHERE deleted_at IS NULL AND"
    " person_id IN (SELECT value FROM json_each(?)) ORDER BY person_id, day, id"
)
_QUERIES["tag"] = (
    "SELECT person_id, word FROM person_tag JOIN tag ON tag.id = tag_id"
    " WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY person_id, person_tag.rowid"
)
_PHOTOS = (
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
    assets and needs, as lines of a card) may not, unless the user says so.
    ``card.uid`` is empty for people who did not come from a card.
    """

    id: int
    uid: str
    card: ContactCard
    notes: tuple[str, ...]
    private: tuple[UnknownLine, ...]


def kept_people(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, KeptPerson]:
    """Return these people, those in the trash too, by their numbers.

    Hand in some hundreds at a time: their photos are read as well.
    """
    these = json.dumps(list(ids))
    rows = {table: _grouped(connection, query, these) for table, query in _QUERIES.items()}
    rows["photo"] = _grouped(connection, _PHOTOS, these)
    return {
        person[0]: _person(
            person, {table: found.get(person[0], ()) for table, found in rows.items()}
        )
        for person in connection.execute(_PEOPLE, (these,))
    }


def living_people(connection: sqlite3.Connection) -> list[int]:
    """Return everybody who is not in the trash, in the order of the list."""
    query = "SELECT id FROM person WHERE deleted_at IS NULL ORDER BY sort_name, id"
    return [number for (number,) in connection.execute(query)]


def most_a_person(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the most of its kind that anybody has, at least one.

    In order: e-mails, telephones, addresses, links, organisations, days.
    """
    tables = ("email", "telephone", "postal_address", "link", "organisation", "occasion")
    query = "SELECT coalesce(max(n), 1) FROM (SELECT count(*) n FROM {} GROUP BY person_id)"
    return tuple([connection.execute(query.format(table)).fetchone()[0] for table in tables])


def _grouped(connection: sqlite3.Connection, query: str, these: str) -> Rows:
    found: Rows = defaultdict(list)
    for row in connection.execute(query, (these,)):
        found[row[0]].append(row[1:])
    return found


def _person(person: tuple[Any, ...], rows: dict[str, Iterable[tuple[Any, ...]]]) -> KeptPerson:
    person_id, uid, name, kind, card_uid, photo_url = person
    structured, others, nicknames = _names(rows["name"])
    card = ContactCard(
        name=name,
        structured=structured,
        other_names=others,
        nicknames=nicknames,
        emails=tuple([Email(row[0], row[1], bool(row[2])) for row in rows["email"]]),
        telephones=tuple([Telephone(row[0], row[1], bool(row[2])) for row in rows["telephone"]]),
        addresses=tuple([PostalAddress(*row) for row in rows["postal_address"]]),
        links=tuple([Link(*row) for row in rows["link"]]),
        organisations=tuple([Organisation(*row) for row in rows["organisation"]]),
        occasions=tuple([Occasion(row[0], PartialDate(*row[1:])) for row in rows["occasion"]]),
        tags=tuple([row[0] for row in rows["tag"]]),
        photo=next((Photo(*row) for row in rows["photo"]), None),
        photo_url=photo_url,
        uid=card_uid,
        kind=kind,
        unknown=tuple([UnknownLine(*row) for row in rows["unknown_line"]]),
    )
    notes = tuple([row[0] for row in rows["note"]])
    return KeptPerson(person_id, uid, card, notes, _private(rows))


def _names(
    rows: Iterable[tuple[str, ...]],
) -> tuple[StructuredName, tuple[str, ...], tuple[str, ...]]:
    structured, others, nicknames = StructuredName(), [], []
    for kind, text, *parts in rows:
        if kind == "structured":
            structured = StructuredName(*parts)
        elif kind == "other":
            others.append(text)
        else:
            nicknames.append(text)
    return structured, tuple(others), tuple(nicknames)


def _private(rows: dict[str, Iterable[tuple[Any, ...]]]) -> tuple[UnknownLine, ...]:
    lines = [private_line(kind, text) for kind in ("value", "asset") for (text,) in rows[kind]]
    lines += [
        private_line("need", text, date.fromisoformat(met_on) if met_on else None)
        for text, met_on in rows["need"]
    ]
    return tuple(lines)
