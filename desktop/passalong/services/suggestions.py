"""Whom a text or an opportunity may be for, the best first, and who is held back.

Whoever ranks is a ``Matcher``; here stands who may not be suggested at all and
who must wait, which the gate says.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.opportunity import Opportunity, Suggestion
from passalong.matching.ranking import Candidate, WordRanking
from passalong.services import opportunities
from passalong.store import text_search
from passalong.store.list_entries import said_lines

_CANDIDATES = 200
_HELD_BACK = 10  # people beyond the limit who are ranked, since some of them must wait


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Somebody it would be for, and why not now."""

    suggestion: Suggestion
    answer: gate.Answer


class Ranked(NamedTuple):
    """What a matcher found.

    ``people`` are in order, the best first; when it is ``nobody_obvious`` they
    are those whom one may look at anyway.  ``searched`` is among how many.
    """

    people: tuple[Suggestion, ...]
    nobody_obvious: bool
    searched: int


class Matcher(Protocol):
    """Whoever can say whom a text concerns."""

    def rank(self, session: Session, text: str, limit: int, without: Collection[int]) -> Ranked:
        """Return at most ``limit`` people, none of them in ``without``."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Whom something may be for.

    Attributes:
        people: Who may have it now, the best first.
        held_back: Who fits but may not be written to now, in the same order.
        nobody_obvious: Nobody fits well; ``people`` are a guess to be folded away.
        searched: Among how many people was looked.
        milliseconds: How long that took.
    """

    people: tuple[Suggestion, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    nobody_obvious: bool = True
    searched: int = 0
    milliseconds: float = 0.0


class WordMatcher:
    """Finds people by shared words, from the full-text search."""

    def rank(self, session: Session, text: str, limit: int, without: Collection[int]) -> Ranked:
        """Return people who share words with the text."""
        ranking = WordRanking()
        text = text[: opportunities.MOST_TEXT]
        found = text_search.best_matches(
            session, ranking.search_words(text), max(limit, _CANDIDATES)
        )
        ids = [person_id for person_id, _ in found if person_id not in without]
        candidates = [
            Candidate(
                entry.person_id,
                entry.uid,
                entry.name,
                entry.headline,
                said_lines(entry.lines, entry.meta),
            )
            for entry in text_search.entries(session, ids)
        ]
        people = tuple(ranking.rank(text, candidates, limit))
        return Ranked(people, not people, text_search.count_people(session))


def suggest(
    session: Session,
    opportunity_id: int,
    now: datetime,
    limit: int = 10,
    matcher: Matcher | None = None,
) -> Suggested:
    """Return whom an opportunity may be for, the best first; its giver is left out."""
    what = opportunities.opportunity(session, opportunity_id, now)
    without = {what.giver_id} if what.giver_id is not None else set()
    return _suggested(session, _text_of(what), limit, matcher, without)


def suggest_for_text(
    session: Session,
    text: str,
    now: datetime,  # noqa: ARG001 - who may be written to depends on it
    limit: int = 10,
    matcher: Matcher | None = None,
) -> Suggested:
    """Return whom a text may concern, the best first."""
    return _suggested(session, text, limit, matcher, set())


def _suggested(
    session: Session, text: str, limit: int, matcher: Matcher | None, without: Collection[int]
) -> Suggested:
    started = time.perf_counter()
    ranked = (matcher or WordMatcher()).rank(session, text, limit, without)
    return Suggested(
        ranked.people,
        (),
        ranked.nobody_obvious,
        ranked.searched,
        (time.perf_counter() - started) * 1000,
    )


def _text_of(what: Opportunity) -> str:
    return what.text if what.title in what.text else f"{what.title}\n{what.text}"
