"""One chip: a short word about a person, with a cross that takes it away."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
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

from passalong.domain.found import spans_of
from passalong.ui import theme
from passalong.ui.people.found_words import units

_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ACTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
_CHIP_KEYS = _REMOVING + _ACTING
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
        for start, end in spans_of(self._text, self._words):
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
            small.setAccessibleName(f"{says}: {item.text}" if says else "")
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

    def event(self, event: QEvent) -> bool:
        """Keep Del for the chip: to the window it means the whole person."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _CHIP_KEYS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Act or remove."""
        if event.key() in _REMOVING:
            self._remove()
        elif event.key() in _ACTING:
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


def _anywhere() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
