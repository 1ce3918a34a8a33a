"""What a text, a mail, a file or an address of ours brings for the inbox.

Pure reading: bytes and texts come in, a ``Source`` goes out, and nothing is
kept, sent or fetched.  Whatever comes from outside is bounded before it is read.
"""

import mimetypes
import re
from pathlib import PurePath
from urllib.parse import parse_qsl, urlsplit

from passalong.domain.opportunity import Attachment, OpportunityKind
from passalong.domain.source import MOST_BYTES, MOST_TEXT, Source
from passalong.errors import Trouble
from passalong.interchange.html_text import MOST_HTML, anchors_of, words_of

SCHEME = "passalong:"

_LONGEST_TITLE = 300
_LONGEST_ADDRESS = 2_000
_LONGEST_OF_OURS = 64_000  # characters of a passalong address
_FIELDS = frozenset({"text", "url", "title", "kind"})
_URL = re.compile(r"\bhttps?://[^\s<>\"]+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_SHORTCUT = re.compile(r"^URL=(https?://\S+)\s*$", re.IGNORECASE | re.MULTILINE)
_BYTES_OF_A_SHORTCUT = 20_000
_TEXTS = (".txt", ".md")
_SHORTCUTS = (".url", ".desktop", ".website")


def from_text(text: str, html: str = "") -> Source:
    """Understand what was dropped or pasted; ``html`` is the same with its marks.

    A page's address takes the title that the other program gives it.

    Raises:
        Trouble: It is longer than ``MOST_TEXT``.
    """
    is_cut = not clean(text) and len(html) > MOST_HTML
    text = clean(text) or clean(words_of(html))
    if len(text) > MOST_TEXT:
        raise _too_long("This text")
    anchors = anchors_of(html)
    if is_page(text):
        words = next((anchor.words for anchor in anchors if anchor.url == text), "")
        if not words and len(anchors) == 1:
            words = anchors[0].words
        return Source(text=text, url=text, title=_title(words, text))
    if len(anchors) == 1 and anchors[0].words == " ".join(text.split()):
        # A link was dragged: the program gave its words for the text.
        return Source(text=anchors[0].url, url=anchors[0].url, title=_title(text, ""))
    return Source(text=text, url=first_page(text), is_cut=is_cut)


def from_file(name: str, data: bytes) -> Source:
    """Understand a file that is no address book.

    Raises:
        Trouble: It is larger than ``MOST_BYTES``, or a text that is empty or longer than
            ``MOST_TEXT``.
    """
    if len(data) > MOST_BYTES:
        raise too_large(name)
    ending = PurePath(name).suffix.lower()
    if ending in _SHORTCUTS and (
        url := _SHORTCUT.search(data[:_BYTES_OF_A_SHORTCUT].decode("utf-8", "replace"))
    ):
        return Source(text=url[1], url=url[1], title=_title(PurePath(name).stem, url[1]))
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if ending in _TEXTS and b"\0" not in data:
        text = clean(data.decode("utf-8-sig", "replace"))
        if len(text) > MOST_TEXT:
            raise _too_long(f"“{PurePath(name).name}”")
        if not text:
            raise empty(PurePath(name).name)
        return Source(text=text, url=first_page(text))
    attachment = Attachment(PurePath(name).name, media_type, data)
    return Source(text=clean(PurePath(name).stem), attachment=attachment)


def from_address(address: str) -> Source:
    """Read ``passalong://capture?text=…&url=…&title=…&kind=…``, strictly.

    Any page can hold such an address, so it only fills in the dialog.

    Raises:
        Trouble: It asks for anything else, or for nothing.
    """
    if len(address) > _LONGEST_OF_OURS:
        raise _not_understood()
    try:
        parts = urlsplit(address.strip())
        asked = parse_qsl(
            parts.query,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=8,
        )
    except ValueError as error:  # a broken escape is one too
        raise _not_understood() from error
    fields = {name: clean(value) for name, value in asked}
    if (
        (parts.scheme, parts.netloc.lower(), parts.path, parts.fragment)
        not in (("passalong", "capture", "", ""), ("passalong", "capture", "/", ""))
        or len(fields) != len(asked)
        or not fields.keys() <= _FIELDS
        or not any(fields.get(name) for name in ("text", "url", "title"))
    ):
        raise _not_understood()
    url, kind = fields.get("url", ""), fields.get("kind", "")
    if (url and not is_page(url)) or (kind and kind not in set(OpportunityKind)):
        raise _not_understood()
    text, title = fields.get("text", ""), _title(fields.get("title", ""), "")
    said = "\n".join(part for part in (text, url if url not in text else "") if part)
    return Source(
        text=said or title,
        title=title,
        url=url or first_page(said),
        kind=OpportunityKind(kind) if kind else None,
    )


def clean(text: str) -> str:
    """Return a text without signs that steer a terminal or turn the reading direction."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip()


def is_page(text: str) -> bool:
    """Return whether a text is the address of a page and nothing else."""
    if len(text) > _LONGEST_ADDRESS or any(sign.isspace() for sign in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def first_page(text: str) -> str:
    """Return the first address of a page in a text; nothing if there is none."""
    found = _URL.search(text[:MOST_TEXT])
    url = found[0].rstrip(".,;:!?'") if found else ""
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(".,;:!?")
    return url if is_page(url) else ""


def empty(name: str) -> Trouble:
    """Return what to say of a file in which there is nothing."""
    return Trouble(f"“{name}” is empty.", "Look whether it was saved as a whole.")


def too_large(name: str) -> Trouble:
    """Return what to say of a file that is too large to be kept."""
    return Trouble(
        f"“{name}” is larger than 8 MB.", "Capture a sentence about it and where it lies."
    )


def _too_long(what: str) -> Trouble:
    return Trouble(
        f"{what} is longer than {MOST_TEXT:,} characters.",
        "Keep the part that matters, or a link to it.",
    )


def _title(words: str, url: str) -> str:
    """Return words as a title; an address that stands for its own title is none."""
    words = " ".join(clean(words).split())[:_LONGEST_TITLE]
    return "" if words == url or is_page(words) else words


def _not_understood() -> Trouble:
    return Trouble(
        "This address asks for something Passalong does not know.",
        "It should look like passalong://capture?text=… with url=, title= or kind=.",
    )
