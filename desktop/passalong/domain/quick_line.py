"""One line about a person, as quickly as it can be typed.

``Priya Okafor: into golf #conference needs: a CFO has: flat in Lisbon`` names
somebody and says what they care about, how they are grouped, what they look
for and what they can offer.  ``Priya needs help: somebody in Lyon, by Tuesday``
says that she is in a bind.  Nothing typed is ever lost: what is not understood
becomes a note.
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
_BARE = frozenset({"into", "likes", "cares about", "looking for"})
_MARK = re.compile(
    r"(?<!\S)(?:(?P<colon>" + "|".join(sorted(_WITH_COLON, key=len, reverse=True)) + r")\s*:"
    r"|(?P<bare>" + "|".join(sorted(_BARE)) + r")(?=\s))",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"(?<!\S)(?:(?:(?P<soon>urgently|desperately) )?needs? (?P<urgent>urgent )?help"
    r"(?P<too> urgently)?|(?:is )?in a bind)"
    r"(?:,?\s+(?P<by>(?:by|until)\s(?:[^:#;]|:(?=\d)){1,40}?)\s*:(?!\d)"
    r"|\s*:|(?:(?<=help)|(?<=help urgently))\s+with(?=\s))",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"(?:(?:note )?(?:a )?bind (?:(?:for|of) )?|help )(?P<after>\S.*)"
    r"|(?P<before>\S.*?)(?: is)?(?: urgently| desperately)?"
    r" (?:needs?(?: h| he| hel| help)?(?: urgently)?|in a bind|bind)",
    re.IGNORECASE,
)
_NEXT_MARK = re.compile(
    r"(?<!\S)(?:" + "|".join(sorted(_WITH_COLON, key=len, reverse=True)) + r")\s*:", re.IGNORECASE
)
_TAG = re.compile(r"(?<!\S)#([^\s#,;]+)")
_EMAIL = re.compile(r"(?<!\S)<?([^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+)>?,?(?!\S)")
_TELEPHONE = re.compile(r"(?<!\S)(\+\d[\d ()./-]{5,}\d)(?!\S)")
_ORGANISATION = re.compile(r"^(?P<name>.+?)\s+at\s+(?P<organisation>\S.*)$")
_NAME_ENDS = re.compile(r":(?=\s|$)")
_SEVERAL = re.compile(r"\s*[,;]\s*")
_ADDRESS = re.compile(r"://|\bwww\.", re.IGNORECASE)
_URGENT = "urgent"
_A_TAG_STOOD = "\x1f"  # a blank to ``split``, so that no line has it
_MOST_WORDS_BEFORE = 8  # name, organisation, address; beyond it is a text of another kind


@dataclass(frozen=True, slots=True)
class QuickLine:
    """What one line says.  Only ``name`` may be missing when the person is known already.

    ``binds`` say what help is needed, in the words typed, the day by when among them.
    They are ``urgent`` if the line says so, or is tagged so, which is then no tag of the person.
    """

    name: str = ""
    organisation: str = ""
    emails: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    note: str = ""
    binds: tuple[str, ...] = ()
    urgent: bool = False


def parse_quick_line(line: str) -> QuickLine:
    """Return what a line about a new person says.

    The name is what stands before the first colon, or before the first mark,
    address or tag where there is none.  An ``at ORGANISATION`` may follow it.
    """
    line = " ".join(line.split())
    colon = _NAME_ENDS.search(line)
    marks = [found.start() for p in (_MARK, _HELP) if (found := p.search(line))]
    if colon and not any(start < colon.start() for start in marks):
        head, rest = line[: colon.start()], line[colon.end() :]
    else:
        others = [found.start() for p in (_TAG, _EMAIL, _TELEPHONE) if (found := p.search(line))]
        cut = min([*marks, *others], default=len(line))
        head, rest = line[:cut], line[cut:]
    said = parse_details(rest)
    emails, head = _taken(_EMAIL, head)
    telephones, head = _taken(_TELEPHONE, head)
    tags, head = _taken(_TAG, head)
    head = head.strip(" ,;:")
    is_urgent = said.urgent or (bool(said.binds) and any(map(_is_urgent, tags)))
    if is_urgent:
        tags = tuple(tag for tag in tags if not _is_urgent(tag))
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
        binds=said.binds,
        urgent=is_urgent,
    )


def parse_plea(text: str) -> QuickLine | None:
    """Return what a line says of somebody in a bind; None if a text is anything else.

    Captured texts are things to give, unless they are one line that says whose need
    this is: ``Ada needs help: a flat, by Tuesday``.
    """
    text = text.strip()
    found = _HELP.search(text)
    before = text[: found.start()] if found else ""
    if not before or "\n" in text or _ADDRESS.search(before):
        return None
    said = parse_quick_line(text)
    is_about_somebody = said.name and len(before.split()) <= _MOST_WORDS_BEFORE
    return said if said.binds and is_about_somebody else None


def begun_plea(text: str) -> str:
    """Return whose bind a line is about to tell of, as far as it is typed; nobody if of none.

    ``Priya needs he``, ``bind Priya``, ``Priya is in a bind``.
    """
    found = _BEGUN.fullmatch(" ".join(text.split()).rstrip(":…. "))
    return (found["before"] or found["after"]) if found else ""


def parse_details(line: str) -> QuickLine:
    """Return what a line says about a person who is known already; it has no name."""
    line = " ".join(line.split())
    tags = _TAG.findall(line)
    binds, line, is_said_urgent = _binds(line)
    line = _TAG.sub(_A_TAG_STOOD, line)
    emails, line = _taken(_EMAIL, line)
    telephones, line = _taken(_TELEPHONE, line)
    is_urgent = bool(binds) and (is_said_urgent or any(map(_is_urgent, tags)))
    if is_urgent:
        tags = [tag for tag in tags if not _is_urgent(tag)]
    found: dict[str, list[str]] = {"needs": [], "assets": [], "values": [], "note": []}
    marks = _marks(line)
    ends = [*(mark.start() for mark in marks[1:]), len(line)] if marks else []
    found["note"].append(_plain(line[: marks[0].start()] if marks else line))
    for mark, end in zip(marks, ends, strict=True):
        kind = _MARKS[(mark["colon"] or mark["bare"]).lower()]
        text = _plain(line[mark.end() : end]).strip(" ,;.")
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
        binds=tuple(dict.fromkeys(binds)),
        urgent=is_urgent,
    )


def _marks(line: str) -> list[re.Match[str]]:
    """Return the marks of a line.

    A bare word is none inside what another mark says ("has: translates contracts into
    Dutch") unless a tag stands between; those that say what somebody likes may follow
    each other ("into golf into sailing").
    """
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(line):
        last = marks[-1] if marks else None
        follows_itself = (
            last
            and last["bare"]
            and (mark["bare"] or "").lower()
            in (
                last["bare"].lower(),
                *(_BARE - {"into"}),
            )
        )
        is_apart = last is None or _A_TAG_STOOD in line[last.end() : mark.start()]
        if mark["colon"] or is_apart or follows_itself:
            marks.append(mark)
    return marks


def _is_urgent(tag: str) -> bool:
    return tag.casefold() == _URGENT


def _plain(text: str) -> str:
    """Return a text without the places where tags stood: no blank before a comma."""
    text = re.sub(rf"\s*{_A_TAG_STOOD}\s*(?=[,;])", "", text)
    return " ".join(text.split())


def _binds(line: str) -> tuple[list[str], str, bool]:
    """Return what help is needed, the line without it, and whether it is needed urgently.

    Addresses and bare marks in it belong to it: "help: a room, looking for Ann's
    old flat" is one wish.
    """
    found: list[str] = []
    rest = ""
    is_urgent = False
    while (mark := _HELP.search(line)) is not None:
        nexts = (p.search(line, mark.end()) for p in (_HELP, _NEXT_MARK))
        end = min((each.start() for each in nexts if each), default=len(line))
        text = _plain(_TAG.sub(_A_TAG_STOOD, line[mark.end() : end])).strip(" ,;")
        if text and mark["by"]:
            text = f"{text}, {mark['by']}"
        rest += line[: mark.start()] + ("" if text else mark[0]) + " "
        line = line[end:]
        if text:
            found.append(text)
            is_urgent |= any(mark[said] for said in ("soon", "urgent", "too"))
    return found, " ".join((rest + line).split()), is_urgent


def _taken(pattern: re.Pattern[str], line: str) -> tuple[tuple[str, ...], str]:
    """Return what the pattern finds, and the line without it."""
    found = tuple(match[1] for match in pattern.finditer(line))
    words = pattern.sub(" ", line).split(" ")  # and nothing else: where tags stood is kept
    return found, " ".join(filter(None, words)) if found else line
