"""Somebody's bind: what it is, who could help, the steps, and what to do next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.bind import Bind
from passalong.operations import Operations
from passalong.ui.form_card import Turns
from passalong.ui.helping.bind_actions import BindActions
from passalong.ui.helping.bind_form import BindForm
from passalong.ui.helping.bind_reading import BindReading
from passalong.ui.helping.day_box import DayBox
from passalong.ui.helping.handing_on_box import HandingOnBox
from passalong.ui.helping.helpers_view import HelpersView
from passalong.ui.helping.steps_card import StepsCard
from passalong.ui.widgets import heading


class BindView(QWidget):
    """Everything about one bind of somebody else; each button is one step of Undo."""

    person_chosen = Signal(int)
    write_wanted = Signal(int)  # a person's id
    introduce_wanted = Signal(int, int, int)  # who needs help, who could help, the bind
    listen_set = Signal(object, bool)  # Bind
    urgent_set = Signal(object, bool)
    still_matters = Signal(object, bool)
    step_added = Signal(object, str)  # Bind
    introduction_chosen = Signal(int)
    handed_on = Signal(str)  # to whom, if the user says

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._bind: Bind | None = None
        self.reading = BindReading()
        self.form = BindForm()
        self._turns = Turns(self.reading, self.reading.edit, self.form)
        self.helpers = HelpersView()
        self._steps_heading = heading(self.tr("Steps"))
        self.steps = StepsCard()
        self.actions_ = BindActions(mine=False)
        self.box = HandingOnBox(operations)
        self.day_box = DayBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self.reading, self.form, self.helpers):
            layout.addWidget(part)
        layout.addWidget(self._steps_heading)
        layout.addWidget(self.steps)
        layout.addWidget(self.actions_)
        layout.addWidget(self.box)
        layout.addWidget(self.day_box)
        self._connect_signals()

    def _connect_signals(self) -> None:
        reading, helpers = self.reading, self.helpers
        reading.edit.clicked.connect(self.edit)
        reading.open.clicked.connect(self._open_person)
        reading.write.clicked.connect(self._write)
        reading.listen_set.connect(self.listen_set)
        reading.urgent_set.connect(self.urgent_set)
        reading.still_matters.connect(self.still_matters)
        reading.introduction_chosen.connect(self.introduction_chosen)
        helpers.person_chosen.connect(self.person_chosen)
        helpers.write_wanted.connect(self.write_wanted)
        helpers.introduce_wanted.connect(self._introduce)
        helpers.introduction_chosen.connect(self.introduction_chosen)
        self.steps.added.connect(self._add_step)
        self.actions_.hand_on.clicked.connect(self.ask_to_whom)
        self.box.left.connect(self._leave_box)
        self.box.handed_on.connect(self._hand_on)
        self.day_box.left.connect(self._leave_day)
        self.day_box.chosen.connect(self._leave_day)

    @property
    def bind(self) -> Bind | None:
        """Return what is shown."""
        return self._bind

    def show_bind(self, bind: Bind, now: datetime) -> None:
        """Show this one; what is being edited stays until it is saved or left."""
        another = self._bind is None or self._bind.id != bind.id
        self._bind = bind
        self.reading.show_bind(bind, now)
        self.steps.show_steps(bind.steps, now.date(), another=another)
        self.steps.add.setVisible(bind.is_open)
        for part in (self.steps, self._steps_heading):
            part.setVisible(bind.is_open or bool(bind.steps))
        self.helpers.setVisible(bind.is_open)
        self.actions_.show_bind(bind)
        if another or not self.actions_.hand_on.isVisibleTo(self):
            self.box.hide()
        if another or not bind.is_open:
            self.day_box.hide()
        if another:
            self.helpers.clear()
            self.leave_editing()

    @Slot()
    def edit(self) -> None:
        """Open everything that is said of it for editing."""
        if self._bind is not None:
            self._turns.write()
            self.form.start(self._bind)

    @Slot()
    def leave_editing(self) -> None:
        """Go back to reading, without saving."""
        self._turns.read()

    @Slot()
    def ask_to_whom(self) -> None:
        """Ask who is at it now, before it is handed on."""
        if self.actions_.hand_on.isVisibleTo(self):
            self.box.start()

    @Slot()
    def _leave_box(self) -> None:
        self.box.hide()
        self.actions_.hand_on.setFocus()

    @Slot()
    def _leave_day(self) -> None:
        self.actions_.calendar.setFocus()
        self.day_box.hide()

    @Slot(str)
    def _hand_on(self, to: str) -> None:
        self.actions_.tomorrow.setFocus()  # what stays; the keyboard is not to be lost
        self.box.hide()
        self.handed_on.emit(to)

    def go_into(self) -> None:
        """Put the keyboard on what one does first with it."""
        if self._bind is not None:
            (self.actions_.solved if self._bind.is_open else self.actions_.reopen).setFocus()

    @Slot()
    def _open_person(self) -> None:
        if self._bind is not None and self._bind.person_id is not None:
            self.person_chosen.emit(self._bind.person_id)

    @Slot()
    def _write(self) -> None:
        if self._bind is not None and self._bind.person_id is not None:
            self.write_wanted.emit(self._bind.person_id)

    @Slot(int)
    def _introduce(self, helper_id: int) -> None:
        if self._bind is not None and self._bind.person_id is not None:
            self.introduce_wanted.emit(self._bind.person_id, helper_id, self._bind.id)

    @Slot(str)
    def _add_step(self, text: str) -> None:
        self.step_added.emit(self._bind, text)
