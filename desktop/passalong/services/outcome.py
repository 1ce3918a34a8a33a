"""What a service hands back, and how one is carried out.

A service that changes something returns an ``Outcome``: the answer, what kind
of thing was touched, and the action's name for Edit > Undo.  ``perform`` runs
one in one transaction; the window and the command line both go through it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, auto
from typing import TYPE_CHECKING, Generic, TypeVar

from passalong.domain.action import Action
from passalong.progress import Progress as Progress

if TYPE_CHECKING:  # the window names what changed before SQLAlchemy is imported
    from sqlalchemy.orm import Session

    from passalong.store.database import Database

T = TypeVar("T")


class Changed(Flag):
    """What a write touched; a window asks whether what it shows is among it."""

    NOTHING = 0
    PEOPLE = auto()
    TAGS = auto()
    OPPORTUNITIES = auto()
    LEDGER = auto()  # exchanges, kept passes, answers to suggestions, who rests
    OWN_WORDS = auto()  # news and templates
    BINDS = auto()  # those of others and the user's own, with their steps and who was asked
    INTRODUCTIONS = auto()
    EVERYTHING = PEOPLE | TAGS | OPPORTUNITIES | LEDGER | OWN_WORDS | BINDS | INTRODUCTIONS


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a change.

    ``action`` names the step for Undo; ``None`` where nothing was changed.
    """

    value: T
    changed: Changed = Changed.NOTHING
    action: Action | None = None


def perform(database: Database, service: Callable[[Session], Outcome[T]]) -> Outcome[T]:
    """Carry out one sentence of the user: all of it, or nothing.

    Raises:
        Trouble: what the service or the disk had to say; nothing was changed.
    """
    with database.writing() as writing:
        outcome = service(writing.session)
        writing.action = outcome.action
    return outcome
