"""What the gate must know of people, of what went before and of a thing: few queries for many."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.captured import keys_in
from passalong.domain.exchange import Carried, Channel, Direction, Outcome
from passalong.domain.introduction import Answer
from passalong.domain.links import url_key
from passalong.domain.opportunity import Opportunity
from passalong.domain.outgoing import Errand
from passalong.domain.person import Bond
from passalong.services.editing import in_pieces
from passalong.store import tables

CARRIED, URL_KEY, MORE_KEYS, PAGE = "carried", "url_key", "more_keys", "lets_page_out"
"""What the content of an open letter says for the gate."""

NO_PAGES = frozenset({Carried.NOTHING, Carried.REQUEST, Carried.INTRODUCTION})
"""What explains itself by addresses rather than passing them along."""

_BOTH_SPEAK = {Channel.CALL, Channel.MEETING}


class Sent(NamedTuple):
    """What the gate counts of one exchange."""

    person_id: int
    at: datetime
    direction: Direction
    channel: Channel
    carried: Carried
    outcome: Outcome
    url_key: str
    opportunity_id: int | None
    asked_matter_id: int | None
    news_id: int | None
    offered_help: bool
    text: str = ""  # where it may hold addresses
    own_url: str = ""  # of the opportunity that was passed along

    @property
    def is_link(self) -> bool:
        """Return whether it let a page out, whatever its value was called."""
        if self.carried is Carried.LINK or (self.carried is Carried.KNOWLEDGE and self.url_key):
            return True
        if self.channel in _BOTH_SPEAK or self.carried in NO_PAGES:
            return False
        return any(key != url_key(self.own_url) for key in self.keys)

    @property
    def keys(self) -> list[str]:
        """Return the keys of all addresses that went along."""
        return list(dict.fromkeys(filter(None, [self.url_key, *keys_in(self.text)])))


def recipients(session: Session, person_ids: Sequence[int]) -> dict[int, gate.Recipient]:
    """Return what counts about these people, those in the trash too; the gone are left out."""
    person = tables.Person
    found: dict[int, gate.Recipient] = {}
    for some in in_pieces(person_ids):
        for row in session.execute(
            select(
                person.id,
                person.bond,
                person.is_me,
                person.deleted_at,
                person.resting_since,
                person.paused_until,
            ).where(person.id.in_(some))
        ):
            found[row.id] = gate.Recipient(
                bond=Bond(row.bond),
                is_me=row.is_me,
                is_deleted=row.deleted_at is not None,
                is_resting=row.resting_since is not None,
                resting_since=row.resting_since,
                paused_until=row.paused_until,
            )
        for person_id, organisations, said in _said(session, some):
            known = found[person_id]
            found[person_id] = replace(known, organisations=organisations, said=said)
    return found


def pasts(
    session: Session,
    person_ids: Sequence[int],
    about: int | None = None,
    introduction_id: int | None = None,
) -> dict[int, gate.Past]:
    """Return what went between the user and each of these people before.

    A link or a question that was handed out counts as sent until the user says
    that it was not; but not what was handed out about the same opportunity, or
    the same introduction.
    """
    exchange = tables.Exchange
    sent: dict[int, list[Sent]] = defaultdict(list)
    for some in in_pieces(person_ids):
        rows = session.execute(
            select(
                exchange.person_id,
                exchange.at,
                exchange.direction,
                exchange.channel,
                exchange.carried,
                exchange.outcome,
                exchange.url_key,
                exchange.opportunity_id,
                exchange.asked_matter_id,
                exchange.news_id,
                exchange.offered_help,
                case((exchange.url_key != "", exchange.text), else_=""),
                func.coalesce(tables.Opportunity.url, ""),
            )
            .outerjoin(tables.Opportunity, exchange.opportunity_id == tables.Opportunity.id)
            .where(exchange.person_id.in_(some), exchange.deleted_at.is_(None))
            .order_by(exchange.at, exchange.id)
        )
        for person_id, at, direction, channel, carried, outcome, *rest in rows:
            known = Sent(
                person_id,
                at,
                Direction(direction),
                Channel(channel),
                Carried(carried),
                Outcome(outcome),
                *rest,
            )
            sent[person_id].append(known)
    handed_out = _handed_out(session, person_ids, about)
    asked = _asked_to_meet(session, person_ids, introduction_id)
    return {
        person_id: replace(
            _with_links(past_of(sent[person_id]), handed_out.get(person_id, [])),
            questions=tuple(asked.get(person_id, ())),
        )
        for person_id in person_ids
    }


def past_of(sent: Sequence[Sent]) -> gate.Past:
    """Return what counts of one person's exchanges, the oldest first."""
    mine = [one for one in sent if one.direction is Direction.FROM_ME]
    return gate.Past(
        links=tuple(gate.SentLink(one.at, one.url_key) for one in mine if one.is_link),
        addresses=tuple(gate.SentLink(one.at, key) for one in mine for key in one.keys),
        unanswered=_unanswered(sent),
        offers=tuple(one.at for one in mine if one.offered_help),
        asked=tuple(
            (one.asked_matter_id, one.at) for one in mine if one.asked_matter_id is not None
        ),
        told=tuple((one.news_id, one.at) for one in mine if one.news_id is not None),
        passed=tuple(
            (one.opportunity_id, one.at) for one in mine if one.opportunity_id is not None
        ),
    )


