"""A few people and things to give, and messages that are in order."""

from dataclasses import replace

from passalong.domain import gate
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.domain.message import Parts
from passalong.services import ledger
from passalong.services.outgoing import Outgoing

GREAT = Parts(
    value="Here is a piece on queries.",
    commentary="It explains how planners really choose.",
    why="You asked about planners in May.",
)
HELP = Outgoing(gate.Draft(Carried.HELP), 0, parts=Parts(value="I can help.", why="You asked."))


def passing(opportunity_id, person_id, **values):
    """Return a message that passes something along, with all that it needs."""
    return replace(Outgoing(gate.Draft(), person_id, opportunity_id, GREAT), **values)


def kinds(answer):
    """Return the kinds of an answer's reasons."""
    return {reason.kind for reason in answer.reasons}


def log(do, person_id, at, carried=Carried.NOTHING, text="", direction=Direction.FROM_ME, **values):
    """Log a contact that the user reports."""
    return do(
        ledger.log_exchange,
        person_id=person_id,
        direction=direction,
        at=at,
        carried=carried,
        text=text,
        **{"channel": Channel.MESSAGE} | values,
    )
