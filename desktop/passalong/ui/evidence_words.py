"""Why somebody fits, in words: what was noted, where it stands, and what to mark in it."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from passalong import words
from passalong.domain.opportunity import Strength, Suggestion
from passalong.domain.person import Field, Line, MatchedLine
from passalong.services.suggestions import HeldBack
from passalong.ui.people.days import day_text
from passalong.words import gate as gate_words

_ROOM_BEFORE = 28  # characters of a long line that are shown before what matched
_ROOM_AFTER = 6  # and at least behind it
_QUOTED = (Field.NOTE, Field.NEED, Field.BIND, Field.MATTER)


def _tr(text: str) -> str:
    return QCoreApplication.translate("evidence", text)


def place(line: Line, now: datetime) -> str:
    """Say where a line about somebody stands: ``notes, 2 Oct``."""
    name = {
        Field.NOTE: _tr("notes"),
        Field.TAG: _tr("tag"),
        Field.VALUE: _tr("values"),
        Field.ASSET: _tr("can offer"),
        Field.NEED: _tr("needs"),
        Field.BIND: _tr("in a bind"),
        Field.MATTER: _tr("last matter"),
    }.get(line.field) or words.field_name(line.field).lower()
    dated = line.day is not None and line.field in _QUOTED
    if dated and line.day is not None:
        return f"{name}, {day_text(line.day, now.astimezone().date())}"
    return name


def evidence(
    matched: MatchedLine, now: datetime, room: int = 10_000
) -> tuple[str, list[tuple[int, int]]]:
    """Return the words that speak for somebody, where they stand, and what to mark in them.

    Words that are only near in meaning have nothing to mark, and are called similar.

    ``room`` is how many characters can be shown: a long line begins shortly
    before what matched, so that the match itself is always seen.
    """
    quoted = matched.line.field in _QUOTED
    where = place(matched.line, now)
    if matched.is_similar:  # said in front, where no lack of room can take it away
        where = _tr("{0} (similar)").format(where)
    before = f"{where}: " + ("“" if quoted else "")
    text, spans = _excerpt(matched, room - len(before))
    shifted = [(start + len(before), end + len(before)) for start, end in spans]
    return before + text + ("”" if quoted else ""), shifted


def _excerpt(matched: MatchedLine, room: int) -> tuple[str, list[tuple[int, int]]]:
    text = " ".join(matched.line.text.splitlines())
    spans = [span for span in matched.spans if span[1] <= len(text)]
    if not spans or spans[0][1] + _ROOM_AFTER <= room:
        return text, spans
    start, end = spans[0]
    lead = max(0, min(_ROOM_BEFORE, room - (end - start) - _ROOM_AFTER))
    cut = text.find(" ", start - lead, start) + 1 or start
    return "…" + text[cut:], [(a - cut + 1, b - cut + 1) for a, b in spans]


def spoken(suggestion: Suggestion, now: datetime) -> str:
    """Say a whole suggestion, for a screen reader."""
    reasons = [evidence(matched, now)[0] for matched in suggestion.evidence]
    return ". ".join([suggestion.name, strength(suggestion.strength), *reasons])


def strength(how: Strength) -> str:
    """Say how well somebody fits; who is not obvious is a guess."""
    return _tr("a guess") if how is Strength.NOBODY_OBVIOUS else words.strength(how)


def held_back(held: HeldBack, now: datetime) -> str:
    """Say in a line why somebody must wait; ``now`` is in the user's own zone."""
    if held.kept_until is not None:
        free = gate_words.moment(held.kept_until + timedelta(minutes=1), now)
        return _tr("kept for later, free {0}").format(free)
    reasons = [reason for reason in held.answer.reasons if reason.blocks]
    said = gate_words.reason(reasons[0], now) if reasons else ""
    return _tr("held back: {0}").format(said[:1].lower() + said[1:])
