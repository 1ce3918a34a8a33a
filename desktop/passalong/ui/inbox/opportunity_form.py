"""Everything that is said of an opportunity, as fields."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from passalong import words
from passalong.domain.opportunity import Opportunity, OpportunityKind, usual_quantity
from passalong.operations import Operations
from passalong.services.revising import Revised
from passalong.ui.opportunity_fields import Entered, OpportunityFields
from passalong.ui.widgets import Card, button, label

_LINES = 5


class OpportunityForm(Card):
    """The fields, Save and Cancel; Ctrl+Return saves, Esc leaves."""

    saved = Signal(int, object)  # an opportunity's id, Revised
    left = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._id = 0
        self.kind = QComboBox()
        for kind in OpportunityKind:
            self.kind.addItem(words.kind(kind), kind.value)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().height() * _LINES + 14)
        self.kind.setAccessibleName(self.tr("Kind"))
        self.text.setAccessibleName(self.tr("Text"))
        self.fields = OpportunityFields(operations, datetime.now().astimezone().date())
        self.message = label(role="danger", wrap=True)
        self.message.hide()
        self._save = button(self.tr("Save"), role="primary")
        self._save.setToolTip(self.tr("Ctrl+Return"))
        self._cancel = button(self.tr("Cancel"))
        self._lay_out()
        self._connect_signals()

    def _lay_out(self) -> None:
        form = self.fields.layout()
        if isinstance(form, QFormLayout):
            form.insertRow(1, label(self.tr("Kind"), "muted"), self.kind)
            form.addRow(label(self.tr("Text"), "muted"), self.text)
        last = QHBoxLayout()
        last.addWidget(self.message, 1)
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self._save)
        whole = QVBoxLayout()
        whole.addWidget(self.fields)
        whole.addLayout(last)
        self.body.addLayout(whole)

    def _connect_signals(self) -> None:
        self._save.clicked.connect(self._tell_saved)
        self._cancel.clicked.connect(self.left)
        self.fields.changed.connect(self.message.hide)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, self._tell_saved)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape = QShortcut(QKeySequence("Esc"), self, self.left.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def start(self, thing: Opportunity) -> None:
        """Fill in what is there."""
        self._id = thing.id
        self.kind.setCurrentIndex(self.kind.findData(thing.kind.value))
        self.text.setPlainText(thing.text)
        is_usual = thing.quantity == usual_quantity(thing.kind)
        self.fields.show_entered(
            Entered(
                title=thing.title,
                giver_id=thing.giver_id,
                giver_name=thing.giver_name,
                quantity=None if is_usual else thing.quantity,
                expires_on=thing.expires_on,
                sharing=thing.sharing,
                sharing_subject=thing.sharing_subject,
                rating=thing.rating,
                commentary=thing.commentary,
            )
        )
        self.message.hide()
        self.fields.title.setFocus()
        self.fields.title.selectAll()

    def say(self, text: str) -> None:
        """Say why it cannot be saved."""
        self.message.setText(text)
        self.message.show()

    @Slot()
    def _tell_saved(self) -> None:
        unclear = self.fields.what_is_unclear()
        entered = self.fields.entered()
        text = self.text.toPlainText().strip()
        if not unclear and not entered.title and not text:
            unclear = self.tr("Give it a title, or a text.")
        if unclear:
            self.say(unclear)
            return
        revised = Revised(
            title=entered.title,
            text=text,
            kind=OpportunityKind(self.kind.currentData()),
            giver_id=entered.giver_id,
            quantity=entered.quantity,
            expires_on=entered.expires_on,
            sharing=entered.sharing,
            sharing_subject=entered.sharing_subject,
            rating=entered.rating,
            commentary=entered.commentary,
        )
        self.saved.emit(self._id, revised)
