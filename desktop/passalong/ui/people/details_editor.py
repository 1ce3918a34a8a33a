"""The contact details of a person, each edited where it stands."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu

from passalong.domain.card import (
    Email,
    Link,
    Occasion,
    Organisation,
    PostalAddress,
    Telephone,
)
from passalong.domain.keys import email_key, telephone_key
from passalong.domain.person import Kept, PersonDetails
from passalong.operations import Operations
from passalong.services import editing
from passalong.ui.people.detail_row import Detail, DetailRow
from passalong.ui.people.detail_rows import (
    AddressRow,
    EmailRow,
    LinkRow,
    OccasionRow,
    OrganisationRow,
    TelephoneRow,
)
from passalong.ui.people.section import Section
from passalong.ui.widgets import Card, button, label

_MOST_SPARE = 16  # rows; making one costs more than all it shows


class _Kind(NamedTuple):
    of: type[Detail]
    row: type[DetailRow]
    name: str
    adds: str


class DetailsEditor(Section):
    """Work, e-mail, telephone, address, links and days, in this order."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(self.tr("Contact details"), operations)
        self._kinds = (
            _Kind(Organisation, OrganisationRow, self.tr("Work"), self.tr("Work and title")),
            _Kind(Email, EmailRow, self.tr("E-mail"), self.tr("E-mail address")),
            _Kind(Telephone, TelephoneRow, self.tr("Telephone"), self.tr("Telephone number")),
            _Kind(PostalAddress, AddressRow, self.tr("Address"), self.tr("Postal address")),
            _Kind(Link, LinkRow, self.tr("Link"), self.tr("Link")),
            _Kind(Occasion, OccasionRow, self.tr("Day"), self.tr("Birthday or other day")),
        )
        self._spare: list[tuple[_Kind, DetailRow]] = []  # to be used for the next person
        self._rows: list[tuple[_Kind, DetailRow]] = []
        self._card = Card()
        self._card.body.setSpacing(4)
        self._add = button(self.tr("+ detail"), "dashed")
        self._add.setAccessibleName(self.tr("Add a contact detail"))
        self._menu = QMenu(self)
        for kind in self._kinds:
            action = QAction(kind.adds, self._menu)
            action.triggered.connect(partial(self.begin_adding, kind.of))
            self._menu.addAction(action)
        self._add.setMenu(self._menu)
        self._kept = label(role="muted", wrap=True)
        line = QHBoxLayout()
        line.addWidget(self._add)
        line.addStretch()
        self._card.body.addLayout(line)
        self._card.body.addWidget(self._kept)
        self.body.addWidget(self._card)

    def show_person(self, details: PersonDetails) -> None:
        """Show a person's details; half-typed ones stay."""
        if details.id != self.person_id:
            self.flush()
            for _, row in self._rows:
                row.let_go()
            self._spare += self._rows
            self._rows = []
            self.person_id = details.id
        self._drop_gone(details)
        position = 0
        for kind in self._kinds:
            for kept in _of_kind(details, kind.of):
                row = self._row(kind, kept.id)
                self._place(row, position)
                row.show_value(kept.value)
                position += 1
            for new_kind, row in self._rows:
                if new_kind is kind and row.keeper.row_id is None:
                    self._place(row, position)
                    position += 1
        self._put_away()
        self._say_what_is_kept(details.unknown_count)

    def flush(self) -> None:
        """Save what is half typed."""
        for _, row in self._rows:
            row.save()

    @Slot()
    def begin_adding(self, of: type[Detail], _checked: object = None) -> None:
        """Open an empty row for one more detail."""
        kind = next(kind for kind in self._kinds if kind.of is of)
        row = self._row(kind, None)
        ranks = [self._kinds.index(other) for other, _ in self._rows[:-1]]
        self._card.body.removeWidget(row)
        place = sum(rank <= self._kinds.index(kind) for rank in ranks)
        self._card.body.insertWidget(place, row)
        if row.labels:
            row.label_box.setCurrentText(row.labels[0])
            row.label_box.take()
        if isinstance(row, AddressRow):
            row.hide_rare_fields()
        row.show()
        row.lines[-1 if isinstance(row, EmailRow | TelephoneRow) else _first(row)].setFocus()

    def _row(self, kind: _Kind, row_id: int | None) -> DetailRow:
        for other, row in self._rows:
            if other is kind and row_id is not None and row.keeper.row_id == row_id:
                return row
        reused = self._reused(kind, row_id)
        row = reused or kind.row(self.operations, self.person_id, row_id, kind.name)
        if reused is None:
            row.removed.connect(self._remove)
            row.stands_elsewhere = partial(self._stands_elsewhere, row)
        self._rows.append((kind, row))
        return row

    def _stands_elsewhere(self, row: DetailRow, value: Detail) -> bool:
        """Tell whether another row has this address or number, however it is written."""
        key = _key_of(value)
        if not key or key == _key_of(row.kept):
            return False
        return any(_key_of(other.kept) == key for _, other in self._rows if other is not row)

    def _put_away(self) -> None:
        for _, row in self._spare:
            self._card.body.removeWidget(row)
            row.hide()
        for _, row in self._spare[_MOST_SPARE:]:
            row.retire()
        del self._spare[_MOST_SPARE:]

    def _reused(self, kind: _Kind, row_id: int | None) -> DetailRow | None:
        """Turning to another person is quicker with the rows that are there."""
        for each in self._spare:
            if each[0] is kind:
                self._spare.remove(each)
                each[1].turn_to(self.person_id, row_id)
                each[1].show()
                return each[1]
        return None

    def _place(self, row: DetailRow, position: int) -> None:
        if self._card.body.indexOf(row) != position:
            self._card.body.removeWidget(row)
            self._card.body.insertWidget(position, row)

    def _drop_gone(self, details: PersonDetails) -> None:
        gone = []
        for kind, row in self._rows:
            there = {kept.id for kept in _of_kind(details, kind.of)}
            row_id = row.keeper.row_id
            if row.keeper.is_saving or row_id in there:
                continue
            if row_id is None and (row.has_focus() or row.is_busy()):
                continue  # just begun
            if row_id is not None and row.is_busy():
                row.keeper.forget_row()  # taken back elsewhere: typed text wins
                continue
            gone.append((kind, row))
        self._drop(gone)

    def _drop(self, rows: Sequence[tuple[_Kind, DetailRow]]) -> None:
        for each in list(rows):
            self._rows.remove(each)
            self._card.body.removeWidget(each[1])
            each[1].retire()

    def _say_what_is_kept(self, count: int) -> None:
        self._kept.setText(
            self.tr("One line of the card is kept as it is.")
            if count == 1
            else self.tr("{0} lines of the card are kept as they are.").format(count)
        )
        self._kept.setToolTip(
            self.tr("The program does not use them and writes them back when it exports the card.")
        )
        self._kept.setVisible(count > 0)

    @Slot(object)
    def _remove(self, row: DetailRow) -> None:
        kind = next(kind for kind, each in self._rows if each is row)
        row_id = row.keeper.row_id
        self._drop([(kind, row)])
        if row_id is not None:
            self.operations.write(
                partial(
                    editing.remove_detail,
                    person_id=self.person_id,
                    kind=kind.of,
                    row_id=row_id,
                    now=datetime.now(UTC),
                )
            )


def _key_of(value: Detail | None) -> str:
    if isinstance(value, Email):
        return email_key(value.address)
    return telephone_key(value.number) if isinstance(value, Telephone) else ""


def _first(row: DetailRow) -> int:
    return next(at for at, line in enumerate(row.lines) if not line.isHidden())


def _of_kind(details: PersonDetails, of: type[Detail]) -> Sequence[Kept[Any]]:
    rows: dict[type, Sequence[Kept[Any]]] = {
        Organisation: details.organisations,
        Email: details.emails,
        Telephone: details.telephones,
        PostalAddress: details.addresses,
        Link: details.links,
        Occasion: details.occasions,
    }
    return rows[of]
