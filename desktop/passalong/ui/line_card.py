"""A card that leads to a thing: its name, a line below it, an icon and a badge."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from passalong.ui import theme

_MARGIN = 12
_ICON = 18
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(NamedTuple):
    """One line: what it is, what is to be known of it, its icon, and a badge."""

    title: str
    detail: str
    icon: str
    badge: str = ""


class LineCard(QAbstractButton):
    """A card that leads to the thing; arrows go to its neighbours."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        said = ", ".join(part for part in (line.title, line.detail, line.badge) if part)
        self.setText(line.title.replace("&", "&&"))
        self.setAccessibleName(said)
        self.setToolTip(line.detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for two lines."""
        return QSize(320, round(theme.line_height() * 2.1) + 2 * _MARGIN - 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open with Enter, go on with the arrows."""
        if event.key() in _ENTER:
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the card."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.accent if self.hasFocus() else colours.border, 1))
        painter.setBrush(colours.hover if self.underMouse() else colours.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inside = self.rect().adjusted(_MARGIN, _MARGIN - 2, -_MARGIN, -_MARGIN + 2)
        middle = inside.top() + (inside.height() - _ICON) // 2
        theme.icon(self.line.icon, "muted").paint(
            painter, QRect(inside.left(), middle, _ICON, _ICON)
        )
        self._paint_words(painter, self._paint_badge(painter, inside.adjusted(_ICON + 12, 0, 0, 0)))
        painter.end()

    def _paint_badge(self, painter: QPainter, inside: QRect) -> QRect:
        if not self.line.badge:
            return inside
        colours = theme.colours()
        font = theme.small()
        measure = QFontMetrics(font)
        width = measure.horizontalAdvance(self.line.badge) + 14
        high = measure.height() + 6
        where = QRect(inside.right() - width, inside.center().y() - high // 2, width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.need)
        painter.drawRoundedRect(QRectF(where), 4, 4)
        painter.setPen(colours.need_text)
        painter.setFont(font)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self.line.badge)
        return inside.adjusted(0, 0, -width - 10, 0)

    def _paint_words(self, painter: QPainter, inside: QRect) -> None:
        colours = theme.colours()
        half = inside.height() // 2
        right = Qt.TextElideMode.ElideRight
        for font, colour, text, area in (
            (theme.font(bold=True), colours.text, self.line.title, inside.adjusted(0, 0, 0, -half)),
            (theme.small(), colours.muted, self.line.detail, inside.adjusted(0, half, 0, 0)),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            shown = QFontMetrics(font).elidedText(text, right, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
