"""What leads to a message: joins the pages to the composer, and asks whether it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractButton

from passalong.operations import Operations
from passalong.ui.composing.composers import Composers
from passalong.ui.composing.letting_out import HandedOut
from passalong.ui.composing.sent_bar import SentBar
from passalong.ui.frame import Frame
from passalong.ui.opportunity_drag import DropOnPeople, SpringScreens

if TYPE_CHECKING:
    from passalong.ui.inbox.inbox_page import InboxPage
    from passalong.ui.people.person_page import PersonPage
    from passalong.ui.today.today_page import TodayPage


class Giving(QObject):
    """The composer, the question behind it, and the drags that open it."""

    def __init__(self, operations: Operations, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self.composers = Composers(operations, frame)
        self.sent_bar = SentBar(operations)
        self.composers.handed_out.connect(self.ask_whether_sent)
        self.sent_bar.recorded.connect(self.composers.forget_draft)
        self.drops = DropOnPeople(frame.people.list, self)
        self.drops.dropped.connect(self._pass_to_row)
        screens = frame.sidebar.findChildren(QAbstractButton)
        self._springs = SpringScreens([one for one in screens if one.isCheckable()], self)
        self._springs.screen_wanted.connect(frame.show_screen)

    def join(self, inbox: InboxPage, today: TodayPage, person: PersonPage) -> None:
        """Let the pages open the composer."""
        inbox.pass_wanted.connect(self.composers.pass_along)
        inbox.ask_giver_wanted.connect(self.composers.ask_giver)
        inbox.thank_giver_wanted.connect(self.composers.thank_giver)
        today.pass_wanted.connect(self.composers.pass_along)
        person.pass_along_wanted.connect(self.composers.write_to)

    @Slot(object)
    def ask_whether_sent(self, letter: HandedOut) -> None:
        """Ask whether a letter was sent that has left the window."""
        self.sent_bar.ask(letter)

    @Slot(int, int)
    def _pass_to_row(self, opportunity_id: int, row: int) -> None:
        person_id = self._frame.people.model.person_id(row)
        if person_id is not None:
            self.composers.pass_along(opportunity_id, person_id)
