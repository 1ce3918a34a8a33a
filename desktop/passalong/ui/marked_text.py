"""One line of text with stretches marked: as a painter draws it, and as a widget."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from passalong.ui import theme
from passalong.ui.people.found_words import units


def paint_marked(
    painter: QPainter,
    area: QRect,
    text: str,
    spans: Sequence[tuple[int, int]],
    font: QFont,
    colour: QColor,
) -> None:
    """Paint text on one line, shortened where there is no room; ``spans`` are in characters."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    seen = len(shown) if shown == text else len(shown) - 1  # the dots are not what matched
    layout.setFormats([_marked(shown, a, min(b, seen)) for a, b in spans if a < seen])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    painter.setPen(colour)
    top = area.top() + (area.height() - line.height()) / 2
    layout.draw(painter, QPointF(area.left(), top))


def _marked(shown: str, start: int, end: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    first, last = units(shown, start), units(shown, min(end, len(shown)))
    look = QTextCharFormat()
    look.setBackground(theme.colours().highlight)
    look.setForeground(theme.colours().highlight_text)
    made.start = first
    made.length = last - first
    made.format = look
    return made


class MarkedLine(QWidget):
    """A muted line with stretches marked; what has no room is in the tool tip."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        super().__init__()
        self.text, self._spans = text, tuple(spans)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the height of one line."""
        return QSize(160, round(theme.line_height()) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the line."""
        painter = QPainter(self)
        colours = theme.colours()
        paint_marked(painter, self.rect(), self.text, self._spans, theme.small(), colours.muted)
        painter.end()
