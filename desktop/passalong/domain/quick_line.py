"""One line about a person, as quickly as it can be typed.

``Priya Okafor: into golf #conference needs: a CFO has: flat in Lisbon`` names
somebody and says what they care about, how they are grouped, what they look
for and what they can offer.  Nothing typed is ever lost: what is not
understood becomes a note.
"""

import re
from dataclasses import dataclass

_MARKS = {
    "needs": "needs",
    "need": "needs",
    "looking for": "needs",
    "has": "assets",
    "can offer": "assets",
    "offers": "assets",
    "into": "values",
    "likes": "values",
    "cares about": "values",
    "values": "values",
    "note": "note",
}
_WITH_COLON = ("needs", "need", "has", "offers", "can offer", "values", "note", "into", "likes")
_MARK = re.compile(
    r"(?<!\S)(?:(?P<colon>" + "|".join(sorted(_WITH_COLON, key=len, reverse=True)) + r")\s*:"
    r"|(?P<bare>into|likes|cares about|looking for)(?=\s))",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?<!\S)#([^\s#,;]+)")
_EMAIL = re.compile(r"(?<!\S)<?([^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+)>?,?(?!\S)")
_TELEPHONE = re.compile(r"(?<!\S)(\+\d[\d ()./-]{5,}\d)(?!\S)")
_ORGANISATION = re.compile(r"^(?P<name>.+?)\s+at\s+(?P<organisation>\S.*)$")
_NAME_ENDS = re.compile(r":(?=\s|$)")
_SEVERAL = re.compile(r"\s*[,;]\s*")


@dataclass(frozen=True, slots=True)
class QuickLine:
    """What one line says.  Only ``name`` may be missing when the person is known already."""

    name: str = ""
    organisation: str = ""
    emails: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    note: str = ""


def parse_quick_line(line: str) -> QuickLine:
    """Return what a line about a new person says.

    The name is what stands before the first colon, or before the first mark,
    address or tag where there is none.  An ``at ORGANISATION`` may follow it.
    """
    line = " ".join(line.split())
    colon = _NAME_ENDS.search(line)
    mark = _MARK.search(line)
    if colon and not (mark and mark.start() < colon.start()):
        head, rest = line[: colon.start()], line[colon.end() :]
    else:
        starts = [
            found.start() for p in (_MARK, _TAG, _EMAIL, _TELEPHONE) if (found := p.search(line))
        ]
        cut = min(starts, default=len(line))
        head, rest = line[:cut], line[cut:]
    said = parse_details(rest)
    emails, head = _taken(_EMAIL, head)
    telephones, head = _taken(_TELEPHONE, head)
    tags, head = _taken(_TAG, head)
    head = head.strip(" ,;:")
    at = _ORGANISATION.match(head)
    return QuickLine(
        name=at["name"] if at else head,
        organisation=at["organisation"] if at else "",
        emails=(*emails, *said.emails),
        telephones=(*telephones, *said.telephones),
        tags=tuple(dict.fromkeys((*tags, *said.tags))),
        values=said.values,
        assets=said.assets,
        needs=said.needs,
        note=said.note,
    )


def parse_details(line: str) -> QuickLine:
    """Return what a line says about a person who is known already; it has no name."""
    line = " ".join(line.split())
    tags, line = _taken(_TAG, line)
    emails, line = _taken(_EMAIL, line)
    telephones, line = _taken(_TELEPHONE, line)
    found: dict[str, list[str]] = {"needs": [], "assets": [], "values": [], "note": []}
    marks = list(_MARK.finditer(line))
    ends = [*(mark.start() for mark in marks[1:]), len(line)] if marks else []
    before = line[: marks[0].start()] if marks else line
    found["note"].append(before)
    for mark, end in zip(marks, ends, strict=True):
        kind = _MARKS[(mark["colon"] or mark["bare"]).lower()]
        text = line[mark.end() : end].strip(" ,;.")
        if kind == "values":
            found[kind].extend(part for part in _SEVERAL.split(text) if part)
        else:
            found[kind].append(text)
    return QuickLine(
        emails=emails,
        telephones=telephones,
        tags=tuple(dict.fromkeys(tags)),
        values=tuple(dict.fromkeys(filter(None, found["values"]))),
        assets=tuple(dict.fromkeys(filter(None, found["assets"]))),
        needs=tuple(dict.fromkeys(filter(None, found["needs"]))),
        note=" ".join(filter(None, (part.strip(" ,;") for part in found["note"]))),
    )


def _taken(pattern: re.Pattern[str], line: str) -> tuple[tuple[str, ...], str]:
    """Return what the pattern finds, and the line without it."""
    found = tuple(match[1] for match in pattern.finditer(line))
    return found, " ".join(pattern.sub(" ", line).split()) if found else line
