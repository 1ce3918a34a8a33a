"""Tab goes through a page in the order in which it is read, whenever a part was made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QLayout, QWidget


class TabOrder(QObject):
    """Keeps the Tab order of a widget in the order of its layouts."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._last: list[QWidget] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.restore)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look again when parts came or went."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._soon.start()
        return super().eventFilter(watched, event)

    @Slot()
    def restore(self) -> None:
        """Put the order right."""
        wanted = [each for each in in_order(self._over) if each.focusPolicy() & _BY_TAB]
        if wanted == self._last:
            return
        self._last = wanted
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(before, after)


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """Return the widgets inside, as their layouts have them."""
    yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for position in range(layout.count()):
        item = layout.itemAt(position)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from in_order(widget)
        elif inner is not None:
            yield from _in_layout(inner)


_BY_TAB = Qt.FocusPolicy.TabFocus
