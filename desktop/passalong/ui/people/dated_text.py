"""One dated line of a person: a note, or what they are busy with, edited in place."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from passalong.operations import Operations
from passalong.ui import theme
from passalong.ui.people.autosave import Autosave, SaveAs
from passalong.ui.people.days import day_text
from passalong.ui.people.growing_text import GrowingText
from passalong.ui.widgets import label


class DatedText(QWidget):
    """A day on the left, the text beside it, and a button that takes both away."""

    remove_wanted = Signal(int)  # the row's number

    def __init__(
        self,
        operations: Operations,
        row_id: int | None,
        save_as: SaveAs,
        name: str,
        *,
        as_typed: bool = True,
    ) -> None:
        super().__init__()
        self._name = name
        self._day = label(role="strong")
        self._about = label(role="muted")
        self.field = GrowingText()
        self.autosave = Autosave(operations, self.field, save_as, row_id, as_typed=as_typed)
        self._remove = QToolButton()
        self._remove.setProperty("role", "tiny")
        self._remove.setToolTip(self.tr("Delete"))
        side = round(theme.line_height())
        self._remove.setIconSize(QSize(side, side))
        theme.dress(self._remove, "delete", "faint")
        self._lay_out()
        self._remove.clicked.connect(self._want_removal)
        self.autosave.emptied.connect(self.remove_wanted)

    def _lay_out(self) -> None:
        when = QVBoxLayout()
        when.setContentsMargins(0, 3, 0, 0)
        when.setSpacing(0)
        when.addWidget(self._day)
        when.addWidget(self._about)
        when.addStretch()
        self._day.setMinimumWidth(self._day.fontMetrics().horizontalAdvance("00 Mmm 0000 "))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(when)
        self._beside = QVBoxLayout()
        self._beside.setSpacing(0)
        self._beside.addWidget(self.field)
        layout.addLayout(self._beside, 1)
        layout.setAlignment(self._beside, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def row_id(self) -> int | None:
        """The number of the row shown."""
        return self.autosave.keeper.row_id

    def show_line(
        self, text: str, day: date, today: date, words: tuple[str, ...], about: str = ""
    ) -> None:
        """Show what is kept; half-typed text stays."""
        shown = day_text(day, today)
        self._day.setText(shown)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.field.setAccessibleName(f"{self._name}, {shown}")
        self._remove.setAccessibleName(self.tr("Delete: {0}, {1}").format(self._name, shown))
        self.autosave.show_text(text)
        self.field.mark(words)

    def put_below(self, widget: QWidget) -> None:
        """Show something more under the text."""
        self._beside.addWidget(widget)

    def is_busy(self) -> bool:
        """Return whether something typed here is not on disk yet."""
        return self.field.is_touched() or self.autosave.keeper.is_saving

    def flush(self) -> None:
        """Save what is half typed."""
        self.autosave.leave()

    def retire(self) -> None:
        """Take the line off the page; what was typed has been saved."""
        self.autosave.retire()
        self.hide()
        self.deleteLater()

    @Slot()
    def _want_removal(self) -> None:
        if self.row_id is not None:
            self.field.take()
            self.remove_wanted.emit(self.row_id)
