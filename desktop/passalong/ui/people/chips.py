"""Chips: short words about a person, added with completion and removed by their cross.

``ChipRow`` is told what to show and says what the user wants; it changes nothing
itself.  When it is told again, only what is different is touched, so that focus
and a half-typed word stay where they are.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from passalong.ui import theme
from passalong.ui.people.found_words import found_spans, units
from passalong.ui.people.word_line import Ask, WordLine
from passalong.ui.widgets import FlowLayout, button

_WIDEST = 420  # pixels; longer texts break within their chip


class ChipItem(NamedTuple):
    """What one chip shows; ``key`` is what its row calls it by."""

    key: object
    text: str
    detail: str = ""  # said behind the text, not edited with it
    struck: bool = False


class MarkedText(QWidget):
    """A short plain text with the found words marked; it breaks when it is long."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._text = ""
        self._words: tuple[str, ...] = ()
        self._struck = False
        self._layout = QTextLayout()
        self._size = QSize()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self._lay_out)

    def show_text(self, text: str, words: tuple[str, ...] = (), *, struck: bool = False) -> None:
        """Show a text; ``words`` are folded."""
        if (text, words, struck) != (self._text, self._words, self._struck):
            self._text, self._words, self._struck = text, words, struck
            self._lay_out()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the room of the text."""
        return self._size

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for no less."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the text in the colours of now."""
        painter = QPainter(self)
        painter.setPen(getattr(theme.colours(), f"{self._kind}_text"))
        self._layout.draw(painter, QPointF(0, 0))
        painter.end()

    @Slot()
    def _lay_out(self) -> None:
        font = QFont(theme.font(0.96))
        font.setStrikeOut(self._struck)
        self._layout = QTextLayout(self._text.replace("\n", " "), font)
        self._layout.setTextOption(_anywhere())
        self._layout.setFormats(self._marks())
        self._layout.beginLayout()
        width = height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(_WIDEST)
            line.setPosition(QPointF(0, height))
            height += line.height()
            width = max(width, line.naturalTextWidth())
        self._layout.endLayout()
        self._size = QSize(int(width) + 1, int(height + 0.5))
        self.setFixedSize(self._size)
        self.update()

    def _marks(self) -> list[QTextLayout.FormatRange]:
        marked = QTextCharFormat()
        marked.setBackground(theme.colours().highlight)
        marked.setForeground(theme.colours().highlight_text)
        ranges = []
        for start, end in found_spans(self._text, self._words):
            made = QTextLayout.FormatRange()
            made.start = units(self._text, start)
            made.length = units(self._text, end) - units(self._text, start)
            made.format = marked
            ranges.append(made)
        return ranges


class Chip(QWidget):
    """One word with a cross.  Return or F2 acts on it, Del removes it."""

    pressed = Signal(object)  # its key
    removed = Signal(object)  # its key
    ticked = Signal(object)  # its key

    def __init__(self, kind: str, says: str, removes: str, ticks: str = "") -> None:
        super().__init__()
        self.key: object = None
        self.text = ""
        self._kind = kind
        self._says = says
        self._removes = removes
        self._ticks = ticks
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text = MarkedText(kind)
        self._cross = self._small_button("close")
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Del does the same
        self._tick = self._small_button("done")
        self._tick.setVisible(bool(ticks))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 if ticks else 10, 1, 4, 1)
        layout.setSpacing(2)
        layout.addWidget(self._tick)
        layout.addWidget(self._text)
        layout.addWidget(self._cross)
        self._cross.clicked.connect(self._remove)
        self._tick.clicked.connect(self._say_ticked)

    def show_item(self, item: ChipItem, words: tuple[str, ...]) -> None:
        """Show another text, or other words marked."""
        self.key = item.key
        self.text = item.text
        shown = f"{item.text} · {item.detail}" if item.detail else item.text
        self._text.show_text(shown, words, struck=item.struck)
        self.setAccessibleName(f"{self._says}: {shown}")
        for small, says in ((self._cross, self._removes), (self._tick, self._ticks)):
            small.setAccessibleName(f"{says}: {item.text}")
            small.setToolTip(says)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the rounded ground, with a line around it in focus."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(getattr(colours, self._kind))
        painter.setPen(colours.accent if self.hasFocus() else Qt.PenStyle.NoPen)
        radius = min(self.height() / 2, theme.line_height() * 0.65)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Act on a click."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Act or remove."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.pressed.emit(self.key)
        else:
            super().keyPressEvent(event)

    def _small_button(self, icon: str) -> QToolButton:
        made = QToolButton()
        made.setProperty("role", "tiny")
        theme.dress(made, icon, f"{self._kind}_text")
        side = round(theme.line_height() * 0.7)
        made.setIconSize(QSize(side, side))
        return made

    @Slot()
    def _say_ticked(self) -> None:
        self.ticked.emit(self.key)

    @Slot()
    def _remove(self) -> None:
        if self.hasFocus():
            self.focusNextChild()
        self.removed.emit(self.key)


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
        for gone in self._chips:
            if gone.key not in wanted:
                self._drop(gone)
        self._chips = []
        for position, item in enumerate(items):
            chip = there.get(item.key)
            if chip is None:
                chip = self._made(item)
                self._flow.insert_widget(position, chip)
                chip.setVisible(True)
            chip.show_item(item, words)
            self._chips.append(chip)
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

    def _made(self, item: ChipItem) -> Chip:
        chip = Chip(self._kind, self._says, self.tr("Remove"), self._ticks)
        chip.show_item(item, ())
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
        previous: QWidget = self._chips[0]
        for chip in self._chips[1:]:
            QWidget.setTabOrder(previous, chip)
            previous = chip

    def _drop(self, chip: Chip) -> None:
        if chip is self._editing:
            self._editing = None  # what is typed over it becomes a chip of its own
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _invite(self) -> None:
        if self._chips:
            QWidget.setTabOrder(self._chips[-1], self._add)
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


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
