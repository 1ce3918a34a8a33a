"""What leads to help: joins the screen to pages, the composer, introductions and the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from passalong.operations import Operations
from passalong.ui.frame import Frame
from passalong.ui.helping.help_page import HelpPage
from passalong.ui.helping.note_dialog import NoteDialog, NoteDraft
from passalong.ui.screens import Place
from passalong.words.helping import others_in_binds

if TYPE_CHECKING:
    from passalong.ui.giving import Giving
    from passalong.ui.introducing_hub import IntroducingHub
    from passalong.ui.palette import HelpWanted
    from passalong.ui.people.person_page import PersonPage
    from passalong.ui.today.today_page import TodayPage


class HelpingHub(QObject):
    """The screen, the dialog that notes a bind, and every way that leads there."""

    plea_noted = Signal(str)  # words that were offered to be a bind, and are one now

    def __init__(self, operations: Operations, frame: Frame) -> None:
        super().__init__(frame)
        self._operations = operations
        self._frame = frame
        self._drafts: dict[bool, NoteDraft] = {}  # by whether it is the user who needs help
        self.page = page = HelpPage(operations)
        frame.screens.put(Place.HELP, page)
        page.person_chosen.connect(frame.show_person)
        page.counted.connect(self._show_count)
        page.note_wanted.connect(self.note_somebody)
        page.need_wanted.connect(self.need_help)

    def join(
        self,
        person: PersonPage,
        today: TodayPage,
        giving: Giving,
        introducing: IntroducingHub,
    ) -> None:
        """Let the pages lead here, and the screen lead on to letters and introductions."""
        page = self.page
        page.write_wanted.connect(giving.composers.write_to)
        page.ask_wanted.connect(giving.composers.ask_for_help)
        page.tell_wanted.connect(giving.composers.tell_solved)
        page.introduce_wanted.connect(introducing.introduce_for_bind)
        page.introduction_chosen.connect(introducing.show_introduction)
        introducing.bind_wanted.connect(self.show_bind)
        person.binds.note_wanted.connect(self.note_for)
        person.binds.bind_wanted.connect(self.show_bind)
        self.plea_noted.connect(person.settle_plea)
        today.bind_chosen.connect(self.show_bind)

    @Slot(int)
    def show_bind(self, bind_id: int) -> None:
        """Show one bind on the screen."""
        self._frame.show_screen(Place.HELP)
        self.page.show_bind(bind_id)

    @Slot(int, str, str)
    def note_for(self, person_id: int, name: str, text: str) -> None:
        """Note what somebody needs."""
        dialog = NoteDialog(self._operations, person_id, name, text, self._frame)
        dialog.noted.connect(partial(self._tell_noted, text))
        self._open(dialog)

    @Slot(object)
    def note_wanted(self, wanted: HelpWanted) -> None:
        """Note what was typed in the palette."""
        is_mine = wanted.person_id is None
        dialog = NoteDialog(
            self._operations, wanted.person_id, wanted.name, wanted.text, self._frame, mine=is_mine
        )
        if wanted.urgent:
            dialog.fields.urgent.setChecked(True)
        self._open(dialog)

    @Slot()
    def note_somebody(self) -> None:
        """Note who needs what."""
        self._open_anew(mine=False)

    @Slot()
    def hand_on(self) -> None:
        """Say of the bind shown that somebody else is at it now."""
        self._frame.show_screen(Place.HELP)
        self.page.hand_on()

    @Slot()
    def need_help(self) -> None:
        """Note what the user needs."""
        self._open_anew(mine=True)

    def _open_anew(self, *, mine: bool) -> None:
        dialog = NoteDialog(self._operations, parent=self._frame, mine=mine)
        draft = self._drafts.pop(mine, None)
        if draft is not None:
            dialog.show_draft(draft)
        self._open(dialog)

    def _keep(self, mine: bool, draft: NoteDraft) -> None:
        self._drafts[mine] = draft

    def _tell_noted(self, text: str, _bind_id: int) -> None:
        if text:
            self.plea_noted.emit(text)

    def _open(self, dialog: NoteDialog) -> None:
        dialog.noted.connect(self.show_bind)
        dialog.draft_kept.connect(partial(self._keep, dialog.is_mine))
        dialog.open()

    @Slot(int, bool)
    def _show_count(self, count: int, due: bool) -> None:
        says = others_in_binds(count, due=due)
        self._frame.sidebar.show_count(Place.HELP, count, pressing=due, says=says)
