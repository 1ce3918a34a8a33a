"""What whoever gave a thing knows of its being passed along, and what is still owed to them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from passalong.domain.opportunity import MAY_PASS, GiverState, Opportunity
from passalong.ui.widgets import Card, button, label, set_role, yielding

_NARROW = 620  # pixels; below that the buttons stand under the words


class GiverBox(Card):
    """Ask, agreed, told, no need; after the pass: thank them."""

    ask_wanted = Signal(int)
    thank_wanted = Signal(int)
    state_chosen = Signal(int, object)  # an opportunity's id, GiverState
    loop_closed = Signal(int)

    def __init__(self) -> None:
        super().__init__(role="giver")
        self._id = 0
        self._has_room_beside = False  # for its buttons, even where it is narrow
        self.text = yielding(label(wrap=True))
        self.ask = button(self.tr("Ask “Mind if I pass it along?”"))
        self.agreed = button(self.tr("Agreed"))
        self.other = button(self.tr("Other"))
        self.thank = button(self.tr("Thank them…"), "primary")
        self.thanked = button(self.tr("Already thanked"))
        self._menu = QMenu(self.other)
        self._states = {
            state: self._menu.addAction(says)
            for state, says in (
                (GiverState.AGREED, self.tr("Agreed")),
                (GiverState.TOLD, self.tr("Was told")),
                (GiverState.NO_NEED, self.tr("No need to ask")),
                (GiverState.ASKED, self.tr("Was asked, has not answered")),
                (GiverState.NOT_ASKED, self.tr("Does not know yet")),
            )
        }
        for state, action in self._states.items():
            action.setData(state.value)
        self.other.setMenu(self._menu)
        self.other.setToolTip(self.tr("Told, no need, or something else"))
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in (self.ask, self.thank, self.thanked, self.agreed, self.other):
            row.addWidget(each)
        row.addStretch()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(10)
        self._line.addWidget(self.text, 1)
        self._line.addWidget(self._buttons)
        self.body.addLayout(self._line)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.ask.clicked.connect(self._ask)
        self.thank.clicked.connect(self._thank)
        self.agreed.clicked.connect(self._agree)
        self.thanked.clicked.connect(self._close_loop)
        self._menu.triggered.connect(self._choose)

    def show_giver(self, thing: Opportunity) -> None:
        """Show how it stands with the giver of a thing; nothing where nobody gave it."""
        self._id = thing.id
        self.setVisible(thing.giver_id is not None)
        if thing.giver_id is None:
            return
        state, thanks = thing.giver_state, thing.awaits_thanks
        waits = state not in MAY_PASS and not thing.passed
        self.text.setText(self._said(thing).format(thing.giver_name))
        self.setAccessibleName(self.text.text())
        self.ask.setVisible(waits)
        ask_again = self.tr("Ask again…")
        first = self.tr("Ask “Mind if I pass it along?”")
        self.ask.setText(ask_again if state is GiverState.ASKED else first)
        self.agreed.setVisible(waits)
        self.thank.setVisible(thanks)
        self.thanked.setVisible(thanks)
        self.other.setVisible(not thing.passed)
        self.other.setText(self.tr("Other") if waits else self.tr("Change"))
        for each, action in self._states.items():
            action.setVisible(each is not state)
        presses = waits or thanks
        set_role(self, "giver" if presses else "card")
        set_role(self.text, "warning" if presses else "muted")
        self._has_room_beside = not presses
        self._arrange()

    def _said(self, thing: Opportunity) -> str:
        if thing.awaits_thanks:
            return self.tr("From {0}. It is passed along: say thanks, and that it landed.")
        if thing.passed and thing.is_loop_closed:
            return self.tr("From {0}, who knows that it landed.")
        return {
            GiverState.NOT_ASKED: self.tr(
                "From {0}, who does not know yet that you would pass this on."
            ),
            GiverState.ASKED: self.tr("You asked {0} whether you may pass it on. No answer yet."),
            GiverState.TOLD: self.tr("From {0}, who was told that you pass it on."),
            GiverState.AGREED: self.tr("From {0}, who agreed to pass it on."),
            GiverState.NO_NEED: self.tr("From {0}, who need not be asked."),
        }[thing.giver_state]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the buttons below where it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        down = QBoxLayout.Direction.TopToBottom
        across = QBoxLayout.Direction.LeftToRight
        narrow = self.width() < _NARROW and not self._has_room_beside
        wanted = down if narrow else across
        if self._line.direction() != wanted:
            self._line.setDirection(wanted)

    @Slot()
    def _ask(self) -> None:
        self.ask_wanted.emit(self._id)

    @Slot()
    def _thank(self) -> None:
        self.thank_wanted.emit(self._id)

    @Slot()
    def _agree(self) -> None:
        self.state_chosen.emit(self._id, GiverState.AGREED)

    @Slot()
    def _close_loop(self) -> None:
        self.loop_closed.emit(self._id)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.state_chosen.emit(self._id, GiverState(action.data()))
