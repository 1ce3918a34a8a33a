"""Who helped, once the user's own bind is solved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from passalong.domain.asking import Request, RequestState
from passalong.operations import Operations
from passalong.ui.helping.question_box import QuestionBox
from passalong.ui.people.person_picker import PersonPicker
from passalong.ui.room import keep_in_room


class SolvedBox(QuestionBox):
    """A tick for each who was asked, a line for somebody else; then thanks are offered."""

    solved = Signal(list)  # the ids of who helped

    def __init__(self, operations: Operations) -> None:
        super().__init__(
            self.tr("Who helped?"),
            self.tr("Their help is recorded as received; then you can thank each of them."),
            self.tr("It is solved"),
        )
        self.ticks: dict[int, QCheckBox] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.other = PersonPicker(operations, self.tr("Somebody else who helped"))
        self.other.setPlaceholderText(self.tr("somebody else who helped"))
        self.other.setMaximumWidth(360)
        self.answer.addLayout(self._lines)
        self.answer.addWidget(self.other)
        self.other.picked.connect(self._take_other)

    def start(self, requests: Sequence[Request]) -> None:
        """Offer who was asked; who helped already is ticked."""
        for tick in self.ticks.values():
            tick.hide()
            tick.deleteLater()
        self.ticks = {}
        for request in requests:
            if request.state not in (RequestState.TO_ASK, RequestState.SKIPPED):
                helped = request.state is RequestState.HELPED
                self._add(request.person_id, request.person_name, helped=helped)
        self.other.clear()
        self.ask(next(iter(self.ticks.values()), None) or self.other)

    def _add(self, person_id: int, name: str, *, helped: bool) -> None:
        tick = QCheckBox()
        keep_in_room(tick, name)
        tick.setChecked(helped)
        self.ticks[person_id] = tick
        self._lines.addWidget(tick)
        tick.show()

    @Slot()
    def _take_other(self) -> None:
        person_id = self.other.person_id()
        if person_id is None:
            return
        if person_id in self.ticks:
            self.ticks[person_id].setChecked(True)
        else:
            self._add(person_id, self.other.text(), helped=True)
        self.other.clear()

    @Slot()
    def take(self) -> None:
        """Tell who helped."""
        self.solved.emit([person_id for person_id, tick in self.ticks.items() if tick.isChecked()])
