"""May this leave?  The one rule book that every outgoing path asks.

``check`` is a pure function of what is to be sent, to whom, what went before,
and the clock.  It answers allow, warn or block, with every reason there is, so
that a person sees all that is missing at once.  The rules are those of the
product: value for whom one never had a strong tie with; links with own words,
seldom, and never the same twice; nothing behind the giver's back.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from passalong.domain.captured import without_urls
from passalong.domain.exchange import Carried
from passalong.domain.gate_answer import (
    Answer,
    Reason,
    ReasonKind,
    Verdict,
    answer_of,
    for_all,
)
from passalong.domain.introduction import BETWEEN_QUESTIONS
from passalong.domain.keys import folded
from passalong.domain.opportunity import MAY_PASS, GiverState, OpportunityKind, Sharing
from passalong.domain.person import Bond

__all__ = [
    "Answer",
    "Draft",
    "Limits",
    "Meet",
    "Passed",
    "Past",
    "Reason",
    "ReasonKind",
    "Recipient",
    "SentLink",
    "Verdict",
    "check",
    "for_all",
    "has_own_words",
    "needs_value",
]


class Meet(StrEnum):
    """What a message has to do with the recipient's meeting somebody."""

    NOT = "not"
    ASKS = "asks"  # whether they would like to
    AGREED = "agreed"  # it introduces them, and they said yes or are open to it
    UNASKED = "unasked"  # it introduces them, and they have not said yes
    DECLINED = "declined"  # it introduces them, and they said no


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is too much; a person may choose other figures."""

    between_links: timedelta = timedelta(days=7)
    links: int = 2
    links_within: timedelta = timedelta(days=30)
    offers_of_help: int = 2
    offers_within: timedelta = timedelta(days=365)
    unanswered: int = 3
    between_questions: timedelta = BETWEEN_QUESTIONS


@dataclass(frozen=True, slots=True)
class Recipient:
    """What counts about the person it goes to.

    ``said`` is what is known of their field: organisations, titles, tags and
    values; ``organisations`` their names alone.
    """

    bond: Bond = Bond.LIGHT
    is_me: bool = False
    is_deleted: bool = False
    is_resting: bool = False
    resting_since: datetime | None = None
    paused_until: datetime | None = None
    organisations: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class SentLink(NamedTuple):
    """A link that went to this person; ``key`` is ``links.url_key`` of it."""

    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Past:
    """What went between the user and this person before.

    Attributes:
        links: Every link from the user to them.
        addresses: When each address, by its key, went to them last, link or not.
        unanswered: Messages from the user in a row without one from them.
        offers: When the user offered help to them.
        asked: The matters the user already asked about, and when last.
        told: The news they were told, and when.
        passed: The opportunities that went to them, and when.
        questions: When they were asked whether they would like to meet somebody.
    """

    links: tuple[SentLink, ...] = ()
    addresses: tuple[SentLink, ...] = ()
    unanswered: int = 0
    offers: tuple[datetime, ...] = ()
    asked: tuple[tuple[int, datetime], ...] = ()
    told: tuple[tuple[int, datetime], ...] = ()
    passed: tuple[tuple[int, datetime], ...] = ()
    questions: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """What counts about the opportunity that is passed along."""

    id: int
    kind: OpportunityKind
    has_giver: bool = False
    is_giver: bool = False  # the recipient is who it came from
    giver_state: GiverState = GiverState.NOT_ASKED
    sharing: Sharing = Sharing.ANYONE
    sharing_subject: str = ""
    expires_on: date | None = None
    quantity: int | None = 1  # None: not used up by giving
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be sent.

    Attributes:
        carried: The value it carries.
        url_key: The key of the address it carries, or nothing.
        more_keys: The keys of further addresses in it.
        lets_page_out: Whether an address goes along that counts as a link, whatever
            the value is called.
        title: The page's title, which is not the user's own words.
        commentary: Why it is great, in the user's own words.
        why: Why it made the user think of this person.
        purpose: Typed to send it although it carries nothing.
        meet: What it has to do with their meeting somebody.
    """

    carried: Carried = Carried.NOTHING
    url_key: str = ""
    more_keys: tuple[str, ...] = ()
    lets_page_out: bool = False
    title: str = ""
    commentary: str = ""
    why: str = ""
    purpose: str = ""
    asks_matter: int | None = None
    tells_news: int | None = None
    offers_help: bool = False
    meet: Meet = Meet.NOT


