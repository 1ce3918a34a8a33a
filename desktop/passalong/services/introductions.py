"""Introductions: who could help whom, how far each has come, and what came of it.

Whom a need meets is found by ``services.pairing``; what is written to the two
stands in ``services.introducing``, and leaves through ``services.outgoing``;
who is open to introductions and how they are introduced in ``services.acquaintance``.
"""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from passalong.domain.action import ActionKind
from passalong.domain.bind import BindState
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.domain.introduction import (
    ENDED,
    Answer,
    Introduction,
    Pair,
    Stage,
    outcome_due_at,
)
from passalong.errors import Trouble
from passalong.services import ledger, pairing
from passalong.services.editing import known
from passalong.services.introduction_rows import (
    BEFORE,
    changed,
    introduced,
    names,
    new_row,
    question_of,
    row_between,
    row_of,
    set_asking_stage,
    values,
)
from passalong.services.outcome import Changed, Outcome, Progress
from passalong.store import tables

_SET_ASIDE = frozenset({Stage.DECLINED, Stage.KNOW_EACH_OTHER})


class Which(StrEnum):
    """Which introductions are meant."""

    RUNNING = "running"  # something is left to do
    ENDED = "ended"  # with what came of them, or declined
    ALL = "all"


def pairs(
    session: Session, now: datetime, limit: int = 20, progress: Progress | None = None
) -> list[Pair]:
    """Return who could help whom, mutual pairs first, then the surest.

    Left out are pairs that were declined, that know each other or were introduced
    already, and whoever rests, is paused, in the trash, or the user.
    """
    return pairing.pairs(session, now, limit, progress)


def introductions(
    session: Session, now: datetime, which: Which = Which.RUNNING
) -> list[Introduction]:
    """Return introductions, those whose outcome is due first, then the latest touched.

    Pairs that were set aside before anything was written are among the ended ones.
    """
    row = tables.Introduction
    found = values(session)
    if which is Which.RUNNING:
        found = [one for one in found if one.stage not in ENDED]
    elif which is Which.ENDED:
        found = values(session, row.stage.in_([stage.value for stage in ENDED]))
    return sorted(found, key=lambda one: not _is_due(one, now))  # stable: the latest stay first


def introduction(session: Session, introduction_id: int) -> Introduction:
    """Return one introduction.

    Raises:
        Trouble: It is no longer there, or one of the two is in the trash.
    """
    found = values(session, tables.Introduction.id == introduction_id)
    if not found:
        raise Trouble("This introduction is no longer there.", "Look in Edit › Undo.")
    return found[0]


def between(session: Session, one_id: int, other_id: int) -> Introduction | None:
    """Return what is kept of two people, in whichever order; None if nothing is."""
    row = row_between(session, one_id, other_id)
    return introduction(session, row.id) if row else None


def of_person(session: Session, person_id: int) -> list[Introduction]:
    """Return the introductions of somebody, the latest touched first."""
    row = tables.Introduction
    return values(session, (row.a_id == person_id) | (row.b_id == person_id))


def outcome_due(session: Session, now: datetime) -> list[Introduction]:
    """Return the introductions of which it is time to ask what came of them, the oldest first."""
    due = [one for one in introductions(session, now) if _is_due(one, now)]
    return sorted(due, key=lambda one: one.introduced_at or one.began_at)


def begin(
    session: Session,
    a_id: int,
    b_id: int,
    now: datetime,
    *,
    a_gets: str,
    b_gets: str,
    bind_id: int | None = None,
) -> Outcome[int]:
    """Begin an introduction with what each of the two gets out of it; the value is its number.

    Raises:
        Trouble: A text is missing, it is one person, the user or somebody gone,
            they know each other, or there was an introduction already; the bind
            is nobody's of the two, or over.
    """
    check_two(session, a_id, b_id)
    a_gets, b_gets = _what_they_get(session, a_id, b_id, a_gets, b_gets)
    kept = row_between(session, a_id, b_id)
    if kept is not None:
        raise already(Stage(kept.stage), names(session, kept))
    if bind_id is not None:
        _check_bind(session, bind_id, a_id, b_id)
    row = new_row(a_id, b_id, now)
    row.bind_id = bind_id
    _set_gets(row, a_id, a_gets, b_gets)
    session.add(row)
    session.flush()
    return changed(session, row, now)


