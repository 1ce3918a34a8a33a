"""What the window is given for the inbox, understood before anything is kept.

Files are read here, off the GUI thread.  Nothing is written: the answer fills
the capture dialog, and the user decides.
"""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.domain.keys import email_key
from passalong.domain.source import MOST_BYTES, Source
from passalong.errors import Trouble
from passalong.interchange import mail_text, page_title, sources
from passalong.store import tables

_MAILS = (".eml",)


def understand_text(_session: Session, text: str, html: str = "") -> Source:
    """Understand what was dropped or pasted; ``html`` is the same text with its marks."""
    return sources.from_text(text, html)


def understand_address(_session: Session, address: str) -> Source:
    """Read an address of the form ``passalong://capture?text=…``.

    Raises:
        Trouble: It asks for anything else.
    """
    return sources.from_address(address)


def understand_file(session: Session, path: Path) -> Source:
    """Read a file; whoever sent a mail is its giver if they are in the list.

    Raises:
        Trouble: It cannot be read, is larger than ``MOST_BYTES`` or has nothing in it.
    """
    try:
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise sources.too_large(path.name)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Trouble(
            f"“{path.name}” could not be read.", "Look whether it is still there."
        ) from error
    if not data.strip():
        raise sources.empty(path.name)
    if path.suffix.lower() in _MAILS:
        return _with_giver(session, _mail(path.name, data))
    return sources.from_file(path.name, data)


def fetch_title(url: str) -> str:
    """Ask a page on the network for its title; only for who has turned that on.

    Takes up to a few seconds and needs no session.

    Raises:
        Trouble: There is no title to be had.
    """
    return page_title.fetch(url)


def _mail(name: str, data: bytes) -> Source:
    found = mail_text.from_mail(name, data)
    if not mail_text.is_mail(data):
        raise Trouble(f"“{name}” is no mail.", "Save the mail from your mail program once more.")
    if mail_text.says_nothing(data):
        raise sources.empty(name)
    return found


def _with_giver(session: Session, source: Source) -> Source:
    if not source.sender:
        return source
    found = session.execute(
        select(tables.Person.id, tables.Person.name)
        .join(tables.Email, tables.Email.person_id == tables.Person.id)
        .where(
            tables.Email.key == email_key(source.sender),
            tables.Person.deleted_at.is_(None),
            tables.Person.is_me.is_(False),
        )
        .distinct()
        .limit(2)
    ).all()
    if len(found) != 1:  # two people may share an address: the user says who it was
        return source
    return replace(source, giver_id=found[0][0], giver_name=found[0][1])
