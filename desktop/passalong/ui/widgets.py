"""Small widgets that every page uses, so that all of them look and speak alike.

Labels never guess rich text from what somebody is called: every one of them
shows plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from passalong.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent

_FADED = 0.45
_ICON = 16  # pixels, of an icon beside a text
_BESIDE_ICON = 4  # pixels more than the style leaves
_WIDEST_TEXT = 480  # pixels; longer lines are hard to read


def label(
    text: str = "", role: str = "body", *, wrap: bool = False, selectable: bool = False
) -> QLabel:
    """Return a label in plain text, whatever the text looks like."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def yielding(made: QLabel) -> QLabel:
    """Let a label be narrower than its longest word, which is cut then, and nothing beside it."""
    made.setMinimumWidth(1)
    return made


def heading(text: str) -> QLabel:
    """Return the heading of a section, in small capitals' manner."""
    made = label(text.upper(), "heading")
    font = made.font()
    font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.6)
    made.setFont(font)
    made.setAccessibleName(text)
    return made


def button(text: str, role: str = "plain", icon: str = "") -> QPushButton:
    """Return a push button; ``role`` is plain, primary, quiet, danger or dashed."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    if icon:
        colour = {"primary": "accent_text", "quiet": "muted"}.get(role, "text")
        theme.dress(made, icon, colour, gap=_BESIDE_ICON if text else 0)
        if text:
            made.setIconSize(QSize(_ICON + _BESIDE_ICON, _ICON))
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Change what a widget is, and let it look so."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def scrolling(content: QWidget, *, framed: bool = True) -> QScrollArea:
    """Return an area in which what is too high scrolls; Tab goes to what is inside."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not framed:
        made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWidget(content)
    return made


class Card(QFrame):
    """A white box with a thin border; put things into ``body``."""

    def __init__(self, parent: QWidget | None = None, *, role: str = "card") -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 10, 12, 10)
        self.body.setSpacing(6)


class FlowLayout(QLayout):
    """Lays widgets out like words: in lines, broken where the width ends."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Put an item behind the others."""
        self._items.append(item)

    def insert_widget(self, position: int, widget: QWidget) -> None:
        """Put a widget before the item at ``position``."""
        self.addWidget(widget)
        self._items.insert(position, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return one item, or nothing where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Remove one item and return it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Say that narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all lines at this width."""
        return self._lay_out(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place everything."""
        super().setGeometry(rect)
        self._lay_out(rect, place=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the smallest useful size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _lay_out(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(area.width(), item.minimumSize().width())))
            if x > area.x() and x + size.width() > area.right() + 1:
                x, y, line = area.x(), y + line + self.spacing(), 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y() + margins.bottom()


class Empty(QWidget):
    """What a page says when it has nothing to show, and what to do about it."""

    def __init__(
        self, title: str, text: str, buttons: Sequence[QAbstractButton] = (), hint: str = ""
    ) -> None:
        super().__init__()
        self.title = label(title, "subtitle", wrap=True)
        self.text = label(text, "muted", wrap=True)
        self.hint = label(hint, "muted", wrap=True, selectable=True)
        self.hint.setVisible(bool(hint))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(10)
        layout.addStretch(1)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part.setMaximumWidth(_WIDEST_TEXT)
            line = QHBoxLayout()
            line.addWidget(part)  # centred by its width; the text itself by its alignment
            layout.addLayout(line)
        for each in buttons:
            line = QHBoxLayout()
            line.addStretch()
            line.addWidget(each)
            line.addStretch()
            layout.addLayout(line)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.hint)
        layout.addStretch(2)
        self.setAccessibleName(f"{title}. {text}")


def initials(name: str) -> str:
    """Return at most two letters that stand for a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return name.strip()[:1].upper()
    chosen = [words[0]] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()


def paint_avatar(
    painter: QPainter, rect: QRectF, name: str, picture: QPixmap | None = None
) -> None:
    """Paint somebody's picture, or their initials, in a circle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if picture is not None and not picture.isNull():
        from PySide6.QtGui import QPainterPath

        circle = QPainterPath()
        circle.addEllipse(rect)
        painter.setClipPath(circle)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = min(picture.width(), picture.height())
        middle = QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
        painter.drawPixmap(rect, picture, middle)
    else:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(rect.topLeft(), _initials_drawn(initials(name), rect.width(), ratio))
    painter.restore()


@lru_cache(maxsize=800)
def _initials_drawn(letters: str, size: float, ratio: float) -> QPixmap:
    """Return initials in a circle; drawn once a theme, because a list shows them all the time."""
    drawn = QPixmap(ceil(size * ratio), ceil(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    colours = theme.colours()
    rect = QRectF(0, 0, size, size)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.avatar)
    painter.drawEllipse(rect)
    font = theme.font(bold=True)
    font.setPixelSize(max(8, round(size * 0.36)))
    painter.setFont(font)
    painter.setPen(colours.avatar_text)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)
    painter.end()
    return drawn


theme.signals.changed.connect(_initials_drawn.cache_clear)


class Avatar(QWidget):
    """Somebody's picture, or their initials, in a circle of ``size`` pixels."""

    def __init__(self, size: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._picture: QPixmap | None = None
        self.setFixedSize(size, size)
        theme.signals.changed.connect(self.update)

    def show_person(self, name: str, picture: QImage | None = None) -> None:
        """Show initials, or the picture where there is one."""
        self._name = name
        self._picture = QPixmap.fromImage(picture) if picture is not None else None
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the circle."""
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.isEnabled() else _FADED)
        paint_avatar(painter, QRectF(self.rect()), self._name, self._picture)
        painter.end()
