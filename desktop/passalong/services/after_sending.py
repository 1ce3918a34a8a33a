"""What a message that was sent means for what it was about."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from passalong.domain.asking import RequestState
from passalong.domain.introduction import Stage
from passalong.domain.opportunity import GiverState
from passalong.domain.outgoing import Errand, Outgoing
from passalong.errors import Trouble
from passalong.services import asking_rows, bind_rows, introduction_rows, opportunities
from passalong.services.outcome import Changed
from passalong.store import tables


def move(
    session: Session, outgoing: Outgoing, exchange_ids: Mapping[int, int], now: datetime
) -> Changed:
    """Move what a sent message was about; ``exchange_ids`` has the exchange of each recipient.

    Raises:
        Trouble: What it was about is gone, or is not about these recipients.
    """
    match outgoing.errand:
        case Errand.GIVE | Errand.ASK_GIVER | Errand.THANK_GIVER:
            _move_opportunity(session, outgoing, now)
        case Errand.ASK_HELP:
            _note_request(session, outgoing, exchange_ids, now)
            return Changed.BINDS
        case Errand.TELL_SOLVED:
            _note_told(session, outgoing, now)
            return Changed.BINDS
        case Errand.ASK_TO_MEET:
            _note_question(session, outgoing, exchange_ids, now)
            return Changed.INTRODUCTIONS
        case Errand.INTRODUCE:
            _introduce(session, outgoing, now)
            return Changed.INTRODUCTIONS | Changed.BINDS
        case Errand.THANK_FOR_MEETING:
            _introduction(session, outgoing).is_thanked = True
            return Changed.INTRODUCTIONS
    return Changed.NOTHING


def _move_opportunity(session: Session, outgoing: Outgoing, now: datetime) -> None:
    if outgoing.opportunity_id is None:
        return
    row = opportunities.row_of(session, outgoing.opportunity_id)
    row.updated_at = now
    if outgoing.errand is Errand.GIVE:
        kept = tables.KeptPass
        session.execute(
            delete(kept).where(
                kept.opportunity_id == outgoing.opportunity_id,
                kept.person_id == outgoing.person_id,
            )
        )
    elif outgoing.errand is Errand.THANK_GIVER:
        row.is_loop_closed = True
    elif row.giver_state == GiverState.NOT_ASKED:
        row.giver_state = GiverState.ASKED.value


def _note_question(
    session: Session, outgoing: Outgoing, exchange_ids: Mapping[int, int], now: datetime
) -> None:
    """Note that one of the two was asked; an answer that was given before stays."""
    row = _introduction(session, outgoing)
    question = introduction_rows.question_of(session, row.id, outgoing.person_id)
    if question is None:
        question = tables.IntroductionQuestion(introduction_id=row.id, person_id=outgoing.person_id)
        session.add(question)
    question.asked_at, question.exchange_id = now, exchange_ids[outgoing.person_id]
    row.updated_at = now
    session.flush()
    introduction_rows.set_asking_stage(session, row)


def _introduce(session: Session, outgoing: Outgoing, now: datetime) -> None:
    row = _introduction(session, outgoing)
    if Stage(row.stage) not in introduction_rows.BEFORE:
        raise Trouble("These two were introduced already, or set aside.")
    introduction_rows.introduced(session, row, now)


def _note_request(
    session: Session, outgoing: Outgoing, exchange_ids: Mapping[int, int], now: datetime
) -> None:
    """Note that somebody was asked for help; an answer that was given before stays."""
    bind = _own_bind(session, outgoing)
    request = asking_rows.of_person(session, bind.id, outgoing.person_id)
    if request is None:
        number = max([1, *(one.wave for one in asking_rows.of_bind(session, bind.id))])
        request = asking_rows.add(session, bind.id, outgoing.person_id, number, now)
    if request.state in (RequestState.TO_ASK.value, RequestState.SKIPPED.value):
        request.state = RequestState.ASKED.value
    request.asked_at, request.exchange_id = now, exchange_ids[outgoing.person_id]
    request.updated_at = bind.touched_at = bind.updated_at = now


def _note_told(session: Session, outgoing: Outgoing, now: datetime) -> None:
    bind = _own_bind(session, outgoing)
    request = asking_rows.of_person(session, bind.id, outgoing.person_id)
    if request is None:
        raise Trouble("They were not asked for help with this.")
    request.is_told, request.updated_at = True, now


def _own_bind(session: Session, outgoing: Outgoing) -> tables.Bind:
    if outgoing.bind_id is None:
        raise Trouble("It is not said which bind this is about.")
    row = bind_rows.row_of(session, outgoing.bind_id)
    if row.person_id is not None:
        raise Trouble("This bind is somebody else's.")
    return row


def _introduction(session: Session, outgoing: Outgoing) -> tables.Introduction:
    if outgoing.introduction_id is None:
        raise Trouble("It is not said which introduction this is about.")
    row = introduction_rows.row_of(session, outgoing.introduction_id)
    needs_both = outgoing.errand is Errand.INTRODUCE
    people = set(outgoing.person_ids)
    if not people <= {row.a_id, row.b_id} or (needs_both and len(people) != 2):
        raise Trouble("This introduction is of two others.")
    return row