def edit(
    session: Session, introduction_id: int, now: datetime, *, a_gets: str, b_gets: str
) -> Outcome[int]:
    """Change what ``introduction.a`` and ``introduction.b`` get.

    Raises:
        Trouble: A text is missing, or they were introduced already.
    """
    row = row_of(session, introduction_id)
    if Stage(row.stage) not in BEFORE:
        raise already(Stage(row.stage), names(session, row))
    a_gets, b_gets = _what_they_get(session, row.a_id, row.b_id, a_gets, b_gets)
    if (row.a_gets, row.b_gets) == (a_gets, b_gets):
        return Outcome(row.id)
    row.a_gets, row.b_gets = a_gets, b_gets
    return changed(session, row, now)


def answer(
    session: Session, introduction_id: int, person_id: int, yes: bool, now: datetime
) -> Outcome[int]:
    """Note what one of the two said when asked; a no ends it, and the pair never returns.

    It counts too where the user asked by word of mouth.
    """
    row = row_of(session, introduction_id)
    if person_id not in (row.a_id, row.b_id):
        raise Trouble("This introduction is of two others.")
    if Stage(row.stage) not in BEFORE | {Stage.DECLINED}:
        raise already(Stage(row.stage), names(session, row))
    question = question_of(session, row.id, person_id)
    if question is None:
        question = tables.IntroductionQuestion(
            introduction_id=row.id, person_id=person_id, asked_at=now
        )
        session.add(question)
    question.answer = (Answer.YES if yes else Answer.NO).value
    session.flush()
    set_asking_stage(session, row)
    return changed(session, row, now)


def decline(session: Session, a_id: int, b_id: int, now: datetime) -> Outcome[int]:
    """Say "not these two": the pair is never suggested again, and what was begun ends."""
    return _set_aside(session, a_id, b_id, Stage.DECLINED, now)


def know_each_other(session: Session, a_id: int, b_id: int, now: datetime) -> Outcome[int]:
    """Say that two people know each other: they are never suggested to each other again."""
    return _set_aside(session, a_id, b_id, Stage.KNOW_EACH_OTHER, now)


def mark_introduced(session: Session, introduction_id: int, now: datetime) -> Outcome[int]:
    """Say that the two were introduced in some other way, as on an evening; nothing is sent.

    It is an exchange with each of them, and a bind it was made for is handed on.

    Raises:
        Trouble: They were set aside.
    """
    row = row_of(session, introduction_id)
    if Stage(row.stage) in _SET_ASIDE:
        raise already(Stage(row.stage), names(session, row))
    if Stage(row.stage) not in BEFORE:
        return Outcome(row.id)
    for person_id in (row.a_id, row.b_id):
        ledger.log_exchange(
            session,
            person_id,
            direction=Direction.FROM_ME,
            at=now,
            channel=Channel.MEETING,
            carried=Carried.INTRODUCTION,
            introduction_id=row.id,
            now=now,
        )
    introduced(session, row, now)
    outcome = changed(session, row, now, ActionKind.INTRODUCE)
    return replace(outcome, changed=outcome.changed | Changed.LEDGER | Changed.PEOPLE)


def mark_met(session: Session, introduction_id: int, now: datetime) -> Outcome[int]:
    """Say that the two met.

    Raises:
        Trouble: They were not introduced.
    """
    row = _introduced(session, introduction_id)
    if row.stage != Stage.INTRODUCED:
        return Outcome(row.id)
    row.stage = Stage.MET.value
    return changed(session, row, now)


def set_outcome(
    session: Session, introduction_id: int, text: str, now: datetime, *, later: bool = False
) -> Outcome[int]:
    """Say what came of an introduction; with ``later`` it is asked once more, or no more.

    Asked after 14 days, it asks again after 45; asked after these, it is left alone.
    Where it is not asked yet there is nothing to put off.

    Raises:
        Trouble: They were not introduced, or nothing is said.
    """
    row = _introduced(session, introduction_id)
    text = " ".join(text.split())
    if later:
        due = outcome_due_at(introduction(session, row.id))
        if due is not None and due <= now:
            row.times_outcome_asked += 1
            row.snoozed_until = None
        elif not text:
            return Outcome(row.id)
        row.outcome = text or row.outcome
        return changed(session, row, now)
    if not text:
        raise Trouble("Nothing is said about what came of it.", "A few words will do.")
    row.outcome, row.stage, row.snoozed_until = text, Stage.OUTCOME.value, None
    return changed(session, row, now)


