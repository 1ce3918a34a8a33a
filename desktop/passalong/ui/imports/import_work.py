"""What an import asks of the services; it all runs off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from passalong.domain.action import Action
from passalong.domain.proposal import ImportReport, ImportSource
from passalong.errors import Trouble
from passalong.services import history, imports
from passalong.services.outcome import Outcome, Progress
from passalong.services.whole_files import write_whole
from passalong.ui.imports.decisions import Decisions, Preview

if TYPE_CHECKING:
    from passalong.operations import Session


class Seen(NamedTuple):
    """The files of an import, and those of them whose columns are not known."""

    sources: tuple[ImportSource, ...]
    unknown: tuple[tuple[int, imports.ColumnPreview], ...]


def look_at(
    _session: Session, _progress: Progress, paths: Sequence[str], data: bytes, pasted: str
) -> Seen:
    """Find the files, and the tables among them that need the user's help."""
    sources = imports.sources_of(paths) if paths else (ImportSource(pasted, data=data),)
    return Seen(sources, imports.tables_to_map(sources))


def preview(session: Session, progress: Progress, sources: Sequence[ImportSource]) -> Preview:
    """Read every card, compare it with the people there are, and sort what was found."""
    return Preview.of(imports.propose(session, sources, progress))


def apply(
    session: Session,
    progress: Progress,
    decisions: Decisions,
    now: datetime,
) -> Outcome[ImportReport]:
    """Write what was proposed and chosen: all of it, or nothing."""
    proposal, choices = decisions.settled()
    return imports.apply(session, proposal, choices, now, progress)


def last_step(session: Session) -> int | None:
    """Return the number of the step that Undo would take back now."""
    return history.steps(session).undo_id


def take_back(session: Session, progress: Progress, step: int | None) -> Outcome[Action | None]:
    """Take back the import, unless something else was done since."""
    outcome = history.undo_step(session, step, progress) if step is not None else Outcome(None)
    if outcome.value is None:
        raise Trouble(
            "Something else was done since this import.",
            "Use Edit › Undo, which takes the last step back first.",
        )
    return outcome


def save_rejected(_session: Session, decisions: Decisions, path: Path) -> int:
    """Write the cards that were not taken to a file and return how many there are."""
    proposal = decisions.not_taken()
    try:
        write_whole(path, imports.rejected_cards(proposal))
    except OSError as error:
        raise Trouble(
            "The rejected cards could not be saved.", "Choose another folder or free some space."
        ) from error
    return len(proposal.lines)