_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_WORDS_OF_A_SENTENCE = 3
_SIGNS_OF_A_SENTENCE = 6  # where no spaces part the words


def check(
    draft: Draft,
    recipient: Recipient,
    past: Past,
    now: datetime,
    passed: Passed | None = None,
    limits: Limits | None = None,
) -> Answer:
    """Say whether a message may leave, with all that speaks against it.

    Args:
        draft: What is to be sent.
        recipient: To whom.
        past: What went before.
        now: The moment, in the user's own zone: days are days there.
        passed: The opportunity, when one is passed along.
        limits: Other than the product's own.

    Raises:
        ValueError: ``now`` does not know its zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs its zone")
    limits = limits or Limits()
    reasons = [
        *_about_recipient(recipient, now),
        *_about_value(draft, recipient),
        *_about_link(draft, past, now, limits),
        *(_about_opportunity(passed, recipient, past, now) if passed else ()),
        *_about_tone(draft, past, now, limits),
        *_about_meeting(draft, past, now, limits),
    ]
    return answer_of(reasons)


def needs_value(bond: Bond) -> bool:
    """Tell whether a message must carry something: not to whom the tie is close."""
    return bond is not Bond.CLOSE


def has_own_words(commentary: str, title: str = "") -> bool:
    """Tell whether a text says something that is neither the page's title nor an address.

    A sentence has three words, or six letters in a script that parts no words.
    """
    own = folded(without_urls(commentary))
    if title.strip():
        own = own.replace(folded(title.strip()), " ")
    words = _WORD.findall(own)
    if len(words) >= _WORDS_OF_A_SENTENCE and words != _WORD.findall(folded(title)):
        return True
    unparted = [letter for letter in without_urls(commentary) if _has_no_spaces(letter)]
    return len(unparted) >= _SIGNS_OF_A_SENTENCE and commentary.strip() != title.strip()


def _about_recipient(recipient: Recipient, now: datetime) -> Iterable[Reason]:
    if recipient.is_me:
        yield Reason(ReasonKind.IS_ME)
    if recipient.is_deleted:
        yield Reason(ReasonKind.DELETED)
    if recipient.is_resting:
        yield Reason(ReasonKind.RESTING, since=recipient.resting_since)
    if recipient.paused_until is not None and _utc(now) < _utc(recipient.paused_until):
        yield Reason(ReasonKind.PAUSED, free_at=recipient.paused_until)


def _about_value(draft: Draft, recipient: Recipient) -> Iterable[Reason]:
    if draft.carried is not Carried.NOTHING or not needs_value(recipient.bond):
        return
    purpose = draft.purpose.strip()
    if _LETTER.search(purpose):
        yield Reason(ReasonKind.NO_VALUE_ON_PURPOSE, blocks=False, subject=purpose)
    else:
        yield Reason(ReasonKind.NO_VALUE)


def _about_link(draft: Draft, past: Past, now: datetime, limits: Limits) -> Iterable[Reason]:
    keys = {draft.url_key, *draft.more_keys} - {""}
    before = [sent.at for sent in past.addresses if sent.key in keys]
    if before:
        yield Reason(ReasonKind.SAME_LINK_BEFORE, since=max(before, key=_utc))
    is_link = draft.carried is Carried.LINK or draft.lets_page_out
    if not _LETTER.search(draft.why) and draft.carried is not Carried.NOTHING:
        yield Reason(ReasonKind.NO_WHY_YOU, blocks=is_link)
    if not is_link:
        return
    if not draft.url_key:
        yield Reason(ReasonKind.NOT_AN_ADDRESS)
    if not has_own_words(draft.commentary, draft.title):
        yield Reason(ReasonKind.NO_OWN_WORDS)
    # In UTC: two moments of one zone are compared by the clock on the wall,
    # which jumps.  A link from after now was sent before the clock was set back.
    moments = sorted(_utc(sent.at) for sent in past.links)
    if moments and _utc(now) - moments[-1] <= limits.between_links:
        free_at = moments[-1] + limits.between_links
        yield Reason(ReasonKind.LINK_TOO_SOON, since=moments[-1], free_at=free_at)
    recent = [moment for moment in moments if _utc(now) - moment <= limits.links_within]
    if len(recent) >= limits.links:
        free_at = recent[-limits.links] + limits.links_within
        yield Reason(
            ReasonKind.TOO_MANY_LINKS, since=recent[-1], free_at=free_at, times=len(recent)
        )


def _about_opportunity(
    passed: Passed, recipient: Recipient, past: Past, now: datetime
) -> Iterable[Reason]:
    yield from _about_sharing(passed, recipient)
    if passed.is_giver:
        yield Reason(ReasonKind.IS_GIVER)
    elif passed.has_giver and passed.giver_state not in MAY_PASS:
        yield Reason(ReasonKind.GIVER_NOT_ASKED)
    if passed.expires_on is not None and now.date() > passed.expires_on:
        ended = datetime.combine(passed.expires_on, datetime.max.time(), now.tzinfo)
        yield Reason(ReasonKind.EXPIRED, since=ended)
    if passed.quantity is not None and passed.passed >= passed.quantity:
        yield Reason(ReasonKind.EXHAUSTED, times=passed.passed)
    before = [at for opportunity_id, at in past.passed if opportunity_id == passed.id]
    if before:
        yield Reason(ReasonKind.PASSED_BEFORE, since=max(before, key=_utc))


def _about_sharing(passed: Passed, recipient: Recipient) -> Iterable[Reason]:
    subject = passed.sharing_subject.strip()
    if passed.sharing is Sharing.CONFIDENTIAL:
        yield Reason(ReasonKind.CONFIDENTIAL)
    elif passed.sharing is Sharing.NOT_AT and _is_among(subject, recipient.organisations):
        yield Reason(ReasonKind.AT_ORGANISATION, subject=subject)
    elif passed.sharing is Sharing.SAME_FIELD and not _is_among(subject, recipient.said):
        yield Reason(ReasonKind.OTHER_FIELD, subject=subject)


def _about_tone(draft: Draft, past: Past, now: datetime, limits: Limits) -> Iterable[Reason]:
    if past.unanswered >= limits.unanswered:
        yield Reason(ReasonKind.UNANSWERED, blocks=False, times=past.unanswered)
    asked = [at for matter_id, at in past.asked if matter_id == draft.asks_matter]
    if asked:
        yield Reason(ReasonKind.MATTER_ASKED, blocks=False, since=max(asked, key=_utc))
    told = [at for news_id, at in past.told if news_id == draft.tells_news]
    if told:
        yield Reason(ReasonKind.NEWS_TOLD, blocks=False, since=max(told, key=_utc))
    offers = sorted(
        moment for at in past.offers if _utc(now) - (moment := _utc(at)) <= limits.offers_within
    )
    if draft.offers_help and len(offers) >= limits.offers_of_help:
        free_at = offers[-limits.offers_of_help] + limits.offers_within
        yield Reason(ReasonKind.HELP_OFFERED, since=offers[-1], free_at=free_at, times=len(offers))


def _about_meeting(draft: Draft, past: Past, now: datetime, limits: Limits) -> Iterable[Reason]:
    if draft.meet is Meet.DECLINED:
        yield Reason(ReasonKind.SAID_NO_TO_MEET)
    elif draft.meet is Meet.UNASKED:
        yield Reason(ReasonKind.NOT_ASKED_TO_MEET, blocks=False)
    elif draft.meet is Meet.ASKS and past.questions:
        last = max(map(_utc, past.questions))
        if _utc(now) - last <= limits.between_questions:
            free_at = last + limits.between_questions
            yield Reason(ReasonKind.QUESTION_TOO_SOON, since=last, free_at=free_at)


def _is_among(subject: str, texts: Iterable[str]) -> bool:
    """Tell whether the words of ``subject`` stand together in one of the texts."""
    wanted = f" {' '.join(_WORD.findall(folded(subject)))} "
    return wanted != "  " and any(
        wanted in f" {' '.join(_WORD.findall(folded(text)))} " for text in texts
    )


def _has_no_spaces(letter: str) -> bool:
    """Tell whether a letter is of a script that parts no words (Han, kana, Thai, Lao, Khmer)."""
    point = ord(letter)
    return 0x3040 <= point <= 0x9FFF or 0x0E00 <= point <= 0x0EFF or 0x1780 <= point <= 0x17FF


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
