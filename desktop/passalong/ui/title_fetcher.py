"""Asks pages for their titles, beside the window, for who has turned that on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from passalong.errors import Trouble
from passalong.services import capturing
from passalong.ui.aside import Aside


class TitleFetcher(QObject):
    """One question at a time counts; the answer to an older one is dropped."""

    found = Signal(str, str)  # the address, its title; blank where there is none

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""

    def ask(self, url: str) -> None:
        """Ask a page for its title."""
        self._wanted = url
        Aside(partial(_titled, url)).done.connect(self._deliver)

    def forget(self) -> None:
        """Want no answer any more."""
        self._wanted = ""

    @Slot(object)
    def _deliver(self, titled: tuple[str, str]) -> None:
        url, title = titled
        if url == self._wanted:
            self._wanted = ""
            self.found.emit(url, title)


def _titled(url: str) -> tuple[str, str]:
    try:
        return url, capturing.fetch_title(url)
    except Trouble:
        return url, ""  # the field for the title stays open; nothing is lost
