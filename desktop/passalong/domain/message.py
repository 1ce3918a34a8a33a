"""A message from its parts: value, why you, ask, news, offer of help.

Every part can be left out; the text is what is left.  Nothing here says
whether it may leave: that is the gate's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote

from passalong.domain.person import PersonDetails


class TemplatePart(StrEnum):
    """A part of a message that the user may have words of their own for.

    In the words stand ``{name}`` (how the person is called), ``{thing}``,
    ``{title}``, ``{matter}`` and ``{me}``; in a question whether to meet
    somebody ``{other}``; in a request for help ``{bind}``, what is needed.
    """

    GREETING = "greeting"
    VALUE = "value"
    WHY = "why"
    ASK = "ask"
    OFFER = "offer"
    CLOSING = "closing"
    GIVER_ASK = "giver_ask"
    GIVER_THANKS = "giver_thanks"
    MEET_ASK = "meet_ask"
    MEET_INTRODUCE = "meet_introduce"
    MEET_THANKS = "meet_thanks"
    HELP_ASK = "help_ask"
    HELP_THANKS = "help_thanks"
    HELP_SOLVED = "help_solved"


class Template(NamedTuple):
    """Words of the user's own for a part of a message."""

    id: int
    part: TemplatePart
    text: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The blocks of a message, each in the user's own words; an empty one is left out."""

    greeting: str = ""
    value: str = ""
    commentary: str = ""
    why: str = ""
    ask: str = ""
    news: str = ""
    offer: str = ""
    closing: str = ""


def text_of(parts: Parts) -> str:
    """Return the message as it will be sent: paragraphs parted by empty lines.

    The value and why it made the user think of them stand together, as said in one breath.
    """
    paragraphs = _filled(
        parts.greeting,
        _in_one_breath(parts.value.strip(), parts.why.strip()),
        parts.commentary,
        parts.ask,
        parts.news,
        parts.offer,
        parts.closing,
    )
    return "\n\n".join(paragraphs)


def subject_of(title: str, value: str) -> str:
    """Return the subject of a mail: what it is about, in one line of at most 78 letters."""
    about = " ".join((title or value.strip().split("\n", 1)[0]).split())
    return about if len(about) <= _LONGEST_SUBJECT else about[: _LONGEST_SUBJECT - 1].rstrip() + "…"


def filled(template: str, facts: Mapping[str, str]) -> str:
    """Return a template with its ``{names}`` replaced; braces that name nothing stay."""
    return _PLACE.sub(lambda place: facts.get(place[1], place[0]), template).strip()


_PLAIN_NAME = re.compile(r"([A-Za-zÀ-ɏ]{2,}) [A-Za-zÀ-ɏ'’-]{2,}")


def called(person: PersonDetails) -> str:
    """Return how to address somebody: nickname, given name, first word of two, or whole name.

    Only of a name of two plain words in Latin letters the first is taken for the
    given name; the user sees it before anything leaves.
    """
    known = next(iter(person.nicknames), "") or person.structured.given
    if known:
        return known
    words = _PLAIN_NAME.fullmatch(person.name.strip())
    return words[1] if words and not person.structured.family else person.name


def _in_one_breath(value: str, why: str) -> str:
    """Return the value and why it made the user think of them, parted as sentences are."""
    if not value or not why:
        return value or why
    if _ADDRESS_AT_END.search(value):  # a full stop would become a part of it
        return f"{value}\n{why}"
    return f"{value} {why}" if value[-1] in _ENDS else f"{value}. {why}"


def _filled(*texts: str) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


_ENDS = '.!?:;,…。！？：—–-”"'
_ADDRESS_AT_END = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_PLACE = re.compile(r"\{(\w+)\}")
_LONGEST_SUBJECT = 78
"""RFC 5322, 2.1.1: what a line should not be longer than."""


class Addressee(NamedTuple):
    """Somebody to whom a letter goes; the address is empty where none is known."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that may leave: only ``services.outgoing`` makes one, after asking the gate.

    ``mailto`` is empty where it would be longer than mail programs take
    (``too_long``): then it goes as a draft in a file.  ``also`` is the other
    one to whom it goes, where two are introduced.
    """

    name: str
    address: str
    subject: str
    text: str
    mailto: str
    too_long: bool
    also: Addressee | None = None

    @property
    def addressees(self) -> tuple[Addressee, ...]:
        """Return everybody it goes to."""
        first = Addressee(self.name, self.address)
        return (first,) if self.also is None else (first, self.also)

    @property
    def names(self) -> str:
        """Return the names of those it goes to, as in a sentence."""
        return " and ".join(to.name for to in self.addressees)


def mailto_of(addresses: Sequence[str], subject: str, text: str) -> str:
    """Return the address that opens a mail program with this message (RFC 6068)."""
    body = "\r\n".join(text.splitlines())
    to = ",".join(quote(address, safe="@") for address in addresses if address)
    return f"mailto:{to}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
