"""The rows of introductions, as values; and what every change of one does."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from passalong.domain.action import Action, ActionKind
from passalong.domain.bind import OPEN_STATES, BindState
from passalong.domain.introduction import (
    ENDED,
    Answer,
    Asked,
    Introduction,
    Side,
    Stage,
    asking_stage,
)
from passalong.errors import Trouble
from passalong.services.editing import known
from passalong.services.outcome import Changed, Outcome
from passalong.store import tables

BEFORE = frozenset({Stage.IDEA, Stage.ASKED_A, Stage.ASKED_B, Stage.BOTH_SAID_YES})
"""Stages before the two were introduced."""


def values(session: Session, *which: ColumnElement[bool]) -> list[Introduction]:
    """Return introductions of people who are not in the trash, the latest touched first."""
    row = tables.Introduction
    a, b, bind = aliased(tables.Person), aliased(tables.Person), tables.Bind
    is_open = bind.deleted_at.is_(None) & bind.state.in_([state.value for state in OPEN_STATES])
    query = (
        select(row, a, b, bind.id)
        .join(a, a.id == row.a_id)
        .join(b, b.id == row.b_id)
        .outerjoin(bind, (bind.id == row.bind_id) & is_open)
        .where(a.deleted_at.is_(None), b.deleted_at.is_(None), *which)
        .order_by(row.updated_at.desc(), row.id.desc())
    )
    rows = session.execute(query).all()
    asked = questions(session, [each.id for each, *_ in rows])
    return [
        Introduction(
            id=each.id,
            uid=each.uid,
            a=side_of(one),
            b=side_of(other),
            stage=Stage(each.stage),
            a_gets=each.a_gets,
            b_gets=each.b_gets,
            began_at=each.began_at,
            introduced_at=each.introduced_at,
            bind_id=each.bind_id,
            outcome=each.outcome,
            times_outcome_asked=each.times_outcome_asked,
            questions=tuple(asked[each.id]),
            is_thanked=each.is_thanked,
            snoozed_until=each.snoozed_until,
            is_bind_open=open_bind is not None,
        )
        for each, one, other, open_bind in rows
    ]


def row_of(session: Session, introduction_id: int) -> tables.Introduction:
    """Return the row of an introduction.

    Raises:
        Trouble: It is no longer there.
    """
    row = session.get(tables.Introduction, introduction_id)
    if row is None:
        raise Trouble("This introduction is no longer there.", "Look in Edit › Undo.")
    return row


def row_between(session: Session, one_id: int, other_id: int) -> tables.Introduction | None:
    """Return the row of two people, in whichever order they are named."""
    first, second = sorted((one_id, other_id))
    row = tables.Introduction
    return session.scalars(select(row).where(row.a_id == first, row.b_id == second)).first()


def under_way(session: Session, person_id: int) -> dict[int, int]:
    """Return the introductions of somebody that have not ended, by whom they meet."""
    row = tables.Introduction
    query = select(row.id, row.a_id, row.b_id).where(
        (row.a_id == person_id) | (row.b_id == person_id),
        row.stage.not_in([stage.value for stage in ENDED]),
    )
    found = session.execute(query)
    return {b_id if a_id == person_id else a_id: number for number, a_id, b_id in found}


def new_row(a_id: int, b_id: int, now: datetime) -> tables.Introduction:
    """Return a row for two people, not added yet."""
    first, second = sorted((a_id, b_id))
    return tables.Introduction(
        a_id=first, b_id=second, stage=Stage.IDEA.value, began_at=now, updated_at=now
    )


def question_of(
    session: Session, introduction_id: int, person_id: int
) -> tables.IntroductionQuestion | None:
    """Return the row of the question to one of the two; None if they were not asked."""
    question = tables.IntroductionQuestion
    return session.scalars(
        select(question).where(
            question.introduction_id == introduction_id, question.person_id == person_id
        )
    ).first()


def questions(session: Session, ids: Iterable[int]) -> dict[int, list[Asked]]:
    """Return who was asked, for each of these introductions."""
    question = tables.IntroductionQuestion
    found: dict[int, list[Asked]] = defaultdict(list)
    query = select(question).where(question.introduction_id.in_(list(ids))).order_by(question.id)
    for row in session.scalars(query):
        found[row.introduction_id].append(Asked(row.person_id, row.asked_at, Answer(row.answer)))
    return found


def side_of(person: tables.Person) -> Side:
    """Return one of the two as a value."""
    return Side(person.id, person.uid, person.name, person.is_open_to_introductions)


def names(session: Session, row: tables.Introduction) -> str:
    """Return the names of the two, as in a sentence."""
    return f"{known(session, row.a_id).name} and {known(session, row.b_id).name}"


def changed(
    session: Session,
    row: tables.Introduction,
    now: datetime,
    kind: ActionKind = ActionKind.EDIT_INTRODUCTION,
) -> Outcome[int]:
    """Return the outcome of a change, under the names of the two."""
    row.updated_at = now
    session.flush()
    touched = Changed.INTRODUCTIONS | Changed.BINDS
    return Outcome(row.id, touched, Action(kind, names(session, row)))


def introduced(session: Session, row: tables.Introduction, now: datetime) -> None:
    """Note on its row that an introduction was made, and hand on the bind it was made for."""
    row.stage, row.introduced_at, row.updated_at = Stage.INTRODUCED.value, now, now
    bind = session.get(tables.Bind, row.bind_id) if row.bind_id is not None else None
    if bind is not None and bind.state in (BindState.OPEN.value, BindState.HELPING.value):
        bind.state, bind.touched_at, bind.updated_at = BindState.HANDED_ON.value, now, now


def set_asking_stage(session: Session, row: tables.Introduction) -> None:
    """Let an introduction's stage follow its questions; no more once it was made."""
    if Stage(row.stage) in BEFORE | {Stage.DECLINED}:
        asked = questions(session, [row.id])[row.id]
        a, b = (known(session, number) for number in (row.a_id, row.b_id))
        row.stage = asking_stage(side_of(a), side_of(b), asked).value


def follow_openness(session: Session, person_id: int) -> None:
    """Let the stages of somebody's introductions follow that they became open, or no longer are."""
    row = tables.Introduction
    of_theirs = (row.a_id == person_id) | (row.b_id == person_id)
    for each in session.scalars(select(row).where(of_theirs)).all():
        if Stage(each.stage) in BEFORE:
            set_asking_stage(session, each)
