"""Whether a sentence says that somebody does not want what it speaks of.

"Free kittens" are near to "allergic to cats" in every other respect.  The
signs below are our own list; no public collection labels such sentences.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from passalong.domain.opportunity import CautionKind

Span = tuple[int, int]

_NOT = r"(?:do(?:es)?(?:n['’]?t| not)|did(?:n['’]?t| not)|no longer|never)"
_BEFORE = {
    CautionKind.NO_LONGER: re.compile(
        r"\b(?:no longer|not any ?more|(?:has |have |had )?(?:quit|quits|gave up|given up)"
        r"|stopped|sold (?:his|her|their|my|the|all|off)|got rid of|retired from|moved away from"
        r"|used to|former(?:ly)?)\b",
        re.IGNORECASE,
    ),
    CautionKind.HAS_IT: re.compile(
        r"\b(?:already (?:has|have|had|owns?|got|bought)"
        r"|(?:has|have|got) (?:enough|plenty of|too many)|just bought)\b",
        re.IGNORECASE,
    ),
    CautionKind.AVERSION: re.compile(
        r"\b(?:allergic to|(?:is |are |has )?intolerant (?:of|to)|allerg(?:y|ies) to|hates?|hating"
        r"|loathes?|detests?|despises?|dislikes?|avoids?|avoiding"
        r"|(?:can['’]?t|cannot|can not|couldn['’]?t|could not)"
        rf" (?:stand|bear|eat|drink|tolerate)|{_NOT} (?:really )?"
        r"(?:like|want|eat|drink|enjoy|care for|care about|need|play|watch|believe in|trust)"
        r"|(?:not|never|n['’]t) (?:at all )?(?:interested in|into|a fan of|fond of|keen on)"
        r"|no interest in|lost interest in|(?:sick|tired|scared|afraid|terrified|wary) of"
        r"|fed up with|bored by|nothing to do with|refuses?)\b",
        re.IGNORECASE,
    ),
}
_AFTER = re.compile(
    r"\b(?:(?:is|are)(?:n['’]?t| not) (?:for|something for) (?:him|her|them|me)|any ?more"
    r"|allerg(?:y|ies)|intoleran(?:t|ce)|no longer)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[,;:()]|\b(?:but|although|though|however|yet|except|instead|and (?=now|then|took|takes|start"
    r"|loves?\b|likes?\b|enjoys?\b|plays?\b|wants?\b|needs?\b|is\b|has\b|bought|prefers?\b|collects?\b))",
    re.IGNORECASE,
)


class Averse(NamedTuple):
    """How a sentence warns, and where in it."""

    kind: CautionKind
    span: Span


def aversion_in(sentence: str, met: Sequence[Span], text: str) -> Averse | None:
    """Return how a sentence speaks against the text that met it; None if it does not.

    ``met`` are the words of the sentence that met a word of ``text``; without
    any, the sentence as a whole is meant.  A text that says the same itself
    ("for all who hate cats") is not warned of.
    """
    clauses = _clauses(sentence)
    if not met:
        found = [_sign(sentence, clause, None) for clause in clauses]
        return _unless_said(found[0], text) if found and all(found) else None
    warned: list[Averse | None] = []
    for span in met:
        clause = next(
            (each for each in clauses if each[0] <= span[0] < each[1]), (0, len(sentence))
        )
        warned.append(_sign(sentence, clause, span))
    return _unless_said(warned[0], text) if all(warned) else None


def _clauses(sentence: str) -> list[Span]:
    found: list[Span] = []
    start = 0
    for mark in _BETWEEN.finditer(sentence):
        found.append((start, mark.start()))
        start = mark.end()
    found.append((start, len(sentence)))
    return [(a, b) for a, b in found if sentence[a:b].strip()]


def _sign(sentence: str, clause: Span, met: Span | None) -> Averse | None:
    start, end = clause
    for kind, signs in _BEFORE.items():
        sign = signs.search(sentence, start, end)
        if sign and (met is None or sign.start() <= met[0]):
            return Averse(kind, sign.span())
    sign = _AFTER.search(sentence, start, end)
    if sign and (met is None or sign.start() >= met[0]):
        return Averse(CautionKind.AVERSION, sign.span())
    return None


def _unless_said(averse: Averse | None, text: str) -> Averse | None:
    if averse is None:
        return None
    signs = _BEFORE[averse.kind]
    return None if signs.search(text) or _AFTER.search(text) else averse
