"""What a message to somebody can be made of: facts, own words, and parts to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.exchange import Carried, Direction
from passalong.domain.exchange import Outcome as WhatCame
from passalong.domain.links import url_key
from passalong.domain.message import Parts, Template, TemplatePart, called, filled, subject_of
from passalong.domain.news import News
from passalong.domain.opportunity import KeptPass, Opportunity, OpportunityKind
from passalong.domain.person import Kept, Matter, PersonDetails
from passalong.errors import Trouble
from passalong.services import gate_facts, news, opportunities, people, setting_aside, templates
from passalong.services.default_words import ASK_WITHOUT_MATTER, DEFAULT_WORDS
from passalong.services.editing import known
from passalong.services.outgoing import Errand, Outgoing
from passalong.store import tables

_OF_OTHER_LETTERS = ("{other}", "{bind}")
_LONGEST_VALUE = 600  # letters of a captured text; of a longer one the title is said


class Answered(NamedTuple):
    """Of how many messages from the user how many were answered."""

    sent: int
    answered: int


@dataclass(frozen=True, slots=True)
class Composing:
    """All that the composer shows of a person, and a message to begin with.

    Attributes:
        answered: How many of the user's messages they answered.
        matter: What they were last up to; None if nothing is known.
        matter_days: Days since that was noted.
        matter_asked_at: When the user asked about it, if so.
        unheard: News they were not told, the latest first.
        offers: When help was offered to them within a year.
        templates: The user's own words for the parts, the latest first.
        kept: The pass as it was kept for later.
        outgoing: The message to begin with; nothing in it has been sent.
        ways: How each part can be said to this person: the user's own words, the
            latest first, then the program's; what would have a hole is left out.
        also_name: The other one, where one letter goes to the two of an introduction.
    """

    person: PersonDetails
    opportunity: Opportunity | None
    answered: Answered
    matter: Kept[Matter] | None
    matter_days: int
    matter_asked_at: datetime | None
    unheard: tuple[News, ...]
    offers: tuple[datetime, ...]
    templates: tuple[Template, ...]
    kept: KeptPass | None
    outgoing: Outgoing
    ways: Mapping[TemplatePart, tuple[str, ...]] = field(default_factory=dict)
    also_name: str = ""

    @property
    def names(self) -> str:
        """Return the names of those it goes to, as in a sentence."""
        return f"{self.person.name} and {self.also_name}" if self.also_name else self.person.name


def lacks_value(composing: Composing, outgoing: Outgoing) -> bool:
    """Tell whether a thing is to be passed along, and the message does not say which."""
    is_pass = outgoing.opportunity_id is not None and outgoing.errand is Errand.GIVE
    must = gate.needs_value(composing.person.bond)
    return is_pass and must and not outgoing.parts.value.strip()


def compose(
    session: Session, person_id: int, opportunity_id: int | None, now: datetime
) -> Composing:
    """Return what a message to somebody can be made of.

    Raises:
        Trouble: The person or the opportunity is gone.
    """
    person = people.person_details(session, person_id)
    item = opportunities.opportunity(session, opportunity_id, now) if opportunity_id else None
    past = gate_facts.pasts(session, [person_id])[person_id]
    matter = _last_matter(person)
    asked = [at for number, at in past.asked if matter and number == matter.id]
    unheard = tuple(news.unheard(session, person_id))
    year = gate.Limits().offers_within
    offers = tuple(at for at in past.offers if now - at <= year)
    kept = _kept(session, opportunity_id, person_id)
    own = tuple(templates.listed(session))
    return Composing(
        person=person,
        opportunity=item,
        answered=_answered(session, person_id),
        matter=matter,
        matter_days=(now.date() - matter.value.noted_on).days if matter else 0,
        matter_asked_at=max(asked, default=None),
        unheard=unheard,
        offers=offers,
        templates=own,
        kept=kept,
        outgoing=_first_message(
            session, person, item, None if asked else matter, unheard, not offers, kept
        ),
        ways=_ways(own, _facts(session, person, item, matter)),
    )


def compose_for_giver(
    session: Session, opportunity_id: int, errand: Errand, now: datetime
) -> Composing:
    """Return what a message to the giver of a thing can be made of.

    Raises:
        Trouble: Nobody gave it, or it is gone.
    """
    letter = giver_letter(session, opportunity_id, errand, now)
    base = compose(session, letter.person_id, None, now)
    item = opportunities.opportunity(session, opportunity_id, now)
    return replace(base, opportunity=item, outgoing=letter)


def compose_letter(session: Session, letter: Outgoing, now: datetime) -> Composing:
    """Return what a letter that is begun already can be made of, for its first recipient.

    Raises:
        Trouble: The person is gone.
    """
    also = known(session, letter.also_id).name if letter.also_id is not None else ""
    begun = compose(session, letter.person_id, None, now)
    return replace(begun, outgoing=letter, also_name=also)


def giver_letter(session: Session, opportunity_id: int, errand: Errand, now: datetime) -> Outgoing:
    """Return the question to a giver whether a thing may go on, or the thanks once it did.

    Who got it is not named.

    Raises:
        Trouble: Nobody gave it.
    """
    item = opportunities.opportunity(session, opportunity_id, now)
    if item.giver_id is None:
        raise Trouble(f"Nobody gave you “{item.title}”.", "Say from whom it came first.")
    person = people.person_details(session, item.giver_id)
    asks = errand is Errand.ASK_GIVER
    part = TemplatePart.GIVER_ASK if asks else TemplatePart.GIVER_THANKS
    facts = _facts(session, person, item, None)
    return Outgoing(
        gate.Draft(Carried.REQUEST if asks else Carried.KNOWLEDGE),
        person.id,
        item.id,
        Parts(
            greeting=_said(session, TemplatePart.GREETING, facts),
            value=f"“{item.title}”:",
            why=_said(session, part, facts),
            closing=_said(session, TemplatePart.CLOSING, facts),
        ),
        subject_of(item.title, ""),
        errand=errand,
    )


def _first_message(
    session: Session,
    person: PersonDetails,
    item: Opportunity | None,
    matter: Kept[Matter] | None,
    unheard: tuple[News, ...],
    may_offer: bool,
    kept: KeptPass | None,
) -> Outgoing:
    facts = _facts(session, person, item, matter)
    told = unheard[0] if unheard else None
    parts = Parts(
        greeting=_said(session, TemplatePart.GREETING, facts),
        value=_said(session, TemplatePart.VALUE, facts) if item else "",
        commentary=(kept.commentary if kept else "") or (item.commentary if item else ""),
        why=(kept.why if kept else "") or _said(session, TemplatePart.WHY, facts),
        ask=_said(session, TemplatePart.ASK, facts) if matter else ASK_WITHOUT_MATTER,
        news=told.text if told else "",
        offer=_said(session, TemplatePart.OFFER, facts) if may_offer else "",
        closing=_said(session, TemplatePart.CLOSING, facts),
    )
    draft = gate.Draft(
        carried=Carried(item.kind.value) if item else Carried.NOTHING,
        url_key=url_key(item.url) if item else "",
        title=item.title if item else "",
        asks_matter=matter.id if matter else None,
        tells_news=told.id if told else None,
    )
    subject = subject_of(item.title, "") if item else ""
    return Outgoing(draft, person.id, item.id if item else None, parts, subject)


def _facts(
    session: Session,
    person: PersonDetails,
    item: Opportunity | None,
    matter: Kept[Matter] | None,
) -> dict[str, str]:
    return {
        "name": called(person),
        "thing": _thing(item) if item else "",
        "title": item.title if item else "",
        "matter": matter.value.text.rstrip(".") if matter else "",
        "me": my_name(session),
    }


def my_name(session: Session) -> str:
    """Return what the user is called; empty as long as nobody is marked as the user."""
    person = tables.Person
    me = session.scalars(select(person.name).where(person.is_me, person.deleted_at.is_(None)))
    return me.first() or ""


def _thing(item: Opportunity) -> str:
    """Return an opportunity as it is said in a message."""
    if item.kind is OpportunityKind.LINK and item.url:
        return f"{item.title}\n{item.url}" if item.title not in item.url else item.url
    short = item.text and len(item.text) <= _LONGEST_VALUE
    text = item.text if short else f"{item.title}\n{item.url}".strip()
    return text if item.title in text else f"{item.title}\n{text}"


def _said(session: Session, part: TemplatePart, facts: dict[str, str]) -> str:
    return filled(templates.words_for(session, part), facts)


def _ways(
    own: tuple[Template, ...], facts: Mapping[str, str]
) -> Mapping[TemplatePart, tuple[str, ...]]:
    ways: dict[TemplatePart, tuple[str, ...]] = {}
    for part in TemplatePart:
        texts = [one.text for one in own if one.part is part]
        texts.append(DEFAULT_WORDS[part])
        if part is TemplatePart.ASK:
            texts.append(ASK_WITHOUT_MATTER)
        whole = [text for text in texts if _is_whole(text, facts)]
        said = [filled(text, facts) for text in whole]
        ways[part] = tuple(dict.fromkeys(text for text in said if text))
    return ways


def _is_whole(text: str, facts: Mapping[str, str]) -> bool:
    """Tell whether words have no hole where something is not known."""
    unknown = [*_OF_OTHER_LETTERS, *(["{matter}"] if not facts["matter"] else [])]
    return not any(name in text for name in unknown)


def _last_matter(person: PersonDetails) -> Kept[Matter] | None:
    going_on = [kept for kept in person.matters if kept.value.closed_on is None]
    return max(going_on, key=lambda kept: (kept.value.noted_on, kept.id), default=None)


def _kept(session: Session, opportunity_id: int | None, person_id: int) -> KeptPass | None:
    if opportunity_id is None:
        return None
    kept = setting_aside.kept_passes(session, opportunity_id=opportunity_id)
    return next((one for one in kept if one.person_id == person_id), None)


def _answered(session: Session, person_id: int) -> Answered:
    exchange = tables.Exchange
    outcomes = session.scalars(
        select(exchange.outcome).where(
            exchange.person_id == person_id,
            exchange.direction == Direction.FROM_ME,
            exchange.deleted_at.is_(None),
        )
    ).all()
    return Answered(len(outcomes), sum(outcome != WhatCame.OPEN for outcome in outcomes))
