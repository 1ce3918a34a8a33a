"""A line of the list in words: what stands on it and what a screen reader says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from passalong.domain.person_row import Field, MatchedLine, PersonRow

if TYPE_CHECKING:
    from datetime import date

_BEFORE = 12  # letters of a long line that are shown before what was found

_SHOWN_ANYWAY = (Field.NAME, Field.TITLE, Field.ORGANISATION)


def _tr(text: str) -> str:
    return QCoreApplication.translate("people", text)


def loading() -> str:
    """Say that a line is still being read."""
    return _tr("Loading…")


def needs_something() -> str:
    """Return the badge of somebody with an open need."""
    return _tr("open need")


def spoken(row: PersonRow) -> str:
    """Return everything that a line shows, as one sentence."""
    parts = [row.name, row.headline]
    if row.needs_something:
        parts.append(needs_something())
    if row.matched is not None:
        parts.append(f"{place(row.matched)}: {row.matched.line.text}")
    return ", ".join(part for part in parts if part)


def place(matched: MatchedLine) -> str:
    """Return where a found line stands, such as ``note, 2 Oct``."""
    return _place(matched.line.field, matched.line.day)


@lru_cache(maxsize=2_000)
def _place(field: Field, day: date | None) -> str:
    from datetime import date

    from passalong import words
    from passalong.ui.people.days import day_text

    name = words.field_name(field).lower()
    return f"{name}, {day_text(day, date.today())}" if day else name


def says_more(row: PersonRow) -> bool:
    """Return whether the found line says something that name and headline do not."""
    return (
        row.matched is not None
        and (
            row.matched.line.field not in _SHOWN_ANYWAY or row.matched.line.text not in row.headline
        )
        and row.matched.line.field is not Field.NAME
    )


def pieces(matched: MatchedLine) -> Iterator[tuple[str, bool]]:
    """Yield a found line in pieces, from shortly before the first that was found.

    Each piece comes with whether it was found.
    """
    text, spans = matched.line.text, matched.spans
    at = 0
    if spans and spans[0][0] > _BEFORE:
        at = text.find(" ", spans[0][0] - _BEFORE, spans[0][0]) + 1 or spans[0][0]
        yield "…", False
    for start, end in spans:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
