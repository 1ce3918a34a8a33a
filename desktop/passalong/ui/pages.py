"""The pages that are built on the services, joined to the window and to each other."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot

from passalong.operations import Operations
from passalong.ui.errands import Errands
from passalong.ui.frame import Frame
from passalong.ui.giving import Giving
from passalong.ui.helping_hub import HelpingHub
from passalong.ui.inbox.inbox_page import InboxPage
from passalong.ui.introducing_hub import IntroducingHub
from passalong.ui.people.list_photos import ListPhotos
from passalong.ui.people.person_page import PersonPage
from passalong.ui.screens import Place
from passalong.ui.today.today_page import TodayPage


class Pages(QObject):
    """A person's page, the inbox, Today and what leads from one to the other."""

    def __init__(self, operations: Operations, frame: Frame, errands: Errands) -> None:
        super().__init__(frame)
        self._operations = operations
        self._frame = frame
        self._errands = errands

    def making(self) -> Iterator[None]:
        """Make one page after the other; all are there once this has ended."""
        self._make_person()
        yield
        self._make_inbox()
        yield
        self._make_today()
        yield
        self.giving = Giving(self._operations, self._frame)
        self.giving.join(self.inbox, self.today, self.person)
        yield
        self.introducing = IntroducingHub(self._operations, self._frame)
        self.introducing.join(self.person, self.giving)
        yield
        self.helping = HelpingHub(self._operations, self._frame)
        self.helping.join(self.person, self.today, self.giving, self.introducing)
        yield

    def _make_person(self) -> None:
        frame = self._frame
        self.person = PersonPage(self._operations)
        self.person.tag_clicked.connect(frame.show_tag)
        self.person.export_wanted.connect(self._errands.export)
        frame.people.attach_person_page(self.person)
        frame.people.list.show_photos(ListPhotos(self._operations, frame))

    def _make_inbox(self) -> None:
        self.inbox = InboxPage(self._operations)
        self.inbox.person_chosen.connect(self._frame.show_person)
        self.inbox.line_wanted.connect(self.person.show_line)
        self.inbox.capture_wanted.connect(self._errands.capture_something)
        self.inbox.counted.connect(self._show_inbox_count)
        self._frame.screens.put(Place.INBOX, self.inbox)

    def _make_today(self) -> None:
        frame = self._frame
        self.today = TodayPage(self._operations)
        self.today.opportunity_chosen.connect(self.show_opportunity)
        self.today.person_chosen.connect(frame.show_person)
        self.today.inbox_wanted.connect(frame.show_inbox)
        self.today.capture_wanted.connect(self._errands.capture_something)
        self.today.counted.connect(self._show_today_count)
        self._frame.screens.put(Place.TODAY, self.today)

    @Slot(int)
    def show_opportunity(self, opportunity_id: int) -> None:
        """Show one opportunity and whom it may be for."""
        self._frame.show_inbox()
        self.inbox.show_opportunity(opportunity_id)

    @Slot(int)
    def _show_inbox_count(self, count: int) -> None:
        self._frame.sidebar.show_count(Place.INBOX, count)

    @Slot(int)
    def _show_today_count(self, count: int) -> None:
        self._frame.sidebar.show_count(Place.TODAY, count, pressing=True)
