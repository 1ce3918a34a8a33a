"""What lies in a drop or on the clipboard: an address book, or something to capture.

Only names and texts are looked at; nothing is read from the disk here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QMimeData, Qt

from passalong.domain.address_books import ENDINGS

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QImage

_CARD_TYPES = ("text/vcard", "text/x-vcard", "text/directory")
_FIRST_LINE = "BEGIN:VCARD"
_MOZILLA_LINK = "text/x-moz-url"  # the address, a new line, the title; UTF-16
_MOST_HTML = 1024 * 1024 + 1  # characters: one more than are read, which tells that it is cut


class Dropped(NamedTuple):
    """Files or cards to import, or something to capture; all empty when nothing fits.

    ``html`` is the text with its marks: it may know the title of an address.
    ``files`` are local files that are no address books.
    """

    paths: tuple[str, ...] = ()
    cards: bytes = b""
    text: str = ""
    html: str = ""
    files: tuple[str, ...] = ()
    image: QImage | None = None


def what_is_in(mime: QMimeData) -> Dropped:
    """Return what was dropped or copied.

    A local file without an ending may be a folder of address books, so it is
    handed to the import, which looks.  Address books win over everything but other files.
    """
    local = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    books = tuple(path for path in local if may_be_address_book(path))
    if books:
        others = tuple(path for path in local if path not in books)
        return Dropped(paths=books, files=others)
    for kind in _CARD_TYPES:
        if mime.hasFormat(kind):
            return Dropped(cards=bytes(mime.data(kind).data()))
    if local:
        return Dropped(files=tuple(local))
    text = "\n".join(url.toDisplayString() for url in mime.urls()) or mime.text()
    text = text.strip()
    if text[:64].upper().lstrip("\ufeff").startswith(_FIRST_LINE):
        return Dropped(cards=text.encode())
    html = mime.html()[:_MOST_HTML] or _as_html(mime)
    if text:
        return Dropped(text=text, html=html)
    if mime.hasImage() and (image := cast("QImage | None", mime.imageData())):
        return Dropped(image=image)
    return Dropped(html=html)


def may_be_address_book(path: str) -> bool:
    """Return whether a path ends like an address book, or like a folder."""
    name = path.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
    return name.lower().endswith(ENDINGS) or "." not in name.lstrip(".")


def names_tell(dropped: Dropped) -> bool:
    """Return whether it is sure by their names which files are address books.

    A folder may be called like a file, and a file like a folder.
    """
    return not dropped.files and all(path.lower().endswith(ENDINGS) for path in dropped.paths)


def brings_address_books(mime: QMimeData) -> bool:
    """Return whether a drop belongs to the window, wherever on it it falls."""
    return any(url.isLocalFile() and may_be_address_book(url.toLocalFile()) for url in mime.urls())


def take_a_copy(event: QDropEvent) -> None:
    """Take what is dragged, and leave it where it came from.

    Where a program proposes to move it, taking it so would delete it there.
    """
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _as_html(mime: QMimeData) -> str:
    """Return a link as Firefox drags it in the form in which others copy it."""
    if not mime.hasFormat(_MOZILLA_LINK):
        return ""
    from html import escape

    said = bytes(mime.data(_MOZILLA_LINK).data()).decode("utf-16-le", "replace")
    url, _, title = said.lstrip("\ufeff").rstrip("\0").partition("\n")
    return f'<a href="{escape(url.strip())}">{escape(title.strip())}</a>'
