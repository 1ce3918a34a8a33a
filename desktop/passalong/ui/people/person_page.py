"""The page of one person: who they are, what they are doing, care about, need and offer.

The page is read in the background and shown when it is there; an answer about
somebody who is no longer wanted is dropped.  Everything is edited in place, and
whatever is half typed survives every refresh.
"""

from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.person import Field, Kept, MatchedLine, PersonDetails
from passalong.errors import Trouble
from passalong.operations import Operations
from passalong.services import people
from passalong.services.outcome import Changed
from passalong.ui.latest import Latest
from passalong.ui.people.bind_section import BindSection
from passalong.ui.people.chip import ChipItem
from passalong.ui.people.details_editor import DetailsEditor
from passalong.ui.people.found_words import search_words
from passalong.ui.people.gone import Gone
from passalong.ui.people.ledger_section import LedgerSection
from passalong.ui.people.matter_section import MatterSection
from passalong.ui.people.meeting_section import MeetingSection
from passalong.ui.people.notes_editor import NotesEditor
from passalong.ui.people.person_header import PersonHeader
from passalong.ui.people.section import Section
from passalong.ui.people.shown_line import ShownLine
from passalong.ui.people.word_sections import NeedsSection, TagsSection, WordsSection
from passalong.ui.widgets import scrolling

_WIDEST_TEXT = 760  # pixels; longer lines are hard to read
_DETAILS_BESIDE = 1000  # from this width on the contact details stand beside the rest
_WIDEST_DETAILS = 460
_MARGIN = 22


class _Keeping(Protocol):
    def flush(self) -> None: ...


