"""The way out: the one place where a message may leave, and where it is recorded.

Every path asks here, and here the gate is asked, each time anew: when a
message is looked at (``check``), when it is handed to the mail program or the
clipboard (``release``), and when the user says that it was sent
(``record_sent``).  Nothing else writes an exchange from the user that passes
something along, and nothing else makes a ``Letter``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.action import Action, ActionKind
from passalong.domain.captured import keys_in
from passalong.domain.exchange import Carried, Direction
from passalong.domain.exchange import Outcome as WhatCame
from passalong.domain.links import url_key
from passalong.domain.message import Addressee, Letter, mailto_of, subject_of, text_of
from passalong.domain.opportunity import Opportunity
from passalong.domain.outgoing import Errand, Outgoing
from passalong.domain.person import Bond
from passalong.errors import Trouble
from passalong.services import after_sending, gate_facts, news, opportunities
from passalong.services.editing import known
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables

__all__ = [
    "MOST_IN_MAILTO",
    "Blocked",
    "Errand",
    "Outgoing",
    "check",
    "check_many",
    "draft_of",
    "forget_open_letter",
    "record_sent",
    "release",
]

MOST_IN_MAILTO = 1900
"""Signs of an address that opens a mail program; Windows takes 2,048 of them."""


class Blocked(Trouble):
    """The gate said no; ``answer`` has every reason."""

    def __init__(self, name: str, answer: gate.Answer) -> None:
        super().__init__(
            f"This may not go to {name} now.", "Look at the reasons, or choose somebody else."
        )
        self.answer = answer


_NOT_OF_A_PERSON = {
    gate.ReasonKind.GIVER_NOT_ASKED,
    gate.ReasonKind.EXPIRED,
    gate.ReasonKind.EXHAUSTED,
}
_OWN_WORDS = "so many own words"
_STARTS = {Errand.GIVE, Errand.ASK_HELP, Errand.ASK_TO_MEET, Errand.INTRODUCE}
"""What the user begins; other messages go on with something."""

_RECORDED_AS = {Errand.ASK_TO_MEET: Carried.REQUEST, Errand.THANK_FOR_MEETING: Carried.NOTHING}
"""Of an introduction only the letter that makes it brings one."""


def check(session: Session, outgoing: Outgoing, now: datetime) -> gate.Answer:
    """Say whether a message may leave, with every reason.

    Raises:
        Trouble: The person or the opportunity is gone.
    """
    item = _item(session, outgoing, now)
    return _asked(session, outgoing, item, now)


def check_many(
    session: Session,
    person_ids: Sequence[int],
    opportunity_id: int | None,
    now: datetime,
    *,
    url: str = "",
) -> dict[int, gate.Answer]:
    """Say to whom something could go once the words are written; a handful of queries for all.

    Only what speaks against the person or the time counts, not what the
    opportunity itself still lacks.  Messages that stayed unanswered block
    here, except for close bonds.  Whoever is gone is left out.  Without an
    opportunity ``url`` may name a page that is not captured yet.
    """
    item = opportunities.opportunity(session, opportunity_id, now) if opportunity_id else None
    usual = Carried.LINK if url_key(url) else Carried.HELP
    draft = gate.Draft(
        carried=Carried(item.kind.value) if item else usual,
        url_key=url_key(item.url if item else url),
        lets_page_out=item is not None and _is_page(Carried(item.kind.value), url_key(item.url)),
        commentary=_OWN_WORDS,
        why=_OWN_WORDS,
    )
    people = gate_facts.recipients(session, person_ids)
    pasts = gate_facts.pasts(session, list(people), opportunity_id)
    return {
        person_id: _of_the_person(
            gate.check(
                draft,
                person,
                pasts[person_id],
                now,
                gate_facts.passed(item, person_id) if item else None,
            ),
            person,
        )
        for person_id, person in people.items()
    }


def release(session: Session, outgoing: Outgoing, now: datetime) -> Letter:
    """Return the message for the mail program or the clipboard; nothing is recorded.

    Raises:
        Blocked: The gate says no.
        Trouble: There is nothing in it; the person or the opportunity is gone.
    """
    item = _item(session, outgoing, now)
    _let_through(session, outgoing, item, now)
    text = text_of(outgoing.parts)
    if not text:
        raise Trouble("There is nothing in this message.", "Write what you want to give.")
    to, *others = (_addressee(session, person_id) for person_id in outgoing.person_ids)
    also = others[0] if others else None
    subject = " ".join(outgoing.subject.split())
    subject = subject or subject_of(item.title if item else "", outgoing.parts.value or text)
    mailto = mailto_of([to.address, *(other.address for other in others)], subject, text)
    too_long = len(mailto) > MOST_IN_MAILTO
    return Letter(
        to.name, to.address, subject, text, "" if too_long else mailto, too_long, also=also
    )


def record_sent(session: Session, outgoing: Outgoing, now: datetime) -> Outcome[int]:
    """Note that a message was sent, and move what it was about; the value is the exchange's number.

    Raises:
        Blocked: The gate says no.
        Trouble: The person or the opportunity is gone.
    """
    item = _item(session, outgoing, now)
    _let_through(session, outgoing, item, now)
    rows = {
        person_id: _exchange(session, outgoing, person_id, item, now)
        for person_id in outgoing.person_ids
    }
    session.add_all(rows.values())
    session.flush()
    forget_open_letter(session, outgoing)
    numbers = {person_id: row.id for person_id, row in rows.items()}
    touched = after_sending.move(session, outgoing, numbers, now)
    session.flush()
    action = Action(_kind(outgoing, item), _names(session, outgoing))
    changed = Changed.LEDGER | Changed.OPPORTUNITIES | Changed.PEOPLE | touched
    return Outcome(numbers[outgoing.person_id], changed, action)


def _exchange(
    session: Session, outgoing: Outgoing, person_id: int, item: Opportunity | None, now: datetime
) -> tables.Exchange:
    draft = draft_of(outgoing, item)
    is_pass = item is not None and outgoing.errand is Errand.GIVE
    return tables.Exchange(
        person_id=person_id,
        at=now,
        direction=Direction.FROM_ME.value,
        started_by_me=outgoing.answers_id is None and outgoing.errand in _STARTS,
        channel=outgoing.channel.value,
        carried=_RECORDED_AS.get(outgoing.errand, draft.carried).value,
        outcome=WhatCame.OPEN.value,
        text=text_of(outgoing.parts),
        url_key=draft.url_key,
        purpose=draft.purpose.strip() if draft.carried is Carried.NOTHING else "",
        opportunity_id=item.id if item and is_pass else None,
        asked_matter_id=draft.asks_matter,
        news_id=news.told(session, draft.tells_news, outgoing.parts.news),
        offered_help=draft.offers_help,
        bind_id=outgoing.bind_id,
        introduction_id=outgoing.introduction_id,
        answers_id=outgoing.answers_id,
        created_at=now,
        updated_at=now,
    )


def _kind(outgoing: Outgoing, item: Opportunity | None) -> ActionKind:
    if outgoing.errand is Errand.INTRODUCE:
        return ActionKind.INTRODUCE
    is_pass = item is not None and outgoing.errand is Errand.GIVE
    return ActionKind.GIVE if is_pass else ActionKind.SEND


def _names(session: Session, outgoing: Outgoing) -> str:
    return " and ".join(known(session, person_id).name for person_id in outgoing.person_ids)


def forget_open_letter(session: Session, outgoing: Outgoing) -> None:
    """Forget that such a letter was handed out."""
    letter = tables.OpenLetter
    session.execute(
        delete(letter).where(
            letter.person_id == outgoing.person_id,
            letter.opportunity_id.is_not_distinct_from(outgoing.opportunity_id),
            letter.bind_id.is_not_distinct_from(outgoing.bind_id),
            letter.introduction_id.is_not_distinct_from(outgoing.introduction_id),
        )
    )


def _item(session: Session, outgoing: Outgoing, now: datetime) -> Opportunity | None:
    if outgoing.opportunity_id is None:
        return None
    return opportunities.opportunity(session, outgoing.opportunity_id, now)


def _let_through(
    session: Session, outgoing: Outgoing, item: Opportunity | None, now: datetime
) -> None:
    answer = _asked(session, outgoing, item, now)
    if answer.verdict is gate.Verdict.BLOCK:
        raise Blocked(_names(session, outgoing), answer)


def _asked(
    session: Session, outgoing: Outgoing, item: Opportunity | None, now: datetime
) -> gate.Answer:
    """Ask the gate for everybody it goes to; where there are two, each reason says who is meant."""
    numbers = [known(session, person_id).id for person_id in outgoing.person_ids]
    is_pass = item is not None and outgoing.errand is Errand.GIVE
    people = gate_facts.recipients(session, numbers)
    about, introduction_id = outgoing.opportunity_id, outgoing.introduction_id
    pasts = gate_facts.pasts(session, numbers, about, introduction_id)
    is_introduction = outgoing.errand is Errand.INTRODUCE
    wanted = gate_facts.wish_to_meet(session, numbers, introduction_id) if is_introduction else {}
    answers = {
        number: gate.check(
            draft_of(outgoing, item, wanted.get(number)),
            people[number],
            pasts[number],
            now,
            gate_facts.passed(item, number) if item and is_pass else None,
        )
        for number in numbers
    }
    if len(answers) == 1:
        return answers[numbers[0]]
    return gate.for_all({known(session, number).name: answer for number, answer in answers.items()})


def draft_of(
    outgoing: Outgoing, item: Opportunity | None, wish: gate.Meet | None = None
) -> gate.Draft:
    """Return what the message says, whatever its draft claims.

    ``wish`` is what this recipient said of meeting the other, where two are introduced.
    """
    draft, parts = outgoing.draft, outgoing.parts
    is_pass = item is not None and outgoing.errand is Errand.GIVE
    said = (parts.greeting, parts.value, parts.commentary, parts.why, parts.ask, parts.news)
    keys = keys_in(*said, parts.offer, parts.closing, outgoing.subject)
    key = draft.url_key or next(iter(keys), "")
    carried = draft.carried
    lets_page_out = outgoing.errand is Errand.GIVE and bool(key)
    if item is not None and is_pass:
        own = url_key(item.url)
        key = own or key
        carried = Carried(item.kind.value)
        # The address of a job or an event is part of it, and no link of its own.
        lets_page_out = bool(set(keys) - {own}) or _is_page(carried, key)
    elif outgoing.errand is Errand.ASK_HELP and not parts.value.strip():
        carried = Carried.NOTHING  # a request is honest when it says what is needed
    elif key and (carried is Carried.NOTHING or (lets_page_out and carried in gate_facts.NO_PAGES)):
        carried = Carried.LINK
    return replace(
        draft,
        carried=carried,
        url_key=key,
        more_keys=tuple(other for other in keys if other != key),
        lets_page_out=lets_page_out,
        title=item.title if item else draft.title,
        commentary=parts.commentary,
        why=parts.why,
        asks_matter=draft.asks_matter if parts.ask.strip() else None,
        tells_news=draft.tells_news if parts.news.strip() else None,
        offers_help=bool(parts.offer.strip()),
        meet=_meet(outgoing, wish),
    )


def _is_page(carried: Carried, key: str) -> bool:
    """Tell whether something passed along is a page to read: a link, or knowledge with one."""
    return bool(key) and carried in (Carried.LINK, Carried.KNOWLEDGE)


def _meet(outgoing: Outgoing, wish: gate.Meet | None) -> gate.Meet:
    if outgoing.errand is Errand.ASK_TO_MEET:
        return gate.Meet.ASKS
    if outgoing.errand is Errand.INTRODUCE:
        return wish or gate.Meet.UNASKED
    return gate.Meet.NOT


def _of_the_person(answer: gate.Answer, person: gate.Recipient) -> gate.Answer:
    unanswered = gate.ReasonKind.UNANSWERED
    reasons = [
        reason._replace(blocks=True) if reason.kind is unanswered else reason
        for reason in answer.reasons
        if reason.kind not in _NOT_OF_A_PERSON
        and not (reason.kind is unanswered and person.bond is Bond.CLOSE)
    ]
    if any(reason.blocks for reason in reasons):
        return gate.Answer(gate.Verdict.BLOCK, tuple(reasons))
    return gate.Answer(gate.Verdict.WARN if reasons else gate.Verdict.ALLOW, tuple(reasons))


def _addressee(session: Session, person_id: int) -> Addressee:
    email = tables.Email
    query = (
        select(email.address)
        .where(email.person_id == person_id)
        .order_by(email.preferred.desc(), email.id)
    )
    return Addressee(known(session, person_id).name, session.scalars(query).first() or "")
