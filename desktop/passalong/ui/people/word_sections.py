"""Tags, and what a person cares about, can offer and needs: each a section of the page."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from passalong.domain.person import Field, Kept, Need, PersonDetails
from passalong.operations import Operations
from passalong.services import editing
from passalong.ui import theme
from passalong.ui.people.chip import ChipItem
from passalong.ui.people.chips import ChipRow
from passalong.ui.people.days import day_text
from passalong.ui.people.row_keeper import keep
from passalong.ui.people.section import Section
from passalong.ui.widgets import button


class TagsSection(Section):
    """The labels by which the user groups people."""

    tag_clicked = Signal(str)

    def __init__(self, operations: Operations) -> None:
        super().__init__("", operations)
        self._row = ChipRow(
            "tag",
            self.tr("Tag"),
            invites=self.tr("tag"),
            ask=partial(self.known_words, Field.TAG),
            editable=False,
        )
        self.body.addWidget(self._row)
        self._row.added.connect(self._add)
        self._row.removed.connect(self._remove)
        self._row.pressed.connect(self._say_clicked)

    def show_person(self, details: PersonDetails, words: tuple[str, ...]) -> None:
        """Show a person's tags."""
        if details.id != self.person_id:
            self.flush()
            self.person_id = details.id
        self._row.show_items([ChipItem(tag, tag) for tag in details.tags], words)

    def flush(self) -> None:
        """Add a half-typed tag."""
        self._row.flush()

    @Slot(str)
    def _add(self, text: str) -> None:
        tags = [tag for each in text.split(",") if (tag := each.strip().lstrip("#"))]
        if tags:
            self._write(editing.tag_people, tags)

    @Slot(object)
    def _remove(self, tag: object) -> None:
        self._write(editing.untag_people, [str(tag)])

    @Slot(object)
    def _say_clicked(self, tag: object) -> None:
        self.tag_clicked.emit(str(tag))

    def _write(self, service: Any, tags: Sequence[str]) -> None:
        keep(
            self.operations,
            partial(service, ids=[self.person_id], words=tags, now=datetime.now(UTC)),
        )


class WordsSection(Section):
    """Words of one field, such as what a person cares about."""

    def __init__(
        self, operations: Operations, field: Field, title: str, says: str, invites: str
    ) -> None:
        super().__init__(title, operations)
        self._field = field
        self._ticks = self.tr("Met") if field is Field.NEED else ""
        self.row = ChipRow(
            field.value,
            says,
            invites=invites,
            ticks=self._ticks,
            ask=partial(self.known_words, field),
        )
        self.body.addWidget(self.row)
        self.row.added.connect(self._add)
        self.row.changed.connect(self._change)
        self.row.removed.connect(self.remove)

    def show_items(self, person_id: int, items: Sequence[ChipItem], words: tuple[str, ...]) -> None:
        """Show the words of a person."""
        if person_id != self.person_id:
            self.flush()
            self.person_id = person_id
        self.row.show_items(items, words)

    def flush(self) -> None:
        """Keep a half-typed word."""
        self.row.flush()

    @Slot(object)
    def remove(self, row_id: int) -> None:
        """Take a word away; Undo brings it back."""
        self.operations.write(
            partial(
                editing.remove_word,
                person_id=self.person_id,
                field=self._field,
                row_id=row_id,
                now=datetime.now(UTC),
            )
        )

    @Slot(str)
    def _add(self, text: str) -> None:
        self._put(text, None)

    @Slot(object, str)
    def _change(self, row_id: int, text: str) -> None:
        self._put(text, row_id)

    def _put(self, text: str, row_id: int | None) -> None:
        keep(
            self.operations,
            partial(
                editing.put_word,
                person_id=self.person_id,
                field=self._field,
                text=text,
                row_id=row_id,
                now=datetime.now(UTC),
            ),
        )


class NeedsSection(WordsSection):
    """What a person is looking for now; what was found is folded away below."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(
            operations,
            Field.NEED,
            self.tr("Needs now"),
            self.tr("Need"),
            self.tr("what they are looking for"),
        )
        self._unfold = button("", "quiet", "fold")
        self._unfold.setCheckable(True)
        self._met = ChipRow(
            "tag", self.tr("Met need"), ticks=self.tr("Still needed"), editable=False
        )
        self._met.hide()
        line = QHBoxLayout()
        line.addWidget(self._unfold)
        line.addStretch()
        self.body.addLayout(line)
        self.body.addWidget(self._met)
        self.row.ticked.connect(self._meet)
        self._met.ticked.connect(self._reopen)
        self._met.removed.connect(self.remove)
        self._unfold.toggled.connect(self._show_met)

    def show_person(self, details: PersonDetails, words: tuple[str, ...]) -> None:
        """Show a person's needs."""
        if details.id != self.person_id:
            self._unfold.setChecked(False)
        today = date.today()
        still = [need for need in details.needs if need.value.met_on is None]
        met = [need for need in details.needs if need.value.met_on is not None]
        self.show_items(details.id, [self._item(need, today) for need in still], words)
        self._met.show_items([self._item(need, today) for need in met], words)
        self._unfold.setText(self.tr("%n met", "", len(met)))
        self._unfold.setVisible(bool(met))
        self._met.setVisible(bool(met) and self._unfold.isChecked())

    def _item(self, kept: Kept[Need], today: date) -> ChipItem:
        need = kept.value
        if need.met_on is None:
            since = self.tr("since {0}").format(day_text(need.since, today))
            return ChipItem(kept.id, need.text, since)
        return ChipItem(
            kept.id,
            need.text,
            self.tr("met {0}").format(day_text(need.met_on, today)),
            struck=True,
        )

    @Slot(bool)
    def _show_met(self, unfolded: bool) -> None:
        theme.dress(self._unfold, "expand" if unfolded else "fold", "muted")
        self._met.setVisible(unfolded)

    @Slot(object)
    def _meet(self, need_id: int) -> None:
        self._set_met(need_id, met=True)

    @Slot(object)
    def _reopen(self, need_id: int) -> None:
        self._set_met(need_id, met=False)

    def _set_met(self, need_id: int, *, met: bool) -> None:
        self.operations.write(
            partial(
                editing.meet_need,
                need_id=need_id,
                today=date.today(),
                met=met,
                now=datetime.now(UTC),
            )
        )