class PersonPage(QStackedWidget):
    """Everything about one person, edited where it stands."""

    pass_along_wanted = Signal(int)
    export_wanted = Signal(object)  # a list of one person's id
    tag_clicked = Signal(str)
    deleted = Signal(int)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._wanted = 0  # the person asked for; 0 is nobody
        self._shown = 0  # the person whose details are on the page
        self._words: tuple[str, ...] = ()
        self._loading = Latest(operations, self._show, self)
        self.setProperty("role", "page")
        self._nobody = QWidget()
        self._gone = Gone(operations)
        self._make_sections()
        self._lay_out()
        self._connect_signals()

    def _make_sections(self) -> None:
        operations = self._operations
        self._header = PersonHeader(operations)
        self._tags = TagsSection(operations)
        self._matter = MatterSection(operations)
        self._values = WordsSection(
            operations,
            Field.VALUE,
            self.tr("Values"),
            self.tr("Value"),
            self.tr("what they care about"),
        )
        self._assets = WordsSection(
            operations,
            Field.ASSET,
            self.tr("Can offer"),
            self.tr("Can offer"),
            self.tr("what they can offer"),
        )
        self._needs = NeedsSection(operations)
        self.binds = BindSection(operations)
        self._notes = NotesEditor(operations)
        self._contact = DetailsEditor(operations)
        self.ledger = LedgerSection(operations)
        self.meeting = MeetingSection(operations)
        self._keeping: tuple[_Keeping, ...] = (
            self._header,
            self._tags,
            self._matter,
            self._values,
            self._assets,
            self._needs,
            self._notes,
            self._contact,
            self.meeting,
        )

    def _lay_out(self) -> None:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        notes = Section(self.tr("Notes"), self._operations)
        notes.body.addWidget(self._notes)
        for part in (
            self._header,
            self._tags,
            self._matter,
            self._values,
            self._assets,
            self._needs,
            self.binds,
            notes,
            self.ledger,
            self.meeting,
        ):
            column.addWidget(part)
        column.addStretch()
        main.setMaximumWidth(_WIDEST_TEXT)
        self._main = main
        self._side = QWidget()
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(18)
        beside.addWidget(self._contact)
        self._beside_column, self._main_column = beside, column
        content = QWidget()
        content.setProperty("role", "page")
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(_MARGIN, 18, _MARGIN, _MARGIN)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(18)
        self._beside: bool | None = None
        self._arrange(beside=False)
        self._scroll = scrolling(content)
        self._line = ShownLine(self._scroll)
        for page in (self._nobody, self._scroll, self._gone):
            page.setProperty("role", "page")
            self.addWidget(page)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _connect_signals(self) -> None:
        self._operations.changed.connect(self._refresh_if_changed)
        self._header.pass_along_wanted.connect(self.pass_along_wanted)
        self._header.export_wanted.connect(self._want_export)
        self._header.deleted.connect(self.deleted)
        self._header.log_wanted.connect(self.ledger.log_exchange)
        self._header.rest_wanted.connect(self.ledger.rest_or_end_it)
        self.ledger.rest_known.connect(self._header.show_rest)
        for says in (self.ledger.reply, self._notes):
            says.plea_found.connect(self.binds.offer)
        self._tags.tag_clicked.connect(self.tag_clicked)

    def show_person(self, person_id: int, search_text: str = "") -> None:
        """Show one person, with the words of a search marked."""
        words = search_words(search_text)
        if person_id == self._wanted and words == self._words:
            return
        if person_id != self._wanted:
            self.flush()
        self._wanted, self._words = person_id, words
        self._load()

    def show_line(self, person_id: int, matched: MatchedLine) -> None:
        """Bring one line of somebody into sight, marked; a note is ready to be corrected."""
        self._line.seek(person_id, matched)
        if self._wanted == person_id:
            self._load()

    def clear(self) -> None:
        """Show nobody."""
        self.flush()
        self._loading.drop()
        self._wanted = self._shown = 0
        self.setCurrentWidget(self._nobody)

    @property
    def person_id(self) -> int:
        """The person whose details are on the page; 0 is nobody."""
        return self._shown

    @Slot()
    def flush(self) -> None:
        """Save everything that is half typed; it goes on in the background."""
        for part in self._keeping:
            part.flush()

    def show_part(self, part: QWidget) -> None:
        """Scroll until a part of the page is seen."""
        self._scroll.ensureWidgetVisible(part)

    @Slot(str)
    def settle_plea(self, plea: str) -> None:
        """Offer no more to note these words as a bind: they are one."""
        self._notes.settle_plea(plea)

    def begin_note(self) -> None:
        """Put the cursor into the field for a new note."""
        self._notes.begin_note()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Save what is half typed: the window may be about to close."""
        self.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Use a wide page for two columns."""
        super().resizeEvent(event)
        self._arrange(beside=self.width() >= _DETAILS_BESIDE)

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        for part in (self._main, self._side):
            self._grid.removeWidget(part)
        balance = self.ledger.balance  # beside where there is room, else above the exchanges
        if beside:
            self._beside_column.insertWidget(0, balance)
        else:
            self._main_column.insertWidget(self._main_column.indexOf(self.ledger), balance)
        self._grid.addWidget(self._main, 0, 0)
        self._grid.addWidget(self._side, *((0, 1) if beside else (1, 0)), Qt.AlignmentFlag.AlignTop)
        self._side.setMaximumWidth(_WIDEST_DETAILS if beside else _WIDEST_TEXT)
        self._grid.setColumnStretch(0, 300)
        self._grid.setColumnStretch(1, 200 if beside else 0)
        self._grid.setColumnStretch(2, 1)  # what is left over on a very wide page
        self._grid.setRowStretch(2, 1)

    def _load(self) -> None:
        if self._wanted:
            self._loading.ask(partial(_details, person_id=self._wanted))
        else:
            self._loading.drop()

    @Slot(object)
    def _refresh_if_changed(self, changed: Changed) -> None:
        if changed & (Changed.PEOPLE | Changed.TAGS):
            self._load()

    @Slot(object)
    def _show(self, details: PersonDetails | None) -> None:
        if details is None or details.deleted_at is not None:
            self._shown = 0
            self._gone.show_person(details)
            self.setCurrentWidget(self._gone)
            return
        another = details.id != self._shown
        self._shown = details.id
        self._line.forget_unless(details.id)
        self._fill(details)
        self.setCurrentWidget(self._scroll)
        if another:
            self._scroll.verticalScrollBar().setValue(0)
        self._bring_line()

    def _bring_line(self) -> None:
        matched = self._line.take()
        if matched is None:
            return
        line = matched.line
        note = self._notes.note_saying(line.text) if line.field is Field.NOTE else None
        part = note or self._part_of(line.field)
        self._line.bring(part)
        if note is not None:
            note.setFocus()

    def _part_of(self, field: Field) -> QWidget:
        parts: dict[Field, QWidget] = {
            Field.TAG: self._tags,
            Field.MATTER: self._matter,
            Field.VALUE: self._values,
            Field.ASSET: self._assets,
            Field.NEED: self._needs,
            Field.BIND: self.binds,
            Field.NOTE: self._notes,
            Field.EXCHANGE: self.ledger,
        }
        return parts.get(field, self._header)

    def _fill(self, details: PersonDetails) -> None:
        words = self._words or self._line.words(details.id)
        self._header.show_person(details, words)
        self._tags.show_person(details, words)
        self._matter.show_person(details, words)
        self._values.show_items(details.id, _items(details.values), words)
        self._assets.show_items(details.id, _items(details.assets), words)
        self._needs.show_person(details, words)
        self.binds.show_person(details)
        self._notes.show_notes(details, words)
        self._contact.show_person(details)
        self.ledger.show_person(details.id, details.name)
        self.meeting.show_person(details)

    @Slot(int)
    def _want_export(self, person_id: int) -> None:
        self.export_wanted.emit([person_id])


def _items(kept: tuple[Kept[str], ...]) -> list[ChipItem]:
    return [ChipItem(each.id, each.value) for each in kept]


def _details(session: Any, person_id: int) -> PersonDetails | None:
    try:
        return people.person_details(session, person_id)
    except Trouble:
        return None  # gone for good; the page says so calmly
