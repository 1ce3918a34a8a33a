"""The pages that are built on the services, joined to the window and to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from passalong.operations import Operations
from passalong.ui.giving import Giving
from passalong.ui.helping_hub import HelpingHub
from passalong.ui.inbox.inbox_page import InboxPage
from passalong.ui.introducing_hub import IntroducingHub
from passalong.ui.people.list_photos import ListPhotos
from passalong.ui.people.person_page import PersonPage
from passalong.ui.screens import Place, Screens
from passalong.ui.today.today_page import TodayPage

if TYPE_CHECKING:
    from passalong.ui.main_window import MainWindow


class Pages(QObject):
    """A person's page, the inbox, Today and what leads from one to the other."""

    def __init__(self, operations: Operations, screens: Screens, window: MainWindow) -> None:
        super().__init__(window)
        self._operations = operations
        self._screens = screens
        self._window = window

    def making(self) -> Iterator[None]:
        """Make one page after the other; all are there once this has ended."""
        self._make_person()
        yield
        self._make_inbox()
        yield
        self._make_today()
        yield
        self.giving = Giving(self._operations, self._window)
        self.giving.join(self.inbox, self.today, self.person)
        yield
        self.introducing = IntroducingHub(self._operations, self._screens, self._window)
        self.introducing.join(self.person, self.giving)
        yield
        self.helping = HelpingHub(self._operations, self._screens, self._window)
        self.helping.join(self.person, self.today, self.giving, self.introducing)
        yield

    def _make_person(self) -> None:
        window = self._window
        self.person = PersonPage(self._operations)
        self.person.tag_clicked.connect(window.show_tag)
        self.person.export_wanted.connect(window.errands.export)
        window.people.attach_person_page(self.person)
        window.people.list.show_photos(ListPhotos(self._operations, window))

    def _make_inbox(self) -> None:
        self.inbox = InboxPage(self._operations)
        self.inbox.person_chosen.connect(self._window.show_person)
        self.inbox.capture_wanted.connect(self._window.errands.capture_something)
        self._screens.put(Place.INBOX, self.inbox)

    def _make_today(self) -> None:
        window = self._window
        self.today = TodayPage(self._operations)
        self.today.opportunity_chosen.connect(window.show_opportunity)
        self.today.person_chosen.connect(window.show_person)
        self.today.inbox_wanted.connect(window.show_inbox)
        self.today.capture_wanted.connect(window.errands.capture_something)
        self.today.counted.connect(self._show_today_count)
        self._screens.put(Place.TODAY, self.today)

    @Slot(int)
    def _show_today_count(self, count: int) -> None:
        self._window.sidebar.show_count(Place.TODAY, count, pressing=True)
