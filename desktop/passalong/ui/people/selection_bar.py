"""What can be done with several people at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from passalong.ui import theme
from passalong.ui.widgets import button, label


class SelectionBar(QWidget):
    """Appears under the list when more than one person is chosen."""

    tag_wanted = Signal()
    export_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "selection_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = label("", "strong")
        self._tag = button(self.tr("Tag…"), "quiet")
        self._export = button(self.tr("Export…"), "quiet")
        self._delete = button(self.tr("Delete"), "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(2)
        layout.addWidget(self._count, stretch=1)
        for each in (self._tag, self._export, self._delete):
            layout.addWidget(each)
        self._connect_signals()
        self.hide()

    def _connect_signals(self) -> None:
        self._tag.clicked.connect(self.tag_wanted)
        self._export.clicked.connect(self.export_wanted)
        self._delete.clicked.connect(self.delete_wanted)

    def show_count(self, count: int) -> None:
        """Say how many are chosen; one alone needs no bar."""
        self._count.setText(self.tr("%1 chosen").replace("%1", f"{count:,}"))
        self.setVisible(count > 1)

    @Slot(QPoint)
    def open_menu(self, position: QPoint) -> None:
        """Open the same as a menu over the list that asks for it."""
        view = self.sender()
        menu = QMenu(self)
        for text, icon, signal in (
            (self.tr("Tag…"), "tag", self.tag_wanted),
            (self.tr("Export…"), "export", self.export_wanted),
            (self.tr("Delete"), "delete", self.delete_wanted),
        ):
            action = menu.addAction(text)
            theme.dress(action, icon)
            action.triggered.connect(signal)
        where = view.viewport() if hasattr(view, "viewport") else self
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where.mapToGlobal(position))
