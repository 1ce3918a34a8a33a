"""What a person is doing: the last big things they were involved in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from passalong.domain.person import Field, PersonDetails
from passalong.operations import Operations
from passalong.services import editing
from passalong.services.outcome import Outcome
from passalong.ui.people.dated_text import DatedText
from passalong.ui.people.days import day_text
from passalong.ui.people.row_keeper import Save
from passalong.ui.people.section import Section
from passalong.ui.widgets import button


class MatterSection(Section):
    """The last big things a person was involved in."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations=operations, title=self.tr("What they are doing"))
        self._rows: dict[int, DatedText] = {}
        self._new: DatedText | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._add = button("", "dashed")
        self._add.setText("+ " + self.tr("the last big thing they are busy with"))
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch()
        self.body.addLayout(self._lines)
        self.body.addLayout(row)
        self._add.clicked.connect(self.begin_adding)

    def show_person(self, details: PersonDetails, words: tuple[str, ...]) -> None:
        """Show what a person is doing, the latest first."""
        if details.id != self.person_id:
            self.flush()
            self._drop_rows(set())
            self._drop_new()
            self.person_id = details.id
        today = date.today()
        if self._new is not None and not self._new.is_busy() and not self._new.field.hasFocus():
            self._drop_new()
        new_id = self._new.row_id if self._new is not None else None
        going_on = [each for each in details.matters if each.value.closed_on is None]
        shown = [each for each in going_on if each.id != new_id]
        self._drop_rows({each.id for each in shown})
        for position, (row_id, matter) in enumerate(shown):
            row = self._rows.get(row_id) or self._made(row_id)
            self._rows[row_id] = row
            if self._lines.indexOf(row) != position:
                self._lines.removeWidget(row)
                self._lines.insertWidget(position, row)
            about = (
                self.tr("on {0}").format(day_text(matter.happens_on, today))
                if matter.happens_on
                else ""
            )
            row.show_line(matter.text, matter.noted_on, today, words, about)

    def flush(self) -> None:
        """Keep half-typed lines."""
        for row in [*self._rows.values(), *([self._new] if self._new is not None else [])]:
            row.flush()

    @Slot()
    def begin_adding(self) -> None:
        """Open a line for what they are doing now."""
        if self._new is None:
            today = date.today()
            self._new = self._made(None)
            self._lines.insertWidget(0, self._new)
            self._new.show_line("", today, today, ())
            self._new.field.left.connect(self._note_left)
        self._add.hide()
        self._new.show()
        self._new.field.setFocus()

    def _made(self, row_id: int | None) -> DatedText:
        save_as = partial(_put_matter, self.person_id)
        row = DatedText(
            self.operations, row_id, save_as, self.tr("What they are doing"), as_typed=False
        )
        row.remove_wanted.connect(self._remove)
        return row

    @Slot()
    def _note_left(self) -> None:
        if self._new is not None and not self._new.field.text().strip():
            self._drop_new()

    def _drop_new(self) -> None:
        new, self._new = self._new, None
        if new is not None:
            self._lines.removeWidget(new)
            new.retire()
        self._add.show()

    def _drop_rows(self, wanted: set[int]) -> None:
        for row_id in [each for each in self._rows if each not in wanted]:
            row = self._rows.pop(row_id)
            self._lines.removeWidget(row)
            row.retire()

    @Slot(int)
    def _remove(self, row_id: int) -> None:
        self.operations.write(
            partial(
                editing.remove_word,
                person_id=self.person_id,
                field=Field.MATTER,
                row_id=row_id,
                now=datetime.now(UTC),
            )
        )


@dataclass(frozen=True, slots=True)
class _PutMatter:
    person_id: int
    text: str
    now: datetime

    def __call__(self, session: Any, row_id: int | None) -> Outcome[int]:
        return editing.put_word(session, self.person_id, Field.MATTER, self.text, row_id, self.now)


def _put_matter(person_id: int, text: str) -> Save:
    return _PutMatter(person_id, text.strip(), datetime.now(UTC))
