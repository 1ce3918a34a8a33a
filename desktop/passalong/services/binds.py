"""Who is in a bind, the user among them: what they need, what was promised, what was done.

Telling somebody or looking for helpers is done elsewhere; here a bind is
noted, changed, helped with, solved, and put aside.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.bind import MOST_LETTERS, Bind, BindState, pressing
from passalong.domain.exchange import Carried, Channel, Direction
from passalong.errors import Trouble
from passalong.services import ledger
from passalong.services.bind_rows import found as found_binds
from passalong.services.bind_rows import gone, row_of
from passalong.services.editing import known
from passalong.services.introduction_rows import under_way
from passalong.services.outcome import Changed, Outcome
from passalong.services.resolving import resolved
from passalong.store import tables

if TYPE_CHECKING:
    from passalong.services.suggestions import Suggested

HELPED_RESTS = timedelta(days=7)
"""After help was given nothing reminds of the bind for this long."""


class Which(StrEnum):
    """Which binds are looked at."""

    OTHERS = "others"
    MINE = "mine"
    SOLVED = "solved"  # and faded; others' and the user's own


def note_bind(
    session: Session,
    person_id: int | None,
    text: str,
    now: datetime,
    *,
    promise: str = "",
    promised_on: date | None = None,
    since: date | None = None,
    would_count: str = "",
    urgent: bool = False,
    just_listen: bool = False,
) -> Outcome[int]:
    """Note that somebody needs help; the value is the bind's number.

    Args:
        person_id: Who; None, or the person who is the user, for the user's own.
        promise: What the user said they would do.
        promised_on: By when; for the user's own, by when it is needed.
        since: The day of ``now`` if nobody says.
        would_count: What would count as help, for the user's own.

    Raises:
        Trouble: Nothing is said, or more than ``MOST_LETTERS`` letters; the person is gone.
    """
    person = None if person_id is None else _there(session, person_id)
    row = tables.Bind(
        person_id=None if person is None or person.is_me else person.id,
        text=_checked(text),
        since=since or now.date(),
        promise=promise.strip(),
        promised_on=promised_on,
        would_count=would_count.strip(),
        is_urgent=urgent,
        just_listen=just_listen,
        state=BindState.OPEN.value,
        touched_at=now,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return _changed(session, row, ActionKind.NOTE_BIND)


def edit_bind(
    session: Session,
    bind_id: int,
    now: datetime,
    *,
    text: str,
    promise: str,
    promised_on: date | None,
    since: date,
    would_count: str,
    urgent: bool,
    just_listen: bool,
) -> Outcome[int]:
    """Change what a bind says; nothing is a step of Undo where all stayed the same."""
    row = row_of(session, bind_id)
    new = {
        "text": _checked(text),
        "promise": promise.strip(),
        "promised_on": promised_on,
        "since": since,
        "would_count": would_count.strip(),
        "is_urgent": urgent,
        "just_listen": just_listen,
    }
    if all(getattr(row, name) == value for name, value in new.items()):
        return Outcome(bind_id)
    for name, value in new.items():
        setattr(row, name, value)
    return _touched(session, row, now)


def set_state(session: Session, bind_id: int, state: BindState, now: datetime) -> Outcome[int]:
    """Say how far a bind has come; reopening one asks again, later, whether it has faded."""
    if state is BindState.SOLVED:
        return solve(session, bind_id, now)
    row = row_of(session, bind_id)
    if row.state == state.value:
        return Outcome(bind_id)
    row.state, row.snoozed_until, row.asked_whether_faded = state.value, None, False
    return _touched(session, row, now)


def snooze(session: Session, bind_id: int, until: datetime, now: datetime) -> Outcome[int]:
    """Remind of a bind no sooner than then; it was not touched by that, and nobody was met."""
    row = row_of(session, bind_id)
    if row.snoozed_until == until:
        return Outcome(bind_id)
    row.snoozed_until, row.updated_at = until, now
    return _changed(session, row, ActionKind.SNOOZE)


def helped(
    session: Session, bind_id: int, now: datetime, *, text: str = "", log: bool = True
) -> Outcome[int]:
    """Note that the user did something for somebody; the bind itself is not solved by that.

    The ledger has it as help given, unless ``log`` is False because it is
    there already.  Nothing reminds of the bind for ``HELPED_RESTS``.

    Raises:
        Trouble: The bind is the user's own, or gone.
    """
    row = row_of(session, bind_id)
    if row.person_id is None:
        raise Trouble("This bind is your own.", "Say “Solved” and who helped you.")
    changed = Changed.BINDS
    if log:
        logged = ledger.log_exchange(
            session,
            row.person_id,
            direction=Direction.FROM_ME,
            at=now,
            channel=Channel.OTHER,
            carried=Carried.HELP,
            text=text,
            now=now,
        )
        session.get_one(tables.Exchange, logged.value).bind_id = row.id
        changed |= logged.changed
    row.state = BindState.HELPING.value
    row.snoozed_until = now + HELPED_RESTS
    done = _touched(session, row, now)
    return Outcome(bind_id, done.changed | changed, done.action)


def solve(session: Session, bind_id: int, now: datetime) -> Outcome[int]:
    """Say that somebody is out of a bind."""
    row = row_of(session, bind_id)
    if row.state == BindState.SOLVED.value:
        return Outcome(bind_id)
    row.state, row.snoozed_until = BindState.SOLVED.value, None
    return _touched(session, row, now, ActionKind.SOLVE_BIND)


def still_matters(session: Session, bind_id: int, now: datetime, matters: bool) -> Outcome[int]:
    """Answer whether a bind still matters, which is asked once; if not, it has faded."""
    row = row_of(session, bind_id)
    row.asked_whether_faded = True
    if not matters:
        row.state, row.snoozed_until = BindState.FADED.value, None
    return _touched(session, row, now)


def delete(session: Session, bind_id: int, now: datetime) -> Outcome[int]:
    """Put a bind into the trash."""
    row = row_of(session, bind_id)
    row.deleted_at = now
    return _changed(session, row, ActionKind.DELETE_BIND)


def add_step(session: Session, bind_id: int, text: str, now: datetime) -> Outcome[int]:
    """Add something to do, after the others; the value is the step's number."""
    row = row_of(session, bind_id)
    last = session.scalar(
        select(func.max(tables.BindStep.position)).where(tables.BindStep.bind_id == bind_id)
    )
    step = tables.BindStep(
        bind_id=bind_id, position=0 if last is None else last + 1, text=_step_text(text)
    )
    session.add(step)
    session.flush()
    return _step_changed(session, row, step.id, now)


