"""A person in a bind: what they need now, what was solved, and a way to note more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from passalong.domain.bind import Bind
from passalong.domain.person import PersonDetails
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import binds
from passalong.services.outcome import Changed
from passalong.ui import help_words
from passalong.ui.latest import Latest
from passalong.ui.line_card import Line, LineCard
from passalong.ui.people.section import Section
from passalong.ui.widgets import button

if TYPE_CHECKING:
    from passalong.operations import Session

_MOST = 5  # binds; the screen Help has them all


class _Shown(NamedTuple):
    person_id: int
    binds: Sequence[Bind]


class BindSection(Section):
    """Each bind is a card that leads to the screen Help."""

    note_wanted = Signal(int, str, str)  # a person's id and name, what they need if known
    bind_wanted = Signal(int)

    def __init__(self, operations: Operations) -> None:
        super().__init__(self.tr("In a bind"), operations)
        self._loading = Latest(operations, self._show, self)
        self._name = ""
        self.rows: list[LineCard] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.note = button("+ " + self.tr("needs help"), "dashed")
        last = QHBoxLayout()
        last.addWidget(self.note)
        last.addStretch()
        self.body.addLayout(self._lines)
        self.body.addLayout(last)
        self.note.clicked.connect(self._want_note)
        operations.changed.connect(self._refresh_if_changed)

    def show_person(self, details: PersonDetails) -> None:
        """Turn to somebody; their binds are read in the background."""
        self.setVisible(not details.is_me)
        self._name = details.name
        self.note.setAccessibleName(self.tr("Note that {0} needs help").format(details.name))
        if details.id != self.person_id:
            self.person_id = details.id
            self._show_binds(())
            self._load()

    @Slot(object)
    def _refresh_if_changed(self, changed: Changed) -> None:
        if Changed.BINDS in changed:
            self._load()

    def _load(self) -> None:
        if self.person_id:
            self._loading.ask(partial(_shown, person_id=self.person_id))

    @Slot(object)
    def _show(self, shown: _Shown) -> None:
        if shown.person_id == self.person_id:
            self._show_binds(shown.binds)

    def _show_binds(self, found: Sequence[Bind]) -> None:
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        now = local_now()
        for bind in found[:_MOST]:
            badge = help_words.badge(bind, now)
            text = " ".join(bind.text.split())
            row = LineCard(
                Line(text, help_words.detail(bind, now), "bind", badge.text if badge else "")
            )
            row.clicked.connect(partial(self._want_bind, bind.id))
            self.rows.append(row)
            self._lines.addWidget(row)
            row.show()

    def _want_bind(self, bind_id: int, _checked: object = None) -> None:
        self.bind_wanted.emit(bind_id)

    @Slot()
    def _want_note(self) -> None:
        self.offer("")

    @Slot(str)
    def offer(self, text: str) -> None:
        """Offer to note what they seem to need."""
        self.note_wanted.emit(self.person_id, self._name, text)


def _shown(session: Session, person_id: int) -> _Shown:
    return _Shown(person_id, binds.of_person(session, person_id))
