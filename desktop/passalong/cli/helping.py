"""The verbs about people in a bind: bind, binds, who-could-help, hand-on."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from passalong import words
from passalong.cli.clock import now_of
from passalong.cli.helping_arguments import DAY
from passalong.cli.opening import opened, opened_for_ranking
from passalong.cli.printing import Printer
from passalong.cli.suggested import print_suggested
from passalong.domain.bind import Bind, BindState
from passalong.domain.day_words import read_day, split_day
from passalong.errors import Trouble
from passalong.services import binds, handing_on, naming, people, pleas
from passalong.services.binds import Which
from passalong.services.outcome import Outcome, perform
from passalong.store.database import Database
from passalong.words.helping import bind_of, bind_state

_NOBODY = "Nobody is in a bind. “passalong bind PERSON TEXT” notes who is."
_NONE_OF_MINE = "You are in no bind yourself. “passalong ask TEXT” notes what you need."


def bind(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Note that somebody needs help."""
    with opened(folder) as database:
        number = perform(database, lambda session: _noted(session, chosen)).value
        found = _looked_up(database, number)
    printer.answer(bind_object(found), f"Noted: {bind_text(found).lstrip()}")


def note_plea(line: str, chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Note what a captured line says: ``Ada needs help: a flat, by Tuesday``."""

    def change(session: Session) -> Outcome[int]:
        now = now_of(chosen)
        if chosen.new:
            return pleas.note(session, line, now, new=True)
        person_id = people.resolve(session, chosen.who) if chosen.who else None
        if person_id is None:
            _require_clear(pleas.understand(session, line, now.date()))
        return pleas.note(session, line, now, person_id)

    with opened(folder) as database:
        number = perform(database, change).value
        found = _looked_up(database, number)
    name = "" if found.is_mine else found.person_name
    said = bind_of(name, found.promised_on, urgent=found.urgent)
    printer.answer(bind_object(found), f"{said}: {' '.join(found.text.split())} ({found.id})")


def _require_clear(plea: pleas.Plea | None) -> None:
    """Make sure that it is clear whose bind it is.

    Raises:
        Trouble: Nobody or more than one person may be meant.
    """
    if plea is None or plea.is_mine or len(plea.may_be) == 1:
        return
    names = ", ".join(f"{each.name} ({each.id})" for each in plea.may_be)
    nobody = f"Nobody is called “{plea.name}”."
    raise Trouble(
        f"“{plea.name}” may be more than one person: {names}." if names else nobody,
        "Say --who PERSON, --new to add them, or --kind to put the text into the inbox.",
    )


def list_binds(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """List who is in a bind."""
    kinds = [Which.MINE] if chosen.mine else list(Which) if chosen.all else [Which.OTHERS]
    with opened(folder) as database, database.reading() as session:
        found = [each for kind in kinds for each in binds.binds(session, kind, now_of(chosen))]
    for each in found:
        printer.answer(bind_object(each), bind_text(each))
    if not found and not printer.as_json:
        printer.say_aside(_NONE_OF_MINE if chosen.mine else _NOBODY)


def who_could_help(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Say who could help in a bind, or with what a text says."""
    if chosen.text is not None and not chosen.text.strip():
        raise Trouble("There is no text.", "Say after --text what is needed.")
    with opened_for_ranking(folder, printer) as database, database.reading() as session:
        about = binds.resolve(session, chosen.id) if chosen.text is None else chosen.text
        found = binds.who_could_help(session, about, now_of(chosen), chosen.limit)
    print_suggested(found, chosen, printer)


def hand_on(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Say that somebody else is at it now."""

    def change(session: Session) -> Outcome[int]:
        number = binds.resolve(session, chosen.id)
        return handing_on.hand_on(session, number, now_of(chosen), to=_named(session, chosen.to))

    with opened(folder) as database:
        number = perform(database, change).value
        found = _looked_up(database, number)
    printer.answer(bind_object(found), f"Handed on: {bind_text(found).lstrip()}")


def _named(session: Session, text: str) -> str:
    """Return the whole name of the only one who may be meant, or else what was typed."""
    found = naming.who_may_be(session, text)
    return found[0].name if len(found) == 1 else text


def day_of(text: str, today: date) -> date:
    """Return the day that a text names, the next such day where there are several.

    Raises:
        Trouble: It names none.
    """
    day = read_day(text, today, ahead=True)
    if day is None:
        raise Trouble(f"“{text}” is no day.", f"Write {DAY}.")
    return day


def bind_object(found: Bind) -> dict[str, object]:
    """Return a bind; ``person`` is null for the user's own."""
    whose = {"id": found.person_uid, "number": found.person_id, "name": found.person_name}
    return {
        "id": found.uid,
        "number": found.id,
        "person": None if found.is_mine else whose,
        "text": found.text,
        "state": found.state.value,
        "since": found.since,
        "promised_on": found.promised_on,
        "promise": found.promise,
        "would_count": found.would_count,
        "urgent": found.urgent,
        "just_listen": found.just_listen,
        "snoozed_until": found.snoozed_until.astimezone() if found.snoozed_until else None,
        "steps": [
            {"number": step.id, "text": step.text, "done_on": step.done_on} for step in found.steps
        ],
        "introductions": [
            {
                "id": each.uid,
                "number": each.id,
                "with": {"id": each.person_uid, "number": each.person_id, "name": each.person_name},
                "stage": each.stage.value,
            }
            for each in found.introductions
        ],
    }


def bind_text(found: Bind) -> str:
    """Return a bind as one line."""
    facts = [f"since {words.day(found.since)}"]
    if found.promised_on and found.is_open:
        said = "needed" if found.is_mine else "promised"
        facts.append(f"{said} by {words.day(found.promised_on)}")
    if found.urgent and found.is_open:
        facts.append("urgent")
    if found.just_listen:
        facts.append("just listen")
    if found.state is not BindState.OPEN:
        facts.append(bind_state(found.state))
    if found.steps:
        done = sum(step.done_on is not None for step in found.steps)
        facts.append(f"{done} of {len(found.steps)} steps done")
    facts += [f"introduction with {each.person_name}" for each in found.introductions]
    who = "You" if found.is_mine else found.person_name
    return f"{found.id:>6}  {who}: {' '.join(found.text.split())}  ({', '.join(facts)})"


def _noted(session: Session, chosen: Namespace) -> Outcome[int]:
    now = now_of(chosen)
    text = " ".join(chosen.text)
    if chosen.promised:
        promised_on: date | None = day_of(chosen.promised, now.date())
    else:
        text, promised_on = split_day(text, now.date())
    return binds.note_bind(
        session,
        people.resolve(session, chosen.person),
        text,
        now,
        promise=chosen.promise,
        promised_on=promised_on,
        urgent=chosen.urgent,
        just_listen=chosen.just_listen,
    )


def _looked_up(database: Database, number: int) -> Bind:
    with database.reading() as session:
        return binds.bind(session, number)
