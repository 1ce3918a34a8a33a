"""What a person's line in the list says, gathered from the tables.

One ``ListEntry`` a living person: what the list paints, and every text the
search looks through, line by line, each with where it stands.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from passalong.domain.keys import folded
from passalong.domain.person import Field, Line

PIECE = 2000
"""People gathered at a time."""


class ListEntry(NamedTuple):
    """A row of ``list_entry`` without its position; the columns in their order.

    ``lines`` joins the texts by newlines; ``meta`` has ``field|day`` for each;
    ``folded`` what full-text search would not find without accents or script;
    ``parts`` the texts of which parts of words are found, folded.
    """

    person_id: int
    uid: str
    sort_name: str
    name: str
    headline: str
    has_photo: bool
    needs_something: bool
    lines: str
    meta: str
    folded: str
    parts: str


_IN_PARTS = {
    Field.NAME,
    Field.ORGANISATION,
    Field.EMAIL,
    Field.TELEPHONE,
    Field.ADDRESS,
    Field.LINK,
    Field.TAG,
}


def entry(
    person_id: int,
    uid: str,
    sort_name: str,
    name: str,
    headline: str,
    lines: Iterable[Line],
    *,
    has_photo: bool = False,
    needs_something: bool = False,
) -> ListEntry:
    """Return the entry that says these lines."""
    texts: list[str] = []
    meta: list[str] = []
    strange: list[str] = [] if name.isascii() else [folded(name)]
    parts = [folded(name)]
    for field, text, day in lines:
        text = " ".join(text.split()) if "\n" in text or "\r" in text else text
        texts.append(text)
        meta.append(f"{field}|{day.isoformat()}" if day else f"{field}|")
        if not text.isascii():
            strange.append(folded(text))
        if field in _IN_PARTS:
            parts.append(folded(text))
    return ListEntry(
        person_id,
        uid,
        sort_name,
        name,
        headline,
        has_photo,
        needs_something,
        "\n".join(texts),
        "\n".join(meta),
        "\n".join(strange),
        "\n".join(parts),
    )


def headline_of(title: str, organisation: str) -> str:
    """Return what stands below a name: title and organisation."""
    return f"{title} · {organisation}" if title and organisation else title or organisation


def said_lines(lines: str, meta: str) -> list[Line]:
    """Return the lines that an entry's two columns hold."""
    if not meta:
        return []
    return [_said(*each) for each in zip(lines.split("\n"), meta.split("\n"), strict=True)]


def lines_with(lines: str, meta: str, words: Sequence[str]) -> list[Line]:
    """Return those of an entry's lines that have one of the words, which are folded already.

    A list of found people is made of few of their lines, and quickly.
    """
    sought = [word for word in words if word]
    found: list[Line] = []
    for text, kind in zip(lines.split("\n"), meta.split("\n"), strict=True):
        plain = folded(text)
        for word in sought:
            if word in plain:
                found.append(_said(text, kind))
                break
    return found


def _said(text: str, meta: str) -> Line:
    kind, _, day = meta.partition("|")
    return Line(Field(kind), text, date.fromisoformat(day) if day else None)


_WRITTEN = "direction = 'from_me' AND channel NOT IN ('call', 'meeting')"
"""What the user wrote; when two speak, what is noted of it tells of both."""

IN_A_BIND = "deleted_at IS NULL AND state IN ('open', 'helping', 'handed_on')"
"""Of the table ``bind``: what still wants something."""

