"""A question that is asked again and again, of which only the newest answer counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from passalong.operations import Job, Operations

if TYPE_CHECKING:
    from passalong.operations import Session


class Latest(QObject):
    """Asks, and drops the answer to whatever was asked before."""

    def __init__(
        self, operations: Operations, show: Callable[[Any], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._show = show
        self._job: Job | None = None

    @property
    def is_under_way(self) -> bool:
        """Return whether an answer is still to come."""
        return self._job is not None

    def ask(self, question: Callable[[Session], object], *, urgent: bool = False) -> None:
        """Ask; the answer goes to ``show``, unless something else is asked meanwhile."""
        self.drop()
        job = self._job = self._operations.read(question, urgent=urgent)
        job.ended.connect(self._forget)
        job.finished.connect(self._show)

    def drop(self) -> None:
        """Want no answer any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot()
    def _forget(self) -> None:
        if self.sender() is self._job:
            self._job = None
