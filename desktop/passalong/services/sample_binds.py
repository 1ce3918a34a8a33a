"""Who of the sample people is in a bind, and what the user has done about it.

Priya was promised an answer that is late, Sofia is listened to, Jonas is being
helped, and Ben is out of it.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from passalong.domain.bind import BindState
from passalong.services import binds
from passalong.services.bind_rows import row_of


class SampleBind(NamedTuple):
    """A bind, days ago, with its steps; the first ``done`` of them are done.

    ``promised_in`` is in days from now, negative where the day is past.
    """

    person: str
    text: str
    noted_ago: int
    touched_ago: int
    promise: str = ""
    promised_in: int | None = None
    snoozed_for: int = 0
    just_listen: bool = False
    state: BindState = BindState.OPEN
    steps: tuple[str, ...] = ()
    done: int = 0


BINDS = (
    SampleBind(
        "Priya Okafor",
        "someone who knows how SNCF runs its rolling-stock tenders",
        11,
        11,
        promise="an answer",
        promised_in=-1,
        steps=(
            "listen, write down what she needs",
            "ask Luc whether he is happy to be introduced",
            "introduce both",
            "ask whether it solved the problem",
        ),
        done=1,
    ),
    SampleBind(
        "Sofia Andersen",
        "rooms for a practice of her own: the third landlord said no",
        4,
        4,
        snoozed_for=3,
        just_listen=True,
    ),
    SampleBind(
        "Jonas Weber",
        "lost his job and looks for work on a data platform",
        5,
        2,
        state=BindState.HELPING,
        steps=("read his CV", "ask around for data platform teams"),
        done=1,
    ),
    SampleBind(
        "Ben Whitaker",
        "the ovens came too late for the opening",
        52,
        49,
        state=BindState.SOLVED,
        steps=("call the man who repairs stone ovens",),
        done=1,
    ),
)


def add_binds(session: Session, ids: dict[str, int], now: datetime) -> None:
    """Note the binds of the sample people, given by their names."""
    for sample in BINDS:
        _add(session, sample, ids[sample.person], now)


def _add(session: Session, sample: SampleBind, person_id: int, now: datetime) -> None:
    noted, touched = (now - timedelta(days=ago) for ago in (sample.noted_ago, sample.touched_ago))
    promised_on = None
    if sample.promised_in is not None:
        promised_on = (now + timedelta(days=sample.promised_in)).date()
    number = binds.note_bind(
        session,
        person_id,
        sample.text,
        noted,
        promise=sample.promise,
        promised_on=promised_on,
        just_listen=sample.just_listen,
    ).value
    for place, text in enumerate(sample.steps):
        step = binds.add_step(session, number, text, noted).value
        if place < sample.done:
            binds.set_step_done(session, step, done=True, now=touched)
    if sample.state is not BindState.OPEN:
        binds.set_state(session, number, sample.state, touched)
    if sample.snoozed_for:
        binds.snooze(session, number, now + timedelta(days=sample.snoozed_for), touched)
    row_of(session, number).is_sample = True
