"""What is written when the user needs help: the request, and the word that it is solved.

Each person gets a message of their own.  Of the ledger it says nothing: what the
user once gave is no claim.  Whether a letter may leave, the gate says.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from passalong.domain import gate
from passalong.domain.asking import Request, RequestState
from passalong.domain.bind import Bind, BindState
from passalong.domain.exchange import Carried
from passalong.domain.message import Parts, TemplatePart, called, filled, subject_of
from passalong.domain.outgoing import Errand, Outgoing
from passalong.errors import Trouble
from passalong.services import asking, composing, people, templates
from passalong.services.default_words import (
    CAN_YOU_HELP,
    NEEDED_BY,
    THIS_IS_SOLVED,
    WHAT_WOULD_COUNT,
)

_ENDS = '.!?…。！？"”'


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
    said = [_said(session, TemplatePart.HELP_ASK, facts)]
    if bind.promised_on is not None:
        said.append(filled(NEEDED_BY, facts))
    if bind.would_count:
        said.append(filled(WHAT_WOULD_COUNT, facts))
    return Outgoing(
        gate.Draft(Carried.REQUEST),
        request.person_id,
        parts=Parts(
            greeting=_said(session, TemplatePart.GREETING, facts),
            value=" ".join(said),
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
        Trouble: It is not solved yet, or they were never asked.
    """
    request = asking.request(session, request_id)
    bind = asking.own_bind(session, request.bind_id)
    if bind.state is not BindState.SOLVED:
        raise Trouble("This bind is not solved yet.", "Say that it is, and who helped.")
    helped = request.state is RequestState.HELPED
    if not helped and request.asked_at is None:
        raise Trouble(f"{request.person_name} was not asked.", "There is nothing to tell.")
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


def _facts(session: Session, request: Request, bind: Bind) -> Mapping[str, str]:
    person = people.person_details(session, request.person_id)
    day = bind.promised_on
    return {
        "name": called(person),
        "me": composing.my_name(session),
        "bind": _ended(bind.text),
        "day": f"{day:%A}, {day.day} {day:%B}" if day else "",
        "would_count": _ended(bind.would_count),
    }


def _said(session: Session, part: TemplatePart, facts: Mapping[str, str]) -> str:
    return filled(templates.words_for(session, part), facts)


def _ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    text = text.strip()
    return text if not text or text[-1] in _ENDS else f"{text}."
