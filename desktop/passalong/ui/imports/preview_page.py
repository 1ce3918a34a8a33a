"""What an import would do, card by card, before anything is written."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.proposal import Choice, ProposedLine
from passalong.ui.choices import ChoiceGroup
from passalong.ui.imports import import_words
from passalong.ui.imports.card_list import CardList
from passalong.ui.imports.card_panel import CardPanel
from passalong.ui.imports.decisions import Decision, Fate, Part, Preview, options
from passalong.ui.imports.import_model import ImportModel, ImportRole
from passalong.ui.widgets import FlowLayout, button, label

_BULK = {
    Part.NEW: (Choice.ADD, Choice.LEAVE_OUT),
    Part.SAME: (Choice.UPDATE, Choice.ADD, Choice.LEAVE_OUT),
    Part.UNCHANGED: (Choice.UPDATE, Choice.ADD),
    Part.UNCLEAR: (Choice.ADD, Choice.UPDATE, Choice.LEAVE_OUT),
}

_BETWEEN_KEYS = 150  # milliseconds; looking through a hundred thousand cards takes a third


class PreviewPage(QWidget):
    """The list of cards, filtered by its own summary, with a choice for each and for all."""

    import_wanted = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: ImportModel | None = None
        self._preview: Preview | None = None
        self._part = Part.ALL
        self._chips = FlowLayout()
        self._find = QLineEdit()
        self._find.setPlaceholderText(self.tr("Find a card by its name"))
        self._find.setAccessibleName(self.tr("Find a card"))
        self._find.setClearButtonEnabled(True)
        self._find.setMaximumWidth(self.fontMetrics().averageCharWidth() * 40)
        self._is_finding = False
        self._advice = label(role="muted", wrap=True)
        self._group = ChoiceGroup(self)
        self._bulk = QWidget()
        self._bulk_layout = QHBoxLayout(self._bulk)
        self._bulk_layout.setContentsMargins(0, 0, 0, 0)
        self._list = CardList()
        self._list.setProperty("role", "boxed")
        self._panel = CardPanel()
        self._message = label(role="warning", wrap=True)
        self._plan = label(role="muted", wrap=True)
        self._cancel = button(self.tr("Cancel"))
        self._import = button(self.tr("Import"), role="primary")
        self._import.setToolTip(self.tr("Ctrl+Return"))
        self._lay_out()
        self._connect_signals()

    def _lay_out(self) -> None:
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self._list)
        both.addWidget(self._panel)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 1)
        both.setSizes([600, 300])
        both.setChildrenCollapsible(False)
        self._panel.setMinimumWidth(220)
        self._message.hide()
        footer = QHBoxLayout()
        footer.addWidget(self._plan, stretch=1)
        footer.addWidget(self._cancel)
        footer.addWidget(self._import)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._chips)
        layout.addWidget(self._find)
        layout.addWidget(self._bulk)
        layout.addWidget(self._advice)
        layout.addWidget(both, stretch=1)
        layout.addWidget(self._message)
        layout.addLayout(footer)

    def _connect_signals(self) -> None:
        self._group.chosen.connect(self._show_part)
        self._find.textChanged.connect(self._find_soon)
        self._list.current_changed.connect(self._show_card)
        self._list.menu_wanted.connect(self._open_menu)
        self._list.typed.connect(self._find_typed)
        self._panel.decided.connect(self._decide_current)
        self._cancel.clicked.connect(self.given_up)
        self._import.clicked.connect(self.import_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._import.click)

    @property
    def model(self) -> ImportModel | None:
        """Return the cards that are shown."""
        return self._model

    @property
    def plan(self) -> str:
        """Return what *Import* would do, in words."""
        return self._plan.text()

    def show_preview(self, preview: Preview) -> None:
        """Show what an import would do."""
        self._preview = preview
        self._find.clear()
        old, self._model = self._model, ImportModel(preview, self)
        self._list.setModel(self._model)
        if old is not None:
            old.deleteLater()
        self._model.decided.connect(self._show_plan)
        self._model.dataChanged.connect(self._show_decision)
        self._panel.clear()
        self._fill_chips(preview)
        self._show_part(0)
        self._import.setDefault(True)
        self._list.setFocus()

    def say(self, text: str) -> None:
        """Show a sentence above the buttons; nothing hides it."""
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def _fill_chips(self, preview: Preview) -> None:
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._chips.removeWidget(old)
            old.deleteLater()
        for place, part in enumerate(Part):
            count = len(preview.parts[part])
            if not count and part is not Part.ALL:
                continue
            chip = QPushButton(import_words.part(part, count))
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setProperty("role", "filter")
            chip.setAccessibleDescription(self.tr("Shows only these cards"))
            self._group.addButton(chip, place)
            self._chips.addWidget(chip)
        self._group.mark(list(Part).index(Part.ALL))

    @Slot(int)
    def _show_part(self, place: int) -> None:
        if self._model is None:
            return
        self._part = list(Part)[place]
        self._show_found()

    @Slot(str)
    def _find_typed(self, letters: str) -> None:
        self._find.setFocus()
        self._find.setText(letters)

    @Slot()
    def _find_soon(self) -> None:
        if not self._is_finding:
            self._is_finding = True
            QTimer.singleShot(_BETWEEN_KEYS, self, self._show_found)

    @Slot()
    def _show_found(self) -> None:
        """Show the cards of the part that the text above them finds."""
        self._is_finding = False
        if self._model is None:
            return
        self._model.show_part(self._part, self._find.text())
        self._list.scrollToTop()
        if self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0, 0))
        else:
            self._panel.clear()
        self._fill_bulk()
        self._show_plan()

    def _fill_bulk(self) -> None:
        while (item := self._bulk_layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        choices = _BULK.get(self._part, ())
        rows = self._model.rowCount() if self._model else 0
        self._bulk.setVisible(bool(choices) and rows > 1)
        self._advice.setText(import_words.advice(self._part))
        self._advice.setVisible(bool(self._advice.text()) and rows > 1)
        text = self.tr("For all {cards}:").format(cards=import_words.part(self._part, rows))
        self._bulk_layout.addWidget(label(text))
        for choice in choices:
            decide = button(import_words.choice(choice, self._part))
            decide.clicked.connect(partial(self._decide_all, choice))
            self._bulk_layout.addWidget(decide)
        self._bulk_layout.addStretch()

    def _decide_all(self, choice: Choice) -> None:
        if self._model is not None:
            self._model.decide_all(choice)

    @Slot(QModelIndex)
    def _show_card(self, index: QModelIndex) -> None:
        line = index.data(ImportRole.LINE) if index.isValid() else None
        if isinstance(line, ProposedLine) and self._preview is not None:
            source = self._preview.proposal.sources[line.source].name
            self._panel.show_line(line, index.data(ImportRole.DECISION), source)
        else:
            self._panel.clear()

    @Slot()
    def _show_decision(self) -> None:
        index = self._list.currentIndex()
        if index.isValid():
            self._panel.show_decision(index.data(ImportRole.DECISION))

    @Slot(object)
    def _decide_current(self, decision: Decision) -> None:
        if self._model is not None and self._list.currentIndex().isValid():
            self._model.decide(self._list.currentIndex(), decision)

    @Slot(QModelIndex, QPoint)
    def _open_menu(self, index: QModelIndex, where: QPoint) -> None:
        line = index.data(ImportRole.LINE)
        if not isinstance(line, ProposedLine) or self._model is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = self._list.selectionModel().selectedRows()
        if len(selected) > 1:
            for choice in (Choice.ADD, Choice.UPDATE, Choice.LEAVE_OUT):
                action = QAction(import_words.choice(choice, Part.ALL), menu)
                action.triggered.connect(partial(self._decide_selected, choice))
                menu.addAction(action)
        for decision in options(line) if len(selected) <= 1 else ():
            text = import_words.decision(line, decision).replace("&", "&&")
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(decision == index.data(ImportRole.DECISION))
            action.triggered.connect(partial(self._decide_current, decision))
            menu.addAction(action)
        if menu.actions():
            menu.popup(where)

    def _decide_selected(self, choice: Choice) -> None:
        if self._model is not None:
            self._model.decide_many(self._list.selectionModel().selectedRows(), choice)

    @Slot()
    def _show_plan(self) -> None:
        if self._model is None:
            return
        decisions = self._model.decisions
        counts = {fate: decisions.count(fate) for fate in Fate}
        self._plan.setText(import_words.plan(counts))
        will_change = counts[Fate.ADDED] + counts[Fate.UPDATED] > 0
        self._import.setEnabled(will_change)
        self._import.setToolTip("" if will_change else self.tr("There is nothing to import."))
