"""The floor of an export: the hand-written tables of ``floor`` into vCard 3.0, line by line.

Notes stay behind, as they do in the program; what no column holds is written back.
"""

import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

Row = tuple[str, ...]

_LISTS = {
    "email": "SELECT person_id, label, address FROM email ORDER BY person_id, id",
    "telephone": "SELECT person_id, label, number FROM telephone ORDER BY person_id, id",
    "address": "SELECT person_id, label, street, city, postcode, country FROM address"
    " ORDER BY person_id, id",
    "organisation": "SELECT person_id, name, unit, title FROM organisation ORDER BY person_id, id",
    "occasion": "SELECT person_id, day FROM occasion ORDER BY person_id, id",
    "unknown": "SELECT person_id, name, value FROM unknown_line ORDER BY person_id, id",
    "tag": "SELECT person_id, word FROM person_tag JOIN tag ON tag.id = tag_id ORDER BY person_id",
    "photo": "SELECT person_id, data FROM photo ORDER BY person_id",
}
_PEOPLE_AT_ONCE = 500


def export_cards(connection: sqlite3.Connection, path: Path) -> int:
    """Write everybody to ``path``; return how many there were."""
    everybody = connection.execute(
        "SELECT id, uid, name, family, given, additional FROM person ORDER BY id"
    ).fetchall()
    lists = {name: _Sorted(connection, query) for name, query in _LISTS.items()}
    with path.open("w", encoding="utf-8", newline="") as file:
        for start in range(0, len(everybody), _PEOPLE_AT_ONCE):
            for person in everybody[start : start + _PEOPLE_AT_ONCE]:
                file.writelines(f"{_folded(line)}\r\n" for line in _lines(person, lists))
    return len(everybody)


class _Sorted:
    """The rows of one query, handed out person by person, in the order of their numbers."""

    def __init__(self, connection: sqlite3.Connection, query: str) -> None:
        self._rows = connection.execute(query)
        self._next = self._rows.fetchone()

    def of(self, person_id: int) -> Iterator[tuple[object, ...]]:
        while self._next is not None and self._next[0] == person_id:
            yield self._next[1:]
            self._next = self._rows.fetchone()


def _lines(person: tuple[object, ...], lists: dict[str, _Sorted]) -> Iterator[str]:
    person_id, uid, name, family, given, additional = person
    assert isinstance(person_id, int)
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"N:{_parts(family, given, additional, '', '')}"
    yield f"FN:{_escaped(name)}"
    for house, unit, title in lists["organisation"].of(person_id):
        yield f"ORG:{_parts(house, unit)}"
        yield f"TITLE:{_escaped(title)}"
    for label, address in lists["email"].of(person_id):
        yield f"EMAIL;{label}:{address}"
    for label, number in lists["telephone"].of(person_id):
        yield f"TEL;{label}:{number}"
    for label, street, city, postcode, country in lists["address"].of(person_id):
        yield f"ADR;{label}:{_parts('', '', street, city, '', postcode, country)}"
    for (day,) in lists["occasion"].of(person_id):
        yield f"BDAY:{day}"
    words = [_escaped(word) for (word,) in lists["tag"].of(person_id)]
    if words:
        yield f"CATEGORIES:{','.join(words)}"
    yield f"UID:{uid}"
    for name_of_line, value in lists["unknown"].of(person_id):
        yield f"{name_of_line}:{value}"
    for (data,) in lists["photo"].of(person_id):
        assert isinstance(data, bytes)
        yield f"PHOTO;ENCODING=b;TYPE=JPEG:{b64encode(data).decode()}"
    yield "END:VCARD"


def _escaped(value: object) -> str:
    text = str(value)
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _parts(*parts: object) -> str:
    return ";".join(map(_escaped, parts))


def _folded(line: str) -> str:
    data = line.encode()
    if len(data) <= 75:
        return line
    pieces = []
    while data:
        end = 74
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end].decode())
        data = data[end:]
    return "\r\n ".join(pieces)
