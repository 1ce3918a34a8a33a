"""What a saved mail (.eml) says: subject, sender, words, with limits a hostile one meets.

Read with the standard library's oldest policy, which gives headers as they
stand; the newer ones stumble over broken headers.
"""

from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from pathlib import PurePath

from passalong.domain.captured import guessed_kind
from passalong.domain.opportunity import Attachment
from passalong.domain.source import MOST_BYTES, MOST_TEXT, Source
from passalong.interchange.html_text import words_of
from passalong.interchange.sources import clean, first_page, too_large

_MOST_PARTS = 60  # nested deeper, the parser would run out of stack
_LONGEST_HEADER = 2_000
_FEWEST_WORDS = 8  # of a mail that is more than somebody's "look at this" and an address


def from_mail(name: str, data: bytes) -> Source:
    """Read a mail: its words as the text, its subject as the title; the mail itself is kept.

    Raises:
        Trouble: It is larger than ``MOST_BYTES``.
    """
    if len(data) > MOST_BYTES:
        raise too_large(name)
    lower = data.lower()
    if lower.count(b"multipart/") + lower.count(b"message/") > _MOST_PARTS:
        mail: Message = BytesHeaderParser().parsebytes(data)
        text = ""
    else:
        mail = message_from_bytes(data)
        text = clean(_words(mail))[:MOST_TEXT]  # the whole mail lies beside it
    subject = " ".join(clean(_header(mail, "Subject")).split())
    is_more_than_a_link = len(text.split()) >= _FEWEST_WORDS
    return Source(
        text=text or subject or PurePath(name).stem,
        # An address at the foot of a mail does not make a link of it.
        kind=guessed_kind(f"{subject}\n{text}", "") if is_more_than_a_link else None,
        title=subject,
        url=first_page(text),
        sender=_sender(mail),
        attachment=Attachment(PurePath(name).name, "message/rfc822", data),
    )


def _words(mail: Message) -> str:
    plain = marked = ""
    for part in mail.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain" and not plain:
            plain = _decoded(part)
        elif part.get_content_type() == "text/html" and not marked:
            marked = _decoded(part)
    return plain if plain.strip() else words_of(marked)


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
