"""Capturing something worth giving: type or paste, see at once whom it may be for, keep it."""

from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from passalong import words
from passalong.domain.captured import url_in
from passalong.domain.opportunity import OpportunityKind
from passalong.domain.quick_line import parse_plea
from passalong.domain.source import Source
from passalong.errors import Trouble
from passalong.local_time import local_now
from passalong.operations import Job, Operations
from passalong.services import opportunities, pleas, suggestions
from passalong.services.pleas import Plea
from passalong.ui.capture_draft import CaptureDraft
from passalong.ui.capture_plea import PleaCard
from passalong.ui.capture_sources import understand
from passalong.ui.capture_text import AttachmentLine, CaptureText
from passalong.ui.dropped import Dropped
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.opportunity_fields import Entered, OpportunityFields
from passalong.ui.suggestions_view import SuggestionsView
from passalong.ui.title_fetcher import TitleFetcher
from passalong.ui.widgets import button, label, scrolling

_PAUSE_IN_TYPING = 250  # milliseconds
_MOST_SUGGESTIONS = 5
_SIZE = (620, 560)
_FIELDS_HEIGHT = 250
_MARGIN = 60  # of the dialog's own title, and some


class CaptureDialog(KeyboardDialog):
    """A text field, a live first suggestion, and everything else behind *More*.

    A line that says that somebody needs help becomes a bind instead.
    """

    captured = Signal(int)
    bind_noted = Signal(int)
    person_chosen = Signal(int)
    draft_kept = Signal(object)  # CaptureDraft: what was typed and not captured
    files_left = Signal(object)  # the names of further files, to be captured afterwards

    def __init__(
        self,
        operations: Operations,
        draft: CaptureDraft | None = None,
        parent: QWidget | None = None,
        *,
        fetch_titles: bool = False,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._draft = draft or CaptureDraft()
        self._fetches = fetch_titles
        self._sender = self._draft.sender
        self._ranking: Job | None = None  # whom it is for, or whose bind it is
        self._is_plea = False
        self._refuses_plea = False
        self._saving: Job | None = None
        self.setWindowTitle(self.tr("Capture"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._text = CaptureText(self._draft.text)
        self._kind = QComboBox()
        self._kind.addItem(self.tr("Recognise the kind"), None)
        for kind in OpportunityKind:
            self._kind.addItem(words.kind(kind), kind)
        self._kind.setAccessibleName(self.tr("Kind"))
        self._file = AttachmentLine()
        self._cut = label(role="warning", wrap=True)
        self._asking = label(role="muted")
        self._asking.hide()
        self._fetcher = TitleFetcher(self)
        self._more = button(self.tr("More…"), "quiet")
        self._more.setToolTip(self.tr("Title, from whom, how many, until when, who may know"))
        self._fields = OpportunityFields(operations, local_now().date())
        self._fields.hide()
        self._message = label(role="danger", wrap=True)
        self._message.hide()
        self._cancel = button(self.tr("Cancel"))
        self._save = button(self.tr("Capture"), role="primary")
        self._save.setDefault(True)
        self._save.setToolTip(self.tr("Ctrl+Return"))
        self._title = label(self.tr("What is worth passing along?"), role="subtitle")
        self.plea = PleaCard(operations)
        self._suggestions = SuggestionsView()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_IN_TYPING)
        self._lay_out()
        self._show_draft(self._draft)
        self._connect_signals()
        self._look_at_text()
        self._fetch_title()

    def _lay_out(self) -> None:
        results = QWidget()
        inside = QVBoxLayout(results)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addWidget(self.plea)
        inside.addWidget(self._suggestions)
        inside.addStretch()
        scroll = scrolling(results, framed=False)
        last = QHBoxLayout()
        last.addWidget(self._kind)
        last.addWidget(self._more)
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for part in (
            self._title,
            self._text,
            self._file,
            self._cut,
            self._asking,
            self._fields,
            self._message,
        ):
            layout.addWidget(part)
        layout.addLayout(last)
        layout.addWidget(scroll, stretch=1)
        self.resize(*_SIZE)
        self._text.setFocus()

    def _connect_signals(self) -> None:
        self._text.textChanged.connect(self._look_at_text)
        self._text.brought.connect(self._take)
        self._text.refused.connect(self._say)
        self._file.removed.connect(self._look_at_text)
        self._fields.changed.connect(self._message.hide)
        self._typing.timeout.connect(self._look_up)
        self.plea.refused.connect(self._refuse_plea)
        self.plea.changed.connect(self._message.hide)
        self._more.clicked.connect(self._fold_or_unfold)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._capture)
        self._suggestions.person_chosen.connect(self._go_to_person)
        self._fetcher.found.connect(self._show_title)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._capture)

    def draft(self) -> CaptureDraft:
        """Return everything that stands in the dialog."""
        kind = self._kind.currentData()  # plain text: Qt does not keep what kind of text it is
        return CaptureDraft(
            self._text.toPlainText(),
            OpportunityKind(kind) if kind else None,
            self._file.attachment(),
            self._fields.entered(),
            self._sender,
            not self._cut.isHidden(),
        )

    def _show_draft(self, draft: CaptureDraft) -> None:
        if draft.text != self._text.toPlainText():
            self._text.setPlainText(draft.text)
        self._kind.setCurrentIndex(max(0, self._kind.findData(draft.kind)))
        self._file.show_attachment(draft.attachment)
        self._fields.show_entered(draft.entered)
        self._say_that_it_is_cut(draft)
        self._sender = draft.sender
        self._fields.name_sender(draft.sender)
        if draft.entered != Entered() and self._fields.isHidden():
            self._fold_or_unfold()

    def _say_that_it_is_cut(self, draft: CaptureDraft) -> None:
        self._cut.setVisible(draft.is_cut)
        said = self.tr("Only the beginning of its text stands here: the rest cannot be kept.")
        if draft.attachment is not None:
            said = self.tr("Only the beginning of its text stands here; all of it is kept in {0}.")
            said = said.format(draft.attachment.name)
        self._cut.setText(said)

    @Slot()
    def _fold_or_unfold(self) -> None:
        unfold = self._fields.isHidden()
        self._fields.setVisible(unfold)
        self._more.setText(self.tr("Less") if unfold else self.tr("More…"))
        height = _SIZE[1] + (_FIELDS_HEIGHT if unfold else 0)
        # Not higher than the window it stands over: that centres it, and would cut its head off.
        room = (self.parentWidget() or self.screen().availableGeometry()).height()
        self.resize(self.width(), min(height, room - _MARGIN))
        if unfold and self.isVisible():
            self._fields.title.setFocus()

    @Slot(object)
    def _take(self, found: Dropped) -> None:
        """Learn what was pasted or dropped into the field beside its letters."""
        if found.files[1:]:
            self.files_left.emit(found.files[1:])
        job = understand(self._operations, found)
        if job is not None:
            job.finished.connect(self._add_source)
            job.troubled.connect(self._tell)

    @Slot(object)
    def _add_source(self, source: Source) -> None:
        self._show_draft(self.draft().with_source(source))
        self._look_at_text()
        self._fetch_title()

    def _fetch_title(self) -> None:
        """Ask a page for its title, if the user turned that on and there is none yet."""
        url = url_in(self._text.toPlainText())
        if self._fetches and url and not self._fields.title.text():
            host = urlsplit(url).hostname or url
            self._asking.setText(self.tr("Asking {0} for the title of the page…").format(host))
            self._asking.show()
            self._fetcher.ask(url)

    @Slot(str, str)
    def _show_title(self, _url: str, title: str) -> None:
        self._asking.setVisible(not title)
        if not title:
            self._asking.setText(self.tr("The page did not tell its title; type one under More."))
        draft = self.draft()
        if title and not draft.entered.title:
            self._show_draft(draft.with_source(Source(title=title)))

    @Slot()
    def _look_at_text(self) -> None:
        text = self._text.toPlainText()
        written = bool(text.strip())
        self._save.setEnabled(written or self._file.attachment() is not None)
        self._message.hide()
        self._tell_plea_from_thing(text)
        if written:
            self._typing.start()
            return
        self._typing.stop()
        self._forget_ranking()
        self._suggestions.clear()

    def _tell_plea_from_thing(self, text: str) -> None:
        """Offer to note a bind where the text is a line that tells of one, and nothing else."""
        said = parse_plea(text)
        says_so = said is not None
        self._refuses_plea &= says_so
        self.plea.keep_only(said.name if said else "")
        is_thing = self._file.attachment() is not None or self._kind.currentData() is not None
        is_plea = says_so and not is_thing and not self._refuses_plea
        if is_plea == self._is_plea:
            return
        self._is_plea = is_plea
        self._title.setText(
            self.tr("Somebody needs help") if is_plea else self.tr("What is worth passing along?")
        )
        self._save.setText(self.tr("Note bind") if is_plea else self.tr("Capture"))
        self._kind.setVisible(not is_plea)
        self._more.setVisible(not is_plea)
        if is_plea:
            if not self._fields.isHidden():
                self._fold_or_unfold()
            self._suggestions.clear()
        else:
            self.plea.forget()  # it may be a line of that sort still, kept for the inbox

    @Slot()
    def _refuse_plea(self) -> None:
        self._refuses_plea = True
        self._look_at_text()
        self._text.setFocus()

    @Slot()
    def _look_up(self) -> None:
        self._forget_ranking()
        text, now = self._text.toPlainText(), local_now()
        if self._is_plea:
            self._ranking = self._operations.read(
                partial(pleas.understand, text=text, today=now.date())
            )
            self._ranking.finished.connect(self._show_plea)
            return
        self._ranking = self._operations.read(
            partial(suggestions.suggest_for_text, text=text, now=now, limit=_MOST_SUGGESTIONS)
        )
        self._ranking.finished.connect(self._suggestions.show_suggested)

    @Slot(object)
    def _show_plea(self, plea: Plea | None) -> None:
        if plea is not None and self._is_plea:
            self.plea.show_plea(plea)

    def _forget_ranking(self) -> None:
        if self._ranking is not None:
            self._ranking.cancel()
            self._ranking = None

    @Slot()
    def _capture(self) -> None:
        if not self._save.isEnabled() or self._saving is not None:
            return
        if self._is_plea:
            self._note_bind()
            return
        unclear = self._fields.what_is_unclear()
        if unclear:
            if self._fields.isHidden():
                self._fold_or_unfold()
            self._say(unclear)
            return
        self._save.setEnabled(False)
        draft = self.draft()
        entered = draft.entered
        self._saving = self._operations.write(
            partial(
                opportunities.capture,
                text=draft.text.strip(),
                now=local_now(),
                kind=draft.kind,
                title=entered.title,
                giver_id=entered.giver_id,
                quantity=entered.quantity,
                expires_on=entered.expires_on,
                sharing=entered.sharing,
                sharing_subject=entered.sharing_subject,
                rating=entered.rating,
                commentary=entered.commentary,
                attachment=draft.attachment,
            )
        )
        self._saving.finished.connect(self._end)
        self._saving.troubled.connect(self._tell)

    def _note_bind(self) -> None:
        unclear = self.plea.what_is_unclear()
        if unclear:
            self._say(unclear)
            return
        self._save.setEnabled(False)
        self._saving = self._operations.write(
            partial(
                pleas.note,
                text=self._text.toPlainText(),
                now=local_now(),
                person_id=self.plea.person_id(),
                new=self.plea.is_new(),
            )
        )
        self._saving.finished.connect(self._end_with_bind)
        self._saving.troubled.connect(self._tell)

    @Slot(object)
    def _end_with_bind(self, bind_id: int) -> None:
        self.accept()
        self.bind_noted.emit(bind_id)

    @Slot(object)
    def _end(self, opportunity_id: int) -> None:
        self._fetcher.forget()
        self.accept()
        self.captured.emit(opportunity_id)

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._saving = None
        self._save.setEnabled(True)
        self._say(f"{trouble.what} {trouble.advice}".strip())

    @Slot(str)
    def _say(self, text: str) -> None:
        self._message.setText(text)
        self._message.show()

    @Slot(int)
    def _go_to_person(self, person_id: int) -> None:
        """Leave for the person; what was typed is kept for the next time."""
        self.reject()
        self.person_chosen.emit(person_id)

    def reject(self) -> None:
        """Close without a question; what was typed comes back with the next capture."""
        self._typing.stop()
        self._forget_ranking()
        self._fetcher.forget()
        super().reject()
        self.draft_kept.emit(self.draft())
