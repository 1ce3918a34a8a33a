"""A row of a contact table into a contact, by what its columns hold."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from passalong.domain.card import (
    ContactCard,
    Email,
    Link,
    Occasion,
    Organisation,
    PartialDate,
    PostalAddress,
    StructuredName,
    Telephone,
    UnknownLine,
)
from passalong.domain.private_lines import private_line
from passalong.interchange.spreadsheet_headings import Column
from passalong.interchange.vcard_dates import read_date
from passalong.interchange.vcard_text import escaped

BETWEEN = " ::: "
"""What Google, and we, write between several values in one cell."""

COLUMN_LINE = "X-PASSALONG-COLUMN"
"""The line that keeps a cell of a column that nothing else holds."""

_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NO_DAY = frozenset({"0/0/00", "00/00/00", "0.0.00", "00.00.00", "0/0/0000"})
_TYPES = {"mobile": "mobile", "cell": "mobile", "home": "home", "work": "work", "other": ""}
_SYSTEM_GROUPS = frozenset({"mycontacts"})
_NAME_PARTS = ("family", "given", "additional", "prefix", "suffix")
_ADDRESS_PARTS = ("po_box", "extended", "street", "city", "region", "postcode", "country")


@dataclass
class _Row:
    """The cells of a row that say something, sorted by what they are."""

    plain: dict[str, list[str]] = field(default_factory=dict)
    values: list[tuple[Column, str]] = field(default_factory=list)
    entries: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    unknown: list[UnknownLine] = field(default_factory=list)


def row_bytes(headings: Sequence[str], row: Sequence[str]) -> bytes:
    """Return a row with its headings as a table of its own, for keeping."""
    text = io.StringIO()
    csv.writer(text).writerows((headings, row))
    return text.getvalue().encode("utf-8", "replace")


def card_of_row(
    headings: Sequence[str], columns: Sequence[Column], cells: Sequence[str]
) -> ContactCard | None:
    """Return the contact that a row describes, or None if nothing in it is one."""
    row = _sorted_cells(headings, columns, cells)
    if not (row.plain or row.values or row.entries):
        return None
    structured = StructuredName(*(" ".join(row.plain.get(part, ())) for part in _NAME_PARTS))
    emails, telephones, links, occasions = _values(row)
    organisations = _organisations(row)
    names = row.plain.get("name", [])
    nicknames = row.plain.get("nickname", [])
    name = next(
        filter(
            None,
            (
                next(iter(names), ""),
                _written_out(structured),
                *(organisation.name for organisation in organisations),
                *nicknames,
                *(email.address for email in emails),
                *(telephone.number for telephone in telephones),
            ),
        ),
        "",
    )
    if not name:
        return None
    return ContactCard(
        name=name,
        structured=structured,
        other_names=tuple(names[1:]),
        nicknames=tuple(nicknames),
        emails=tuple(emails),
        telephones=tuple(telephones),
        addresses=_addresses(row),
        links=tuple(links),
        organisations=organisations,
        occasions=tuple(occasions),
        notes=tuple(row.plain.get("note", ())),
        tags=_tags(row),
        uid=next(iter(row.plain.get("uid", ())), ""),
        unknown=(*row.unknown, *_private(row)),
        original=row_bytes(headings, cells),
    )


def _sorted_cells(headings: Sequence[str], columns: Sequence[Column], cells: Sequence[str]) -> _Row:
    row = _Row()
    for number, cell in enumerate(cells):
        text = cell.replace("\0", "").strip()
        if not text:
            continue
        column = columns[number] if number < len(columns) else Column("other")
        if column.field == "type":
            row.types[column.entry] = text
        elif column.field in ("email", "telephone", "url", "occasion", "birthday"):
            row.values.extend((column, value) for value in _several(text))
        elif column.entry:
            entry = row.entries.setdefault(column.entry, {})
            entry.setdefault(column.field, []).append(text)
            if column.label:
                row.types.setdefault(column.entry, column.label)
        elif column.field == "other":
            heading = headings[number] if number < len(headings) else str(number + 1)
            row.unknown.append(UnknownLine(COLUMN_LINE, "", escaped(f"{heading}: {text}")))
        elif column.field != "skip":
            row.plain.setdefault(column.field, []).append(text)
    return row


def _several(text: str) -> list[str]:
    return [value.strip() for value in text.split(BETWEEN.strip()) if value.strip()]


def _label(row: _Row, column: Column) -> tuple[str, bool]:
    """Return the label of a value, and whether it is the preferred one."""
    label = column.label or row.types.get(column.entry, "")
    preferred = label.startswith("*")
    label = label.lstrip("* ")
    return _TYPES.get(label.casefold(), label), preferred


def _values(
    row: _Row,
) -> tuple[list[Email], list[Telephone], list[Link], list[Occasion]]:
    emails, telephones, links, occasions = [], [], [], []
    for column, text in row.values:
        label, preferred = _label(row, column)
        match column.field:
            case "email":
                emails.append(Email(text, label, preferred))
            case "telephone":
                telephones.append(Telephone(text, label, preferred))
            case "url":
                links.append(Link(text, label))
            case "birthday":
                occasions.extend(_occasion("birthday", text))
            case _:
                occasions.extend(_occasion(label.casefold() or "other", text))
    return emails, telephones, links, occasions


def _occasion(label: str, text: str) -> list[Occasion]:
    if text in _NO_DAY:
        return []
    if found := _SLASHES.fullmatch(text):
        one, other, year = map(int, found.groups())
        if 12 < other <= 31:  # only the order of month and day can be meant
            return [Occasion(label, PartialDate(year, one, other))]
        if 12 < one <= 31:
            return [Occasion(label, PartialDate(year, other, one))]
    return [Occasion(label, read_date(text))]


def _addresses(row: _Row) -> tuple[PostalAddress, ...]:
    found = []
    for entry, parts in row.entries.items():
        if not entry.startswith("address"):
            continue
        if "street_more" in parts:
            parts["street"] = [*parts.get("street", ()), *parts["street_more"]]
        texts = [", ".join(parts.get(part, ())) for part in _ADDRESS_PARTS]
        if not any(texts) and "formatted" in parts:
            texts[2] = " ".join(parts["formatted"][0].split("\n"))
        if any(texts):
            label = row.types.get(entry, "").lstrip("* ")
            found.append(PostalAddress(_TYPES.get(label.casefold(), label), *texts))
    return tuple(found)


def _organisations(row: _Row) -> tuple[Organisation, ...]:
    found = []
    for entry, parts in row.entries.items():
        if entry.startswith("organisation"):
            texts = ["; ".join(parts.get(p, ())) for p in ("organisation", "department", "title")]
            if any(texts):
                found.append(Organisation(*texts))
    return tuple(found)


def _tags(row: _Row) -> tuple[str, ...]:
    words = []
    for text in row.plain.get("tag", ()):
        pieces = text.split(":::") if ":::" in text else re.split(r"[;,]", text)
        words += [piece.strip().removeprefix("* ").strip() for piece in pieces]
    return tuple(
        dict.fromkeys(
            word for word in words if word and word.casefold().lstrip("*") not in _SYSTEM_GROUPS
        )
    )


def _private(row: _Row) -> list[UnknownLine]:
    return [
        private_line(kind, value)
        for kind in ("value", "asset", "need", "bind")
        for text in row.plain.get(kind, ())
        for value in _several(text)
    ]


def _written_out(name: StructuredName) -> str:
    parts = (name.prefix, name.given, name.additional, name.family, name.suffix)
    return " ".join(part for part in parts if part)
