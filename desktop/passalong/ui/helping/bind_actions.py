"""What one does with a bind: a line of buttons, the same for others' and one's own."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.bind import Bind, BindState
from passalong.ui.widgets import FlowLayout, button


class BindActions(QWidget):
    """*Solved*, *Remind me tomorrow*, *Add to calendar*, and what is done more seldom."""

    def __init__(self, *, mine: bool) -> None:
        super().__init__()
        self._is_mine = mine
        self.solved = button(self.tr("Solved…")) if mine else button(self.tr("Solved"), "primary")
        self.helped = button(self.tr("I helped"))
        self.helped.setToolTip(self.tr("Goes into the ledger; the bind stays open for now"))
        self.hand_on = button(self.tr("Handed on…"))
        self.hand_on.setToolTip(self.tr("Somebody else is at it now"))
        self.tomorrow = button(self.tr("Remind me tomorrow"))
        self.calendar = button(self.tr("Add to calendar"))
        self.calendar.setToolTip(self.tr("Saves a file and opens it with your calendar"))
        self.reopen = button(self.tr("Take up again"))
        self.delete = button(self.tr("Delete"), "quiet")
        self.delete.setToolTip(self.tr("Moves it to the trash; Undo brings it back"))
        line = FlowLayout(spacing=8)
        first = (self.solved, self.helped, self.hand_on)
        for each in (*first, self.tomorrow, self.calendar, self.reopen):
            line.addWidget(each)
        line.addWidget(self.delete)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)

    def show_bind(self, bind: Bind) -> None:
        """Offer what can be done with this one."""
        for each in (self.solved, self.tomorrow, self.calendar):
            each.setVisible(bind.is_open)
        self.helped.setVisible(bind.is_open and not self._is_mine)
        is_handed_on = bind.state is BindState.HANDED_ON
        self.hand_on.setVisible(bind.is_open and not is_handed_on and not self._is_mine)
        self.reopen.setVisible(not bind.is_open or is_handed_on)
