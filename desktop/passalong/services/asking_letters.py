"""What is written when the user needs help: the request, and the word that it is solved.

Each person gets a message of their own.  Of the ledger it says nothing: what the
user once gave is no claim.  Whether a letter may leave, the gate says.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.asking import Request, RequestState
from passalong.domain.bind import Bind, BindState
from passalong.domain.day_names import month, weekday
from passalong.domain.exchange import Carried
from passalong.domain.message import Parts, TemplatePart, called, filled, subject_of
from passalong.domain.outgoing import Errand, Outgoing
from passalong.errors import Trouble
from passalong.services import asking, composing, people, templates
from passalong.services.composing import Composing
from passalong.services.default_words import (
    CAN_YOU_HELP,
    DEFAULT_WORDS,
    NEEDED_BY,
    THIS_IS_SOLVED,
    WHAT_WOULD_COUNT,
)

_ENDS = '.!?…。！？"”'


def begin(session: Session, request_id: int, errand: Errand, now: datetime) -> Composing:
    """Return what a request, or the word that it is solved, can be made of.

    Raises:
        Trouble: As for the letter.
    """
    is_request = errand is Errand.ASK_HELP
    letter = (ask_letter if is_request else solved_letter)(session, request_id)
    begun = composing.compose_letter(session, letter, now)
    request = asking.request(session, request_id)
    bind = asking.own_bind(session, request.bind_id)
    facts = _facts(session, request, bind)
    ways = {**begun.ways, TemplatePart.HELP_ASK: _ways_to_ask(session, bind, facts)}
    return replace(begun, ways=ways)


def ask_letter(session: Session, request_id: int) -> Outgoing:
    """Return the message that asks somebody for help, in the user's own words for it.

    Why this person is asked is left to the user: what is noted about people is
    not put into messages.

    Raises:
        Trouble: They were asked already, or the bind is solved or gone.
    """
    request = asking.request(session, request_id)
    bind = asking.own_bind(session, request.bind_id)
    if not bind.is_open:
        raise Trouble("This bind is solved or has faded.", "There is nothing to ask any more.")
    if request.asked_at is not None:
        raise Trouble(f"{request.person_name} was asked already.", "Say what came of it.")
    facts = _facts(session, request, bind)
    return Outgoing(
        gate.Draft(Carried.REQUEST),
        request.person_id,
        parts=Parts(
            greeting=_said(session, TemplatePart.GREETING, facts),
            value=_ways_to_ask(session, bind, facts)[0],
            ask=CAN_YOU_HELP,
            closing=_said(session, TemplatePart.CLOSING, facts),
        ),
        subject=subject_of(bind.text, ""),
        errand=Errand.ASK_HELP,
        bind_id=bind.id,
    )


def solved_letter(session: Session, request_id: int) -> Outgoing:
    """Return the thanks to who helped, or the word to who was asked that it is solved.

    Raises:
        Trouble: It is not solved yet, or they were never asked, or were told already.
    """
    request = asking.request(session, request_id)
    bind = asking.own_bind(session, request.bind_id)
    if bind.state is not BindState.SOLVED:
        raise Trouble("This bind is not solved yet.", "Say that it is, and who helped.")
    helped = request.state is RequestState.HELPED
    if not helped and request.asked_at is None:
        raise Trouble(f"{request.person_name} was not asked.", "There is nothing to tell.")
    if request.is_told:
        raise Trouble(f"{request.person_name} knows that it is solved.", "Nothing is left to tell.")
    facts = _facts(session, request, bind)
    part = TemplatePart.HELP_THANKS if helped else TemplatePart.HELP_SOLVED
    return Outgoing(
        # That it is solved is worth knowing: nobody looks any further.
        gate.Draft(Carried.KNOWLEDGE),
        request.person_id,
        parts=Parts(
            greeting=_said(session, TemplatePart.GREETING, facts),
            value=filled(THIS_IS_SOLVED, facts),
            why=_said(session, part, facts),
            closing=_said(session, TemplatePart.CLOSING, facts),
        ),
        subject=subject_of(bind.text, ""),
        errand=Errand.TELL_SOLVED,
        bind_id=bind.id,
    )


def solved_letters(session: Session, bind_id: int) -> list[Outgoing]:
    """Return what is to be said now that it is solved: thanks first, then to who was asked.

    Who was told already is left out.

    Raises:
        Trouble: The bind is not solved yet, or is somebody else's.
    """
    to_tell = [one for one in asking.requests(session, bind_id) if one.wants_word]
    to_tell.sort(key=lambda one: one.state is not RequestState.HELPED)
    return [solved_letter(session, one.id) for one in to_tell]


def _ways_to_ask(session: Session, bind: Bind, facts: Mapping[str, str]) -> tuple[str, ...]:
    """Return how what is needed can be said: the user's words, the latest first, the program's."""
    part = TemplatePart.HELP_ASK
    texts = [*(own.text for own in templates.listed(session, part)), DEFAULT_WORDS[part]]
    then = [NEEDED_BY] if bind.promised_on is not None else []
    then += [WHAT_WOULD_COUNT] if bind.would_count else []
    said = (" ".join(filled(each, facts) for each in (text, *then)) for text in texts)
    return tuple(dict.fromkeys(said))


def _facts(session: Session, request: Request, bind: Bind) -> Mapping[str, str]:
    person = people.person_details(session, request.person_id)
    day = bind.promised_on
    return {
        "name": called(person),
        "me": composing.my_name(session),
        "bind": _ended(bind.text),
        "day": f"{weekday(day)}, {day.day} {month(day)}" if day else "",
        "would_count": _ended(bind.would_count),
    }


def _said(session: Session, part: TemplatePart, facts: Mapping[str, str]) -> str:
    return filled(templates.words_for(session, part), facts)


def _ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    text = text.strip()
    return text if not text or text[-1] in _ENDS else f"{text}."
