"""Two people who could help each other: why, and what the user makes of it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.introduction import Pair
from passalong.local_time import local_now
from passalong.ui import introduction_words
from passalong.ui.introductions.meeting_card import MeetingCard
from passalong.ui.widgets import FlowLayout, button, heading, label


class PairView(QWidget):
    """Both reasons, and Introduce…, They know each other, Not these two."""

    introduce_wanted = Signal(object)  # Pair
    known = Signal(object)
    declined = Signal(object)
    person_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pair: Pair | None = None
        self._title = label(role="title", wrap=True, selectable=True)
        self._about = label(role="muted", wrap=True)
        self.introduce = button(self.tr("Introduce…"), "primary", "introduction")
        self.know = button(self.tr("They know each other"))
        self.know.setToolTip(self.tr("They are not suggested to each other again"))
        self.decline = button(self.tr("Not these two"))
        self.decline.setToolTip(self.tr("This pair does not come back; Undo brings it back"))
        self._people = [button("", "quiet", "person") for _side in range(2)]
        self._cards: list[MeetingCard] = []
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(10)
        self._lay_out()
        self._connect_signals()

    def _lay_out(self) -> None:
        actions, people = FlowLayout(spacing=8), FlowLayout(spacing=2)
        for each in (self.introduce, self.know, self.decline):
            actions.addWidget(each)
        for each in self._people:
            people.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addLayout(people)
        layout.addSpacing(6)
        layout.addWidget(heading(self.tr("Why these two")))
        layout.addLayout(self._reasons)
        layout.addSpacing(6)
        layout.addLayout(actions)

    def _connect_signals(self) -> None:
        self.introduce.clicked.connect(self._want_introduction)
        self.know.clicked.connect(self._say_known)
        self.decline.clicked.connect(self._say_declined)
        for place, each in enumerate(self._people):
            each.clicked.connect(self._open_b if place else self._open_a)

    @property
    def pair(self) -> Pair | None:
        """Return the pair that is shown."""
        return self._pair

    def show_pair(self, pair: Pair) -> None:
        """Show two people and why they should meet."""
        if pair == self._pair:
            return
        self._pair = pair
        a, b = pair.a, pair.b
        self._title.setText(introduction_words.both(a, b))
        one_way = self.tr("One has what the other is looking for.")
        both_ways = self.tr("Each has what the other is looking for.")
        self._about.setText(both_ways if pair.is_mutual else one_way)
        for each, side in zip(self._people, (a, b), strict=True):
            each.setText(side.name.replace("&", "&&"))
            each.setAccessibleName(self.tr("Open {0}").format(side.name))
        for card in self._cards:
            self._reasons.removeWidget(card)
            card.hide()
            card.deleteLater()
        now = local_now()
        reasons = ((pair.b_helps_a, a, b), (pair.a_helps_b, b, a))
        self._cards = [
            MeetingCard(meeting, gets, gives, now)
            for meeting, gets, gives in reasons
            if meeting is not None
        ]
        for card in self._cards:
            self._reasons.addWidget(card)

    @property
    def cards(self) -> list[MeetingCard]:
        """Return the reasons."""
        return self._cards

    @Slot()
    def _want_introduction(self) -> None:
        self.introduce_wanted.emit(self._pair)

    @Slot()
    def _say_known(self) -> None:
        self.known.emit(self._pair)

    @Slot()
    def _say_declined(self) -> None:
        self.declined.emit(self._pair)

    @Slot()
    def _open_a(self) -> None:
        if self._pair is not None:
            self.person_chosen.emit(self._pair.a.person_id)

    @Slot()
    def _open_b(self) -> None:
        if self._pair is not None:
            self.person_chosen.emit(self._pair.b.person_id)
