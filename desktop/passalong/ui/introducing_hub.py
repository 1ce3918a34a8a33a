"""What leads to an introduction: joins the screen, the pages and the drags to its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from passalong.domain.introduction import Introduction, Meeting, Pair
from passalong.operations import Operations
from passalong.ui.composing.introducers import Introducers
from passalong.ui.frame import Frame
from passalong.ui.introductions.choose_dialog import ChooseDialog
from passalong.ui.introductions.introductions_page import IntroductionsPage
from passalong.ui.screens import Place

if TYPE_CHECKING:
    from passalong.ui.giving import Giving
    from passalong.ui.people.person_page import PersonPage


class IntroducingHub(QObject):
    """The screen, the dialog, and every way that leads there."""

    bind_wanted = Signal(int)  # the bind an introduction was made for

    def __init__(self, operations: Operations, frame: Frame) -> None:
        super().__init__(frame)
        self._operations = operations
        self._frame = frame
        self.page = IntroductionsPage(operations)
        self.introducers = Introducers(operations, frame)
        frame.screens.put(Place.INTRODUCTIONS, self.page)
        page = self.page
        page.person_chosen.connect(frame.show_person)
        page.counted.connect(self._show_count)
        page.introduce_wanted.connect(self._introduce_pair)
        page.write_wanted.connect(self._go_on)
        page.choose_wanted.connect(self.choose_two)
        page.bind_wanted.connect(self.bind_wanted)
        self.introducers.kept.connect(page.show_introduction)

    def join(self, person: PersonPage, giving: Giving) -> None:
        """Let a person's page and the list of people lead here, and the letters go on."""
        meeting = person.meeting
        meeting.introduce_wanted.connect(self.introduce_to)
        meeting.introduction_wanted.connect(self.show_introduction)
        meeting.person_chosen.connect(self._frame.show_person)
        giving.drops.person_dropped.connect(self.introduce)
        self.introducers.handed_out.connect(giving.ask_whether_sent)
        self.page.thanks_wanted.connect(giving.composers.thank_for_meeting)

    @Slot(int, int)
    def introduce(self, a_id: int, b_id: int) -> None:
        """Introduce two people to each other."""
        self.introducers.introduce(a_id, b_id)

    @Slot(int, int, int)
    def introduce_for_bind(self, a_id: int, b_id: int, bind_id: int) -> None:
        """Introduce somebody who is in a bind to somebody who could help."""
        self.introducers.introduce(a_id, b_id, bind_id=bind_id)

    @Slot(int, str)
    def introduce_to(self, person_id: int, name: str) -> None:
        """Ask to whom somebody is to be introduced."""
        self._choose(person_id, name)

    @Slot()
    def choose_two(self) -> None:
        """Ask who is to be introduced to whom."""
        self._choose(None, "")

    @Slot(int)
    def show_introduction(self, introduction_id: int) -> None:
        """Show how far an introduction has come."""
        self._frame.show_screen(Place.INTRODUCTIONS)
        self.page.show_introduction(introduction_id)

    def _choose(self, person_id: int | None, name: str) -> None:
        dialog = ChooseDialog(self._operations, person_id, name, self._frame)
        dialog.chosen.connect(self.introduce)
        dialog.open()

    @Slot(object)
    def _introduce_pair(self, pair: Pair) -> None:
        self.introducers.introduce(
            pair.a.person_id,
            pair.b.person_id,
            a_gets=_gain(pair.b_helps_a),
            b_gets=_gain(pair.a_helps_b),
        )

    @Slot(object)
    def _go_on(self, introduction: Introduction) -> None:
        self.introduce(introduction.a.person_id, introduction.b.person_id)

    @Slot(int, bool)
    def _show_count(self, count: int, due: bool) -> None:
        self._frame.sidebar.show_count(Place.INTRODUCTIONS, count, pressing=due)


def _gain(meeting: Meeting | None) -> str:
    """Return what somebody gets out of it, to begin with: what the other can offer."""
    return meeting.asset.line.text if meeting is not None else ""
