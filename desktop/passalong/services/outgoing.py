"""The way out: the one place where a message may leave, and where it is recorded.

Every path asks here, and here the gate is asked, each time anew: when a
message is looked at (``check``), when it is handed to the mail program or the
clipboard (``release``), and when the user says that it was sent
(``record_sent``).  Nothing else writes an exchange from the user that passes
something along, and nothing else makes a ``Letter``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.action import Action, ActionKind
from passalong.domain.captured import url_in
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.domain.exchange import Outcome as WhatCame
from passalong.domain.links import url_key
from passalong.domain.message import Letter, Parts, mailto_of, subject_of, text_of
from passalong.domain.opportunity import GiverState, Opportunity
from passalong.domain.person import Bond
from passalong.errors import Trouble
from passalong.services import gate_facts, opportunities
from passalong.services.editing import known
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables

MOST_IN_MAILTO = 1900
"""Signs of an address that opens a mail program; Windows takes 2,048 of them."""


class Errand(StrEnum):
    """What a message is sent for."""

    GIVE = "give"  # an opportunity goes to its recipient; without one it is a message
    ASK_GIVER = "ask_giver"
    THANK_GIVER = "thank_giver"
    ASK_HELP = "ask_help"  # one of those whom the user asks in a bind of their own
    TELL_SOLVED = "tell_solved"  # thanks to who helped, and "solved, thanks" to the others
    ASK_TO_MEET = "ask_to_meet"  # would you like to meet somebody?
    INTRODUCE = "introduce"  # one message for the two; one exchange with each of them
    THANK_FOR_MEETING = "thank_for_meeting"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that wants to leave.

    What its ``parts`` say counts: the gate looks for own words in
    ``parts.commentary`` and ``parts.why``, for an offer of help in
    ``parts.offer``; matter and news count only if ``parts`` asks and tells.
    Of the ``draft`` count what it carries, an address, the purpose, and which
    matter and which news are meant.

    Attributes:
        opportunity_id: What is passed along, or what its giver is asked about.
        answers_id: The exchange that this one answers.
        bind_id: The user's own bind it asks help for, or a bind it helps with.
        introduction_id: The introduction it asks about, or makes.
    """

    draft: gate.Draft
    person_id: int
    opportunity_id: int | None = None
    parts: Parts = field(default_factory=Parts)
    subject: str = ""
    channel: Channel = Channel.MAIL
    errand: Errand = Errand.GIVE
    answers_id: int | None = None
    bind_id: int | None = None
    introduction_id: int | None = None


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
    name, address = _name_and_address(session, outgoing.person_id)
    subject = " ".join(outgoing.subject.split())
    subject = subject or subject_of(item.title if item else "", outgoing.parts.value or text)
    mailto = mailto_of(address, subject, text)
    too_long = len(mailto) > MOST_IN_MAILTO
    return Letter(name, address, subject, text, "" if too_long else mailto, too_long)


def record_sent(session: Session, outgoing: Outgoing, now: datetime) -> Outcome[int]:
    """Note that a message was sent, and move what it was about; the value is the exchange's number.

    Raises:
        Blocked: The gate says no.
        Trouble: The person or the opportunity is gone.
    """
    item = _item(session, outgoing, now)
    _let_through(session, outgoing, item, now)
    draft = draft_of(outgoing, item)
    is_pass = item is not None and outgoing.errand is Errand.GIVE
    row = tables.Exchange(
        person_id=outgoing.person_id,
        at=now,
        direction=Direction.FROM_ME.value,
        started_by_me=outgoing.answers_id is None and outgoing.errand is Errand.GIVE,
        channel=outgoing.channel.value,
        carried=draft.carried.value,
        outcome=WhatCame.OPEN.value,
        text=text_of(outgoing.parts),
        url_key=draft.url_key,
        purpose=draft.purpose.strip() if draft.carried is Carried.NOTHING else "",
        opportunity_id=item.id if item and is_pass else None,
        asked_matter_id=draft.asks_matter,
        news_id=draft.tells_news,
        offered_help=draft.offers_help,
        bind_id=outgoing.bind_id,
        introduction_id=outgoing.introduction_id,
        answers_id=outgoing.answers_id,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    forget_open_letter(session, outgoing)
    if item is not None:
        _move(session, item.id, outgoing, now)
    session.flush()
    kind = ActionKind.GIVE if is_pass else ActionKind.SEND
    action = Action(kind, known(session, outgoing.person_id).name)
    return Outcome(row.id, Changed.LEDGER | Changed.OPPORTUNITIES | Changed.PEOPLE, action)


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
        raise Blocked(known(session, outgoing.person_id).name, answer)


def _asked(
    session: Session, outgoing: Outgoing, item: Opportunity | None, now: datetime
) -> gate.Answer:
    number = known(session, outgoing.person_id).id
    is_pass = item is not None and outgoing.errand is Errand.GIVE
    return gate.check(
        draft_of(outgoing, item),
        gate_facts.recipients(session, [number])[number],
        gate_facts.pasts(session, [number], outgoing.opportunity_id)[number],
        now,
        gate_facts.passed(item, number) if item and is_pass else None,
    )


def draft_of(outgoing: Outgoing, item: Opportunity | None) -> gate.Draft:
    """Return what the message says, whatever its draft claims."""
    draft, parts = outgoing.draft, outgoing.parts
    is_pass = item is not None and outgoing.errand is Errand.GIVE
    said = " ".join((parts.value, parts.commentary, parts.why))
    key = draft.url_key or url_key(url_in(said))
    carried = draft.carried
    if item is not None and is_pass:
        key = url_key(item.url) or key
        carried = Carried(item.kind.value)
    elif carried is Carried.NOTHING and key:
        carried = Carried.LINK
    return replace(
        draft,
        carried=carried,
        url_key=key,
        title=item.title if item else draft.title,
        commentary=parts.commentary,
        why=parts.why,
        asks_matter=draft.asks_matter if parts.ask.strip() else None,
        tells_news=draft.tells_news if parts.news.strip() else None,
        offers_help=bool(parts.offer.strip()),
    )


def _move(session: Session, opportunity_id: int, outgoing: Outgoing, now: datetime) -> None:
    """Say what the sent message means for the opportunity it was about."""
    row = opportunities.row_of(session, opportunity_id)
    row.updated_at = now
    if outgoing.errand is Errand.GIVE:
        kept = tables.KeptPass
        session.execute(
            delete(kept).where(
                kept.opportunity_id == opportunity_id, kept.person_id == outgoing.person_id
            )
        )
    elif outgoing.errand is Errand.THANK_GIVER:
        row.is_loop_closed = True
    elif row.giver_state == GiverState.NOT_ASKED:
        row.giver_state = GiverState.ASKED.value


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


def _name_and_address(session: Session, person_id: int) -> tuple[str, str]:
    email = tables.Email
    query = (
        select(email.address)
        .where(email.person_id == person_id)
        .order_by(email.preferred.desc(), email.id)
    )
    return known(session, person_id).name, session.scalars(query).first() or ""
