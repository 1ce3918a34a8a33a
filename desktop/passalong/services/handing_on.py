"""Handing on somebody's bind: somebody else is at it now."""

from datetime import datetime

from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.bind import OPEN_STATES, BindState
from passalong.errors import Trouble
from passalong.services import binds
from passalong.services.bind_rows import row_of
from passalong.services.editing import known
from passalong.services.outcome import Outcome


def hand_on(session: Session, bind_id: int, now: datetime, *, to: str = "") -> Outcome[int]:
    """Say that somebody else is at it now; the steps keep who, if the user says.

    Raises:
        Trouble: The bind is the user's own, over, or gone.
    """
    row = row_of(session, bind_id)
    if row.person_id is None:
        raise Trouble("This bind is your own.", "Ask somebody for help with it instead.")
    if BindState(row.state) not in OPEN_STATES:
        raise Trouble("This bind is over.", "Take it up again first.")
    done = binds.set_state(session, bind_id, BindState.HANDED_ON, now)
    to = " ".join(to.split())
    if to:
        step = binds.add_step(session, bind_id, f"Handed on to {to}", now)
        done = binds.set_step_done(session, step.value, done=True, now=now)
    if done.action is None:  # it was, and nobody is named
        return Outcome(bind_id)
    whose = known(session, row.person_id).name
    return Outcome(bind_id, done.changed, Action(ActionKind.HAND_ON_BIND, whose))