def edit_step(session: Session, step_id: int, text: str, now: datetime) -> Outcome[int]:
    """Change the words of a step."""
    step, row = _step(session, step_id)
    text = _step_text(text)
    if step.text == text:
        return Outcome(step_id)
    step.text = text
    return _step_changed(session, row, step_id, now)


def set_step_done(session: Session, step_id: int, done: bool, now: datetime) -> Outcome[int]:
    """Say that a step was done on the day of ``now``, or that it is to do after all."""
    step, row = _step(session, step_id)
    if done == (step.done_on is not None):
        return Outcome(step_id)
    step.done_on = now.date() if done else None
    return _step_changed(session, row, step_id, now)


def remove_step(session: Session, step_id: int, now: datetime) -> Outcome[int]:
    """Remove a step."""
    step, row = _step(session, step_id)
    session.delete(step)
    return _step_changed(session, row, step_id, now)


def move_step(session: Session, step_id: int, place: int, now: datetime) -> Outcome[int]:
    """Put a step in the place of this number among the others; from 0, the last if too large."""
    step, row = _step(session, step_id)
    query = select(tables.BindStep).where(tables.BindStep.bind_id == row.id)
    before = session.scalars(query.order_by(tables.BindStep.position, tables.BindStep.id)).all()
    after = [each for each in before if each.id != step_id]
    after.insert(max(0, place), step)
    if after == before:
        return Outcome(step_id)
    for position, each in enumerate(after):
        each.position = position
    return _step_changed(session, row, step_id, now)


def binds(session: Session, which: Which, now: datetime) -> list[Bind]:
    """Return open binds, the most pressing first; solved and faded ones, the latest first."""
    found = found_binds(session, _is_of(which))
    if which is Which.SOLVED:
        return sorted(found, key=lambda each: (each.touched_at, each.id), reverse=True)
    return in_order(found, now)


def bind(session: Session, bind_id: int) -> Bind:
    """Return one of them, open or not.

    Raises:
        Trouble: It is no longer there.
    """
    found = found_binds(session, tables.Bind.id == bind_id)
    if not found:
        raise gone()
    return found[0]


