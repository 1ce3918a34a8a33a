"""The words of a piece of HTML, its links and its title, as far as a capture needs them.

Read in one pass over untrusted text: the standard library's parser takes the
square of the length for a page of unfinished tags.  Nothing is rendered and
nothing is fetched.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

MOST_HTML = 1024 * 1024
"""Characters; what stands behind them is not looked at."""

_LONGEST_TAG = 10_000
_HREF = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]*")
_UNSEEN = frozenset({"script", "style", "title", "template", "noscript"})
_BREAKS = frozenset(
    {"br", "/p", "/div", "/li", "/tr", "/h1", "/h2", "/h3", "/h4", "/blockquote", "/table"}
)


class Anchor(NamedTuple):
    """A link and the words that carry it."""

    url: str
    words: str


def words_of(html: str) -> str:
    """Return what a reader would see, a line for each paragraph."""
    parts: list[str] = []
    for name, _tag, text in _pieces(html[:MOST_HTML]):
        parts.append(_one_line(text, keep_ends=True))
        if name in _BREAKS:
            parts.append("\n")
    lines = (_one_line(line) for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def anchors_of(html: str) -> list[Anchor]:
    """Return the links to pages, in order, each once."""
    found: dict[str, str] = {}
    url = ""
    for name, tag, text in _pieces(html[:MOST_HTML]):
        if url:
            found[url] = found.get(url, "") + text
        if name in ("a", "/a"):
            url = _page_of(tag) if name == "a" else ""
            if url:
                found.setdefault(url, "")
    return [Anchor(url, _one_line(words)) for url, words in found.items()]


def title_of(html: str) -> str:
    """Return the title of a page; nothing if it has none."""
    html = html[:MOST_HTML]
    lower = html.lower()
    start = lower.find("<title")
    start = lower.find(">", start) if start >= 0 else -1
    end = lower.find("</title", start) if start >= 0 else -1
    return _one_line(unescape(html[start + 1 : end])) if end >= 0 else ""


def _pieces(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield the tags in order: name, the whole tag, and the text before it."""
    lower = html.lower()
    at = 0
    while (start := lower.find("<", at)) >= 0:
        name = _NAME.match(lower, start + 1)
        if name is None and lower[start + 1 : start + 2] not in ("!", "?"):
            yield "", "", unescape(html[at : start + 1])  # a mere "less than"
            at = start + 1
            continue
        closing = "-->" if lower.startswith("<!--", start) else ">"
        end = lower.find(closing, start)
        if end < 0:
            break
        called = name[0] if name else ""
        yield called, html[start : min(end, start + _LONGEST_TAG)], unescape(html[at:start])
        at = end + len(closing)
        if called in _UNSEEN and (at := lower.find(f"</{called}", at)) < 0:
            return
    yield "", "", unescape(html[at:])


def _page_of(tag: str) -> str:
    found = _HREF.search(tag)
    url = unescape(next(filter(None, found.groups()), "")).strip() if found else ""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _one_line(text: str, *, keep_ends: bool = False) -> str:
    line = " ".join(text.split())
    if keep_ends and text:
        line = f"{' ' * text[0].isspace()}{line}{' ' * text[-1].isspace()}"
    return line
