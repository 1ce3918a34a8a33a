"""Words of others, such as names, that are cut to the room there is for them.

They would push what stands beside them out of sight.  The whole text is at hand:
as a tip, and for screen readers.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy


def keep_in_room(widget: QLabel | QAbstractButton, text: str) -> None:
    """Show as much of ``text`` as there is room for, now and after every change of size."""
    fitting = widget.findChild(_Fitting) or _Fitting(widget)
    fitting.show_text(text)


class _Fitting(QObject):
    """Looks after the text of one widget, whose width no longer depends on it."""

    def __init__(self, widget: QLabel | QAbstractButton) -> None:
        super().__init__(widget)
        self._widget = widget
        self._text = ""
        height = widget.sizePolicy().verticalPolicy()
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, height)
        widget.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self._widget.setAccessibleName(text)
        self._write(text)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Shorten or lengthen what is written once there is less or more room."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        widget = self._widget
        metrics = widget.fontMetrics()
        written = metrics.size(self._flag(), widget.text()).width()
        room = widget.width() - (widget.sizeHint().width() - written)  # beside a circle or a box
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, max(room, 0))
        self._write(shown)
        widget.setToolTip("" if shown == self._text else self._text)

    def _flag(self) -> Qt.TextFlag:
        is_button = isinstance(self._widget, QAbstractButton)
        return Qt.TextFlag.TextShowMnemonic if is_button else Qt.TextFlag.TextSingleLine

    def _write(self, text: str) -> None:
        shown = text.replace("&", "&&") if isinstance(self._widget, QAbstractButton) else text
        if shown != self._widget.text():
            self._widget.setText(shown)
