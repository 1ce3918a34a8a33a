"""What each verb of the command line does: one service, its answer in words or as an object."""

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from passalong import words
from passalong.cli import asking, contacts, giving, helping, introducing, reminding, solving
from passalong.cli.clock import now_of
from passalong.cli.importing import import_files
from passalong.cli.opening import opened
from passalong.cli.printing import Printer
from passalong.cli.safekeeping import back_up, restore, verify
from passalong.cli.showing import (
    details_object,
    details_text,
    row_object,
    row_text,
)
from passalong.domain.action import ActionKind
from passalong.errors import Trouble
from passalong.services import binds, editing, history, people, sample
from passalong.services.outcome import Outcome, perform

_PAGE = 500  # people read at a time


def carry_out(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Carry out the verb that was chosen.

    Raises:
        Trouble: it could not be done; nothing was changed.
    """
    _VERBS[chosen.verb](chosen, folder, printer)


def _people(chosen: Namespace, folder: Path, printer: Printer) -> None:
    text = " ".join(chosen.query)
    with opened(folder) as database, database.reading() as session:
        ids = people.find_people(session, text)
        for start in range(0, len(ids), _PAGE):
            for row in people.people_rows(session, ids[start : start + _PAGE], text):
                printer.answer(row_object(row), row_text(row))
    if not ids and not printer.as_json:
        printer.say_aside("Nobody was found." if text.strip() else _NOBODY_YET)


_NOBODY_YET = "There is nobody here yet. Try “passalong import FILE” or “passalong sample”."


def _show(chosen: Namespace, folder: Path, printer: Printer) -> None:
    with opened(folder) as database, database.reading() as session:
        person_id = people.resolve(session, chosen.person)
        details = people.person_details(session, person_id)
        in_binds = binds.of_person(session, person_id)
    objects = [helping.bind_object(each) for each in in_binds]
    lines = [f"in a bind: {helping.bind_text(each).lstrip()}" for each in in_binds if each.is_open]
    text = "\n".join([details_text(details), *lines])
    printer.answer({**details_object(details), "binds": objects}, text)


def _add(chosen: Namespace, folder: Path, printer: Printer) -> None:
    line = " ".join(chosen.line)
    _change_person(
        folder, printer, lambda session: people.add_person(session, line, now_of(chosen)), "Added"
    )


def _note(chosen: Namespace, folder: Path, printer: Printer) -> None:
    def write(session: Session) -> Outcome[int]:
        person_id = people.resolve(session, chosen.person)
        text = " ".join(chosen.text)
        outcome = editing.write_note(session, person_id, text, None, now_of(chosen))
        return Outcome(person_id, outcome.changed, outcome.action)

    _change_person(folder, printer, write, "Noted about")


def _tag(chosen: Namespace, folder: Path, printer: Printer) -> None:
    def tag(session: Session) -> Outcome[int]:
        person_id = people.resolve(session, chosen.person)
        outcome = editing.tag_people(session, [person_id], chosen.tags, now_of(chosen))
        return Outcome(person_id, outcome.changed, outcome.action)

    _change_person(folder, printer, tag, "Tagged")


def _change_person(
    folder: Path, printer: Printer, service: Callable[[Session], Outcome[int]], done: str
) -> None:
    """Carry out a change whose outcome is a person's number, and print who it was."""
    with opened(folder) as database:
        outcome = perform(database, service)
        with database.reading() as session:
            row = people.people_rows(session, [outcome.value])[0]
    if outcome.action is not None and outcome.action.kind is ActionKind.NOTE_BIND:
        done = "Noted a bind of"  # the line told of somebody known
    printer.answer(row_object(row), f"{done} {row.name} ({row.id})")


def _export(chosen: Namespace, folder: Path, printer: Printer) -> None:
    from passalong.services.exports import ExportKind, export  # loads what writes cards

    out = Path(chosen.out)
    by_ending = {".csv": "csv", ".json": "json"}.get(out.suffix.lower(), "vcard3")
    kind = ExportKind(chosen.format or by_ending)
    with opened(folder) as database, database.reading() as session:
        ids = [people.resolve(session, person) for person in chosen.people] or None
        count = export(session, out, kind, ids, chosen.private, printer.progress)
    printer.answer(
        {"exported": count, "file": chosen.out}, f"Wrote {words.people(count)} to {chosen.out}"
    )


def _sample(chosen: Namespace, folder: Path, printer: Printer) -> None:
    service = (
        sample.remove_sample if chosen.remove else partial(sample.add_sample, now=now_of(chosen))
    )
    with opened(folder) as database:
        count = perform(database, service).value
    done = "Removed" if chosen.remove else "Added"
    printer.answer({done.lower(): count}, f"{done} {words.people(count)}.")


def _undo(chosen: Namespace, folder: Path, printer: Printer) -> None:
    service = history.undo if chosen.verb == "undo" else history.redo
    with opened(folder) as database:
        action = perform(database, service).value
    if action is None:
        raise Trouble(f"There is nothing to {chosen.verb}.")
    name = words.action_name(action)
    done = "Undone" if chosen.verb == "undo" else "Done again"
    printer.answer({chosen.verb: name}, f"{done}: {name}")


_VERBS: dict[str, Callable[[Namespace, Path, Printer], None]] = {
    "import": import_files,
    "people": _people,
    "show": _show,
    "add": _add,
    "note": _note,
    "tag": _tag,
    "export": _export,
    "capture": giving.capture,
    "inbox": giving.inbox,
    "suggest": giving.suggest,
    "giver": giving.giver,
    "pass": giving.pass_along,
    "check": giving.check,
    "log": contacts.log,
    "ledger": contacts.show_ledger,
    "rest": contacts.rest,
    "bind": helping.bind,
    "binds": helping.list_binds,
    "who-could-help": helping.who_could_help,
    "solve": solving.solve,
    "hand-on": helping.hand_on,
    "ask": asking.ask,
    "introductions": introducing.list_introductions,
    "introduce": introducing.introduce,
    "due": reminding.due,
    "sample": _sample,
    "undo": _undo,
    "redo": _undo,
    "backup": back_up,
    "restore": restore,
    "verify": verify,
}