def of_person(session: Session, person_id: int) -> list[Bind]:
    """Return somebody's binds: the open ones first, of each the latest first."""
    found = found_binds(session, tables.Bind.person_id == person_id)
    return sorted(found, key=lambda each: (each.is_open, each.since, each.id), reverse=True)


def who_could_help(
    session: Session, about: int | str, now: datetime, limit: int = 10
) -> "Suggested":
    """Return who could help in a bind, given by its number, or with what a text says.

    Whoever is in the bind is not among them; who must wait or rests is held
    back.  Where listening is what helps, nobody is looked for.

    Raises:
        Trouble: The bind is no longer there.
    """
    from passalong.services import suggestions  # the way out is above: it moves binds itself

    if isinstance(about, str):
        return suggestions.suggest_helpers(session, about, now, limit)
    found = bind(session, about)
    if found.just_listen:
        return suggestions.Suggested(withheld=suggestions.Withheld.JUST_LISTEN)
    text = f"{found.text}\n{found.would_count}".strip()
    if found.person_id is None:
        return suggestions.suggest_helpers(session, text, now, limit)
    helpers = suggestions.suggest_helpers(session, text, now, limit, (found.person_id,))
    return replace(helpers, introductions=under_way(session, found.person_id))


def counts(session: Session) -> Mapping[Which, int]:
    """Return how many there are of each."""
    found = found_binds(session)
    return {
        Which.OTHERS: sum(each.is_open and not each.is_mine for each in found),
        Which.MINE: sum(each.is_open and each.is_mine for each in found),
        Which.SOLVED: sum(not each.is_open for each in found),
    }


def in_order(found: Iterable[Bind], now: datetime) -> list[Bind]:
    """Return binds with the most pressing first, as the reminder tells them."""

    def order(each: Bind) -> tuple[object, ...]:
        return *pressing(each.owed_on, each.urgent, each.seen_at, now.date()), each.id

    return sorted(found, key=order)


def resolve(session: Session, text: str) -> int:
    """Return the number of the bind meant: by its number, uid or the uid's start.

    Raises:
        Trouble: None or more than one is meant.
    """
    found = resolved(session, tables.Bind, text)
    if found is None:
        raise Trouble(
            f"Nobody is in a bind called “{text.strip()}”.",
            "“passalong binds” lists who is, with numbers.",
        )
    return found


def _is_of(which: Which) -> ColumnElement[bool]:
    table = tables.Bind
    is_over = table.state.in_((BindState.SOLVED.value, BindState.FADED.value))
    if which is Which.SOLVED:
        return is_over
    whose = table.person_id.is_(None) if which is Which.MINE else table.person_id.is_not(None)
    return whose & ~is_over


def _there(session: Session, person_id: int) -> tables.Person:
    person = known(session, person_id)
    if person.deleted_at is not None:
        raise Trouble(f"{person.name} is in the trash.", "Look in Edit › Trash.")
    return person


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Trouble("What is the bind?", "Write in a few words what is needed.")
    if len(text) > MOST_LETTERS:
        raise Trouble("This text is too long for a bind.", "Keep the part that matters.")
    return text


def _step_text(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise Trouble("This step says nothing.", "Write in a few words what is to be done.")
    return text


def _step(session: Session, step_id: int) -> tuple[tables.BindStep, tables.Bind]:
    step = session.get(tables.BindStep, step_id)
    if step is None:
        raise Trouble("This step is no longer there.", "Somebody or something else removed it.")
    return step, row_of(session, step.bind_id)


def _touched(
    session: Session, row: tables.Bind, now: datetime, kind: ActionKind = ActionKind.EDIT_BIND
) -> Outcome[int]:
    row.touched_at = row.updated_at = now
    return _changed(session, row, kind)


def _step_changed(session: Session, row: tables.Bind, step_id: int, now: datetime) -> Outcome[int]:
    done = _touched(session, row, now)
    return Outcome(step_id, done.changed, done.action)


def _changed(session: Session, row: tables.Bind, kind: ActionKind) -> Outcome[int]:
    """Return the outcome; what a person's list line says has changed with the bind."""
    name = "" if row.person_id is None else known(session, row.person_id).name
    changed = Changed.BINDS if row.person_id is None else Changed.BINDS | Changed.PEOPLE
    return Outcome(row.id, changed, Action(kind, name))