def snooze(session: Session, introduction_id: int, until: datetime, now: datetime) -> Outcome[int]:
    """Ask what came of it no sooner than then."""
    row = _introduced(session, introduction_id)
    row.snoozed_until = until
    return changed(session, row, now, ActionKind.SNOOZE)


def mark_thanked(session: Session, introduction_id: int, now: datetime) -> Outcome[int]:
    """Say that the user thanked the two for having met, or need not."""
    row = _introduced(session, introduction_id)
    if row.is_thanked:
        return Outcome(row.id)
    row.is_thanked = True
    return changed(session, row, now)


def check_two(session: Session, a_id: int, b_id: int) -> None:
    """Check that two people can be introduced to each other.

    Raises:
        Trouble: It is one person, the user, or somebody who is gone.
    """
    if a_id == b_id:
        raise Trouble("This is one person.", "Choose somebody else whom they should meet.")
    for person in (known(session, a_id), known(session, b_id)):
        if person.is_me:
            raise Trouble("You are one of these two.", "An introduction is between two others.")
        if person.deleted_at is not None:
            raise Trouble(f"{person.name} is in the trash.", "Bring them back first.")


def _check_bind(session: Session, bind_id: int, a_id: int, b_id: int) -> None:
    """Check that an introduction of two can be made for a bind."""
    bind = session.get(tables.Bind, bind_id)
    if bind is None or bind.deleted_at is not None:
        raise Trouble("This bind is no longer there.", "Begin the introduction without it.")
    if bind.person_id not in (a_id, b_id):
        both = f"{known(session, a_id).name} nor {known(session, b_id).name}"
        raise Trouble(f"This is a bind of neither {both}.", "Begin the introduction without it.")
    if bind.state in (BindState.SOLVED.value, BindState.FADED.value):
        raise Trouble("This bind is over.", "Begin the introduction without it.")


def _what_they_get(
    session: Session, a_id: int, b_id: int, a_gets: str, b_gets: str
) -> tuple[str, str]:
    said = " ".join(a_gets.split()), " ".join(b_gets.split())
    for person_id, text in zip((a_id, b_id), said, strict=True):
        if not any(sign.isalpha() for sign in text):
            raise Trouble(
                f"Say what {known(session, person_id).name} gets out of it.",
                "An introduction is worth making where both gain.",
            )
    return said


def _set_gets(row: tables.Introduction, a_id: int, a_gets: str, b_gets: str) -> None:
    in_order = row.a_id == a_id
    row.a_gets, row.b_gets = (a_gets, b_gets) if in_order else (b_gets, a_gets)


def already(stage: Stage, names: str) -> Trouble:
    """Return why no introduction of two can be begun or changed at this stage."""
    if stage is Stage.KNOW_EACH_OTHER:
        return Trouble(f"{names} know each other.", "There is nothing to introduce.")
    if stage is Stage.DECLINED:
        return Trouble(f"You set {names} aside, or one of them said no.", "Leave it at that.")
    if stage in BEFORE:
        return Trouble(f"An introduction of {names} is under way.", "Go on with that one.")
    return Trouble(f"{names} were introduced already.", "Say what came of it.")


def _set_aside(session: Session, a_id: int, b_id: int, stage: Stage, now: datetime) -> Outcome[int]:
    check_two(session, a_id, b_id)
    row = row_between(session, a_id, b_id) or new_row(a_id, b_id, now)
    if row.stage == stage:
        return Outcome(row.id)
    if row.introduced_at is not None:  # what came of it is not to be lost
        raise already(Stage.INTRODUCED, names(session, row))
    row.stage = stage.value
    session.add(row)
    session.flush()
    return changed(session, row, now)


def _introduced(session: Session, introduction_id: int) -> tables.Introduction:
    row = row_of(session, introduction_id)
    if Stage(row.stage) in _SET_ASIDE:
        raise already(Stage(row.stage), names(session, row))
    if row.introduced_at is None:
        raise Trouble(f"{names(session, row)} were not introduced yet.")
    return row


def _is_due(one: Introduction, now: datetime) -> bool:
    due = outcome_due_at(one)
    snoozed = one.snoozed_until is not None and now < one.snoozed_until
    return due is not None and due <= now and not snoozed
