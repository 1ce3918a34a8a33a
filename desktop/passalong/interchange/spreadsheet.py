"""Tables of contacts (CSV): rows into contacts, contacts into rows.

Charset and delimiter are found out; headings of well-known programs are known,
and a preamble such as LinkedIn's before them is skipped.  Other tables are
read by the columns that the user has mapped.
"""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from passalong.domain.proposal import Rejection
from passalong.interchange.spreadsheet_headings import (
    FIELDS,
    Column,
    are_headings,
    columns_of,
    mapped,
)
from passalong.interchange.spreadsheet_rows import card_of_row, row_bytes
from passalong.interchange.spreadsheet_text import LONGEST_CELL, UnclosedRow, guarded_rows
from passalong.interchange.vcard import FoundCard

__all__ = [
    "FIELDS",
    "ColumnPreview",
    "looks_like_table",
    "preview_columns",
    "read_table",
    "table_rows",
]

_START = 65536  # bytes looked at to find out charset, delimiter and headings
_DELIMITERS = ",;\t|"
_MOST_PREAMBLE = 20  # rows looked at for headings
_SHOWN_ROWS = 5


class ColumnPreview(NamedTuple):
    """The beginning of a table, for mapping its columns by hand.

    ``mapping`` is what the headings say already: column number and field.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: tuple[tuple[int, str], ...]


class _Shape(NamedTuple):
    """How a table is written."""

    encoding: str
    delimiter: str
    headings_at: int | None  # which row names the columns; None if none does


def looks_like_table(start: bytes, columns: Sequence[tuple[int, str]] = ()) -> bool:
    """Tell from a file's first bytes whether it is a table that we can read.

    It is when its headings are known or the user has mapped its columns.
    """
    if not start.strip() or _is_binary(start):
        return False
    return bool(columns) or _shape(start).headings_at is not None


def preview_columns(stream: BinaryIO) -> ColumnPreview:
    """Return a table's headings, its first rows and what its columns seem to hold."""
    start = stream.read(_START)
    stream.seek(0)
    if _is_binary(start):
        return ColumnPreview((), (), ())
    shape = _shape(start)
    with _rows(stream, shape) as rows:
        found = [tuple(row) for row in _first(rows, _MOST_PREAMBLE + _SHOWN_ROWS) if any(row)]
    found = found[shape.headings_at or 0 :]
    headings, rest = (found[0], found[1:]) if found else ((), [])
    guessed = [
        (number, column.field)
        for number, column in enumerate(columns_of(headings))
        if column.field in FIELDS
    ]
    return ColumnPreview(headings, tuple(rest[:_SHOWN_ROWS]), tuple(guessed))


def read_table(stream: BinaryIO, columns: Sequence[tuple[int, str]] = ()) -> Iterator[FoundCard]:
    """Yield a contact for every row below the headings; ``offset`` is the row's number.

    ``columns`` maps column numbers to ``FIELDS``; without it the headings decide.
    The first row is taken for headings where none are known.
    """
    start = stream.read(_START)
    stream.seek(0)
    shape = _shape(start)
    with _rows(stream, shape) as rows:
        headings, meant = _headings(rows, shape, columns)
        numbered = enumerate(rows, (shape.headings_at or 0) + 1)
        position = 0
        for number, row in numbered:
            if not any(cell.strip() for cell in row):
                continue
            yield _found(position, number, headings, meant, row)
            position += 1


def table_rows(stream: BinaryIO, numbers: Collection[int]) -> bytes:
    """Return some rows of a table under its headings, as a table of their own."""
    shape = _shape(stream.read(_START))
    stream.seek(0)
    kept = io.StringIO()
    writer = csv.writer(kept)
    with _rows(stream, shape) as rows:
        headings, _ = _headings(rows, shape, ())
        writer.writerow(headings)
        for number, row in enumerate(rows, (shape.headings_at or 0) + 1):
            if number in numbers:
                writer.writerow(row)
    return kept.getvalue().encode("utf-8", "replace")


def _found(
    position: int, number: int, headings: list[str], columns: Sequence[Column], row: list[str]
) -> FoundCard:
    if isinstance(row, UnclosedRow):
        line = str(row.opened_in)
        return FoundCard(position, number, 1, None, (), Rejection.QUOTE_NOT_CLOSED, line)
    too_long = len(row) == 1 and len(row[0]) >= LONGEST_CELL
    if too_long:
        return FoundCard(position, number, 1, None, (), Rejection.TOO_LARGE)
    card = card_of_row(headings, columns, row)
    if card is None:
        detail = row_bytes((), row).decode("utf-8", "replace").strip()[:80]
        return FoundCard(position, number, 1, None, (), Rejection.NOTHING_IN_IT, detail)
    return FoundCard(position, number, 1, card)


def _headings(
    rows: Iterator[list[str]], shape: _Shape, columns: Sequence[tuple[int, str]]
) -> tuple[list[str], tuple[Column, ...]]:
    headings: list[str] = []
    for _ in range((shape.headings_at or 0) + 1):
        headings = next(rows, [])
    return headings, (mapped(len(headings), columns) if columns else columns_of(headings))


@contextmanager
def _rows(stream: BinaryIO, shape: _Shape) -> Iterator[Iterator[list[str]]]:
    """Lend the rows of a table; the stream stays open."""
    text = io.TextIOWrapper(stream, shape.encoding, "replace", newline="")
    try:
        yield guarded_rows(text, shape.delimiter)
    finally:
        text.detach()


def _first(rows: Iterator[list[str]], count: int) -> Iterator[list[str]]:
    for _, row in zip(range(count), rows, strict=False):
        yield row


def _shape(start: bytes) -> _Shape:
    encoding = _encoding(start)
    text = start.decode(encoding, "replace")
    best = _Shape(encoding, ",", None)
    widest = 0
    for delimiter in _DELIMITERS:
        rows = guarded_rows(io.StringIO(text, newline=""), delimiter)
        found = list(_first(rows, _MOST_PREAMBLE))
        for number, row in enumerate(found):
            if are_headings(row):
                return _Shape(encoding, delimiter, number)
        width = len(found[0]) if found else 0
        if width > widest:
            best, widest = _Shape(encoding, delimiter, None), width
    return best


def _encoding(start: bytes) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    half = len(start) // 2
    if half and start[1::2].count(0) > half * 0.4:
        return "utf-16-le"
    if half and start[::2].count(0) > half * 0.4:
        return "utf-16-be"
    for cut in range(4):  # the end may fall within a letter
        try:
            start[: len(start) - cut].decode()
        except UnicodeDecodeError:
            continue
        return "utf-8"
    return "cp1252"


def _is_binary(start: bytes) -> bool:
    return b"\0" in start and not _encoding(start).startswith("utf-16")
