"""Opens the composer for a person, a thing or its giver, and keeps what was not sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from passalong.domain.introduction import Introduction
from passalong.domain.opportunity import Opportunity, OpportunityState
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import asking_letters, composing, introducing, opportunities
from passalong.services.composing import Composing
from passalong.services.outgoing import Errand, Outgoing
from passalong.ui.composing.compose_dialog import ComposeDialog
from passalong.ui.composing.compose_draft import ComposeDraft
from passalong.ui.composing.letting_out import HandedOut
from passalong.ui.latest import Latest

if TYPE_CHECKING:
    from passalong.operations import Session

_About = tuple[Errand | int | None, ...]
_Question = tuple[Composing, tuple[Opportunity, ...]]
_MOST_THINGS = 20  # of the inbox in a menu


class Composers(QObject):
    """One composer at a time; what was left half written is there again the next time."""

    handed_out = Signal(object)  # HandedOut

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._window = window
        self._drafts: dict[_About, ComposeDraft] = {}
        self._reading = Latest(operations, self._show, self)
        self._open: ComposeDialog | None = None
        self._person_id = 0

    @Slot(int)
    def write_to(self, person_id: int) -> None:
        """Write to somebody; what is given is chosen in the composer."""
        self._ask(partial(_free, person_id=person_id))

    @Slot(int, int)
    def pass_along(self, opportunity_id: int, person_id: int) -> None:
        """Pass a thing along to somebody."""
        self._ask(partial(_pass, person_id=person_id, opportunity_id=opportunity_id))

    @Slot(int)
    def ask_giver(self, opportunity_id: int) -> None:
        """Ask whoever gave a thing whether it may go on."""
        self._ask(partial(_giver, opportunity_id=opportunity_id, errand=Errand.ASK_GIVER))

    @Slot(int)
    def thank_giver(self, opportunity_id: int) -> None:
        """Tell whoever gave a thing that it landed."""
        self._ask(partial(_giver, opportunity_id=opportunity_id, errand=Errand.THANK_GIVER))

    @Slot(object)
    def thank_for_meeting(self, introduction: Introduction) -> None:
        """Thank two people for having met."""
        self._ask(partial(_thanks, introduction_id=introduction.id))

    @Slot(int)
    def ask_for_help(self, request_id: int) -> None:
        """Ask one of those whom the user means to ask for help."""
        self._ask(partial(_help, request_id=request_id, errand=Errand.ASK_HELP))

    @Slot(int)
    def tell_solved(self, request_id: int) -> None:
        """Thank somebody for help, or tell them that it is solved."""
        self._ask(partial(_help, request_id=request_id, errand=Errand.TELL_SOLVED))

    @Slot(object)
    def forget_draft(self, letter: HandedOut) -> None:
        """Forget what was written: it was sent."""
        self._drafts.pop(_about(letter.outgoing), None)

    def _ask(self, question: Callable[[Session, datetime], _Question]) -> None:
        if self._open is not None:
            self._open.activateWindow()
            return
        now = local_now()
        self._reading.ask(lambda session: question(session, now), urgent=True)

    @Slot(object)
    def _show(self, found: _Question) -> None:
        begun, things = found
        about = _about(begun.outgoing)
        dialog = ComposeDialog(
            self._operations, begun, things, self._drafts.get(about), self._window
        )
        self._open = dialog
        self._person_id = begun.person.id
        first = dialog.form.draft() if about not in self._drafts else None
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.draft_kept.connect(partial(self._keep, about, first))
        dialog.handed_out.connect(self.handed_out)
        dialog.finished.connect(self._forget_dialog)
        dialog.thing_wanted.connect(self._pass_instead)
        dialog.giver_wanted.connect(self.ask_giver)
        dialog.open()

    def _keep(self, about: _About, first: ComposeDraft | None, draft: ComposeDraft) -> None:
        """Keep what was typed; an untouched message is made anew the next time."""
        if draft != first:
            self._drafts[about] = draft

    @Slot()
    def _forget_dialog(self) -> None:
        self._open = None

    @Slot(int)
    def _pass_instead(self, opportunity_id: int) -> None:
        self.pass_along(opportunity_id, self._person_id)


def _about(letter: Outgoing) -> _About:
    return letter.errand, *letter.about


def _pass(session: Session, now: datetime, person_id: int, opportunity_id: int) -> _Question:
    return composing.compose(session, person_id, opportunity_id, now), ()


def _free(session: Session, now: datetime, person_id: int) -> _Question:
    begun = composing.compose(session, person_id, None, now)
    ready = [
        item
        for item in opportunities.inbox(session, now)
        if item.state is OpportunityState.READY and item.giver_id != person_id
    ]
    return begun, tuple(ready[:_MOST_THINGS])


def _thanks(session: Session, now: datetime, introduction_id: int) -> _Question:
    letter = introducing.thanks_letter(session, introduction_id)
    return composing.compose_letter(session, letter, now), ()


def _help(session: Session, now: datetime, request_id: int, errand: Errand) -> _Question:
    return asking_letters.begin(session, request_id, errand, now), ()


def _giver(session: Session, now: datetime, opportunity_id: int, errand: Errand) -> _Question:
    return composing.compose_for_giver(session, opportunity_id, errand, now), ()
