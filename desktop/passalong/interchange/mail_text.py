"""What a saved mail (.eml) says: subject, sender, words, with limits a hostile one meets.

Read with the standard library's oldest policy, which gives headers as they
stand; the newer ones stumble over broken headers.
"""

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from pathlib import PurePath

from passalong.domain.captured import guessed_kind, without_urls
from passalong.domain.opportunity import Attachment, OpportunityKind
from passalong.domain.source import MOST_BYTES, MOST_TEXT, Source
from passalong.interchange.html_text import MOST_HTML, anchors_of, words_of
from passalong.interchange.sources import clean, first_page, too_large

_MOST_PARTS = 60  # nested deeper, the parser would run out of stack
_LONGEST_HEADER = 2_000
_HEAD = 100_000  # bytes in which the headers stand
_HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "Received", "MIME-Version")
_SIGNATURE = re.compile(r"^--\s*$", re.MULTILINE)
_TO_SPARE = re.compile(r"\b(tickets?|spare|unused)\b", re.IGNORECASE)
_FEWEST_WORDS = 8  # of a mail that is more than somebody's "look at this" and an address


def from_mail(name: str, data: bytes) -> Source:
    """Read a mail: its words as the text, its subject as the title; the mail itself is kept.

    Raises:
        Trouble: It is larger than ``MOST_BYTES``.
    """
    if len(data) > MOST_BYTES:
        raise too_large(name)
    mail = _parsed(data)
    whole, is_cut = _words(mail)
    text = whole[:MOST_TEXT]  # the whole mail lies beside it
    subject = " ".join(clean(_header(mail, "Subject")).split())
    is_more_than_a_link = len(text.split()) >= _FEWEST_WORDS
    return Source(
        text=text or subject or PurePath(name).stem,
        kind=_kind(subject, text) if is_more_than_a_link else None,
        title=subject,
        url=first_page(text),
        sender=_sender(mail),
        attachment=Attachment(PurePath(name).name, "message/rfc822", data),
        is_cut=is_cut or len(whole) > MOST_TEXT,
    )


def is_mail(data: bytes) -> bool:
    """Return whether this is a mail at all, and not something that is only called one."""
    head = BytesHeaderParser().parsebytes(data[:_HEAD])
    return any(name in head for name in _HEADERS)


def says_nothing(data: bytes) -> bool:
    """Return whether a mail has neither subject nor words, and encloses nothing."""
    mail = _parsed(data)
    if mail.is_multipart() or clean(_header(mail, "Subject")):
        return False
    return mail.get_content_maintype() == "text" and not _words(mail)[0]


def _parsed(data: bytes) -> Message:
    """Return a mail; of one that is nested too deep the headers alone."""
    lower = data.lower()
    if lower.count(b"multipart/") + lower.count(b"message/") > _MOST_PARTS:
        return BytesHeaderParser().parsebytes(data)
    return message_from_bytes(data)


def _kind(subject: str, text: str) -> OpportunityKind:
    """Return what a mail is about: a page it speaks of, unless its own words say something else.

    An address in the signature does not make a link of it, and the words of an address tell
    nothing.
    """
    said = _SIGNATURE.split(f"{subject}\n{text}", maxsplit=1)[0]
    words = without_urls(said)
    kind = guessed_kind(words, "")
    # "A good book", "mind if I pass it along": what is meant may well be the page.
    by_chance = kind is OpportunityKind.ITEM and not _TO_SPARE.search(words)
    if first_page(said) and (by_chance or kind is OpportunityKind.KNOWLEDGE):
        return OpportunityKind.LINK
    return kind


def _words(mail: Message) -> tuple[str, bool]:
    """Return the words of a mail, and whether there are more of them."""
    plain = marked = ""
    for part in mail.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain" and not plain:
            plain = _decoded(part)
        elif part.get_content_type() == "text/html" and not marked:
            marked = _decoded(part)
    if plain.strip():
        return clean(plain), False
    said = clean(words_of(marked))
    pages = anchors_of(marked)
    if len(pages) == 1 and not first_page(said):  # it stands behind the words alone
        said = f"{said}\n{pages[0].url}".strip()
    return said, len(marked) > MOST_HTML


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:  # a name that is no character set
        return payload.decode("utf-8", "replace")


def _header(mail: Message, name: str) -> str:
    value = str(mail.get(name, ""))[:_LONGEST_HEADER]
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value


def _sender(mail: Message) -> str:
    address = parseaddr(_header(mail, "From"))[1]
    return address if address.count("@") == 1 and not any(map(str.isspace, address)) else ""
