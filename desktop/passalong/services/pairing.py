"""Whose open need meets what somebody else can offer."""

from datetime import datetime

from sqlalchemy.orm import Session

from passalong.domain.introduction import Pair
from passalong.services.outcome import Progress


def pairs(
    session: Session, now: datetime, limit: int = 20, progress: Progress | None = None
) -> list[Pair]:
    """Return who could help whom, mutual pairs first, then the surest."""
    return []
