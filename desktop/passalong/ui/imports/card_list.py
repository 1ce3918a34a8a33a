"""The list of cards in a preview: a view that stays quick at 100,000 lines."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from passalong.domain.proposal import ProposedLine
from passalong.ui.imports.decisions import options
from passalong.ui.imports.import_delegate import ROW_HEIGHT, ImportDelegate, choice_area
from passalong.ui.imports.import_model import ImportRole
from passalong.ui.line_list import LineList

_Index = QModelIndex | QPersistentModelIndex

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CardList(LineList):
    """Rows of one height, painted; Enter, Space or a click on the choice opens its menu."""

    current_changed = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)  # the card, where on the screen
    typed = Signal(str)  # letters of a name to look for

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(ImportDelegate(self))
        self.setAccessibleName(self.tr("Cards"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802
        """Tell which card is looked at."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the choice; Qt would hand Enter on to the dialog's default button."""
        index = self.currentIndex()
        if event.key() in _KEYS and index.isValid():
            self.menu_wanted.emit(
                index, self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            )
            event.accept()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, typed: str) -> None:  # noqa: N802
        """Hand on what is typed; Qt would go through every card, in this thread."""
        self.typed.emit(typed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the choice where it was clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        line = index.data(ImportRole.LINE)
        within = choice_area(self.visualRect(index)).contains(event.position().toPoint())
        alone = len(self.selectionModel().selectedRows()) == 1
        if within and alone and isinstance(line, ProposedLine) and options(line):
            self.menu_wanted.emit(index, event.globalPosition().toPoint())
