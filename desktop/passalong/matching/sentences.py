"""The sentences of a line about a person, or of a text, and where they stand.

A note often holds several things about somebody; each is compared by itself,
so that the one that fits is not drowned by the others, and can be shown alone.
"""

import re

_MOST_CHARACTERS = 400
"""A stretch without a full stop is cut here, at the end of a word."""
_FEWEST_CHARACTERS = 2

# A line end, also where lines were joined by two spaces; or a mark that ends a sentence.
_END = re.compile(r"\n+|\s{2,}|\t|(?<=[.!?…;])[\"'”’)\]]*\s+|(?<=[。！？])|\s+[•·–—|]\s+|\s-\s")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|dr|mr|mrs|ms|prof|st|no|nr|vs|e\.g|i\.e|z\.b|ca|approx|inc|ltd|jr|sr)\.$",
    re.IGNORECASE,
)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text as half-open (start, end) offsets, in order.

    Every sentence has a letter or a digit; none is longer than 400 characters.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() - 8) : end.start()]
        if end[0].isspace() and "\n" not in end[0] and _ABBREVIATED.search(before):
            continue
        _add(found, text, start, end.start())
        start = end.end()
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end:
        cut = end
        if end - start > _MOST_CHARACTERS:
            cut = text.rfind(" ", start + 1, start + _MOST_CHARACTERS)
            cut = cut if cut > start else start + _MOST_CHARACTERS
        first, last = start, cut
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last - first >= _FEWEST_CHARACTERS and any(c.isalnum() for c in text[first:last]):
            found.append((first, last))
        start = cut
