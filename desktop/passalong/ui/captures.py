"""Opens the capture dialog, filled with what was dropped, pasted or handed over.

Whatever was typed and not captured comes back with the next capture; several
files are captured one after the other.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from passalong.domain.source import Source
from passalong.operations import Operations
from passalong.ui.capture_dialog import CaptureDialog
from passalong.ui.capture_draft import CaptureDraft, draft_of
from passalong.ui.capture_sources import understand
from passalong.ui.dropped import Dropped

_MOST_DRAFTS = 20


class Captures(QObject):
    """One capture dialog at a time, and the drafts of those that were left."""

    captured = Signal(int)  # an opportunity's id
    bind_noted = Signal(int)  # a bind's id: the text said that somebody needs help
    person_chosen = Signal(int)

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._window = window
        self._drafts: list[CaptureDraft] = []
        self._files: list[str] = []
        self._open: CaptureDialog | None = None
        self._given = CaptureDraft()  # what the open dialog began with, given from outside
        self.fetch_titles = False

    def capture(self, text: str = "") -> None:
        """Note something: what was left the last time, or this text."""
        if self._open is not None:
            self._open.activateWindow()
        elif text:
            self._show(draft_of(Source(text=text)))
        else:
            self._show(self._drafts.pop() if self._drafts else CaptureDraft(), resumed=True)

    def take(self, found: Dropped) -> None:
        """Understand something from outside, then let the user look at it."""
        self._files += found.files[1:]
        job = understand(self._operations, found)
        if job is not None:
            job.finished.connect(self._show_source)

    def take_address(self, address: str) -> None:
        """Open the dialog as a ``passalong://capture?…`` address asks; nothing else is done."""
        self.take(Dropped(text=address))

    @Slot(object)
    def _show_source(self, source: Source) -> None:
        if self._open is not None:  # another one is being captured: that first
            self._open.reject()
        self._show(draft_of(source))

    def _show(self, draft: CaptureDraft, *, resumed: bool = False) -> None:
        dialog = CaptureDialog(
            self._operations, draft, self._window, fetch_titles=self.fetch_titles
        )
        self._open = dialog
        self._given = CaptureDraft() if resumed else dialog.draft()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.captured.connect(self.captured)
        dialog.bind_noted.connect(self.bind_noted)
        dialog.person_chosen.connect(self.person_chosen)
        dialog.draft_kept.connect(self._keep)
        dialog.finished.connect(self._go_on)
        dialog.open()

    @Slot(object)
    def _keep(self, draft: CaptureDraft) -> None:
        """Keep what was typed; what was only dropped can be dropped again."""
        if not draft.is_empty() and draft != self._given:
            self._drafts = [*self._drafts[1 - _MOST_DRAFTS :], draft]

    @Slot()
    def _go_on(self) -> None:
        self._open = None
        if self._files:
            self.take(Dropped(files=(self._files.pop(0),)))
