"""The floor: what an import costs when one writes it by hand for one kind of file.

A yardstick of ``bench``.  It reads whole files, knows vCard 3.0 only, guards
against nothing, compares with nobody and cannot be undone; but it stores the
same facts, keeps the card, builds the same two indexes, and is as durable.
"""

import sqlite3
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

_TABLES = """
CREATE TABLE person (id INTEGER PRIMARY KEY, uid TEXT, name TEXT, sort_name TEXT, family TEXT,
    given TEXT, additional TEXT);
CREATE TABLE email (id INTEGER PRIMARY KEY, person_id INT, address TEXT, key TEXT, label TEXT);
CREATE TABLE telephone (id INTEGER PRIMARY KEY, person_id INT, number TEXT, key TEXT, label TEXT);
CREATE TABLE address (id INTEGER PRIMARY KEY, person_id INT, label TEXT, street TEXT, city TEXT,
    postcode TEXT, country TEXT);
CREATE TABLE organisation (id INTEGER PRIMARY KEY, person_id INT, name TEXT, unit TEXT, title TEXT);
CREATE TABLE occasion (id INTEGER PRIMARY KEY, person_id INT, label TEXT, day TEXT);
CREATE TABLE note (id INTEGER PRIMARY KEY, person_id INT, text TEXT);
CREATE TABLE tag (id INTEGER PRIMARY KEY, word TEXT UNIQUE);
CREATE TABLE person_tag (person_id INT, tag_id INT, PRIMARY KEY (person_id, tag_id));
CREATE TABLE photo (person_id INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE card (id INTEGER PRIMARY KEY, person_id INT, original BLOB);
CREATE TABLE unknown_line (id INTEGER PRIMARY KEY, person_id INT, name TEXT, value TEXT);
CREATE TABLE listed (position INTEGER PRIMARY KEY, person_id INT, name TEXT, lines TEXT,
    parts TEXT);
CREATE INDEX email_person ON email (person_id);
CREATE INDEX email_key ON email (key);
CREATE INDEX telephone_person ON telephone (person_id);
CREATE INDEX telephone_key ON telephone (key);
CREATE INDEX address_person ON address (person_id);
CREATE INDEX organisation_person ON organisation (person_id);
CREATE INDEX occasion_person ON occasion (person_id);
CREATE INDEX note_person ON note (person_id);
CREATE INDEX card_person ON card (person_id);
CREATE INDEX unknown_person ON unknown_line (person_id);
CREATE VIRTUAL TABLE list_words USING fts5(name, lines, content='listed', content_rowid='position',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2', detail=column);
CREATE VIRTUAL TABLE list_parts USING fts5(parts, content='listed', content_rowid='position',
    tokenize='trigram', detail=none);
"""
_INSERTS = {
    "person": 7,
    "email": 5,
    "telephone": 5,
    "address": 7,
    "organisation": 5,
    "occasion": 4,
    "note": 3,
    "person_tag": 2,
    "photo": 2,
    "card": 3,
    "unknown_line": 4,
    "listed": 5,
}
_CARDS_AT_ONCE = 500

Rows = dict[str, list[tuple[object, ...]]]


def make_book(path: Path) -> sqlite3.Connection:
    """Make an empty book with the program's own durability."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.executescript(_TABLES)
    return connection


def import_cards(connection: sqlite3.Connection, path: Path) -> int:
    """Read a file of cards into the tables and indexes; return how many there were."""
    connection.execute("BEGIN IMMEDIATE")
    tags: dict[str, int] = {}
    rows: Rows = {table: [] for table in _INSERTS}
    number = 0
    for number, card in enumerate(_split(path.read_bytes()), 1):
        _gather(rows, tags, number, card)
        if number % _CARDS_AT_ONCE == 0:
            _insert(connection, rows)
    _insert(connection, rows)
    connection.executemany(
        "INSERT INTO tag (id, word) VALUES (?, ?)", [(key, word) for word, key in tags.items()]
    )
    connection.execute("INSERT INTO list_words (list_words) VALUES ('rebuild')")
    connection.execute("INSERT INTO list_parts (list_parts) VALUES ('rebuild')")
    connection.execute("COMMIT")
    return number


def _split(data: bytes) -> Iterator[bytes]:
    for piece in data.split(b"END:VCARD\r\n"):
        if piece:
            yield piece


# Flat on purpose: a yardstick must not pay for structure.
def _gather(rows: Rows, tags: dict[str, int], number: int, card: bytes) -> None:  # noqa: C901
    """Turn one card into rows: split the lines, unfold, unescape."""
    uid = name = unit = house = title = ""
    structured = ["", "", "", "", ""]
    texts: list[str] = []
    parts: list[str] = []
    for line in card.decode().replace("\r\n ", "").split("\r\n"):
        head, _, value = line.partition(":")
        kind, _, parameters = head.partition(";")
        match kind:
            case "FN":
                name = _plain(value)
                parts.append(name)
            case "N":
                structured = _pieces(value)
            case "EMAIL":
                rows["email"].append((None, number, value, value.casefold(), parameters))
                parts.append(value)
            case "TEL":
                digits = "".join(filter(str.isdigit, value))
                rows["telephone"].append((None, number, value, digits, parameters))
                parts.append(digits)
            case "ADR":
                _, _, street, city, _, postcode, country = _pieces(value)
                rows["address"].append((None, number, parameters, street, city, postcode, country))
                texts.append(f"{street}, {postcode} {city}, {country}")
            case "ORG":
                house, unit = _pieces(value)
                parts.append(house)
            case "TITLE":
                title = _plain(value)
            case "BDAY":
                rows["occasion"].append((None, number, "birthday", value))
                texts.append(value)
            case "NOTE":
                note = _plain(value)
                rows["note"].append((None, number, note))
                texts.append(note)
            case "CATEGORIES":
                for word in map(_plain, value.split(",")):
                    rows["person_tag"].append((number, tags.setdefault(word, len(tags) + 1)))
                    texts.append(word)
            case "UID":
                uid = value
            case "PHOTO":
                rows["photo"].append((number, b64decode(value)))
            case "REV":
                rows["unknown_line"].append((None, number, kind, value))
    family, given, additional, *_ = structured
    sort_name = f"{family} {given}".casefold()
    texts += [f"{title}, {house}", unit, *parts[1:]]
    rows["person"].append((number, uid, name, sort_name, family, given, additional))
    rows["organisation"].append((None, number, house, unit, title))
    rows["card"].append((None, number, card))
    rows["listed"].append((number << 16, number, name, "\n".join(texts), "\n".join(parts)))


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    for table, gathered in rows.items():
        places = ", ".join("?" * _INSERTS[table])
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", gathered)
        gathered.clear()


def _plain(value: str) -> str:
    if "\\" not in value:
        return value
    return value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def _pieces(value: str) -> list[str]:
    if "\\" not in value:
        return value.split(";")
    return [
        _plain(piece)
        for piece in value.replace("\\;", "\0").replace(";", "\1").replace("\0", "\\;").split("\1")
    ]
