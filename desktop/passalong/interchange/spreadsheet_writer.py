"""Contacts into a table: one row a person, under headings that Google's contacts know.

Ours are a few more (``Values``, ``Can offer``, ``Needs``); what is written here
is read back by ``spreadsheet`` as the same contact.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from passalong.domain.card import ContactCard, PostalAddress
from passalong.domain.private_lines import is_private, told_in_line
from passalong.interchange.spreadsheet_rows import BETWEEN

_NAMES = ("Name", "First Name", "Middle Name", "Last Name", "Name Prefix", "Name Suffix")
_ADDRESS = (
    ("Street", "street"),
    ("City", "city"),
    ("PO Box", "po_box"),
    ("Region", "region"),
    ("Postal Code", "postcode"),
    ("Country", "country"),
    ("Extended Address", "extended"),
)
_PRIVATE = (("Values", "value"), ("Can offer", "asset"), ("Needs", "need"), ("In a bind", "bind"))
_ROWS_AT_ONCE = 200


class Widths(NamedTuple):
    """How many of each a table has room for: as many as the person with the most."""

    emails: int = 1
    telephones: int = 1
    addresses: int = 1
    links: int = 1
    organisations: int = 1
    occasions: int = 1


def write_table(
    cards: Iterable[ContactCard], widths: Widths, *, private: bool
) -> Iterator[tuple[bytes, int]]:
    """Yield a table piece by piece, each with how many people are in it.

    Begins with a byte order mark, by which spreadsheet programs know UTF-8.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_headings(widths, private=private))
    yield b"\xef\xbb\xbf", 0
    count = 0
    for card in cards:
        writer.writerow(_cells(card, widths, private=private))
        count += 1
        if count == _ROWS_AT_ONCE:
            yield text.getvalue().encode("utf-8", "replace"), count
            text.seek(0)
            text.truncate()
            count = 0
    yield text.getvalue().encode("utf-8", "replace"), count


def _headings(widths: Widths, *, private: bool) -> list[str]:
    headings = [*_NAMES, "Nickname"]
    for number in range(1, widths.organisations + 1):
        thing = f"Organization {number} - " if number > 1 else "Organization "
        headings += [f"{thing}Name", f"{thing}Title", f"{thing}Department"]
    headings += ["Birthday", "Labels"]
    for thing, count in (("E-mail", widths.emails), ("Phone", widths.telephones)):
        headings += _pairs(thing, count)
    for number in range(1, widths.addresses + 1):
        headings.append(f"Address {number} - Label")
        headings += [f"Address {number} - {part}" for part, _ in _ADDRESS]
    headings += _pairs("Website", widths.links) + _pairs("Event", widths.occasions)
    headings.append("UID")
    return [*headings, "Notes", *(heading for heading, _ in _PRIVATE)] if private else headings


def _pairs(thing: str, count: int) -> list[str]:
    return [
        f"{thing} {number} - {part}"
        for number in range(1, count + 1)
        for part in ("Label", "Value")
    ]


def _cells(card: ContactCard, widths: Widths, *, private: bool) -> list[str]:
    family, given, additional, prefix, suffix = card.structured
    cells = [card.name, given, additional, family, prefix, suffix, BETWEEN.join(card.nicknames)]
    for number in range(widths.organisations):
        if number < len(card.organisations):
            name, department, title, role = card.organisations[number]
            cells += [name, title or role, department]
        else:
            cells += ["", "", ""]
    birthdays = [day for label, day in card.occasions if label == "birthday"]
    events = [(label, day.iso()) for label, day in card.occasions if label != "birthday"]
    events += [("birthday", day.iso()) for day in birthdays[1:]]
    cells.append(birthdays[0].iso() if birthdays else "")
    cells.append(BETWEEN.join(card.tags))
    emails = [(_label(email.label, email.preferred), email.address) for email in card.emails]
    numbers = [(_label(tel.label, tel.preferred), tel.number) for tel in card.telephones]
    cells += _filled(emails, widths.emails) + _filled(numbers, widths.telephones)
    for number in range(widths.addresses):
        address = card.addresses[number] if number < len(card.addresses) else PostalAddress()
        cells += [address.label, *(getattr(address, part) for _, part in _ADDRESS)]
    links = [(link.label, link.url) for link in card.links]
    cells += _filled(links, widths.links) + _filled(events, widths.occasions)
    cells.append(card.uid)
    return [*cells, *_private_cells(card)] if private else cells


def _label(label: str, preferred: bool) -> str:
    return f"* {label}".rstrip() if preferred else label


def _filled(pairs: list[tuple[str, str]], width: int) -> list[str]:
    cells = [cell for pair in pairs[:width] for cell in pair]
    return cells + [""] * (2 * width - len(cells))


def _private_cells(card: ContactCard) -> list[str]:
    told: dict[str, list[str]] = {kind: [] for _, kind in _PRIVATE}
    for line in card.unknown:
        if is_private(line):
            kind, text, met_on = told_in_line(line)
            if met_on is None:
                told[kind].append(text)
    return ["\n\n".join(card.notes), *(BETWEEN.join(told[kind]) for _, kind in _PRIVATE)]
