"""Asks pages for their titles, beside the window, for who has turned that on.

On a thread of its own: a page that does not answer must hold up neither the
window nor what reads the user's data.
"""

from __future__ import annotations

from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal, Slot

from passalong.errors import Trouble
from passalong.services import capturing


class TitleFetcher(QObject):
    """One question at a time counts; the answer to an older one is dropped."""

    found = Signal(str, str)  # the address, its title; blank where there is none
    _arrived = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(self, url: str) -> None:
        """Ask a page for its title."""
        self._wanted = url
        arrived = self._arrived

        def work() -> None:
            try:
                title = capturing.fetch_title(url)
            except Trouble:
                title = ""  # the field for the title stays open; nothing is lost
            try:
                arrived.emit(url, title)
            except RuntimeError:
                return  # the dialog was closed meanwhile

        Thread(target=work, name="title", daemon=True).start()

    def forget(self) -> None:
        """Want no answer any more."""
        self._wanted = ""

    @Slot(str, str)
    def _deliver(self, url: str, title: str) -> None:
        if url == self._wanted:
            self._wanted = ""
            self.found.emit(url, title)
