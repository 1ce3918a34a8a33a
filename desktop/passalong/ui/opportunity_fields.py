"""What can be said of an opportunity beside its text: from whom, how many, until when, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from passalong.domain.opportunity import Rating, Sharing
from passalong.operations import Operations
from passalong.ui.long_text import LongText
from passalong.ui.people.day_line import DayLine
from passalong.ui.people.person_picker import PersonPicker
from passalong.ui.widgets import label

_MOST = 999
_LINES = 2.6  # of the field for why it is great
_NAMED = {Sharing.SAME_FIELD, Sharing.NOT_AT}


@dataclass(frozen=True, slots=True)
class Entered:
    """What the fields say; ``quantity`` None is as usual for its kind."""

    title: str = ""
    giver_id: int | None = None
    giver_name: str = ""
    quantity: int | None = None
    expires_on: date | None = None
    sharing: Sharing = Sharing.ANYONE
    sharing_subject: str = ""
    rating: Rating = Rating.GREAT
    commentary: str = ""


class OpportunityFields(QWidget):
    """Fields for everything beside the text; none of them must be filled in."""

    changed = Signal()

    def __init__(self, operations: Operations, today: date) -> None:
        super().__init__()
        self.title = QLineEdit()
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("made of the text if left blank"))
        self.giver = PersonPicker(operations, self.tr("Came from"))
        self.giver.setPlaceholderText(self.tr("whoever gave it to you"))
        self._quantity = QLineEdit()
        self._quantity.setValidator(QIntValidator(1, _MOST, self))
        self._quantity.setPlaceholderText(self.tr("as usual"))
        self._quantity.setFixedWidth(self.fontMetrics().averageCharWidth() * 14)
        self._quantity.setAccessibleName(self.tr("How many people it can go to"))
        self.until = DayLine(
            self.tr("Useful until"), today, ahead=True, example=self.tr("Saturday, 28 Nov…")
        )
        self._sharing = QComboBox()
        for sharing, says in (
            (Sharing.ANYONE, self.tr("Anyone")),
            (Sharing.SAME_FIELD, self.tr("Only people who have to do with…")),
            (Sharing.NOT_AT, self.tr("Nobody at the organisation…")),
            (Sharing.CONFIDENTIAL, self.tr("Confidential: nobody")),
        ):
            self._sharing.addItem(says, sharing.value)
        self._sharing.setAccessibleName(self.tr("Who may know"))
        self._subject = QLineEdit()
        self._rating = QComboBox()
        self._rating.addItem(self.tr("Great: suggest people for it"), Rating.GREAT.value)
        self._rating.addItem(self.tr("Nice: keep it on the shelf"), Rating.NICE.value)
        self._rating.setAccessibleName(self.tr("How good it is"))
        self._commentary = LongText()
        self._commentary.setAccessibleName(self.tr("Why it is great, in your own words"))
        self._commentary.setPlaceholderText(self.tr("why it is great, in your own words"))
        self._commentary.setTabChangesFocus(True)
        self._commentary.setFixedHeight(round(self.fontMetrics().height() * _LINES) + 10)
        self._lay_out()
        self._connect_signals()
        self._show_subject()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setHorizontalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        sharing = QHBoxLayout()
        sharing.addWidget(self._sharing)
        sharing.addWidget(self._subject, 1)
        sharing.addStretch()
        limits = QHBoxLayout()
        limits.addWidget(self._quantity)
        limits.setSpacing(8)
        limits.addSpacing(8)
        limits.addWidget(label(self.tr("Useful until"), "muted"))
        limits.addWidget(self.until, 1)
        for says, field in (
            (self.tr("Title"), self.title),
            (self.tr("Came from"), self.giver),
            (self.tr("For how many"), limits),
            (self.tr("Who may know"), sharing),
            (self.tr("How good"), self._rating),
            (self.tr("Why"), self._commentary),
        ):
            form.addRow(label(says, "muted"), field)

    def _connect_signals(self) -> None:
        self._sharing.currentIndexChanged.connect(self._show_subject)
        for signal in (
            self.title.textChanged,
            self.giver.textChanged,
            self.giver.picked,
            self._quantity.textChanged,
            self.until.changed,
            self._sharing.currentIndexChanged,
            self._subject.textChanged,
            self._rating.currentIndexChanged,
            self._commentary.textChanged,
        ):
            signal.connect(self._tell)

    def show_entered(self, entered: Entered) -> None:
        """Fill every field."""
        self.title.setText(entered.title)
        self.giver.show_person(entered.giver_id, entered.giver_name)
        self._quantity.setText(str(entered.quantity or ""))
        self.until.show_day(entered.expires_on)
        self._sharing.setCurrentIndex(self._sharing.findData(entered.sharing.value))
        self._subject.setText(entered.sharing_subject)
        self._subject.setCursorPosition(0)  # a long name is read from its beginning
        self._rating.setCurrentIndex(self._rating.findData(entered.rating.value))
        self._commentary.setPlainText(entered.commentary)

    def name_sender(self, address: str) -> None:
        """Say from which address it came, where nobody in the list has it."""
        if address:
            says = self.tr("whoever gave it to you; nobody has {0}").format(address)
            self.giver.setPlaceholderText(says)

    def entered(self) -> Entered:
        """Return what the fields say."""
        sharing = Sharing(self._sharing.currentData())
        giver_id = self.giver.person_id()
        return Entered(
            title=" ".join(self.title.text().split()),
            giver_id=giver_id,
            giver_name=self.giver.text().strip() if giver_id is not None else "",
            quantity=int(self._quantity.text() or 0) or None,
            expires_on=self.until.day(),
            sharing=sharing,
            sharing_subject=self._subject.text().strip() if sharing in _NAMED else "",
            rating=Rating(self._rating.currentData()),
            commentary=self._commentary.toPlainText().strip(),
        )

    def what_is_unclear(self) -> str:
        """Return why the fields cannot be taken as they are; nothing if they can."""
        if not self.giver.is_clear():
            return self.tr(
                "Nobody in your list is called “{0}”. Choose somebody, or leave it blank."
            ).format(self.giver.text().strip())
        if not self.until.is_clear():
            return self.tr("“{0}” is no day. Write 28 Nov, Saturday or 2026-11-28.").format(
                self.until.line.text().strip()
            )
        sharing = Sharing(self._sharing.currentData())
        if sharing in _NAMED and not self._subject.text().strip():
            return self.tr("Say which field or organisation you mean.")
        return ""

    @Slot()
    def _show_subject(self) -> None:
        sharing = Sharing(self._sharing.currentData())
        self._subject.setVisible(sharing in _NAMED)
        name = (
            self.tr("a field, such as rail scheduling")
            if sharing is Sharing.SAME_FIELD
            else self.tr("an organisation")
        )
        self._subject.setPlaceholderText(name)
        self._subject.setAccessibleName(name)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
