"""A section of the person's page."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from passalong.domain.person import Field
from passalong.operations import Job, Operations
from passalong.services import people
from passalong.ui.widgets import heading


class Section(QWidget):
    """A heading and what stands below it."""

    def __init__(self, title: str, operations: Operations) -> None:
        super().__init__()
        self.operations = operations
        self.person_id = 0  # nobody yet
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(6)
        if title:
            self.body.addWidget(heading(title))

    def known_words(self, field: Field, start: str) -> Job:
        """Ask for words that are already used in this field."""
        return self.operations.read(partial(people.known_words, field=field, start=start))
