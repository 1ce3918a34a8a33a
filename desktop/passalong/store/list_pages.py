"""The first page of the list and its length, before anything heavy is loaded.

Plain ``sqlite3`` on a read-only connection, so that the window can paint
before SQLAlchemy is imported.  Whatever is wrong with the file is left for
``Database`` to tell: here it only means that there is nothing to show yet.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from passalong.domain.person_row import PersonRow


class FirstPage(NamedTuple):
    """How many people there are, and the rows of the first of them."""

    everybody: int = 0
    rows: tuple[PersonRow, ...] = ()


def first_page(path: Path, limit: int) -> FirstPage:
    """Return the first ``limit`` rows of the list; an empty page if there is no file."""
    if not path.is_file():
        return FirstPage()
    try:
        with closing(
            sqlite3.connect(f"file:{quote(path.as_posix())}?mode=ro", uri=True, timeout=0.2)
        ) as connection:
            rows = connection.execute(
                "SELECT person_id, uid, name, headline, has_photo, needs_something"
                " FROM list_entry ORDER BY position LIMIT ?",
                (limit,),
            ).fetchall()
            (count,) = connection.execute("SELECT count(*) FROM list_entry").fetchone()
    except sqlite3.Error:
        return FirstPage()
    return FirstPage(
        count,
        tuple(
            PersonRow(person_id, uid, name, headline, bool(has_photo), bool(needs))
            for person_id, uid, name, headline, has_photo, needs in rows
        ),
    )