# Where each text of a person stands.  Every query gives (person id, text, day).
_LINES: tuple[tuple[Field, str], ...] = (
    (
        Field.NOTE,
        "SELECT person_id, text, day FROM note WHERE deleted_at IS NULL AND person_id IN ({ids})"
        " ORDER BY day DESC, id DESC",
    ),
    (
        Field.TAG,
        "SELECT person_id, word, NULL FROM person_tag JOIN tag ON tag.id = tag_id"
        " WHERE person_id IN ({ids}) ORDER BY word",
    ),
    (Field.VALUE, "SELECT person_id, text, NULL FROM value WHERE person_id IN ({ids}) ORDER BY id"),
    (Field.ASSET, "SELECT person_id, text, NULL FROM asset WHERE person_id IN ({ids}) ORDER BY id"),
    (
        Field.NEED,
        "SELECT person_id, text, since FROM need WHERE met_on IS NULL AND person_id IN ({ids})"
        " ORDER BY id",
    ),
    (
        Field.BIND,
        f"SELECT person_id, text, since FROM bind WHERE {IN_A_BIND} AND person_id IN ({{ids}})"
        " ORDER BY id",
    ),
    (
        Field.MATTER,
        "SELECT person_id, text, noted_on FROM matter WHERE person_id IN ({ids}) ORDER BY id",
    ),
    (
        Field.EXCHANGE,
        "SELECT person_id, text, date(at, 'localtime') FROM exchange WHERE text <> ''"
        f" AND deleted_at IS NULL AND NOT ({_WRITTEN}) AND person_id IN ({{ids}})"
        " ORDER BY at DESC, id DESC",
    ),
    (
        Field.SENT,
        "SELECT person_id, text, date(at, 'localtime') FROM exchange WHERE text <> ''"
        f" AND deleted_at IS NULL AND {_WRITTEN} AND person_id IN ({{ids}})"
        " ORDER BY at DESC, id DESC",
    ),
    (
        Field.NAME,
        "SELECT person_id, trim(text || ' ' || prefix || ' ' || given || ' ' || additional"
        " || ' ' || family || ' ' || suffix), NULL FROM name WHERE person_id IN ({ids})"
        " ORDER BY id",
    ),
    (
        Field.EMAIL,
        "SELECT person_id, address, NULL FROM email WHERE person_id IN ({ids}) ORDER BY id",
    ),
    (
        Field.TELEPHONE,
        "SELECT person_id, number, NULL FROM telephone WHERE person_id IN ({ids}) ORDER BY id",
    ),
    (
        Field.ADDRESS,
        "SELECT person_id, trim(po_box || ' ' || extended || ' ' || street || ' ' || postcode"
        " || ' ' || city || ' ' || region || ' ' || country), NULL FROM postal_address"
        " WHERE person_id IN ({ids}) ORDER BY id",
    ),
    (Field.LINK, "SELECT person_id, url, NULL FROM link WHERE person_id IN ({ids}) ORDER BY id"),
    (
        Field.OCCASION,
        "SELECT person_id, text, NULL FROM occasion WHERE text <> '' AND person_id IN ({ids})"
        " ORDER BY id",
    ),
)
_ORGANISATIONS = (
    "SELECT person_id, name, department, title, role FROM organisation"
    " WHERE person_id IN ({ids}) ORDER BY id"
)
_IDS = "SELECT value FROM json_each(?)"
_PEOPLE = (
    "SELECT id, uid, sort_name, name,"
    " EXISTS (SELECT 1 FROM photo WHERE person_id = person.id),"
    " EXISTS (SELECT 1 FROM need WHERE person_id = person.id AND met_on IS NULL)"
    f" OR EXISTS (SELECT 1 FROM bind WHERE person_id = person.id AND {IN_A_BIND})"
    " FROM person WHERE deleted_at IS NULL AND id IN ({ids})"
)


def gathered(connection: sqlite3.Connection, person_ids: Sequence[int]) -> list[ListEntry]:
    """Return the entries of those people who are not in the trash; at most ``PIECE`` of them."""
    ids = json.dumps(person_ids if isinstance(person_ids, list) else list(person_ids))

    def rows(query: str) -> list[tuple[Any, ...]]:
        # The same text each time, so that it is compiled once.
        return connection.execute(query.format(ids=_IDS), (ids,)).fetchall()

    lines: dict[int, list[Line]] = defaultdict(list)
    for field, query in _LINES:
        for person_id, text, day in rows(query):
            if text:
                lines[person_id].append(Line(field, text, date.fromisoformat(day) if day else None))
    headlines: dict[int, str] = {}
    for person_id, name, department, title, role in rows(_ORGANISATIONS):
        headlines.setdefault(person_id, headline_of(title or role, name))
        lines[person_id].extend(organisation_lines(name, department, title, role))
    return [
        entry(
            person_id,
            uid,
            sort_name,
            name,
            headlines.get(person_id, ""),
            lines[person_id],
            has_photo=bool(has_photo),
            needs_something=bool(needs_something),
        )
        for person_id, uid, sort_name, name, has_photo, needs_something in rows(_PEOPLE)
    ]


def organisation_lines(name: str, department: str, title: str, role: str) -> list[Line]:
    """Return what an organisation has to be found by."""
    where = ", ".join(part for part in (name, department) if part)
    what = ", ".join(part for part in (title, role) if part)
    found = [Line(Field.ORGANISATION, where)] if where else []
    return [*found, Line(Field.TITLE, what)] if what else found
