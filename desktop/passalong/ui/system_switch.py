"""A box to tick for something that the user's system does for the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from passalong.errors import Trouble
from passalong.operations import Job, Operations
from passalong.ui.system_entry import SystemEntry


class SystemSwitch(QCheckBox):
    """Shows what the system says, and takes effect at once; greyed until that is known."""

    troubled = Signal(object)  # Trouble

    def __init__(
        self,
        text: str,
        operations: Operations,
        entry: Callable[[], SystemEntry],
        parent: QWidget | None = None,
    ) -> None:
        """Take how to find the entry; asked for on another thread."""
        super().__init__(text, parent)
        self._operations = operations
        self._entry = entry
        self._asking: Job | None = None
        self.setEnabled(False)
        self.toggled.connect(self._turn)
        self._ask()

    def _ask(self) -> None:
        entry = self._entry
        self._wait_for(self._operations.keep(lambda: entry().is_on()))

    @Slot(bool)
    def _turn(self, wanted: bool) -> None:
        entry = self._entry

        def turn() -> bool:
            found = entry()
            found.set_on(wanted)
            return found.is_on()

        job = self._operations.keep(turn)
        job.troubled.connect(self._tell)
        self._wait_for(job)

    def _wait_for(self, job: Job) -> None:
        if self._asking is not None:
            self._asking.cancel()  # what it says is no longer what was wanted last
        self._asking = job
        job.finished.connect(self._show)

    @Slot(object)
    def _show(self, is_on: bool) -> None:
        self._asking = None
        self.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.setChecked(is_on)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own argument
        self.setEnabled(True)

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self.troubled.emit(trouble)
        self._ask()
