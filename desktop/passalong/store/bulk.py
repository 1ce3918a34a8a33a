"""Many people into the tables at once: plain tuples, by the driver itself.

Mapped objects cost eight times as much.  What a card has becomes one tuple a
row; ``BulkWriter`` inserts them table by table on the session's own connection,
so that all of it is one transaction with whatever else the session does.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import NamedTuple

from passalong.domain.card import ContactCard
from passalong.domain.keys import email_key, sort_name, tag_key, telephone_key
from passalong.domain.private_lines import is_private, told_in_line

_COLUMNS = {
    "person": "id, uid, name, sort_name, kind, card_uid, bond, is_me, is_sample, photo_url,"
    " import_batch_id, created_at, updated_at",
    "name": "person_id, kind, text, family, given, additional, prefix, suffix",
    "email": "person_id, address, key, label, preferred",
    "telephone": "person_id, number, key, label, preferred",
    "postal_address": "person_id, label, po_box, extended, street, city, region, postcode, country",
    "link": "person_id, url, label",
    "organisation": "person_id, name, department, title, role",
    "occasion": "person_id, label, year, month, day, text",
    "photo": "person_id, data, media_type",
    "note": "person_id, uid, text, origin, day, created_at, updated_at",
    "value": "person_id, uid, text",
    "asset": "person_id, uid, text",
    "need": "person_id, uid, text, since, met_on",
    "bind": "person_id, uid, text, since, state, promise, would_count, is_urgent, just_listen,"
    " touched_at, asked_whether_faded, is_sample, created_at, updated_at",
    "unknown_line": "person_id, property_group, name, parameters, value",
    "person_tag": "person_id, tag_id",
    "card": "person_id, import_batch_id, digest, original",
}
_INSERT = {
    table: f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * (columns.count(',') + 1))})"
    for table, columns in _COLUMNS.items()
}
_ROOM = 32_000  # kB
TABLES = tuple(_COLUMNS)
_NAMED_BY_PERSON = {"photo", "person_tag"}


class Original(NamedTuple):
    """A card as it was found, with the digest it is recognised by."""

    digest: bytes
    data: bytes


class RowRange(NamedTuple):
    """Rows that were inserted into one table in one go."""

    table: str
    first: int
    last: int


def stored_moment(moment: datetime) -> str:
    """Return a moment as the store's own type writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


@contextmanager
def roomy(connection: sqlite3.Connection) -> Iterator[None]:
    """Give a connection more memory for a while, so that pages are written once."""
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_ROOM}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")
        connection.execute("PRAGMA shrink_memory")


