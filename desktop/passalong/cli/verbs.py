"""What each verb of the command line does: one service, its answer in words or as an object."""

import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from passalong import settings, words
from passalong.cli.printing import Printer
from passalong.domain.card import ContactCard
from passalong.domain.opportunity import Opportunity, Suggestion
from passalong.domain.person import MatchedLine, PersonDetails, PersonRow
from passalong.domain.proposal import ImportSource, LineOutcome, Proposal, ProposedLine
from passalong.errors import Trouble
from passalong.interchange.neutral import neutral
from passalong.interchange.vcard import FoundCard
from passalong.services import editing, history, imports, opportunities, people, sample
from passalong.services.import_reading import cards_of_sources
from passalong.services.outcome import Outcome, perform
from passalong.store.database import Database


def carry_out(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Carry out the verb that was chosen.

    Raises:
        Trouble: it could not be done; nothing was changed.
    """
    _VERBS[chosen.verb](chosen, folder, printer)


@contextmanager
def _data(folder: Path) -> Iterator[Database]:
    database = Database(settings.database_file(folder))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _data_left_alone(folder: Path) -> Iterator[Database]:
    """Lend the data for looking only; a folder without data stays so."""
    if settings.database_file(folder).exists():
        with _data(folder) as database:
            yield database
        return
    with tempfile.TemporaryDirectory() as nowhere, _data(Path(nowhere)) as database:
        yield database


def _now() -> datetime:
    return datetime.now(UTC)


def _import(chosen: Namespace, folder: Path, printer: Printer) -> None:
    if chosen.dry_run:
        with _data_left_alone(folder) as database, database.reading() as session:
            _try_import(session, chosen, printer)
        return
    sources = imports.sources_of(chosen.files)
    refused: list[ProposedLine] = []

    def note(line: ProposedLine, _card: ContactCard | None) -> None:
        if line.outcome is LineOutcome.REJECTED:
            refused.append(line)

    service = partial(
        imports.import_now, sources=sources, now=_now(), progress=printer.progress, seen=note
    )
    with _data(folder) as database:
        report = perform(database, service).value
    saved = _save_rejected(chosen.rejected, sources, refused)
    for line in [] if printer.as_json else refused:
        printer.say_aside(f"rejected: {line.name or 'a card without a name'}: {_why(line)}")
    printer.answer({**asdict(report), "total": report.total, **saved}, words.report(report))


def _try_import(session: Session, chosen: Namespace, printer: Printer) -> None:
    sources: list[ImportSource] = []
    for file in chosen.files:
        try:
            sources.extend(_readable(file))
        except Trouble as trouble:
            said = {"file": file, "error": trouble.what, "advice": trouble.advice}
            printer.answer({**said, "outcome": "rejected", "warnings": []}, f"{file}: {trouble}")
    refused: list[ProposedLine] = []

    def tell(line: ProposedLine, card: ContactCard | None) -> None:
        if line.outcome is LineOutcome.REJECTED:
            refused.append(line)
        told = [words.warning(warning) for warning in line.warnings]
        found = FoundCard(
            line.position, line.offset, line.length, card, (), line.rejection, _why(line)
        )
        file = sources[line.source].path
        item = {**neutral(found, file), "outcome": line.outcome.value, "warnings": told}
        printer.answer(item, "  ".join(filter(None, [line.name, _proposed(line), *told])))

    proposal = imports.propose(session, sources, printer.progress, tell)
    _save_rejected(chosen.rejected, sources, refused)
    if not printer.as_json:
        printer.say_aside(_counted(proposal))


def _readable(file: str) -> tuple[ImportSource, ...]:
    """Return the sources of one argument, or raise what is wrong with it before the others go on."""
    sources = imports.sources_of([file])
    for source in sources:
        next(cards_of_sources([source], lambda _done, _total: None), None)
    return sources


def _counted(proposal: Proposal) -> str:
    counts = ", ".join(f"{proposal.count(kind):,} {kind.value}" for kind in LineOutcome)
    return f"{len(proposal.lines):,} in the file: {counts}. Nothing was written."


def _proposed(line: ProposedLine) -> str:
    names = " or ".join(person.name for person in line.people)
    match line.outcome:
        case LineOutcome.SAME:
            adds = ", ".join(f"{words.field_name(a.field).lower()} {a.text}" for a in line.adds)
            return f"same as {names}: adds {adds}"
        case LineOutcome.UNCHANGED:
            return f"same as {names}: adds nothing" if names else "known already"
        case LineOutcome.UNCLEAR:
            return f"unclear: may be {names}; would be added"
        case LineOutcome.REJECTED:
            return f"rejected: {_why(line)}"
        case _:
            return "new"


def _why(line: ProposedLine) -> str:
    return words.rejection(line.rejection, line.rejection_detail) if line.rejection else ""


def _save_rejected(
    path: str | None, sources: Sequence[ImportSource], refused: Sequence[ProposedLine]
) -> dict[str, object]:
    if path is None:
        return {}
    data = imports.rejected_cards(Proposal(tuple(sources), tuple(refused)))
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise Trouble(
            f"The rejected cards could not be saved: {error.strerror}.", "Choose another file."
        ) from error
    return {"rejected_file": path}


def _people(chosen: Namespace, folder: Path, printer: Printer) -> None:
    text = " ".join(chosen.query)
    with _data(folder) as database, database.reading() as session:
        for row in people.people_rows(session, people.find_people(session, text), text):
            printer.answer(_row_object(row), _row_text(row))


def _row_object(row: PersonRow) -> dict[str, object]:
    line = row.matched.line if row.matched else None
    return {
        "id": row.uid,
        "name": row.name,
        "matched_line": line.text if line else None,
        "matched_field": line.field.value if line else None,
        "matched_on": line.day.isoformat() if line and line.day else None,
        "headline": row.headline,
        "number": row.id,
    }


def _row_text(row: PersonRow) -> str:
    text = f"{row.id:>6}  {row.name}"
    if row.headline:
        text += f"  ({row.headline})"
    return f"{text}  {_evidence(row.matched)}" if row.matched else text


def _evidence(matched: MatchedLine) -> str:
    return f"{words.place(matched.line)}: “{matched.line.text}”"


def _show(chosen: Namespace, folder: Path, printer: Printer) -> None:
    with _data(folder) as database, database.reading() as session:
        person_id = people.resolve(session, chosen.person)
        details = people.person_details(session, person_id)
    found = asdict(details)
    found["id"], found["number"] = details.uid, details.id
    del found["uid"]
    for name, value in found.items():
        kept = getattr(details, name, None)
        if isinstance(kept, tuple) and kept and hasattr(kept[0], "value"):
            found[name] = [_plain(item.value) for item in kept]
        elif name == "structured":
            found[name] = _plain(value)
    printer.answer(found, _details_text(details))


def _plain(value: object) -> object:
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    return value


def _details_text(person: PersonDetails) -> str:
    lines = [f"{person.name} ({person.id})", person.headline]
    lines += [f"#{tag}" for tag in person.tags]
    for name, texts in (
        ("matter", [matter.value.text for matter in person.matters]),
        ("value", [value.value for value in person.values]),
        ("can offer", [asset.value for asset in person.assets]),
        ("needs", [need.value.text for need in person.needs if need.value.met_on is None]),
        ("e-mail", [email.value.address for email in person.emails]),
        ("telephone", [telephone.value.number for telephone in person.telephones]),
        ("link", [link.value.url for link in person.links]),
    ):
        lines += [f"{name}: {text}" for text in texts]
    lines += [f"{words.day(note.value.day)}: {note.value.text}" for note in person.notes]
    return "\n".join(filter(None, lines))


def _add(chosen: Namespace, folder: Path, printer: Printer) -> None:
    service = partial(people.add_person, line=" ".join(chosen.line), now=_now())
    _change_person(folder, printer, lambda _session: service, "Added")


def _note(chosen: Namespace, folder: Path, printer: Printer) -> None:
    text = " ".join(chosen.text)

    def service(session: Session) -> Callable[[Session], Outcome[int]]:
        person_id = people.resolve(session, chosen.person)
        return partial(_write_note, person_id=person_id, text=text)

    _change_person(folder, printer, service, "Noted about")


def _write_note(session: Session, person_id: int, text: str) -> Outcome[int]:
    outcome = editing.write_note(session, person_id, text, None, _now())
    return Outcome(person_id, outcome.changed, outcome.action)


def _tag(chosen: Namespace, folder: Path, printer: Printer) -> None:
    def service(session: Session) -> Callable[[Session], Outcome[int]]:
        person_id = people.resolve(session, chosen.person)
        return partial(_tag_one, person_id=person_id, tags=chosen.tags)

    _change_person(folder, printer, service, "Tagged")


def _tag_one(session: Session, person_id: int, tags: Sequence[str]) -> Outcome[int]:
    outcome = editing.tag_people(session, [person_id], tags, _now())
    return Outcome(person_id, outcome.changed, outcome.action)


def _change_person(
    folder: Path,
    printer: Printer,
    service: Callable[[Session], Callable[[Session], Outcome[int]]],
    done: str,
) -> None:
    """Carry out a change whose outcome is a person's number, and print who it was."""
    with _data(folder) as database:
        person_id = perform(database, lambda session: service(session)(session)).value
        with database.reading() as session:
            row = people.people_rows(session, [person_id])[0]
    printer.answer(_row_object(row), f"{done} {row.name} ({row.id})")


def _export(chosen: Namespace, folder: Path, printer: Printer) -> None:
    from passalong.services.exports import ExportKind, export  # loads what writes cards

    out = Path(chosen.out)
    by_ending = {".csv": "csv", ".json": "json"}.get(out.suffix.lower(), "vcard3")
    kind = ExportKind(chosen.format or by_ending)
    with _data(folder) as database, database.reading() as session:
        ids = [people.resolve(session, person) for person in chosen.people] or None
        count = export(session, out, kind, ids, chosen.private, printer.progress)
    printer.answer(
        {"exported": count, "file": chosen.out}, f"Wrote {words.people(count)} to {chosen.out}"
    )


def _capture(chosen: Namespace, folder: Path, printer: Printer) -> None:
    service = partial(opportunities.capture, text=" ".join(chosen.text), now=_now())
    with _data(folder) as database:
        number = perform(database, service).value
        with database.reading() as session:
            captured = opportunities.opportunity(session, number)
    text = f"Captured “{captured.title}” ({number}). See “passalong suggest {number}”."
    printer.answer(_opportunity_object(captured), text)


def _inbox(chosen: Namespace, folder: Path, printer: Printer) -> None:
    del chosen
    with _data(folder) as database, database.reading() as session:
        for item in opportunities.inbox(session):
            text = f"{item.id:>6}  {item.title}  ({words.kind(item.kind).lower()})"
            printer.answer(_opportunity_object(item), text)


def _opportunity_object(item: Opportunity) -> dict[str, object]:
    found = asdict(item)
    found["id"], found["number"] = item.uid, item.id
    found["captured_at"] = item.captured_at.isoformat()
    del found["uid"]
    return found


def _suggest(chosen: Namespace, folder: Path, printer: Printer) -> None:
    if bool(chosen.id) == bool(chosen.text):
        raise Trouble("Give either a number of the inbox or --text.", "See “passalong inbox”.")
    with _data(folder) as database, database.reading() as session:
        if chosen.id:
            number = opportunities.resolve(session, chosen.id)
            found = opportunities.suggest(session, number, chosen.limit)
        else:
            found = opportunities.suggest_for_text(session, chosen.text, chosen.limit)
    for suggestion in found:
        printer.answer(_suggestion_object(suggestion), suggestion_text(suggestion))
    if not found and not printer.as_json:
        printer.say_aside("Nobody obvious: nothing you noted about anybody shares a word with it.")


def suggestion_text(suggestion: Suggestion) -> str:
    """Return who it may be for, how well it fits and the words that say why."""
    why = "; ".join(_evidence(matched) for matched in suggestion.evidence)
    return f"{suggestion.name}  ({words.strength(suggestion.strength)})  {why}"


def _suggestion_object(suggestion: Suggestion) -> dict[str, object]:
    return {
        "id": suggestion.person_uid,
        "number": suggestion.person_id,
        "name": suggestion.name,
        "strength": suggestion.strength.value,
        "evidence": [
            {
                "field": matched.line.field.value,
                "on": matched.line.day.isoformat() if matched.line.day else None,
                "text": matched.line.text,
                "words": [matched.line.text[start:end] for start, end in matched.spans],
            }
            for matched in suggestion.evidence
        ],
    }


def _sample(chosen: Namespace, folder: Path, printer: Printer) -> None:
    service = sample.remove_sample if chosen.remove else partial(sample.add_sample, now=_now())
    with _data(folder) as database:
        count = perform(database, service).value
    done = "Removed" if chosen.remove else "Added"
    printer.answer({done.lower(): count}, f"{done} {words.people(count)}.")


def _undo(chosen: Namespace, folder: Path, printer: Printer) -> None:
    service = history.undo if chosen.verb == "undo" else history.redo
    with _data(folder) as database:
        action = perform(database, service).value
    if action is None:
        raise Trouble(f"There is nothing to {chosen.verb}.")
    name = words.action_name(action)
    done = "Undone" if chosen.verb == "undo" else "Done again"
    printer.answer({chosen.verb: name}, f"{done}: {name}")


_VERBS: dict[str, Callable[[Namespace, Path, Printer], None]] = {
    "import": _import,
    "people": _people,
    "show": _show,
    "add": _add,
    "note": _note,
    "tag": _tag,
    "export": _export,
    "capture": _capture,
    "inbox": _inbox,
    "suggest": _suggest,
    "sample": _sample,
    "undo": _undo,
    "redo": _undo,
}
