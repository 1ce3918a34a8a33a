"""A message on its way out of the shell: past the gate, then printed to be sent by hand."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from passalong.cli.printing import Printer, Refused
from passalong.cli.showing import answer_object
from passalong.domain import gate
from passalong.domain.message import Letter
from passalong.domain.outgoing import Outgoing
from passalong.services import outgoing
from passalong.services.outgoing import Blocked
from passalong.words import gate as gate_words


def released(session: Session, message: Outgoing, now: datetime) -> tuple[gate.Answer, Letter]:
    """Return what the gate says of a message, and its letter.

    Raises:
        Refused: The gate does not let it out.
    """
    answer = outgoing.check(session, message, now)
    try:
        return answer, outgoing.release(session, message, now)
    except Blocked as blocked:
        raise refused(blocked, now) from blocked


def refused(blocked: Blocked, now: datetime) -> Refused:
    """Return the refusal with every reason of the gate."""
    reasons = [f"- {gate_words.reason(why, now)}." for why in blocked.answer.reasons]
    return Refused(blocked, answer_object(blocked.answer, now), reasons)


def letter_object(letter: Letter) -> dict[str, object]:
    """Return a letter to one person, as the mail program gets it."""
    return {
        "name": letter.name,
        "to": letter.address,
        "subject": letter.subject,
        "text": letter.text,
        "mailto": letter.mailto,
        "too_long": letter.too_long,
    }


def print_letter(
    letter: Letter,
    answer: gate.Answer,
    found: Mapping[str, object],
    now: datetime,
    printer: Printer,
) -> None:
    """Print a letter that is not recorded yet; ``found`` is the same for a program."""
    to = f"{letter.name} <{letter.address}>" if letter.address else letter.name
    printer.answer(found, f"To: {to}\nSubject: {letter.subject}\n\n{letter.text}\n")
    if not printer.as_json:
        for why in answer.reasons:
            printer.say_aside(f"Note: {gate_words.reason(why, now)}.")
        printer.say_aside("Nothing is recorded yet; say --sent once it is sent.")
