"""What lies in a drop or on the clipboard: an address book, or something to capture.

Only names and texts are looked at; nothing is read from the disk here.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QMimeData

ADDRESS_BOOKS = (".vcf", ".vcard", ".csv")
_CARD_TYPES = ("text/vcard", "text/x-vcard", "text/directory")
_FIRST_LINE = "BEGIN:VCARD"


class Dropped(NamedTuple):
    """Files to import, or cards to import, or a text to capture; all empty when nothing fits."""

    paths: tuple[str, ...] = ()
    cards: bytes = b""
    text: str = ""


def what_is_in(mime: QMimeData) -> Dropped:
    """Return what was dropped or copied.

    A local file without an ending may be a folder of address books, so it is
    handed to the import, which looks.  Address books win over everything else.
    """
    local = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    books = tuple(path for path in local if may_be_address_book(path))
    if books:
        return Dropped(paths=books)
    for kind in _CARD_TYPES:
        if mime.hasFormat(kind):
            return Dropped(cards=bytes(mime.data(kind).data()))
    if mime.hasUrls():
        names = [
            url.fileName() if url.isLocalFile() else url.toDisplayString() for url in mime.urls()
        ]
        return Dropped(text="\n".join(name for name in names if name))
    text = mime.text().strip()
    if text[:64].upper().lstrip("\ufeff").startswith(_FIRST_LINE):
        return Dropped(cards=text.encode())
    return Dropped(text=text)


def may_be_address_book(path: str) -> bool:
    """Return whether a path ends like an address book, or like a folder."""
    name = path.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
    return name.lower().endswith(ADDRESS_BOOKS) or "." not in name.lstrip(".")


def brings_address_books(mime: QMimeData) -> bool:
    """Return whether a drop belongs to the window, wherever on it it falls."""
    return any(url.isLocalFile() and may_be_address_book(url.toLocalFile()) for url in mime.urls())
