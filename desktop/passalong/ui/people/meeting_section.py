"""A person and meeting others: whether they like to, in which words, through whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from passalong.domain.introduction import Introduction
from passalong.domain.person import PersonDetails
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import acquaintance, introductions
from passalong.services.acquaintance import Meeting
from passalong.services.outcome import Changed, Outcome
from passalong.ui import introduction_words
from passalong.ui.choices import mark
from passalong.ui.latest import Latest
from passalong.ui.people.autosave import Autosave
from passalong.ui.people.growing_text import GrowingText
from passalong.ui.people.person_picker import PersonPicker
from passalong.ui.people.row_keeper import Save
from passalong.ui.people.section import Section
from passalong.ui.widgets import FlowLayout, button, label

if TYPE_CHECKING:
    from passalong.operations import Session

_MOST = 5  # introductions; the screen has them all


class _Shown(NamedTuple):
    person_id: int
    meeting: Meeting
    introductions: Sequence[Introduction]


class MeetingSection(Section):
    """Open to introductions, the saved paragraph, who brought whom, and what is under way."""

    introduce_wanted = Signal(int, str)  # a person's id and name
    introduction_wanted = Signal(int)  # an introduction's id
    person_chosen = Signal(int)

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations=operations, title=self.tr("Introductions"))
        self._loading = Latest(operations, self._show, self)
        self._name = ""
        self._meeting = Meeting()
        self.open_ = QCheckBox(self.tr("Open to introductions: need not be asked first"))
        self.paragraph = GrowingText()
        self.paragraph.setAccessibleName(self.tr("How you introduce them"))
        self.paragraph.setPlaceholderText(
            self.tr("How you introduce them: a paragraph that others may read")
        )
        self._autosave = Autosave(operations, self.paragraph, partial(_put_text, 0))
        self.by = PersonPicker(operations, self.tr("Who introduced them to you"))
        self.by.setProperty("role", "inline")
        self.by.setPlaceholderText(self.tr("a name, if somebody did"))
        self._by_label = label(self.tr("Introduced to you by"), "muted")
        self._open_by = button(self.tr("Open"), "quiet")
        self._brought = QWidget()
        self._brought_line = FlowLayout(self._brought, spacing=2)
        self._under_way = QWidget()
        self._under_way_line = FlowLayout(self._under_way, spacing=2)
        self.introduce = button("+ " + self.tr("introduce to somebody"), "dashed")
        self._lay_out()
        self._connect_signals()

    def _lay_out(self) -> None:
        by = QHBoxLayout()
        by.setSpacing(6)
        by.addWidget(self._by_label)
        by.addWidget(self.by, 1)
        by.addWidget(self._open_by)
        last = QHBoxLayout()
        last.addWidget(self.introduce)
        last.addStretch()
        self.body.addWidget(self._under_way)
        self.body.addWidget(self.open_)
        self.body.addWidget(self.paragraph)
        self.body.addLayout(by)
        self.body.addWidget(self._brought)
        self.body.addLayout(last)

    def _connect_signals(self) -> None:
        self.operations.changed.connect(self._refresh_if_changed)
        self.open_.toggled.connect(self._set_open)
        self.by.picked.connect(self._set_by)
        self._open_by.clicked.connect(self._show_by)
        self.introduce.clicked.connect(self._want_to_introduce)
        self._autosave.emptied.connect(self._empty_text)

    def show_person(self, details: PersonDetails) -> None:
        """Turn to somebody; what is known of them is read in the background."""
        self.setVisible(not details.is_me)
        self._name = details.name
        if details.id != self.person_id:
            self.flush()
            self.person_id = details.id
            self._autosave.turn_to(partial(_put_text, details.id), details.id)
            self._meeting = Meeting()
            self._show_by_person()
            self._load()

    def flush(self) -> None:
        """Keep a half-typed paragraph."""
        self._autosave.leave()

    @Slot(object)
    def _refresh_if_changed(self, changed: Changed) -> None:
        if changed & (Changed.PEOPLE | Changed.INTRODUCTIONS):
            self._load()

    def _load(self) -> None:
        if self.person_id:
            self._loading.ask(partial(_shown, person_id=self.person_id))

    @Slot(object)
    def _show(self, shown: _Shown | None) -> None:
        if shown is None or shown.person_id != self.person_id:
            return
        self._meeting = shown.meeting
        mark(self.open_, on=shown.meeting.is_open)
        self._autosave.show_text(shown.meeting.text)
        if not self.by.hasFocus():
            self._show_by_person()
        brought = [(each.name, each.person_id) for each in shown.meeting.introduced]
        self._fill(self._brought_line, self.tr("Introduced you to"), brought, self.person_chosen)
        self._brought.setVisible(bool(brought))
        now = local_now()
        lines = [(_line(one, self.person_id, now), one.id) for one in shown.introductions[:_MOST]]
        self._fill(self._under_way_line, "", lines, self.introduction_wanted)
        self._under_way.setVisible(bool(lines))

    def _show_by_person(self) -> None:
        by = self._meeting.introduced_by
        self.by.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.by.show_person(by.person_id if by else None, by.name if by else "")
        self.by.blockSignals(False)  # noqa: FBT003 - Qt's own argument
        self._open_by.setVisible(by is not None)
        self._open_by.setAccessibleName(self.tr("Open {0}").format(by.name if by else ""))

    def _fill(
        self, line: FlowLayout, before: str, entries: list[tuple[str, int]], leads_to: Any
    ) -> None:
        while (item := line.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        parts: list[QWidget] = [label(before, "muted")] if before and entries else []
        for text, number in entries:
            made: QPushButton = button(text.replace("&", "&&"), "quiet")
            made.setToolTip(text)
            made.clicked.connect(partial(_tell, leads_to, number))
            parts.append(made)
        for part in parts:
            part.setMinimumHeight(parts[-1].sizeHint().height())  # words beside buttons
            line.addWidget(part)
            part.show()

    @Slot(bool)
    def _set_open(self, is_open: bool) -> None:
        self._write(acquaintance.set_open_to_introductions, is_open=is_open)

    @Slot()
    def _set_by(self) -> None:
        kept = self._meeting.introduced_by
        by_id = self.by.person_id()
        if by_id is None and self.by.text().strip():
            return  # a name that is still being typed
        if by_id != (kept.person_id if kept else None):
            self._write(acquaintance.set_introduced_by, by_id=by_id)

    @Slot(int)
    def _empty_text(self, person_id: int) -> None:
        if self._meeting.text and person_id == self.person_id:
            now = datetime.now(UTC)
            self.operations.write(
                partial(acquaintance.set_introduction_text, person_id=person_id, text="", now=now)
            )

    def _write(self, service: Any, **said: Any) -> None:
        if self.person_id:
            now = datetime.now(UTC)
            job = self.operations.write(partial(service, person_id=self.person_id, now=now, **said))
            job.ended.connect(self._load)  # what could not be kept is not shown as kept

    @Slot()
    def _show_by(self) -> None:
        if self._meeting.introduced_by is not None:
            self.person_chosen.emit(self._meeting.introduced_by.person_id)

    @Slot()
    def _want_to_introduce(self) -> None:
        self.introduce_wanted.emit(self.person_id, self._name)


def _tell(signal: Any, number: int, _checked: object = None) -> None:
    signal.emit(number)


def _line(one: Introduction, person_id: int, now: datetime) -> str:
    said = introduction_words.situation(one, now)
    return f"{one.other(person_id).name}: {said}"


def _shown(session: Session, person_id: int) -> _Shown | None:
    try:
        meeting = acquaintance.meeting(session, person_id)
    except Trouble:
        return None  # gone for good; the page says so
    return _Shown(person_id, meeting, introductions.of_person(session, person_id))


@dataclass(frozen=True, slots=True)
class _PutText:
    person_id: int
    text: str
    now: datetime

    def __call__(self, session: Any, _row_id: int | None) -> Outcome[int]:
        return acquaintance.set_introduction_text(session, self.person_id, self.text, self.now)


def _put_text(person_id: int, text: str) -> Save:
    return _PutText(person_id, text.strip(), datetime.now(UTC))
