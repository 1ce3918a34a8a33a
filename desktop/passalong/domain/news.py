"""What is new with the user."""

from datetime import date
from typing import NamedTuple


class News(NamedTuple):
    """A sentence or two, true since a day; no longer told once retired."""

    id: int
    text: str
    since: date
    is_retired: bool = False
