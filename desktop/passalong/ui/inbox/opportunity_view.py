"""One opportunity: read or edited in place, with whom it may be for below."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from passalong import words
from passalong.domain.opportunity import Opportunity, OpportunityKind
from passalong.ui.inbox import inbox_words
from passalong.ui.inbox.suggestions_view import SuggestionsView
from passalong.ui.widgets import button, label

_SAFE_SCHEMES = ("http", "https")


class OpportunityView(QScrollArea):
    """What it is, when it came, its text and link, and the suggested recipients."""

    saved = Signal(int, str, str, object)  # id, title, text, OpportunityKind
    delete_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._opportunity: Opportunity | None = None
        self._reading = _Reading()
        self._editing = _Editing()
        self._editing.hide()
        self.suggestions = SuggestionsView()
        page = QWidget()
        page.setProperty("role", "page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(22, 16, 22, 20)
        layout.setSpacing(18)
        layout.addWidget(self._reading)
        layout.addWidget(self._editing)
        layout.addWidget(self.suggestions)
        layout.addStretch()
        self.setWidget(page)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._reading.edit.clicked.connect(self.edit)
        self._reading.delete.clicked.connect(self._ask_to_delete)
        self._reading.open.clicked.connect(self._open_link)
        self._editing.save.clicked.connect(self._save)
        self._editing.cancel.clicked.connect(self.leave_editing)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self._editing, self._save)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape = QShortcut(QKeySequence("Esc"), self._editing, self.leave_editing)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def opportunity(self) -> Opportunity | None:
        """Return what is shown."""
        return self._opportunity

    def show_opportunity(self, opportunity: Opportunity) -> None:
        """Show this opportunity; what is being edited stays until it is saved or left."""
        another = self._opportunity is None or self._opportunity.id != opportunity.id
        self._opportunity = opportunity
        self._reading.show_opportunity(opportunity)
        if another:
            self.suggestions.clear()
            self.leave_editing()
            self.verticalScrollBar().setValue(0)

    @Slot()
    def edit(self) -> None:
        """Open title, text and kind for editing."""
        if self._opportunity is not None:
            self._reading.hide()
            self._editing.show()
            self._editing.start(self._opportunity)

    @Slot()
    def leave_editing(self) -> None:
        """Go back to reading, without saving."""
        had_focus = self._editing.isAncestorOf(self.focusWidget() or self)
        self._editing.hide()
        self._reading.show()
        if had_focus:
            self._reading.edit.setFocus()

    @Slot()
    def _save(self) -> None:
        title = self._editing.title.text().strip()
        if self._opportunity is None or not title:
            self._editing.title.setFocus()
            return
        text = self._editing.text.toPlainText().strip()
        kind = OpportunityKind(self._editing.kind.currentData())  # Qt hands back plain text
        self.saved.emit(self._opportunity.id, title, text, kind)
        self.leave_editing()

    @Slot()
    def _ask_to_delete(self) -> None:
        if self._opportunity is not None:
            self.delete_wanted.emit(self._opportunity.id)

    @Slot()
    def _open_link(self) -> None:
        if self._opportunity is not None:
            QDesktopServices.openUrl(QUrl(self._opportunity.url))


class _Reading(QWidget):
    """Title, kind, day, text and link."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label(role="title", wrap=True, selectable=True)
        self._about = label(role="muted", wrap=True)
        self._text = label(wrap=True, selectable=True)
        self._url = label(role="muted", wrap=True, selectable=True)
        self.open = button(self.tr("Open link"), icon="link")
        self.edit = button(self.tr("Edit"))
        self.delete = button(self.tr("Delete"), role="quiet", icon="delete")
        self.delete.setToolTip(self.tr("Moves it to the trash; Undo brings it back"))
        self.open.setToolTip(self.tr("Opens the page in your browser"))
        first = QHBoxLayout()
        first.addWidget(self._title, stretch=1)
        for offered in (self.delete, self.edit):
            first.addWidget(offered, alignment=Qt.AlignmentFlag.AlignTop)
        self._link = QWidget()
        link = QHBoxLayout(self._link)
        link.setContentsMargins(0, 4, 0, 0)
        link.addWidget(self._url, stretch=1)
        link.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(first)
        layout.addWidget(self._about)
        layout.addSpacing(4)
        layout.addWidget(self._text)
        layout.addWidget(self._link)

    def show_opportunity(self, opportunity: Opportunity) -> None:
        """Show what it is."""
        self._title.setText(opportunity.title)
        self._about.setText(inbox_words.in_full(opportunity, datetime.now(UTC)))
        text = opportunity.text.strip()
        self._text.setText(text)
        self._text.setVisible(text not in ("", opportunity.title, opportunity.url))
        self._url.setText(opportunity.url)
        self._link.setVisible(bool(opportunity.url))
        self.open.setEnabled(QUrl(opportunity.url).scheme().lower() in _SAFE_SCHEMES)


class _Editing(QWidget):
    """The same as fields."""

    def __init__(self) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.kind = QComboBox()
        for kind in OpportunityKind:
            self.kind.addItem(words.kind(kind), kind)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(120)
        self.save = button(self.tr("Save"), role="primary")
        self.save.setToolTip(self.tr("Ctrl+Return"))
        self.cancel = button(self.tr("Cancel"))
        self.title.setAccessibleName(self.tr("Title"))
        self.kind.setAccessibleName(self.tr("Kind"))
        self.text.setAccessibleName(self.tr("Text"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("Title"), self.title)
        form.addRow(self.tr("Kind"), self.kind)
        form.addRow(self.tr("Text"), self.text)
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self.cancel)
        last.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addLayout(last)

    def start(self, opportunity: Opportunity) -> None:
        """Fill in what is there."""
        self.title.setText(opportunity.title)
        self.kind.setCurrentIndex(self.kind.findData(opportunity.kind))
        self.text.setPlainText(opportunity.text)
        self.title.setFocus()
        self.title.selectAll()
