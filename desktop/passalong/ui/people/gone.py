"""What the page says when its person was deleted meanwhile."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.person import PersonDetails
from passalong.operations import Operations
from passalong.services import history
from passalong.services.history import TrashEntry, TrashKind
from passalong.ui.widgets import Empty, button


class Gone(QWidget):
    """One calm sentence, and the way back where there is one."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._details: PersonDetails | None = None
        self._bring_back = button(self.tr("Bring back"), "plain", "bring_back")
        self._says = Empty("", "", (self._bring_back,))
        layout = QVBoxLayout(self)
        layout.addWidget(self._says)
        self._bring_back.clicked.connect(self._restore)

    def show_person(self, details: PersonDetails | None) -> None:
        """Say who is in the trash; ``None`` is somebody who is gone for good."""
        self._details = details
        if details is not None:
            title = self.tr("{0} is in the trash").format(details.name)
            text = self.tr("Everything noted about them is kept there.")
        else:
            title = self.tr("This person is no longer in your list")
            text = self.tr("Edit › Undo may bring them back.")
        self._says.title.setText(title)
        self._says.text.setText(text)
        self._says.setAccessibleName(f"{title}. {text}")
        self._bring_back.setVisible(details is not None)

    @Slot()
    def _restore(self) -> None:
        gone = self._details
        if gone is not None and gone.deleted_at is not None:
            entry = TrashEntry(TrashKind.PERSON, gone.id, gone.name, gone.deleted_at)
            self._operations.write(partial(history.restore, entries=[entry], now=datetime.now(UTC)))
