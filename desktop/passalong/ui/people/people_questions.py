"""What the list of people asks and orders; it runs on other threads.

The services are imported there, when they are needed, because they bring
SQLAlchemy along, which the first paint does not wait for.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from passalong.domain.person_row import Field, PersonRow
from passalong.ui.people.filter_bar import OFFERED
from passalong.ui.people.people_model import Rows

if TYPE_CHECKING:
    from passalong.operations import Session
    from passalong.services.outcome import Outcome


class Found(NamedTuple):
    """The first page of a search, and what was searched."""

    query: str
    rows: Sequence[PersonRow]
    is_all: bool


def first_found(query: str, most: int, session: Session) -> Found:
    """Return the first of those who are found, as many as are in sight at once."""
    from passalong.services import people

    ids = people.find_people(session, query, limit=most)
    return Found(query, people.people_rows(session, ids, query), len(ids) < most)


def all_found(query: str, session: Session) -> tuple[str, array[int], int]:
    """Return everybody who is found, and how many people there are."""
    from passalong.services import people

    ids = array("q", people.find_people(session, query))
    return query, ids, people.count_people(session) if query else len(ids)


def rows(ids: Sequence[int], query: str, session: Session) -> Rows:
    """Return the rows of these people."""
    from passalong.services import people

    return people.people_rows(session, ids, query)


def words_of_filters(session: Session) -> dict[Field, list[str]]:
    """Return what people have, by the fields that can be filtered."""
    from passalong.services import people

    return {field: people.known_words(session, field, "", limit=30) for field in OFFERED}


def known_tags(session: Session) -> list[str]:
    """Return every tag."""
    from passalong.services import people

    return people.known_words(session, Field.TAG, "", limit=500)


def add_person(line: str, session: Session) -> Outcome[int]:
    """Add somebody by one line."""
    from passalong.services import people

    return people.add_person(session, line, datetime.now(UTC))


def delete_people(ids: Sequence[int], session: Session) -> Outcome[int]:
    """Put people into the trash."""
    from passalong.services import people

    return people.delete_people(session, ids, datetime.now(UTC))


def tag_people(ids: Sequence[int], tags: Sequence[str], session: Session) -> Outcome[int]:
    """Tag people."""
    from passalong.services import editing

    return editing.tag_people(session, ids, tags, datetime.now(UTC))
