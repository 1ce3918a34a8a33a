"""Opens the dialog that introduces two people, and keeps what was half written."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import binds, introduction_plans
from passalong.services.introduction_plans import Plan
from passalong.ui.composing.introduce_dialog import IntroduceDialog
from passalong.ui.latest import Latest

if TYPE_CHECKING:
    from passalong.operations import Session

_Two = frozenset[int]


class Introducers(QObject):
    """One dialog at a time; whatever leads to an introduction comes here."""

    handed_out = Signal(object)  # HandedOut
    kept = Signal(int)  # an introduction's number

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._window = window
        self._drafts: dict[_Two, Plan] = {}
        self._reading = Latest(operations, self._show, self)
        self._open: IntroduceDialog | None = None

    def introduce(
        self,
        a_id: int,
        b_id: int,
        *,
        a_gets: str = "",
        b_gets: str = "",
        bind_id: int | None = None,
    ) -> None:
        """Open the dialog for two people, or tell why they cannot be introduced."""
        if self._open is not None:
            self._open.activateWindow()
            return
        now = local_now()
        gets = {a_id: a_gets, b_id: b_gets}
        question = partial(_plan, two=(a_id, b_id), now=now, gets=gets, bind_id=bind_id)
        self._reading.ask(question, urgent=True)

    @Slot(object)
    def _show(self, plan: Plan) -> None:
        two = _two(plan)
        draft = self._drafts.get(two)
        dialog = IntroduceDialog(self._operations, plan, draft, self._window)
        self._open = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.draft_kept.connect(self._keep_draft)
        dialog.kept.connect(partial(self._forget_draft, two))
        dialog.kept.connect(self.kept)
        dialog.handed_out.connect(self.handed_out)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    @Slot(object)
    def _keep_draft(self, plan: Plan) -> None:
        self._drafts[_two(plan)] = plan

    def _forget_draft(self, two: _Two, _introduction_id: int) -> None:
        self._drafts.pop(two, None)

    @Slot()
    def _forget_dialog(self) -> None:
        self._open = None


def _two(plan: Plan) -> _Two:
    return frozenset(side.person_id for side in plan.introduction.sides)


def _plan(
    session: Session,
    two: tuple[int, int],
    now: datetime,
    gets: dict[int, str],
    bind_id: int | None,
) -> Plan:
    if bind_id is not None:
        bind = binds.bind(session, bind_id)
        if bind.person_id in gets:  # whoever is in it gets what they need
            gets = {**gets, bind.person_id: gets[bind.person_id] or bind.text}
    a_id, b_id = two
    return introduction_plans.plan(
        session, a_id, b_id, now, a_gets=gets[a_id], b_gets=gets[b_id], bind_id=bind_id
    )
