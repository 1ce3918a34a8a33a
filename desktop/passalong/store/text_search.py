"""One question to the list: who has these words, these filters.

Word hits come by FTS5 in the order of the list; the words' parts ("berg" in
"Lindberg") by a trigram table, asked only when there are few word hits.
"""

import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from passalong.domain.keys import folded
from passalong.domain.query import Filter, Query
from passalong.store.list_entries import ListEntry
from passalong.store.text_index import driver

_SHORTEST_PART = 3  # letters; a trigram table knows nothing shorter
_ENTRY = "person_id, uid, sort_name, name, headline, has_photo, needs_something, lines, meta"

_FILTERS = {
    "tag": "SELECT person_id FROM person_tag JOIN tag ON tag.id = tag_id WHERE {condition}",
    "needs": "SELECT person_id FROM need WHERE met_on IS NULL AND {condition}",
    "has": "SELECT person_id FROM asset WHERE {condition}",
    "value": "SELECT person_id FROM value WHERE {condition}",
    "org": "SELECT person_id FROM organisation WHERE {condition}",
}
_FILTERED_TEXT = {"tag": "word", "needs": "text", "has": "text", "value": "text", "org": "name"}


def matching_people(session: Session, query: Query, limit: int | None = None) -> list[int]:
    """Return the ids of the people who fit, in the order of the list; at most ``limit``."""
    connection = driver(session)
    condition, values = _conditions(connection, query.filters)
    most = -1 if limit is None else limit
    if not query.words:
        rows = connection.execute(
            f"SELECT person_id FROM list_entry AS e WHERE {condition} ORDER BY position LIMIT ?",
            (*values, most),
        )
        return [row[0] for row in rows]
    words = _word_question(query.words)
    hits: list[tuple[int, int]] = []
    if words:
        hits = connection.execute(
            "SELECT e.position, e.person_id FROM list_words JOIN list_entry AS e"
            f" ON e.position = list_words.rowid WHERE list_words MATCH ? AND {condition}"
            " ORDER BY list_words.rowid LIMIT ?",
            (words, *values, most),
        ).fetchall()
    parts = _part_question(query.words)
    if parts and (limit is None or len(hits) < limit):
        found = dict(hits)
        found.update(
            connection.execute(
                "SELECT e.position, e.person_id FROM list_parts JOIN list_entry AS e"
                f" ON e.position = list_parts.rowid WHERE list_parts MATCH ? AND {condition}"
                " ORDER BY list_parts.rowid LIMIT ?",
                (parts, *values, most),
            )
        )
        hits = sorted(found.items())[: None if limit is None else limit]
    return [person_id for _, person_id in hits]


def entries(session: Session, person_ids: Sequence[int]) -> list[ListEntry]:
    """Return the entries of these people in the order asked for; the gone are left out."""
    ids = ",".join(map(str, map(int, person_ids)))
    rows = driver(session).execute(f"SELECT {_ENTRY} FROM list_entry WHERE person_id IN ({ids})")
    found = {row[0]: ListEntry._make((*row, "", "")) for row in rows}
    return [found[person_id] for person_id in person_ids if person_id in found]


def best_matches(session: Session, words: Iterable[str], limit: int) -> list[tuple[int, float]]:
    """Return people with any of the words, those with the rarest and most words first.

    Each word stands for all that start with it.  The second of each pair is
    the weight, FTS5's bm25 turned positive: the higher, the better.
    """
    question = " OR ".join(f"({spelt})" for word in words if (spelt := _spellings(word)))
    if not question:
        return []
    rows = driver(session).execute(
        "SELECT e.person_id, -bm25(list_words, 0.5, 1.0, 1.0) AS weight FROM list_words"
        " JOIN list_entry AS e ON e.position = list_words.rowid WHERE list_words MATCH ?"
        " ORDER BY weight DESC, e.position LIMIT ?",
        (question, limit),
    )
    return [(int(person_id), float(weight)) for person_id, weight in rows]


def count_people(session: Session) -> int:
    """Return how many people are not in the trash."""
    return int(driver(session).execute("SELECT count(*) FROM list_entry").fetchone()[0])


def _word_question(words: Sequence[str]) -> str:
    return " AND ".join(f"({spelt})" for word in words if (spelt := _spellings(word)))


def _spellings(word: str) -> str:
    """Return the word as FTS5 may ask for it: as it is, or folded."""
    spellings = dict.fromkeys([*_known_letters(word), *_known_letters(folded(word))])
    return " OR ".join(f'"{spelling}"*' for spelling in spellings)


def _known_letters(word: str) -> list[str]:
    """Return the word if FTS5's tokenizer sees one token in it, else nothing.

    A column-detail table knows no phrases.  The tokenizer's Unicode is of 2012,
    so only letters that are older are asked for as they stand.
    """
    old = unicodedata.ucd_3_2_0.category
    known = word and all(old(letter)[0] in "LN" for letter in word)
    return [word] if known else []


def _part_question(words: Sequence[str]) -> str:
    parts = [folded(word) for word in words]
    if any(len(part) < _SHORTEST_PART for part in parts):
        return ""
    return " AND ".join('"' + part.replace('"', '""') + '"' for part in parts)


def _conditions(
    connection: sqlite3.Connection, filters: Sequence[Filter]
) -> tuple[str, list[object]]:
    conditions = ["1"]
    values: list[object] = []
    if filters:
        connection.create_function("folded", 1, _folded_text, deterministic=True)
    for kind, text in filters:
        condition = "1"
        if text:
            condition = f"folded({_FILTERED_TEXT[kind]}) LIKE ? ESCAPE '\\'"
            start = "" if kind == "tag" else "%"
            values.append(start + _escaped(folded(text)) + "%")
        people = _FILTERS[kind].format(condition=condition)
        conditions.append(f"e.person_id IN ({people})")
    return " AND ".join(conditions), values


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _folded_text(text: object) -> str:
    return folded(str(text))
