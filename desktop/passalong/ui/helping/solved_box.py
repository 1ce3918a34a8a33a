"""Who helped, once the user's own bind is solved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from passalong.domain.asking import Request, RequestState
from passalong.operations import Operations
from passalong.ui.people.person_picker import PersonPicker
from passalong.ui.widgets import Card, button, label


class SolvedBox(Card):
    """A tick for each who was asked, a line for somebody else; then thanks are offered."""

    solved = Signal(list)  # the ids of who helped
    left = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__(role="giver")
        self._operations = operations
        self.ticks: dict[int, QCheckBox] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.other = PersonPicker(operations, self.tr("Somebody else who helped"))
        self.other.setPlaceholderText(self.tr("somebody else who helped"))
        self.other.setMaximumWidth(360)
        self.done = button(self.tr("It is solved"), "primary")
        self._cancel = button(self.tr("Cancel"))
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self.done)
        self.body.addWidget(label(self.tr("Who helped?"), "strong"))
        self.body.addWidget(
            label(
                self.tr("Their help is recorded as received; then you can thank each of them."),
                "muted",
                wrap=True,
            )
        )
        self.body.addLayout(self._lines)
        self.body.addWidget(self.other)
        self.body.addLayout(last)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.other.picked.connect(self._take_other)
        self.done.clicked.connect(self._tell)
        self._cancel.clicked.connect(self.left)
        escape = QShortcut(QKeySequence("Esc"), self, self.left.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

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
        (next(iter(self.ticks.values()), None) or self.other).setFocus()

    def _add(self, person_id: int, name: str, *, helped: bool) -> None:
        tick = QCheckBox(name.replace("&", "&&"))
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
    def _tell(self) -> None:
        self.solved.emit([person_id for person_id, tick in self.ticks.items() if tick.isChecked()])
