"""The icon in the tray, with how many things wait."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from passalong.ui import theme
from passalong.ui.colours import LIGHT

_SIZES = (16, 22, 24, 32, 48, 64)
_MOST = 9  # what can be read in a corner
_READABLE = 22  # pixels; below that a dot stands for the figure


class TrayIcon(QObject):
    """The icon; it is made only once somebody shows it."""

    clicked = Signal()

    def __init__(self, menu: QMenu, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._icon = QSystemTrayIcon(icon_with(0), self)
        self._icon.setContextMenu(menu)
        self._icon.activated.connect(self._notice)
        self._icon.setToolTip("Passalong")

    def show(self) -> None:
        """Put it into the tray."""
        self._icon.show()

    def hide(self) -> None:
        """Take it away."""
        self._icon.hide()

    def show_count(self, count: int, told: str) -> None:
        """Show how many things wait, and say it in words to whoever points at the icon."""
        if count != self._count:
            self._count = count
            self._icon.setIcon(icon_with(count))
        self._icon.setToolTip(f"Passalong · {told}")

    def count(self) -> int:
        """Return how many are shown."""
        return self._count

    @Slot(QSystemTrayIcon.ActivationReason)
    def _notice(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.clicked.emit()


@lru_cache(maxsize=_MOST + 2)
def icon_with(count: int) -> QIcon:
    """Return the icon with a figure in its corner; it can be seen on light and dark panels."""
    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(_drawn(size, count))
    return icon


def _drawn(size: int, count: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(LIGHT.accent)
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.22, size * 0.22)
    inside = round(size * 0.78)
    begin = (size - inside) // 2
    theme.icon("product", "accent_text").paint(painter, begin, begin, inside, inside)
    if count:
        _draw_count(painter, size, count)
    painter.end()
    return pixmap


def _draw_count(painter: QPainter, size: int, count: int) -> None:
    across = size * 0.62
    corner = QRectF(size - across, size - across, across, across)
    painter.setBrush(LIGHT.sidebar_pressing)
    painter.drawEllipse(corner)
    if size < _READABLE:
        return
    font = QFont(theme.font(bold=True))
    font.setPixelSize(round(across * 0.72))
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(
        corner, Qt.AlignmentFlag.AlignCenter, str(count) if count <= _MOST else f"{_MOST}+"
    )
