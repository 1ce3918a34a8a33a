"""What the clock shows: the user's own, or what ``--now`` says."""

from argparse import Namespace
from datetime import datetime

from passalong.local_time import local_now


def now_of(chosen: Namespace) -> datetime:
    """Return the moment, in the user's own zone."""
    given: datetime | None = chosen.now
    return given or local_now()
