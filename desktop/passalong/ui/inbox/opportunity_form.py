"""Everything that is said of an opportunity, as fields."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout

from passalong import words
from passalong.domain.captured import url_in
from passalong.domain.opportunity import Opportunity, OpportunityKind, usual_quantity
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services.revising import Revised
from passalong.ui.form_card import FormCard
from passalong.ui.long_text import LongText
from passalong.ui.opportunity_fields import Entered, OpportunityFields
from passalong.ui.widgets import label

_LINES = 5


class OpportunityForm(FormCard):
    """The fields, with the kind and the whole text among them."""

    saved = Signal(int, object)  # an opportunity's id, Revised

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self.fields = OpportunityFields(operations, local_now().date())
        self._id = 0
        self.kind = QComboBox()
        for kind in OpportunityKind:
            self.kind.addItem(words.kind(kind), kind.value)
        self.text = LongText()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().height() * _LINES + 14)
        self.kind.setAccessibleName(self.tr("Kind"))
        self.text.setAccessibleName(self.tr("Text"))
        form = self.fields.layout()
        if isinstance(form, QFormLayout):
            form.insertRow(1, label(self.tr("Kind"), "muted"), self.kind)
            form.addRow(label(self.tr("Text"), "muted"), self.text)
        self.put(self.fields)
        self.save_wanted.connect(self._tell_saved)
        self.text.refused.connect(self.say)
        self.text.textChanged.connect(self.message.hide)
        self.fields.changed.connect(self.message.hide)

    def start(self, thing: Opportunity) -> None:
        """Fill in what is there."""
        self._id = thing.id
        self.kind.setCurrentIndex(self.kind.findData(thing.kind.value))
        # The address is part of the text: what is taken out of it is no longer its address.
        parts = [thing.text, thing.url if thing.url != url_in(thing.text) else ""]
        self.text.setPlainText("\n".join(part for part in parts if part))
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
