"""Windows that are as easily used with the keyboard alone.

Tab goes through them in the order in which they are read; Qt's own order is that in
which the parts were made, so that whatever is shown later would come after the buttons
at the foot.  Enter presses the button that has the focus; Qt would press the default
button of a dialog instead, and none in a main window.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
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
    QToolButton,
    QWidget,
)


class KeyboardDialog(QDialog):
    """A dialog that begins with what is read first."""

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as Space on a button."""
        if not _pressed_by(event, self.focusWidget()):
            super().keyPressEvent(event)


class KeyboardWindow(QMainWindow):
    """A main window that is used so."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802
        """Put the order right before the focus moves."""
        put_in_order(self)
        return super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as Space on a button."""
        if not _pressed_by(event, self.focusWidget()):
            super().keyPressEvent(event)


def _pressed_by(event: QKeyEvent, focused: QWidget | None) -> bool:
    """Press the button that has the focus if this is Enter; tell whether it did."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not (is_enter and is_plain and isinstance(focused, QPushButton | QToolButton)):
        return False
    focused.click()
    return True


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
