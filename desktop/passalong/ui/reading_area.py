"""An area for what is only read: the keyboard scrolls it where it does not fit."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ReadingArea(QScrollArea):
    """Scrolls what is too high; Tab stops here only then, and one sees that it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "reading")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._stop_tab_where_it_scrolls)

    @Slot(int, int)
    def _stop_tab_where_it_scrolls(self, _least: int, most: int) -> None:
        scrolls = most > 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
