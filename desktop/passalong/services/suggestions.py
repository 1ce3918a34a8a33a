"""Whom a text or an opportunity may be for, the best first, and who is held back.

Whoever ranks is a ``Matcher``; here stands who may not be suggested at all and
who must wait, which the gate says.
"""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.captured import url_in
from passalong.domain.opportunity import (
    Opportunity,
    OpportunityState,
    Rating,
    Sharing,
    Strength,
    Suggestion,
)
from passalong.domain.source import MOST_TEXT
from passalong.matching.ranking import Candidate, Sought, WordRanking
from passalong.services import opportunities, outgoing, setting_aside
from passalong.store import text_search
from passalong.store.list_entries import said_lines

_CANDIDATES = 200
_HELD_BACK = 10  # people beyond the limit who are ranked, since some of them must wait


class Withheld(StrEnum):
    """Why a thing is suggested to nobody at all."""

    CONFIDENTIAL = "confidential"
    SHELF = "shelf"  # nice, not great
    USED_UP = "used_up"
    EXPIRED = "expired"
    JUST_LISTEN = "just_listen"  # that is what helps


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Somebody it would be for, and why not now.

    ``kept_until`` is set where the user kept the pass for later.
    """

    suggestion: Suggestion
    answer: gate.Answer
    kept_until: datetime | None = None


class Basis(StrEnum):
    """What people were ranked by."""

    MEANING = "meaning"  # and by words
    WORDS_FOR_NOW = "words_for_now"  # the notes have not all been read yet
    WORDS_FOR_DAMAGE = "words_for_damage"  # the vectors are missing or damaged


class Ranked(NamedTuple):
    """What a matcher found.

    ``people`` are in order, the best first; when it is ``nobody_obvious`` they
    are those whom one may look at anyway.  ``searched`` is among how many.
    """

    people: tuple[Suggestion, ...]
    nobody_obvious: bool
    searched: int
    basis: Basis = Basis.WORDS_FOR_NOW


class Matcher(Protocol):
    """Whoever can say whom a text concerns."""

    def rank(
        self,
        session: Session,
        text: str,
        limit: int,
        without: Collection[int],
        sought: Sought = Sought.RECIPIENT,
    ) -> Ranked:
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
        withheld: Why nobody was looked for.
        basis: What they were ranked by.
        introductions: Those under way with who is in the bind, by who could help.
    """

    people: tuple[Suggestion, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    nobody_obvious: bool = True
    searched: int = 0
    milliseconds: float = 0.0
    withheld: Withheld | None = None
    basis: Basis = Basis.WORDS_FOR_NOW
    introductions: Mapping[int, int] = field(default_factory=dict)


MATCHER = "matcher"
"""Under this name a session's ``info`` has who ranks; the database hands it on."""


def candidates(session: Session, person_ids: Sequence[int]) -> list[Candidate]:
    """Return these people with all their lines, in the order asked for; the gone are left out."""
    return [
        Candidate(
            entry.person_id,
            entry.uid,
            entry.name,
            entry.headline,
            said_lines(entry.lines, entry.meta),
        )
        for entry in text_search.entries(session, person_ids)
    ]


class WordMatcher:
    """Finds people by shared words, from the full-text search."""

    def rank(
        self,
        session: Session,
        text: str,
        limit: int,
        without: Collection[int],
        sought: Sought = Sought.RECIPIENT,
    ) -> Ranked:
        """Return people who share words with the text."""
        ranking = WordRanking(sought)
        text = text[:MOST_TEXT]
        found = text_search.best_matches(
            session, ranking.search_words(text), max(limit, _CANDIDATES)
        )
        ids = [person_id for person_id, _ in found if person_id not in without]
        people = tuple(ranking.rank(text, candidates(session, ids), limit))
        return Ranked(people, not people, text_search.count_people(session))


def suggest(
    session: Session,
    opportunity_id: int,
    now: datetime,
    limit: int = 10,
    matcher: Matcher | None = None,
) -> Suggested:
    """Return whom an opportunity may be for, the best first.

    Who was said not to be the one is left out; who gave it, who had it, who
    must wait or rests is held back.

    Raises:
        Trouble: It is no longer there.
    """
    what = opportunities.opportunity(session, opportunity_id, now)
    why_to_nobody = withheld(what)
    if why_to_nobody is not None:
        return Suggested(withheld=why_to_nobody)
    started = time.perf_counter()
    without = setting_aside.answers(session, opportunity_id)
    text = what.text if what.title in what.text else f"{what.title}\n{what.text}"
    ranked = _matcher(session, matcher).rank(session, text, limit + _HELD_BACK, without)
    ids = [person.person_id for person in ranked.people]
    answers = outgoing.check_many(session, ids, opportunity_id, now)
    kept = {
        one.person_id: one.until
        for one in setting_aside.kept_passes(session, opportunity_id=opportunity_id)
        if one.until >= now
    }
    return _parted(ranked, answers, kept, limit, started)


def suggest_for_text(
    session: Session,
    text: str,
    now: datetime,
    limit: int = 10,
    matcher: Matcher | None = None,
) -> Suggested:
    """Return whom a text may concern, the best first; who must wait is held back."""
    started = time.perf_counter()
    text = text[:MOST_TEXT]
    ranked = _matcher(session, matcher).rank(session, text, limit + _HELD_BACK, ())
    ids = [person.person_id for person in ranked.people]
    answers = outgoing.check_many(session, ids, None, now, url=url_in(text))
    return _parted(ranked, answers, {}, limit, started)


def suggest_helpers(
    session: Session,
    text: str,
    now: datetime,
    limit: int = 10,
    without: Collection[int] = (),
    matcher: Matcher | None = None,
) -> Suggested:
    """Return who could help with what a text says, the best first.

    The same ranking, but only what people can do speaks for them: their own
    needs and binds do not.  Who must wait or rests is held back; nobody in
    ``without`` is looked at.
    """
    started = time.perf_counter()
    ranked = rank_helpers(session, text, limit + _HELD_BACK, without, matcher)
    ids = [person.person_id for person in ranked.people]
    return _parted(ranked, outgoing.check_many(session, ids, None, now), {}, limit, started)


def rank_helpers(
    session: Session,
    text: str,
    limit: int,
    without: Collection[int] = (),
    matcher: Matcher | None = None,
) -> Ranked:
    """Return who could help, before anybody asks who may be written to now."""
    text = text[:MOST_TEXT]
    return _matcher(session, matcher).rank(session, text, limit, without, Sought.HELPER)


def _matcher(session: Session, given: Matcher | None) -> Matcher:
    chosen: Matcher | None = given or session.info.get(MATCHER)
    return chosen or WordMatcher()


def withheld(what: Opportunity) -> Withheld | None:
    """Return why a thing is suggested to nobody; None if it is suggested."""
    if what.sharing is Sharing.CONFIDENTIAL:
        return Withheld.CONFIDENTIAL
    if what.rating is Rating.NICE:
        return Withheld.SHELF
    if what.is_used_up or what.state is OpportunityState.CLOSED:
        return Withheld.USED_UP
    return Withheld.EXPIRED if what.state is OpportunityState.EXPIRED else None


def _parted(
    ranked: Ranked,
    answers: Mapping[int, gate.Answer],
    kept: Mapping[int, datetime],
    limit: int,
    started: float,
) -> Suggested:
    people: list[Suggestion] = []
    held_back: list[HeldBack] = []
    for person in ranked.people:
        answer = answers.get(person.person_id)
        if answer is None or any(reason.kind in _LEFT_OUT for reason in answer.reasons):
            continue
        kept_until = kept.get(person.person_id)
        if answer.verdict is not gate.Verdict.BLOCK and kept_until is None:
            people.append(person)
        elif person.strength is not Strength.NOBODY_OBVIOUS:
            held_back.append(HeldBack(person, answer, kept_until))
    return Suggested(
        people=tuple(people[:limit]),
        held_back=tuple(held_back[:limit]),
        nobody_obvious=ranked.nobody_obvious,
        searched=ranked.searched,
        milliseconds=(time.perf_counter() - started) * 1000,
        basis=ranked.basis,
    )


_LEFT_OUT = {gate.ReasonKind.IS_ME, gate.ReasonKind.DELETED}