def _handed_out(
    session: Session, person_ids: Sequence[int], about: int | None
) -> dict[int, list[gate.SentLink]]:
    """Return the links of open letters to these people; there are never many."""
    letter = tables.OpenLetter
    query = select(letter.person_id, letter.released_at, letter.content).where(
        letter.opportunity_id.is_distinct_from(about)
    )
    wanted = set(person_ids)
    found: dict[int, list[gate.SentLink]] = defaultdict(list)
    for person_id, at, content in session.execute(query):
        kept = json.loads(content)
        if person_id in wanted and (kept[CARRIED] == Carried.LINK or kept.get(PAGE)):
            keys = (kept[URL_KEY], *kept.get(MORE_KEYS, ()))
            found[person_id] += [gate.SentLink(at, key) for key in keys]
    return found


def _asked_to_meet(
    session: Session, person_ids: Sequence[int], about: int | None
) -> dict[int, list[datetime]]:
    """Return when these people were asked whether they would like to meet somebody."""
    question, exchange, letter = tables.IntroductionQuestion, tables.Exchange, tables.OpenLetter
    found: dict[int, list[datetime]] = defaultdict(list)
    for some in in_pieces(person_ids):
        query = (
            select(question.person_id, question.asked_at)
            .outerjoin(exchange, exchange.id == question.exchange_id)
            .where(question.person_id.in_(some), exchange.deleted_at.is_(None))
        )
        for person_id, at in session.execute(query):
            found[person_id].append(at)
    wanted = set(person_ids)
    handed_out = select(letter.person_id, letter.released_at, letter.content).where(
        letter.introduction_id.is_not(None), letter.introduction_id.is_distinct_from(about)
    )
    for person_id, at, content in session.execute(handed_out):
        if person_id in wanted and json.loads(content)["errand"] == Errand.ASK_TO_MEET:
            found[person_id].append(at)
    return found


def wish_to_meet(
    session: Session, person_ids: Sequence[int], introduction_id: int | None
) -> dict[int, gate.Meet]:
    """Return what each of the two said of meeting the other, once that was begun."""
    question, person = tables.IntroductionQuestion, tables.Person
    is_open = select(person.id, person.is_open_to_introductions).where(person.id.in_(person_ids))
    wishes = {
        person_id: gate.Meet.AGREED if opens else gate.Meet.UNASKED
        for person_id, opens in session.execute(is_open)
    }
    answers = select(question.person_id, question.answer).where(
        question.introduction_id == introduction_id, question.answer != Answer.NONE.value
    )
    for person_id, answer in session.execute(answers):
        wishes[person_id] = _WISHES[Answer(answer)]
    return wishes


_WISHES = {Answer.YES: gate.Meet.AGREED, Answer.NO: gate.Meet.DECLINED}


def _with_links(past: gate.Past, more: Sequence[gate.SentLink]) -> gate.Past:
    if not more:
        return past
    return replace(past, links=(*past.links, *more), addresses=(*past.addresses, *more))


def passed(item: Opportunity, person_id: int) -> gate.Passed:
    """Return what counts of an opportunity that is to go to somebody."""
    return gate.Passed(
        id=item.id,
        kind=item.kind,
        has_giver=item.giver_id is not None,
        is_giver=item.giver_id == person_id,
        giver_state=item.giver_state,
        sharing=item.sharing,
        sharing_subject=item.sharing_subject,
        expires_on=item.expires_on,
        quantity=item.quantity,
        passed=item.passed,
    )


def _unanswered(sent: Iterable[Sent]) -> int:
    """Count messages from the user since the other one was last heard, in whatever way."""
    count = 0
    for one in sent:
        heard = (
            one.direction is Direction.FROM_THEM
            or one.outcome is not Outcome.OPEN
            or one.channel in _BOTH_SPEAK
        )
        count = 0 if heard else count + 1
    return count


def _said(
    session: Session, person_ids: Sequence[int]
) -> Iterable[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """Yield each person's organisations, and all that tells of their field."""
    organisation, value, tag, carrier = (
        tables.Organisation,
        tables.Value,
        tables.Tag,
        tables.PersonTag,
    )
    organisations: Mapping[int, list[str]] = defaultdict(list)
    said: Mapping[int, list[str]] = defaultdict(list)
    for person_id, name, department, title, role in session.execute(
        select(
            organisation.person_id,
            organisation.name,
            organisation.department,
            organisation.title,
            organisation.role,
        ).where(organisation.person_id.in_(person_ids))
    ):
        organisations[person_id].append(name)
        said[person_id] += [text for text in (name, department, title, role) if text]
    for person_id, text in session.execute(
        select(value.person_id, value.text).where(value.person_id.in_(person_ids))
    ):
        said[person_id].append(text)
    for person_id, word in session.execute(
        select(carrier.person_id, tag.word)
        .join(tag, tag.id == carrier.tag_id)
        .where(carrier.person_id.in_(person_ids))
    ):
        said[person_id].append(word)
    for person_id in {*organisations, *said}:
        yield person_id, tuple(organisations[person_id]), tuple(said[person_id])
