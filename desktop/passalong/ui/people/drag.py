"""Dragging people out of the window: a vCard, as data and as a file.

A drag starts on the GUI thread and must not wait for the disk.  So the card is
written in the background from the moment the drag starts, and is looked for only
when another program asks for it, which is when the user has moved there.
Private parts stay at home, as in every export.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QUrl

from passalong.operations import Operations
from passalong.ui.temporary import temporary_folder

PEOPLE = "application/x-passalong-people"
"""The numbers of the dragged people, one a line: by this our own windows know them."""

_VCARD = "text/vcard"
_URLS = "text/uri-list"
_LONGEST_WAIT = 0.3  # seconds; a card takes a few milliseconds
_LONGEST_NAME = 60  # characters
_NOT_IN_FILES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class _Card(NamedTuple):
    path: Path
    data: bytes


class PeopleMime(QMimeData):
    """What is dragged; its data may still be on the way."""

    def __init__(self, person_ids: Sequence[int], card: Future[_Card]) -> None:
        super().__init__()
        self._person_ids = tuple(person_ids)
        self._card = card

    def formats(self) -> list[str]:
        """Name what other programs can have."""
        return [PEOPLE, _VCARD, _URLS]

    def hasFormat(self, mime_type: str) -> bool:  # noqa: N802
        """Say whether something can be had in this form."""
        return mime_type in self.formats()

    def retrieveData(self, mime_type: str, _type: QMetaType | QMetaType.Type) -> object:  # noqa: N802
        """Hand over what was asked for, or nothing when it could not be made."""
        if mime_type == PEOPLE:
            return QByteArray("\n".join(map(str, self._person_ids)).encode())
        if mime_type not in (_VCARD, _URLS):
            return None
        try:
            card = self._card.result(_LONGEST_WAIT)
        except NotYet:
            return None
        if mime_type == _VCARD:
            return QByteArray(card.data)
        return [QUrl.fromLocalFile(str(card.path))]


def person_mime(operations: Operations, person_ids: Sequence[int]) -> QMimeData | None:
    """Return these people as one vCard file that is being written meanwhile.

    The file lies in a folder of its own until the program ends.
    """
    if not person_ids:
        return None
    card: Future[_Card] = Future()
    ids = list(person_ids)

    def work(session: Any) -> None:
        card.set_result(_written(session, ids))

    operations.read(work, urgent=True)
    return PeopleMime(ids, card)


def people_in(mime: QMimeData) -> tuple[int, ...]:
    """Return which of our own people are dragged, if any."""
    data = bytes(mime.data(PEOPLE).data()) if mime.hasFormat(PEOPLE) else b""
    return tuple(int(line) for line in data.split())


def file_name(name: str) -> str:
    """Return a name under which every system can keep a card."""
    safe = " ".join(_NOT_IN_FILES.sub(" ", name).split())[:_LONGEST_NAME].strip(" .")
    if not safe or _RESERVED.match(safe):
        safe = f"card {safe}".strip()
    return f"{safe}.vcf"


def _written(session: Any, person_ids: list[int]) -> _Card:
    # Imported here: the list can be dragged from before the rest of the program is loaded.
    from passalong.services import exports, people

    name = f"{len(person_ids)} people"
    if len(person_ids) == 1:
        name = people.person_details(session, person_ids[0]).name
    path = temporary_folder() / file_name(name)
    exports.export(
        session,
        path,
        exports.ExportKind.VCARD3,
        person_ids,
        include_private=False,
        progress=_no_matter,
    )
    return _Card(path, path.read_bytes())


def _no_matter(_done: int, _total: int) -> None:
    """Nobody watches: a drag is over before a bar could move."""
