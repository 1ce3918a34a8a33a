"""Tab goes through a window in the order in which it is read, whenever a part was made.

Qt's own order is that in which the parts were made, so that whatever is shown later
comes after the buttons at the foot of its window.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QFormLayout,
    QGridLayout,
    QLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSplitter,
    QWidget,
)


class OrderedDialog(QDialog):
    """A dialog that begins with what is read first, and through which Tab goes as it is read."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin with the first part, unless another was chosen or the default button is meant."""
        first = next(iter(_stops(self)), None)
        if first is not None and self.focusWidget() is None and not isinstance(first, QPushButton):
            first.setFocus()
        super().showEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802
        """Put the order right before the focus moves."""
        put_in_order(self)
        return super().focusNextPrevChild(next)


class OrderedMainWindow(QMainWindow):
    """A main window through which Tab goes as it is read."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802
        """Put the order right before the focus moves."""
        put_in_order(self)
        return super().focusNextPrevChild(next)


def put_in_order(window: QWidget) -> None:
    """Let Tab go through what is shown in a window in the order of its layouts."""
    for before, after in pairwise(_stops(window)):
        QWidget.setTabOrder(before, after)


def _stops(window: QWidget) -> list[QWidget]:
    return [each for each in in_order(window) if _stops_tab(each)]


def _stops_tab(widget: QWidget) -> bool:
    """Tell whether Tab stops at a widget itself; a field of several parts leaves that to them."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """Return a widget and what it shows inside, as it is read."""
    yield widget
    for part in _parts(widget):
        if not part.isHidden():
            yield from in_order(part)


def _parts(widget: QWidget) -> list[QWidget]:
    """Return what its layout holds, and then what lies freely on it."""
    if isinstance(widget, QAbstractScrollArea):
        content = widget.widget() if isinstance(widget, QScrollArea) else None
        return [] if content is None else [content]
    if isinstance(widget, QSplitter):
        halves = (widget.widget(place) for place in range(widget.count()))
        return [half for half in halves if half is not None]
    layout = widget.layout()
    parts = [] if layout is None else list(_in_layout(layout))
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for child in widget.findChildren(QWidget, options=direct):
        if child not in parts and not child.isWindow():
            parts.append(child)
    return parts


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for position in _as_read(layout):
        item = layout.itemAt(position)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)


def _as_read(layout: QLayout) -> Sequence[int]:
    """Return the positions row by row: grids and forms number what was put in later last."""
    positions = range(layout.count())
    if isinstance(layout, QGridLayout):
        return sorted(positions, key=lambda position: _row_and_column(layout, position))
    if isinstance(layout, QFormLayout):
        return sorted(positions, key=lambda position: _row_and_role(layout, position))
    return positions


def _row_and_column(layout: QGridLayout, position: int) -> tuple[int, int]:
    row, column, *_ = cast("tuple[int, int, int, int]", layout.getItemPosition(position))
    return row, column


def _row_and_role(layout: QFormLayout, position: int) -> tuple[int, int]:
    row, role = cast("tuple[int, QFormLayout.ItemRole]", layout.getItemPosition(position))
    return row, role.value
