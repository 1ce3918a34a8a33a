"""What was captured with an opportunity, as it was: looked at, and handed out again."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.domain.opportunity import Attachment
from passalong.errors import Trouble
from passalong.services.whole_files import write_whole
from passalong.store import tables


def attachment(session: Session, opportunity_id: int) -> Attachment | None:
    """Return the file that was captured with an opportunity, or None."""
    table = tables.Attachment
    query = select(table).where(table.opportunity_id == opportunity_id).order_by(table.id)
    row = session.scalars(query).first()
    return Attachment(row.name, row.media_type, row.data) if row else None


def save(session: Session, opportunity_id: int, path: Path) -> Path:
    """Write the file that was captured with an opportunity; return where it lies.

    Raises:
        Trouble: It is gone, or cannot be written there.
    """
    kept = attachment(session, opportunity_id)
    if kept is None:
        raise Trouble("This file is no longer kept.", "Look in Edit › Trash.")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, kept.data)
    except OSError as error:
        raise Trouble(
            f"{path.name} could not be written: {error.strerror or error}.",
            "Choose another folder.",
        ) from error
    return path
