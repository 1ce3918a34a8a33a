"""One question to the list: who has these words, these filters.

Word hits come by FTS5 in the order of the list; the words' parts ("berg" in
"Lindberg") by a trigram table, asked only when there are few word hits.
"""

import json
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from math import log

from sqlalchemy.orm import Session

from passalong.domain.keys import folded
from passalong.domain.query import Filter, Query, words_of
from passalong.store.list_entries import IN_A_BIND, ListEntry
from passalong.store.text_index import driver

_SHORTEST_PART = 3  # letters; a trigram table knows nothing shorter
_ENTRY = "person_id, uid, sort_name, name, headline, has_photo, needs_something, lines, meta"

_FILTERS = {
    "tag": "SELECT person_id FROM person_tag WHERE tag_id IN"
    " (SELECT id FROM tag WHERE {condition})",
    "needs": "SELECT person_id FROM need WHERE met_on IS NULL AND {condition}",
    "has": "SELECT person_id FROM asset WHERE {condition}",
    "value": "SELECT person_id FROM value WHERE {condition}",
    "org": "SELECT person_id FROM organisation WHERE {condition}",
    "in": f"SELECT person_id FROM bind WHERE person_id IS NOT NULL AND {IN_A_BIND}"
    " AND {condition}",
}
_FILTERED_TEXT = {
    "tag": "word",
    "needs": "text",
    "has": "text",
    "value": "text",
    "org": "name",
    "in": "'bind'",
}
_FROM_THE_START = {"tag", "in"}


def matching_people(session: Session, query: Query, limit: int | None = None) -> list[int]:
    """Return the ids of the people who fit, in the order of the list; at most ``limit``."""
    connection = driver(session)
    condition, values = _conditions(connection, query.filters)
    most = -1 if limit is None else limit
    if not query.words:
        # The order of the places is that of the names, and those lie in an index:
        # everybody is read from some megabytes instead of a hundred.
        order = "e.position" if query.filters else "e.sort_name, e.person_id"
        rows = connection.execute(
            f"SELECT person_id FROM list_entry AS e WHERE {condition} ORDER BY {order} LIMIT ?",
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
    rows = driver(session).execute(
        f"SELECT {_ENTRY} FROM list_entry WHERE person_id IN (SELECT value FROM json_each(?))",
        (json.dumps(person_ids),),
    )
    found = {row[0]: ListEntry._make((*row, "", "")) for row in rows}
    return [found[person_id] for person_id in person_ids if person_id in found]


def best_matches(session: Session, words: Iterable[str], limit: int) -> list[tuple[int, float]]:
    """Return people with any of the words, those with the rarest and most words first.

    Each word stands for all that start with it.  The second of each pair is
    the weight, the sum of the words' rarities: the higher, the better.  FTS5's
    own bm25 would read the text of every hit, a second for a common word.
    """
    connection = driver(session)
    everybody = count_people(session)
    weights: dict[int, float] = defaultdict(float)
    for question in dict.fromkeys(spelt for word in words if (spelt := _spellings(word))):
        hits = connection.execute(
            "SELECT rowid FROM list_words WHERE list_words MATCH ?", (question,)
        ).fetchall()
        rarity = log(1 + (everybody - len(hits) + 0.5) / (len(hits) + 0.5))
        for (position,) in hits:
            weights[position] += rarity
    best = nsmallest(limit, weights.items(), key=lambda found: (-found[1], found[0]))
    people = "SELECT person_id FROM list_entry WHERE position = ?"
    return [
        (int(connection.execute(people, (position,)).fetchone()[0]), weight)
        for position, weight in best
    ]


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
            start = "" if kind in _FROM_THE_START else "%"
            values.append(start + _escaped(folded(text)) + "%")
        if kind == "org" and (narrowed := _narrowed(text)):
            condition += f" AND person_id IN ({narrowed[0]})"
            values.append(narrowed[1])
        people = _FILTERS[kind].format(condition=condition)
        conditions.append(f"e.person_id IN ({people})")
    return " AND ".join(conditions), values


def _narrowed(text: str) -> tuple[str, str] | None:
    """Return who could have the text in their organisation, asked of the index.

    Nearly everybody has an organisation: folding them all takes a third of a
    second.  Of less than three letters only the beginnings of words are found.
    """
    table, question = "list_parts", _part_question([text])
    if not question:
        table, question = "list_words", _word_question(words_of(text))
    if not question:
        return None
    found = f"SELECT rowid FROM {table} WHERE {table} MATCH ?"
    return f"SELECT person_id FROM list_entry WHERE position IN ({found})", question


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _folded_text(text: object) -> str:
    return folded(str(text))
