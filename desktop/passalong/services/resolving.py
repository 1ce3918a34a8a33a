"""Which one is meant, where somebody types a number or the beginning of a lasting id."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from passalong.store import tables

_DIGITS = 8  # from so many on it is the beginning of an id rather than a number


def resolved(
    session: Session, table: type[tables.Bind] | type[tables.Opportunity], text: str
) -> int | None:
    """Return the number of the row meant: by its number, uid or the uid's start.

    None where none is meant, or more than one; those in the trash never are.
    """
    wanted = text.strip().lower()
    if not wanted:
        return None
    query = select(table.id).where(table.deleted_at.is_(None))
    if wanted.isdecimal() and len(wanted) < _DIGITS:
        query = query.where(table.id == int(wanted))
    else:
        query = query.where(table.uid.startswith(wanted, autoescape=True))
    found = session.scalars(query.limit(2)).all()
    return found[0] if len(found) == 1 else None
