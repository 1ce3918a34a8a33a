"""A row of chips: words about a person, added with completion and changed in place.

``ChipRow`` is told what to show and says what the user wants; it changes nothing
itself.  When it is told again, only what is different is touched, so that focus
and a half-typed word stay where they are.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from passalong.ui.people.chip import Chip, ChipItem
from passalong.ui.people.word_line import Ask, WordLine
from passalong.ui.widgets import FlowLayout, button

_MOST_SPARE = 12  # chips; making one costs more than all it shows


class ChipRow(QWidget):
    """Chips of one kind, and a line to add one more."""

    added = Signal(str)
    changed = Signal(object, str)  # a chip's key, its new text
    removed = Signal(object)  # a chip's key
    ticked = Signal(object)  # a chip's key
    pressed = Signal(object)  # a chip's key; only where chips cannot be edited

    def __init__(
        self,
        kind: str,
        says: str,
        *,
        invites: str = "",
        ticks: str = "",
        ask: Ask | None = None,
        editable: bool = True,
    ) -> None:
        super().__init__()
        self._kind = kind
        self._says = says
        self._invites = invites
        self._ticks = ticks
        self._editable = editable
        self._editing: Chip | None = None
        self._chips: list[Chip] = []
        self._spare: list[Chip] = []
        self._flow = FlowLayout(self)
        self._add = button("+", "dashed")
        self._line = WordLine(ask)
        self._line.setAccessibleName(invites)
        self._line.setPlaceholderText(invites)
        self._line.hide()
        self._add.setVisible(bool(invites))
        self._flow.addWidget(self._add)
        self._flow.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._connect_signals()
        self._invite()

    def _connect_signals(self) -> None:
        self._add.clicked.connect(self.begin_adding)
        self._line.given.connect(self._hand_over)
        self._line.closed.connect(self._close_line)

    def show_items(self, items: Sequence[ChipItem], words: tuple[str, ...] = ()) -> None:
        """Show these chips; those that stay are not touched."""
        there = {chip.key: chip for chip in self._chips}
        wanted = {item.key for item in items}
        self._spare += [chip for chip in self._chips if chip.key not in wanted]
        self._chips = []
        for position, item in enumerate(items):
            chip = there.get(item.key) or self._reused()
            if chip is None:
                chip = self._made()
            if self._flow.indexOf(chip) < 0:
                self._flow.insert_widget(position, chip)
            chip.show_item(item, words)
            self._chips.append(chip)
        self._put_away()
        self._sort(items)
        self._invite()
        self.updateGeometry()

    def texts(self) -> list[str]:
        """Return what the chips show, in order."""
        return [chip.text for chip in self._chips]

    def flush(self) -> None:
        """Hand over a half-typed word as if the user had left it."""
        if not self._line.isHidden():
            self._line.take()
            self._close_line()

    @Slot()
    def begin_adding(self) -> None:
        """Open the line for one more chip."""
        self._add.hide()
        self._line.begin()

    def _reused(self) -> Chip | None:
        """Turning to another person is quicker with the chips that are there."""
        for chip in self._spare:
            if chip is not self._editing and not chip.hasFocus():
                self._spare.remove(chip)
                chip.show()
                return chip
        return None

    def _put_away(self) -> None:
        for chip in self._spare:
            if chip is self._editing:
                self._editing = None  # what is typed over it becomes a chip of its own
            self._flow.removeWidget(chip)
            chip.hide()
        for chip in self._spare[_MOST_SPARE:]:
            chip.deleteLater()
        del self._spare[_MOST_SPARE:]

    def _made(self) -> Chip:
        chip = Chip(self._kind, self._says, self.tr("Remove"), self._ticks)
        chip.removed.connect(self.removed)
        chip.ticked.connect(self.ticked)
        chip.pressed.connect(self._press)
        return chip

    def _sort(self, items: Sequence[ChipItem]) -> None:
        order = [self._flow.itemAt(at).widget() for at in range(len(items))]  # type: ignore[union-attr]
        if order == self._chips:
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
        for position, chip in enumerate(self._chips):
            self._flow.insert_widget(position, chip)

    def _invite(self) -> None:
        self._add.setText("+" if self._chips else f"+ {self._invites}")
        self._add.setAccessibleName(self._invites)
        self._add.setToolTip(self._invites)

    @Slot(object)
    def _press(self, key: object) -> None:
        if not self._editable:
            self.pressed.emit(key)
            return
        self.flush()
        for position, chip in enumerate(self._chips):
            if chip.key == key:
                self._editing = chip
                chip.hide()
                self._add.hide()
                self._flow.removeWidget(self._line)
                self._flow.insert_widget(position, self._line)
                self._line.begin(chip.text)

    @Slot(str)
    def _hand_over(self, word: str) -> None:
        if self._editing is None:
            self.added.emit(word)
        else:
            self.changed.emit(self._editing.key, word)

    @Slot()
    def _close_line(self) -> None:
        if self._line.isHidden():
            return
        had_focus = self._line.hasFocus()
        self._line.hide()
        self._add.setVisible(bool(self._invites))
        chip, self._editing = self._editing, None
        if chip is not None:
            chip.show()
            self._flow.removeWidget(self._line)
            self._flow.addWidget(self._line)
        if had_focus:
            (chip or self._add).setFocus()
