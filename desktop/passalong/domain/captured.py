"""What a captured text says of itself: its address, a title, what kind of thing it may be."""

import re
from urllib.parse import urlsplit

from passalong.domain.links import url_key
from passalong.domain.opportunity import OpportunityKind

LONGEST_TITLE = 120

_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_BARE = r"(?<![@\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"]*"  # example.org/a; no mail address
_ANY_URL = re.compile(f"{_URL.pattern}|{_BARE}", re.IGNORECASE)
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
    return _trimmed(found[0]) if found is not None else ""


def keys_in(*texts: str) -> list[str]:
    """Return the key of every address in these texts, each once.

    Addresses written without "https://" count, a mail address does not.
    """
    found = (url_key(_trimmed(found[0])) for text in texts for found in _ANY_URL.finditer(text))
    return list(dict.fromkeys(key for key in found if key))


def first_key(text: str) -> str:
    """Return the key of the first address in a text, or nothing."""
    return next(iter(keys_in(text)), "")


def without_urls(text: str) -> str:
    """Return a text without the addresses in it."""
    return _ANY_URL.sub(" ", text)


def _trimmed(url: str) -> str:
    url = url.rstrip(".,;:!?'")
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(".,;:!?")
    return url if "://" in url else f"https://{url}"


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
