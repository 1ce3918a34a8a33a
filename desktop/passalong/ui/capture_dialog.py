"""Capturing something worth giving: type or paste, see at once whom it may be for, keep it."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from passalong import words
from passalong.domain.opportunity import OpportunityKind
from passalong.errors import Trouble
from passalong.operations import Job, Operations
from passalong.services import opportunities, people, suggestions
from passalong.ui.inbox.suggestions_view import Ranked, SuggestionsView
from passalong.ui.widgets import button, label

_PAUSE_IN_TYPING = 250  # milliseconds
_MOST_SUGGESTIONS = 5


class CaptureDialog(QDialog):
    """A text field, a kind that need not be chosen, and a live first suggestion."""

    captured = Signal(int)
    person_chosen = Signal(int)
    draft_kept = Signal(str)  # what was typed and not captured; empty once it was

    def __init__(
        self, operations: Operations, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._ranking: Job | None = None
        self._saving: Job | None = None
        self.setWindowTitle(self.tr("Capture"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._text = QPlainTextEdit(text)
        self._text.setPlaceholderText(
            self.tr("Two spare tickets for Saturday… or the address of a page worth reading")
        )
        self._text.setAccessibleName(self.tr("What is worth passing along"))
        self._text.setTabChangesFocus(True)
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._kind = QComboBox()
        self._kind.addItem(self.tr("Recognise the kind"), None)
        for kind in OpportunityKind:
            self._kind.addItem(words.kind(kind), kind)
        self._kind.setAccessibleName(self.tr("Kind"))
        self._message = label(role="danger", wrap=True)
        self._message.hide()
        self._cancel = button(self.tr("Cancel"))
        self._save = button(self.tr("Capture"), role="primary")
        self._save.setDefault(True)
        self._save.setToolTip(self.tr("Ctrl+Return"))
        self._suggestions = SuggestionsView()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_IN_TYPING)
        self._lay_out()
        self._connect_signals()
        self._look_at_text()

    def _lay_out(self) -> None:
        self._text.setFixedHeight(110)
        results = QWidget()
        inside = QVBoxLayout(results)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.addWidget(self._suggestions)
        inside.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(results)
        last = QHBoxLayout()
        last.addWidget(self._kind)
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("What is worth passing along?"), role="subtitle"))
        layout.addWidget(self._text)
        layout.addWidget(self._message)
        layout.addLayout(last)
        layout.addWidget(scroll, stretch=1)
        self.resize(620, 560)
        self._text.setFocus()

    def _connect_signals(self) -> None:
        self._text.textChanged.connect(self._look_at_text)
        self._typing.timeout.connect(self._rank)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._capture)
        self._suggestions.person_chosen.connect(self._go_to_person)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._capture)

    @Slot()
    def _look_at_text(self) -> None:
        written = bool(self._text.toPlainText().strip())
        self._save.setEnabled(written)
        self._message.hide()
        if written:
            self._typing.start()
            return
        self._typing.stop()
        self._forget_ranking()
        self._suggestions.clear()

    @Slot()
    def _rank(self) -> None:
        self._forget_ranking()
        text, now = self._text.toPlainText(), datetime.now().astimezone()
        self._ranking = self._operations.read(
            lambda session: Ranked(
                suggestions.suggest_for_text(session, text, now, limit=_MOST_SUGGESTIONS).people,
                people.count_people(session),
            )
        )
        self._ranking.finished.connect(self._suggestions.show_ranked)

    def _forget_ranking(self) -> None:
        if self._ranking is not None:
            self._ranking.cancel()
            self._ranking = None

    @Slot()
    def _capture(self) -> None:
        text = self._text.toPlainText().strip()
        if not text or self._saving is not None:
            return
        self._save.setEnabled(False)
        kind = self._kind.currentData()  # plain text: Qt does not keep what kind of text it is
        self._saving = self._operations.write(
            partial(
                opportunities.capture,
                text=text,
                now=datetime.now(UTC),
                kind=OpportunityKind(kind) if kind else None,
            )
        )
        self._saving.finished.connect(self._end)
        self._saving.troubled.connect(self._tell)

    @Slot(object)
    def _end(self, opportunity_id: int) -> None:
        self._text.clear()
        self.accept()
        self.draft_kept.emit("")
        self.captured.emit(opportunity_id)

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._saving = None
        self._save.setEnabled(True)
        self._message.setText(str(trouble))
        self._message.show()

    @Slot(int)
    def _go_to_person(self, person_id: int) -> None:
        """Leave for the person; what was typed is kept for the next time."""
        self.reject()
        self.person_chosen.emit(person_id)

    def reject(self) -> None:
        """Close without a question; the text comes back with the next capture."""
        self._typing.stop()
        self._forget_ranking()
        super().reject()
        self.draft_kept.emit(self._text.toPlainText())