class BulkWriter:
    """Gathers rows of people and inserts them."""

    def __init__(self, connection: sqlite3.Connection, batch_id: int | None, now: datetime) -> None:
        self._connection = connection
        self._batch_id = batch_id
        self._now = stored_moment(now)
        self._today = now.date().isoformat()
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _COLUMNS}
        self._tags: dict[str, tuple[int, str]] = {
            key: (tag_id, word)
            for key, tag_id, word in connection.execute("SELECT key, id, word FROM tag")
        }
        self._new_tags: list[RowRange] = []
        self._uids = _fresh_uids()

    def add_person(self, person_id: int, card: ContactCard, originals: Iterable[Original]) -> str:
        """Gather a new person and return their uid."""
        uid = next(self._uids)
        self._rows["person"].append(
            (
                person_id,
                uid,
                card.name,
                sort_name(card.name),
                card.kind,
                card.uid,
                "light",
                0,
                0,
                card.photo_url,
                self._batch_id,
                self._now,
                self._now,
            )
        )
        self.add_to_person(person_id, card)
        for original in originals:
            self.keep_card(person_id, original)
        return uid

    def keep_card(self, person_id: int, original: Original) -> None:
        """Gather a card to be kept whole."""
        self._rows["card"].append((person_id, self._batch_id, original.digest, original.data))

    def add_to_person(self, person_id: int, card: ContactCard) -> None:
        """Gather everything a card has besides the columns of the person."""
        rows = self._rows
        self._add_names(person_id, card)
        for address, label, preferred in card.emails:
            first = 1 if preferred else 0  # the driver is slow with truth values
            rows["email"].append((person_id, address, email_key(address), label, first))
        for number, label, preferred in card.telephones:
            first = 1 if preferred else 0
            rows["telephone"].append((person_id, number, telephone_key(number), label, first))
        for table, values in (
            ("postal_address", card.addresses),
            ("link", card.links),
            ("organisation", card.organisations),
        ):
            if values:
                rows[table].extend([(person_id, *value) for value in values])
        for label, day in card.occasions:
            rows["occasion"].append((person_id, label, *day))
        if card.photo is not None:
            rows["photo"].append((person_id, *card.photo))
        self._add_texts(person_id, card)

    def _add_texts(self, person_id: int, card: ContactCard) -> None:
        rows = self._rows
        now = self._now
        for text in card.notes:
            rows["note"].append((person_id, next(self._uids), text, "card", self._today, now, now))
        if card.tags:
            ids = dict.fromkeys([self._tag(word)[0] for word in card.tags])
            rows["person_tag"].extend([(person_id, tag_id) for tag_id in ids if tag_id])
        for line in card.unknown:
            if is_private(line):
                self._add_private(person_id, *told_in_line(line))
            else:
                rows["unknown_line"].append(
                    (person_id, line.group, line.name, line.parameters, line.value)
                )

    def note_update(self, person_id: int, new: ContactCard) -> None:
        """Write what an addition changes in the person's own row."""
        self._connection.execute(
            "UPDATE person SET updated_at = ?,"
            " card_uid = CASE card_uid WHEN '' THEN ? ELSE card_uid END,"
            " photo_url = CASE photo_url WHEN '' THEN ? ELSE photo_url END WHERE id = ?",
            (self._now, new.uid, new.photo_url, person_id),
        )

    def insert(self) -> list[RowRange]:
        """Insert what was gathered; return which rows these are, tags made meanwhile too.

        Rows without a number of their own are named by those of their people.
        """
        ranges, self._new_tags = self._new_tags, []
        for table, rows in self._rows.items():
            if not rows:
                continue
            first = self._last_row(table) + 1
            self._connection.executemany(_INSERT[table], rows)
            if table in _NAMED_BY_PERSON:
                numbers = [int(str(row[0])) for row in rows]
                ranges.append(RowRange(table, min(numbers), max(numbers)))
            else:
                ranges.append(RowRange(table, first, self._last_row(table)))
            rows.clear()
        return ranges

    def tag_words(self, card: ContactCard) -> list[str]:
        """Return the card's tags as the store spells them."""
        return list(dict.fromkeys([tag[1] for tag in map(self._tag, card.tags) if tag[0]]))

    def _last_row(self, table: str) -> int:
        query = f"SELECT coalesce(max(rowid), 0) FROM {table}"
        (last,) = self._connection.execute(query).fetchone()
        return int(last)

    def _add_names(self, person_id: int, card: ContactCard) -> None:
        rows = self._rows["name"]
        if any(card.structured):
            rows.append((person_id, "structured", "", *card.structured))
        for name in card.other_names:
            rows.append((person_id, "other", name, "", "", "", "", ""))
        for name in card.nicknames:
            rows.append((person_id, "nickname", name, "", "", "", "", ""))

    def _add_private(self, person_id: int, table: str, text: str, met_on: date | None) -> None:
        row = (person_id, next(self._uids), text)
        if table == "need":
            met = met_on.isoformat() if met_on else None
            self._rows[table].append((*row, self._today, met))
        elif table == "bind":
            state = "solved" if met_on else "open"
            unsaid = ("", "", False, False)  # a card says neither what was promised nor how urgent
            now = self._now
            self._rows[table].append(
                (*row, self._today, state, *unsaid, now, False, False, now, now)
            )
        else:
            self._rows[table].append(row)

    def _tag(self, word: str) -> tuple[int, str]:
        """Return a tag's number and spelling, 0 for none; a new one is written at once."""
        key = tag_key(word)
        tag = self._tags.get(key)
        if tag is None:
            if not key:
                return 0, ""
            cursor = self._connection.execute(
                "INSERT INTO tag (uid, word, key) VALUES (?, ?, ?)",
                (next(self._uids), word.strip(), key),
            )
            number = cursor.lastrowid or 0
            tag = self._tags[key] = number, word.strip()
            self._new_tags.append(RowRange("tag", number, number))
        return tag


def _fresh_uids() -> Iterator[str]:
    """Yield random UUIDs of version 4, a few hundred from one call to the system."""
    while True:
        noise = os.urandom(16 * 256).hex()
        for start in range(0, len(noise), 32):
            n = noise[start : start + 32]
            yield f"{n[:8]}-{n[8:12]}-4{n[13:16]}-{'89ab'[int(n[16], 16) & 3]}{n[17:20]}-{n[20:]}"
