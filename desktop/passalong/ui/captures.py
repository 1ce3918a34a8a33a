"""Opens the capture dialog, filled with what was dropped, pasted or handed over.

Whatever was typed and not captured comes back with the next capture; several
files are captured one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from passalong.domain.source import Source
from passalong.errors import Trouble
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
        self._count = 0  # files of this lot, those that are done among them
        self._refused: list[Trouble] = []
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
        self._count += len(found.files[:1])
        self._wait_for(found.files[1:])
        self._understand(found)

    @Slot(object)
    def _wait_for(self, files: tuple[str, ...]) -> None:
        """Capture these files, too, after what is being captured."""
        self._files += files
        self._count += len(files)

    def _understand(self, found: Dropped) -> None:
        job = understand(self._operations, found)
        if job is not None:
            job.finished.connect(self._show_source)
            job.troubled.connect(self._pass_over)

    @Slot(object)
    def _pass_over(self, trouble: Trouble) -> None:
        """Go on with the next where one could not be read; it is told when all are done."""
        self._refused.append(trouble)
        if self._open is None:
            self._go_on()

    def take_address(self, address: str) -> None:
        """Open the dialog as a ``passalong://capture?…`` address asks; nothing else is done."""
        self.take(Dropped(text=address))

    @Slot(object)
    def _show_source(self, source: Source) -> None:
        if self._open is not None:  # another one is being captured: its draft is kept
            self._open.finished.disconnect(self._go_on)  # what waits comes after this one
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
        dialog.files_left.connect(self._wait_for)
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
            self._understand(Dropped(files=(self._files.pop(0),)))
            return
        refused, count = self._refused, self._count
        self._refused, self._count = [], 0
        if refused:
            self._operations.troubled.emit(self._told_at_once(refused, count))

    def _told_at_once(self, refused: Sequence[Trouble], count: int) -> Trouble:
        """Return what kept some of the files from being captured, in one sentence."""
        if count <= 1:
            return refused[0]
        said = self.tr("{0} of {1} files could not be captured: {2}.")
        why = "; ".join(trouble.what.rstrip(".") for trouble in refused)
        return Trouble(said.format(len(refused), count, why))
