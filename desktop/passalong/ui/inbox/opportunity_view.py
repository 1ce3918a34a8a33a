"""One opportunity: read or edited in place, its giver, and whom it may be for below."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from passalong.domain.opportunity import Opportunity, OpportunityState
from passalong.operations import Operations
from passalong.services import suggestions
from passalong.ui.folded_text import FoldedText
from passalong.ui.form_card import Turns
from passalong.ui.inbox import inbox_words
from passalong.ui.inbox.attachment_card import AttachmentCard
from passalong.ui.inbox.giver_box import GiverBox
from passalong.ui.inbox.opportunity_form import OpportunityForm
from passalong.ui.suggestions_view import SuggestionsView
from passalong.ui.widgets import button, label, yielding

_SAFE_SCHEMES = ("http", "https")
_LONGEST_ADDRESS = 500  # letters that are shown
_OVER = (OpportunityState.PASSED, OpportunityState.CLOSED)


class OpportunityView(QScrollArea):
    """What it is, when it came, its text and link, and the suggested recipients."""

    saved = Signal(int, object)  # an opportunity's id, Revised
    delete_wanted = Signal(int)
    close_wanted = Signal(int)
    reopen_wanted = Signal(int)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._opportunity: Opportunity | None = None
        self._reading = _Reading()
        self.form = OpportunityForm(operations)
        self._turns = Turns(self._reading, self._reading.edit, self.form)
        self.attachment = AttachmentCard(operations)
        self.giver = GiverBox()
        self.suggestions = SuggestionsView(acting=True)
        page = QWidget()
        page.setProperty("role", "page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(22, 16, 22, 20)
        layout.setSpacing(16)
        for part in (self._reading, self.form, self.attachment, self.giver, self.suggestions):
            layout.addWidget(part)
        layout.addStretch()
        self.setWidget(page)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._reading.edit.clicked.connect(self.edit)
        self._reading.delete.clicked.connect(self._ask_to_delete)
        self._reading.close_.clicked.connect(self._ask_to_close)
        self._reading.reopen.clicked.connect(self._ask_to_reopen)
        self._reading.not_for_me.clicked.connect(self.look_for_others)
        self._reading.open.clicked.connect(self._open_link)
        self.form.saved.connect(self.saved)

    @property
    def opportunity(self) -> Opportunity | None:
        """Return what is shown."""
        return self._opportunity

    def show_opportunity(self, opportunity: Opportunity) -> None:
        """Show this opportunity; what is being edited stays until it is saved or left."""
        another = self._opportunity is None or self._opportunity.id != opportunity.id
        self._opportunity = opportunity
        self._reading.show_opportunity(opportunity)
        self.attachment.show_of(opportunity.id)
        self.giver.show_giver(opportunity)
        if another:
            self.suggestions.clear()
            self.leave_editing()

    @Slot()
    def edit(self) -> None:
        """Open everything that is said of it for editing."""
        if self._opportunity is not None:
            self._turns.write()
            self.form.start(self._opportunity)

    @Slot()
    def leave_editing(self) -> None:
        """Go back to reading, without saving."""
        self._turns.read()

    @Slot()
    def look_for_others(self) -> None:
        """Show who else could use it."""
        self.suggestions.go_into()
        self.ensureWidgetVisible(self.suggestions, 0, 0)

    @Slot()
    def _ask_to_delete(self) -> None:
        if self._opportunity is not None:
            self.delete_wanted.emit(self._opportunity.id)

    @Slot()
    def _ask_to_close(self) -> None:
        if self._opportunity is not None:
            self.close_wanted.emit(self._opportunity.id)

    @Slot()
    def _ask_to_reopen(self) -> None:
        if self._opportunity is not None:
            self.reopen_wanted.emit(self._opportunity.id)

    @Slot()
    def _open_link(self) -> None:
        if self._opportunity is not None:
            QDesktopServices.openUrl(QUrl(self._opportunity.url))


class _Reading(QWidget):
    """Title, kind, day, text and link."""

    def __init__(self) -> None:
        super().__init__()
        self._title = yielding(label(role="title", wrap=True, selectable=True))
        self._about = yielding(label(role="muted", wrap=True))
        self._text = FoldedText()
        self._commentary = yielding(label(wrap=True, selectable=True))
        self._url = yielding(label(role="muted", wrap=True, selectable=True))
        self.not_for_me = button(self.tr("Not for me: who could use it?"), role="quiet")
        self.open = button(self.tr("Open link"), icon="link")
        self.edit = button(self.tr("Edit"))
        self.close_ = button(self.tr("Put aside"), role="quiet", icon="done")
        self.close_.setToolTip(self.tr("It is done with; Passed keeps it"))
        self.reopen = button(self.tr("Take up again"), role="quiet", icon="bring_back")
        self.delete = button(self.tr("Delete"), role="quiet", icon="delete")
        self.delete.setToolTip(self.tr("Moves it to the trash; Undo brings it back"))
        self.open.setToolTip(self.tr("Opens the page in your browser"))
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self._title, stretch=1)
        first.addWidget(self.edit, alignment=Qt.AlignmentFlag.AlignTop)
        self._link = QWidget()
        link = QHBoxLayout(self._link)
        link.setContentsMargins(0, 4, 0, 0)
        link.addWidget(self._url, stretch=1)
        link.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignTop)
        actions = QHBoxLayout()
        actions.setSpacing(2)
        for offered in (self.not_for_me, self.close_, self.reopen, self.delete):
            actions.addWidget(offered)
        actions.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(first)
        layout.addWidget(self._about)
        layout.addSpacing(4)
        layout.addWidget(self._text)
        layout.addWidget(self._commentary)
        layout.addWidget(self._link)
        layout.addLayout(actions)

    def show_opportunity(self, opportunity: Opportunity) -> None:
        """Show what it is."""
        self._title.setText(opportunity.title)
        self._about.setText(inbox_words.in_full(opportunity, datetime.now(UTC)))
        shown_already = (opportunity.title, opportunity.url)
        lines = opportunity.text.splitlines()
        text = "\n".join(line for line in lines if line.strip() not in shown_already).strip()
        self._text.show_text(text)
        self._text.setVisible(bool(text))
        self._commentary.setText(self.tr("Why it is great: {0}").format(opportunity.commentary))
        self._commentary.setVisible(bool(opportunity.commentary))
        shown = opportunity.url[:_LONGEST_ADDRESS]
        self._url.setText(shown if shown == opportunity.url else f"{shown}…")
        self._link.setVisible(bool(opportunity.url))
        self.open.setEnabled(QUrl(opportunity.url).scheme().lower() in _SAFE_SCHEMES)
        over = opportunity.state in _OVER
        self.not_for_me.setVisible(not over and suggestions.withheld(opportunity) is None)
        self.close_.setVisible(opportunity.state is not OpportunityState.CLOSED)
        can_reopen = opportunity.state is OpportunityState.CLOSED and not opportunity.is_used_up
        self.reopen.setVisible(can_reopen)
