"""The way of a letter out of the window: released, handed to the mail program, remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from passalong.domain.exchange import Channel
from passalong.domain.message import Letter
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import open_letters, outgoing
from passalong.services.outgoing import Outgoing
from passalong.ui.composing import mail

if TYPE_CHECKING:
    from passalong.operations import Session


class HandedOut(NamedTuple):
    """A letter that has left the window; whether it was sent, only the user knows."""

    id: int
    outgoing: Outgoing
    name: str


class LettingOut(QObject):
    """Lets one letter out at a time; nothing is sent, and nothing recorded as sent."""

    handed_out = Signal(object)  # HandedOut
    failed = Signal(object)  # Trouble; ``Blocked`` where the gate said no

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._job: Job | None = None

    @property
    def is_leaving(self) -> bool:
        """Return whether a letter is on its way this very moment."""
        return self._job is not None

    def let_out(self, written: Outgoing, *, by_mail: bool) -> None:
        """Open it in the mail program, or put it on the clipboard."""
        channel = Channel.MAIL if by_mail else Channel.MESSAGE
        written = replace(written, channel=channel)
        now = local_now()
        question = partial(_released, written=written, now=now, by_mail=by_mail)
        self._job = self._operations.read(question, urgent=True)
        self._job.finished.connect(partial(self._hand_out, written, by_mail))
        self._job.troubled.connect(self._fail)

    def _hand_out(
        self, written: Outgoing, by_mail: bool, released: tuple[Letter, Path | None]
    ) -> None:
        letter, draft = released
        if not by_mail:
            mail.copy(letter)
        elif not mail.open_in_mail(letter, draft):
            said = self.tr("No mail program could be opened.")
            self._fail(Trouble(said, self.tr("Copy the message instead.")))
            return
        now = local_now()
        self._job = self._operations.write(partial(open_letters.note, outgoing=written, now=now))
        self._job.finished.connect(partial(self._end, written, letter.names))
        self._job.troubled.connect(self._fail)

    def _end(self, written: Outgoing, names: str, letter_id: int) -> None:
        self._job = None
        self.handed_out.emit(HandedOut(letter_id, written, names))

    @Slot(object)
    def _fail(self, trouble: Trouble) -> None:
        self._job = None
        self.failed.emit(trouble)


def _released(
    session: Session, written: Outgoing, now: datetime, *, by_mail: bool
) -> tuple[Letter, Path | None]:
    letter = outgoing.release(session, written, now)
    if not (by_mail and letter.too_long):
        return letter, None
    from passalong.services import mail_drafts  # few letters need a file, and a megabyte for it

    return letter, mail_drafts.written(letter)
