"""How somebody is called: the name that is shown, its parts, nicknames."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from passalong.domain.card import StructuredName
from passalong.domain.person import PersonDetails
from passalong.errors import Trouble
from passalong.operations import Operations
from passalong.services import naming
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.widgets import button, label


class NameDialog(KeyboardDialog):
    """Edits a name as other address books keep it.

    The shown name follows its parts until the user gives it another form.
    """

    def __init__(
        self, operations: Operations, details: PersonDetails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._person_id = details.id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Name"))
        self.setMinimumWidth(460)
        self._shown = QLineEdit(details.name)
        parts = details.structured
        self._prefix = QLineEdit(parts.prefix)
        self._given = QLineEdit(parts.given)
        self._additional = QLineEdit(parts.additional)
        self._family = QLineEdit(parts.family)
        self._suffix = QLineEdit(parts.suffix)
        self._nicknames = QLineEdit(", ".join(details.nicknames))
        self._follows = details.name == self._composed() or not self._composed()
        self._told = label(role="warning", wrap=True)
        self._told.hide()
        self._save = button(self.tr("Save"), "primary")
        self._save.setDefault(True)
        self._cancel = button(self.tr("Cancel"))
        self._lay_out()
        self._connect_signals()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        for name, line, example in (
            (self.tr("Shown as"), self._shown, ""),
            (self.tr("Before it"), self._prefix, self.tr("Dr.")),
            (self.tr("Given name"), self._given, ""),
            (self.tr("Further names"), self._additional, ""),
            (self.tr("Family name"), self._family, ""),
            (self.tr("After it"), self._suffix, self.tr("Jr.")),
            (self.tr("Nicknames"), self._nicknames, self.tr("put commas between them")),
        ):
            line.setAccessibleName(name)
            line.setPlaceholderText(example)
            form.addRow(label(name), line)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("Name"), "title"))
        layout.addLayout(form)
        layout.addWidget(self._told)
        layout.addLayout(buttons)

    def _connect_signals(self) -> None:
        for part in (self._prefix, self._given, self._additional, self._family, self._suffix):
            part.textEdited.connect(self._follow)
        self._shown.textEdited.connect(self._stop_following)
        self._shown.textChanged.connect(self._allow)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._write)

    def _parts(self) -> StructuredName:
        return StructuredName(
            family=self._family.text().strip(),
            given=self._given.text().strip(),
            additional=self._additional.text().strip(),
            prefix=self._prefix.text().strip(),
            suffix=self._suffix.text().strip(),
        )

    def _composed(self) -> str:
        parts = self._parts()
        spoken = (parts.prefix, parts.given, parts.additional, parts.family, parts.suffix)
        return " ".join(part for part in spoken if part)

    @Slot()
    def _follow(self) -> None:
        if self._follows and (composed := self._composed()):
            self._shown.setText(composed)

    @Slot()
    def _stop_following(self) -> None:
        self._follows = False

    @Slot()
    def _allow(self) -> None:
        self._save.setEnabled(bool(self._shown.text().strip()))

    @Slot()
    def _write(self) -> None:
        job = self._operations.write(
            partial(
                naming.set_names,
                person_id=self._person_id,
                shown=self._shown.text(),
                structured=self._parts(),
                nicknames=self._nicknames.text().split(","),
                now=datetime.now(UTC),
            )
        )
        job.troubled.connect(self._tell)
        job.finished.connect(self.accept)

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._told.setText(str(trouble))  # and what was typed stays
        self._told.show()
