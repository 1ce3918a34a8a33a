"""The verb ``import``: what an import does, or would do, card by card."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from passalong import words
from passalong.cli.clock import now_of
from passalong.cli.opening import left_alone, opened
from passalong.cli.printing import Printer
from passalong.domain.card import ContactCard
from passalong.domain.proposal import ImportSource, LineOutcome, Proposal, ProposedLine
from passalong.errors import Trouble
from passalong.interchange.neutral import neutral
from passalong.interchange.vcard import FoundCard
from passalong.services import imports
from passalong.services.import_reading import cards_of_sources
from passalong.services.outcome import perform
from passalong.services.whole_files import write_whole


def import_files(chosen: Namespace, folder: Path, printer: Printer) -> None:
    """Import files, or say what that would do."""
    _spare_the_sources(chosen.rejected, chosen.files)
    if chosen.dry_run:
        with left_alone(folder) as database, database.reading() as session:
            _try_import(session, chosen, printer)
        return
    sources = imports.sources_of(chosen.files)
    refused: list[ProposedLine] = []

    def note(line: ProposedLine, _card: ContactCard | None) -> None:
        if line.outcome is LineOutcome.REJECTED:
            refused.append(line)

    service = partial(
        imports.import_now,
        sources=sources,
        now=now_of(chosen),
        progress=printer.progress,
        seen=note,
    )
    with opened(folder) as database:
        report = perform(database, service).value
    for line in [] if printer.as_json else refused:
        printer.say_aside(f"rejected: {line.name or 'a card without a name'}: {_why(line)}")
    saved = _save_rejected(chosen.rejected, sources, refused)
    printer.answer({**asdict(report), "total": report.total, **saved}, words.report(report))


def _try_import(session: Session, chosen: Namespace, printer: Printer) -> None:
    """Say what would become of every card.

    A file that cannot be read has its own answer, and the others still go on.
    """
    sources: list[ImportSource] = []
    troubles: list[Trouble] = []
    for file in chosen.files:
        for source, trouble in _examined(file):
            if trouble is None:
                sources.append(source)
                continue
            troubles.append(trouble)
            said = {"file": source.path, "error": trouble.what, "advice": trouble.advice}
            if printer.as_json:
                printer.answer({**said, "outcome": "rejected", "warnings": []}, "")
            else:
                printer.say_aside(str(trouble))
    if troubles and not sources and not printer.as_json:
        raise Trouble("There was nothing to import.")
    refused: list[ProposedLine] = []

    def tell(line: ProposedLine, card: ContactCard | None) -> None:
        if line.outcome is LineOutcome.REJECTED:
            refused.append(line)
        told = [words.warning(warning) for warning in line.warnings]
        found = FoundCard(
            line.position, line.offset, line.length, card, (), line.rejection, _why(line)
        )
        item = neutral(found, sources[line.source].path)
        text = ". ".join(part.rstrip(".") for part in [_proposed(line), *told])
        printer.answer(
            {**item, "outcome": line.outcome.value, "warnings": told},
            f"{line.name or 'a card without a name'}: {text}",
        )

    proposal = imports.propose(session, sources, printer.progress, tell)
    _save_rejected(chosen.rejected, sources, refused)
    if not printer.as_json:
        printer.say_aside(_counted(proposal))


def _examined(file: str) -> Iterator[tuple[ImportSource, Trouble | None]]:
    """Yield the sources of one argument, each with what keeps it from being read."""
    try:
        sources = imports.sources_of([file])
    except Trouble as trouble:
        yield ImportSource(Path(file).name, file), trouble
        return
    for source in sources:
        try:
            next(cards_of_sources([source], lambda _done, _total: None), None)
        except Trouble as trouble:
            yield source, trouble
        else:
            yield source, None


def _counted(proposal: Proposal) -> str:
    names = {
        LineOutcome.NEW: "new",
        LineOutcome.SAME: "known, with something to add",
        LineOutcome.UNCHANGED: "unchanged",
        LineOutcome.UNCLEAR: "unclear",
        LineOutcome.REJECTED: "rejected",
    }
    counts = ", ".join(f"{proposal.count(kind):,} {name}" for kind, name in names.items())
    return f"{counts} ({len(proposal.lines):,} in the file). Nothing was written."


def _proposed(line: ProposedLine) -> str:
    names = " or ".join(person.called for person in line.people)
    match line.outcome:
        case LineOutcome.NEW:
            return "new"
        case LineOutcome.SAME:
            adds = ", ".join(f"{words.field_name(a.field).lower()} {a.text}" for a in line.adds)
            return f"same as {names}, adds {adds or 'details'}"
        case LineOutcome.UNCHANGED:
            return f"same as {names}, adds nothing" if names else "known already"
        case LineOutcome.UNCLEAR:
            return f"unclear, may be {names}; would be added"
        case LineOutcome.REJECTED:
            return f"rejected, {_why(line)}"


def _why(line: ProposedLine) -> str:
    return words.rejection(line.rejection, line.rejection_detail) if line.rejection else ""


def _spare_the_sources(path: str | None, files: Sequence[str]) -> None:
    """Refuse to save rejected cards over what they come from, before anything is read."""
    if path is None or not Path(path).exists():
        return
    for file in files:
        if Path(file).exists() and Path(file).samefile(path):
            raise Trouble(
                f"The rejected cards would be written over {Path(path).name}.",
                "Choose another file.",
            )


def _save_rejected(
    path: str | None, sources: Sequence[ImportSource], refused: Sequence[ProposedLine]
) -> dict[str, object]:
    if path is None:
        return {}
    if not refused:
        return {"rejected_file": None}
    data = imports.rejected_cards(Proposal(tuple(sources), tuple(refused)))
    try:
        write_whole(Path(path), data)
    except OSError as error:
        raise Trouble(
            f"The import is done, but the rejected cards were not saved: {error.strerror}.",
            "Import the file again with another name after --rejected; it changes nothing else.",
        ) from error
    return {"rejected_file": path}
