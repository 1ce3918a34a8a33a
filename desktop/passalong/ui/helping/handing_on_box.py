"""To whom a bind was handed on, where the user likes to say."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from passalong.operations import Operations
from passalong.ui.helping.question_box import QuestionBox
from passalong.ui.people.person_picker import PersonPicker


class HandingOnBox(QuestionBox):
    """A line for a name, known or not, that may stay empty."""

    handed_on = Signal(str)  # a name, or nothing

    def __init__(self, operations: Operations) -> None:
        super().__init__(
            self.tr("Who is at it now?"),
            self.tr("Nothing reminds of it for two weeks; the name goes to the steps."),
            self.tr("Handed on"),
        )
        self.to = PersonPicker(operations, self.tr("Who is at it now"))
        self.to.setPlaceholderText(self.tr("a name, or leave it empty"))
        self.to.setMaximumWidth(360)
        self.buttons.insertWidget(0, self.to, 1)

    def start(self) -> None:
        """Ask, with nothing filled in."""
        self.to.clear()
        self.ask(self.to)

    @Slot()
    def take(self) -> None:
        """Tell who is at it now."""
        self.handed_on.emit(self.to.text().strip())
