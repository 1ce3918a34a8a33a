"""Beside the list: one card of an import in full, with the choices it leaves."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from passalong import words
from passalong.domain.proposal import LineOutcome, ProposedLine
from passalong.ui.choices import ChoiceGroup
from passalong.ui.figures import number
from passalong.ui.imports import import_words
from passalong.ui.imports.decisions import Decision, options
from passalong.ui.reading_area import ReadingArea
from passalong.ui.room import keep_in_room
from passalong.ui.widgets import heading, label

_MOST_ADDITIONS = 40


class CardPanel(ReadingArea):
    """What one card is, what it adds, what was odd about it, and what to do with it."""

    decided = Signal(object)  # Decision

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The chosen card"))
        self._choices: list[Decision] = []
        self._group: ChoiceGroup | None = None
        self.clear()

    def clear(self) -> None:
        """Show that no card is chosen."""
        page, layout = self._page()
        hint = self.tr("Choose a card to see what it holds and to decide about it.")
        layout.addWidget(label(hint, role="muted", wrap=True))
        layout.addStretch()
        self.setWidget(page)

    def show_line(self, line: ProposedLine, decided: Decision | None, source: str) -> None:
        """Show this card, the choice made for it and the file it came from."""
        page, layout = self._page()
        layout.addWidget(
            label(line.name or import_words.nameless(), role="subtitle", wrap=True, selectable=True)
        )
        layout.addWidget(label(self._told(line), role="muted", wrap=True, selectable=True))
        if line.adds:
            layout.addSpacing(6)
            layout.addWidget(heading(self.tr("Adds")))
            layout.addWidget(label(_additions(line), wrap=True, selectable=True))
        if line.warnings:
            layout.addSpacing(6)
            layout.addWidget(heading(self.tr("Remarks")))
            text = "\n".join(import_words.remarks(line))
            layout.addWidget(label(text, wrap=True, selectable=True))
        self._add_choices(layout, line, decided)
        layout.addSpacing(6)
        origin = self.tr("Card {number} of {source}")
        told = origin.format(number=number(line.position + 1), source=source)
        layout.addWidget(label(told, role="muted", wrap=True))
        layout.addStretch()
        self.setWidget(page)

    def show_decision(self, decided: Decision | None) -> None:
        """Mark the choice that was made elsewhere."""
        if self._group is not None and decided in self._choices:
            self._group.mark(self._choices.index(decided))

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        self._choices, self._group = [], None
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(6)
        return page, layout

    def _told(self, line: ProposedLine) -> str:
        if line.outcome is LineOutcome.SAME and line.people:
            return self.tr("Same as {person}").format(person=line.people[0].name)
        return import_words.outcome(line)

    def _add_choices(
        self, layout: QVBoxLayout, line: ProposedLine, decided: Decision | None
    ) -> None:
        possible = options(line)
        if not possible:
            return
        layout.addSpacing(6)
        layout.addWidget(heading(self.tr("What to do")))
        self._group = ChoiceGroup(layout.parentWidget())
        self._choices = list(possible)
        for place, decision in enumerate(possible):
            button = QRadioButton()
            keep_in_room(button, import_words.decision(line, decision))
            self._group.addButton(button, place)
            layout.addWidget(button)
        self.show_decision(decided)
        self._group.chosen.connect(self._decide)

    @Slot(int)
    def _decide(self, place: int) -> None:
        self.decided.emit(self._choices[place])


def _additions(line: ProposedLine) -> str:
    shown = [
        f"{words.field_name(addition.field)}: {addition.text}"
        for addition in line.adds[:_MOST_ADDITIONS]
    ]
    return "\n".join(shown)
