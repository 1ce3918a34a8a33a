"""What a captured text says of itself: its address, a title, what kind of thing it may be."""

import re
from urllib.parse import urlsplit

from passalong.domain.opportunity import OpportunityKind

LONGEST_TITLE = 120

_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_KIND_WORDS = (
    (OpportunityKind.JOB, re.compile(r"\b(job|hiring|vacancy|position|role|cto|cfo)\b", re.I)),
    (
        OpportunityKind.EVENT,
        re.compile(r"\b(conference|meetup|concert|event|workshop|webinar)\b", re.I),
    ),
    (OpportunityKind.ITEM, re.compile(r"\b(tickets?|pass(es)?|spare|unused|book)\b", re.I)),
)


def url_in(text: str) -> str:
    """Return the first address in a text, without the marks that end a sentence."""
    found = _URL.search(text)
    if found is None:
        return ""
    url = found[0].rstrip(".,;:!?'")
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(".,;:!?")
    return url if url[:4].lower() != "www." else f"https://{url}"


def title_of(text: str, url: str) -> str:
    """Return the first line of a text, or where its address leads to if that is all there is."""
    first = text.splitlines()[0].strip() if text.strip() else ""
    if url and first in (url, url.removeprefix("https://")):
        parts = urlsplit(url)
        return f"{(parts.hostname or url).removeprefix('www.')}{parts.path.rstrip('/')}"
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"


def guessed_kind(text: str, url: str) -> OpportunityKind:
    """Return what kind of thing a text is about, as far as its words tell."""
    if url:
        return OpportunityKind.LINK
    for kind, words in _KIND_WORDS:
        if words.search(text):
            return kind
    return OpportunityKind.KNOWLEDGE
