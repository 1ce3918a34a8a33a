"""Address books of others into people: see what would happen, then do it.

``propose`` reads the sources and writes nothing.  ``apply`` reads them again
and does what was shown, as the user changed it.  ``import_now`` does both in
one pass, for the command line.  In = added + updated + unchanged + rejected.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from passalong.domain.action import Action, ActionKind
from passalong.domain.card import ContactCard
from passalong.domain.proposal import (
    Choice,
    ImportReport,
    ImportSource,
    LineOutcome,
    Proposal,
    ProposedLine,
)
from passalong.errors import Trouble
from passalong.interchange.spreadsheet import ColumnPreview
from passalong.interchange.spreadsheet import preview_columns as _preview_of_table
from passalong.interchange.spreadsheet_headings import FIELDS
from passalong.services.import_books import WrittenBook, scratch_book
from passalong.services.import_reading import (
    FoundLine,
    bytes_of_lines,
    cards_of_sources,
    has_unknown_columns,
    opened_source,
    sources_of,
)
from passalong.services.import_running import Run, Seen
from passalong.services.outcome import Changed, Outcome, Progress
from passalong.store.bulk import roomy
from passalong.store.text_index import driver

__all__ = [
    "FIELDS",
    "ColumnPreview",
    "apply",
    "import_now",
    "preview_columns",
    "propose",
    "rejected_cards",
    "sources_of",
    "tables_to_map",
]

_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # a preview's tables are never seen


def propose(
    session: Session,
    sources: Sequence[ImportSource],
    progress: Progress,
    seen: Seen | None = None,
) -> Proposal:
    """Return what an import would do, a line a card; nothing is written.

    Args:
        session: Where the people are looked up.
        sources: What to read, as ``sources_of`` returns it.
        progress: Told of bytes read and bytes in all.
        seen: Told of every line and its card as it passes; cards are not kept.

    Raises:
        Trouble: a source cannot be read or is no address book.
    """
    lines: list[ProposedLine] = []

    def note(line: ProposedLine, card: ContactCard | None) -> None:
        lines.append(line)
        if seen is not None:
            seen(line, card)

    with scratch_book(session, _ANY_DAY) as book:
        Run(book, seen=note).over(cards_of_sources(sources, progress))
    return Proposal(tuple(sources), tuple(lines))


def apply(
    session: Session,
    proposal: Proposal,
    choices: Mapping[tuple[int, int], Choice],
    now: datetime,
    progress: Progress,
) -> Outcome[ImportReport]:
    """Do what was proposed, as the user changed it.

    ``choices`` are by source and position; what is not among them is done as
    proposed, and what was unclear is added.

    Raises:
        Trouble: a source has changed since it was read; nothing was written.
    """
    asked = {
        (line.source, line.position): line
        for line in proposal.lines
        if (line.source, line.position) in choices
    }
    lines = _as_before(cards_of_sources(proposal.sources, progress), proposal)
    return _carried_out(session, proposal.sources, lines, now, choices, asked)


def import_now(
    session: Session,
    sources: Sequence[ImportSource],
    now: datetime,
    progress: Progress,
    seen: Seen | None = None,
) -> Outcome[ImportReport]:
    """Read, compare, store and index in one pass; what is unclear is added.

    ``seen`` is told of every card as it passes, with the line of a preview.
    """
    lines = cards_of_sources(sources, progress)
    return _carried_out(session, sources, lines, now, seen=seen)


def rejected_cards(proposal: Proposal) -> bytes:
    """Return the original bytes of the cards that could not be taken."""
    return bytes_of_lines(
        proposal.sources,
        [line for line in proposal.lines if line.outcome is LineOutcome.REJECTED],
    )


def preview_columns(source: ImportSource) -> ColumnPreview:
    """Return a table's headings, first rows and what its columns seem to hold.

    Raises:
        Trouble: the source cannot be read.
    """
    with opened_source(source) as stream:
        return _preview_of_table(stream)


def tables_to_map(sources: Sequence[ImportSource]) -> tuple[tuple[int, ColumnPreview], ...]:
    """Return the tables whose headings are not known, each with the number of its source.

    What the user maps goes into the source's ``columns``, by ``FIELDS``.

    Raises:
        Trouble: a source cannot be read.
    """
    unknown = (
        (number, preview_columns(source))
        for number, source in enumerate(sources)
        if has_unknown_columns(source)
    )
    return tuple((number, table) for number, table in unknown if table.rows)


def _carried_out(
    session: Session,
    sources: Sequence[ImportSource],
    lines: Iterable[FoundLine],
    now: datetime,
    choices: Mapping[tuple[int, int], Choice] | None = None,
    shown: Mapping[tuple[int, int], ProposedLine] | None = None,
    seen: Seen | None = None,
) -> Outcome[ImportReport]:
    name = ", ".join(source.name for source in sources[:3])
    book = WrittenBook(session, name, now)
    run = Run(book, choices, shown, seen)
    with roomy(driver(session)):
        run.over(lines)
    counts = run.counts
    numbers = (counts.added, counts.updated, counts.unchanged, counts.rejected)
    if book.batch is None:
        return Outcome(ImportReport(None, *numbers))
    action = Action(ActionKind.IMPORT, name, counts.added + counts.updated)
    return Outcome(ImportReport(book.batch.id, *numbers), Changed.PEOPLE | Changed.TAGS, action)


def _as_before(lines: Iterable[FoundLine], proposal: Proposal) -> Iterator[FoundLine]:
    """Pass the cards on as long as they are the ones that were shown."""
    count = 0
    for line in lines:
        shown = proposal.lines[count] if count < len(proposal.lines) else None
        place = (line.source, line.found.position, line.digest)
        if shown is None or place != (shown.source, shown.position, shown.digest):
            raise _changed(proposal.sources[line.source])
        count += 1
        yield line
    if count != len(proposal.lines):
        raise _changed(proposal.sources[proposal.lines[count].source])


def _changed(source: ImportSource) -> Trouble:
    return Trouble(
        f"{source.name} has changed since you looked at it; nothing was imported.",
        "Import it again to see what is in it now.",
    )
