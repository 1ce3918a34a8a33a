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
from passalong.ui.people.autosave import SaveAs
from passalong.ui.people.dated_text import DatedText
from passalong.ui.people.day_line import DayLine
from passalong.ui.people.row_keeper import Save
from passalong.ui.people.section import Section
from passalong.ui.widgets import button


class MatterSection(Section):
    """The last big things a person was involved in."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations=operations, title=self.tr("What they are doing"))
        self._rows: dict[int, _MatterRow] = {}
        self._new: _MatterRow | None = None
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
            row.show_line(matter.text, matter.noted_on, today, words)
            row.when.show_kept(row_id, matter.happens_on)

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

    def _made(self, row_id: int | None) -> "_MatterRow":
        save_as = partial(_put_matter, self.person_id)
        row = _MatterRow(
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


class _DayItHappens(DayLine):
    """The day on which a matter happens, if it has one."""

    def __init__(self, operations: Operations, today: date) -> None:
        super().__init__("", today, ahead=True, example="")
        self._operations = operations
        self._row_id = 0
        self._kept: date | None = None
        self.line.setAccessibleName(self.tr("Day it happens"))
        self.line.setPlaceholderText(self.tr("on which day?"))
        self.line.setProperty("role", "inline")
        self.line.editingFinished.connect(self.save)
        self.hide()  # until there is a row to keep it in

    def show_kept(self, row_id: int, day: date | None) -> None:
        """Show the day that is kept; a half-typed one stays."""
        untouched = self.is_clear() and self.day() == self._kept
        self._row_id, self._kept = row_id, day
        if untouched and not self.line.hasFocus():
            self.show_day(day)
        self.show()

    @Slot()
    def save(self) -> None:
        """Keep the day, once what is written is one."""
        day = self.day()
        if not self._row_id or not self.is_clear() or day == self._kept:
            return
        self._kept = day
        self._operations.write(
            partial(
                editing.set_matter_day,
                matter_id=self._row_id,
                day=day,
                now=datetime.now(UTC),
            )
        )


class _MatterRow(DatedText):
    """One matter, with the day on which it happens below it."""

    def __init__(
        self,
        operations: Operations,
        row_id: int | None,
        save_as: SaveAs,
        name: str,
        *,
        as_typed: bool = True,
    ) -> None:
        super().__init__(operations, row_id, save_as, name, as_typed=as_typed)
        self.when = _DayItHappens(operations, date.today())
        self.put_below(self.when)

    def flush(self) -> None:
        """Save what is half typed."""
        super().flush()
        self.when.save()


@dataclass(frozen=True, slots=True)
class _PutMatter:
    person_id: int
    text: str
    now: datetime

    def __call__(self, session: Any, row_id: int | None) -> Outcome[int]:
        return editing.put_word(session, self.person_id, Field.MATTER, self.text, row_id, self.now)


def _put_matter(person_id: int, text: str) -> Save:
    return _PutMatter(person_id, text.strip(), datetime.now(UTC))
