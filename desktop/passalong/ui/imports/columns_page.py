"""A table with unknown headings: the user says what each column holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.proposal import ImportSource
from passalong.services.imports import FIELDS, ColumnPreview
from passalong.ui.imports import import_words
from passalong.ui.widgets import button, label

_EXAMPLES = 3


class ColumnsPage(QWidget):
    """One line a column: its heading, what stands in it, and what that is."""

    mapped = Signal(object)  # tuple[ImportSource, ...]
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sources: tuple[ImportSource, ...] = ()
        self._tables: list[tuple[int, ColumnPreview]] = []
        self._left_out: set[int] = set()
        self._choices: list[QComboBox] = []
        self._intro = label(wrap=True)
        self._hint = label(role="warning", wrap=True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the boxes inside are Tab's
        self._cancel = button(self.tr("Cancel"))
        self._skip = button(self.tr("Leave this file out"))
        self._next = button(self.tr("Show the preview"), role="primary")
        last = QHBoxLayout()
        last.addWidget(self._hint, stretch=1)
        last.addWidget(self._cancel)
        last.addWidget(self._skip)
        last.addWidget(self._next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._intro)
        layout.addWidget(self._scroll, stretch=1)
        layout.addLayout(last)
        self._cancel.clicked.connect(self.given_up)
        self._skip.clicked.connect(self._leave_out)
        self._next.clicked.connect(self._take)

    @property
    def choices(self) -> Sequence[QComboBox]:
        """Return the boxes, one a column."""
        return self._choices

    def show_tables(
        self, sources: tuple[ImportSource, ...], tables: Sequence[tuple[int, ColumnPreview]]
    ) -> None:
        """Ask about these tables, one after the other."""
        self._sources, self._tables = sources, list(tables)
        self._left_out = set()
        self._skip.setVisible(len(sources) > 1)
        self._show_first()

    def _show_first(self) -> None:
        source, table = self._tables[0]
        text = self.tr(
            "Passalong does not know the headings of “{name}”. Say what each column holds;"
            " columns left at “Leave out” are not read."
        )
        self._intro.setText(text.format(name=self._sources[source].name))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._choices = []
        for column, name in enumerate(table.headings):
            self._add_column(grid, table, column, name)
        grid.setRowStretch(len(table.headings), 1)
        self._scroll.setWidget(page)
        self._look_at_choices()
        self._next.setDefault(True)
        if self._choices:
            self._choices[0].setFocus()

    def _add_column(self, grid: QGridLayout, table: ColumnPreview, column: int, name: str) -> None:
        shown = name.strip() or self.tr("Column {number}").format(number=column + 1)
        found = (row[column].strip() for row in table.rows if column < len(row))
        examples = ", ".join([text for text in found if text][:_EXAMPLES])
        choice = QComboBox()
        choice.addItem(self.tr("Leave out"), "")
        for field in FIELDS:
            choice.addItem(import_words.column(field), field)
        choice.setCurrentIndex(max(0, choice.findData(dict(table.mapping).get(column, ""))))
        choice.setAccessibleName(shown)
        choice.setAccessibleDescription(examples)
        choice.setMinimumWidth(180)
        choice.currentIndexChanged.connect(self._look_at_choices)
        self._choices.append(choice)
        heading = label(shown, role="strong", wrap=True)
        heading.setMaximumWidth(220)
        grid.addWidget(heading, column, 0)
        grid.addWidget(label(examples[:160], role="muted", wrap=True), column, 1)
        grid.addWidget(choice, column, 2)

    @Slot()
    def _look_at_choices(self) -> None:
        chosen = [choice.currentData() for choice in self._choices if choice.currentData()]
        self._next.setEnabled(bool(chosen))
        self._hint.setText("" if chosen else self.tr("Choose at least one column."))

    @Slot()
    def _take(self) -> None:
        source, _table = self._tables.pop(0)
        columns = tuple(
            (column, choice.currentData())
            for column, choice in enumerate(self._choices)
            if choice.currentData()
        )
        sources = list(self._sources)
        sources[source] = sources[source]._replace(columns=columns)
        self._sources = tuple(sources)
        self._go_on()

    @Slot()
    def _leave_out(self) -> None:
        source, _table = self._tables.pop(0)
        self._left_out.add(source)
        self._go_on()

    def _go_on(self) -> None:
        if self._tables:
            self._show_first()
            return
        kept = [each for at, each in enumerate(self._sources) if at not in self._left_out]
        if kept:
            self.mapped.emit(tuple(kept))
        else:
            self.given_up.emit()
