"""What came of an introduction: asked after two weeks and after six, and said in a few words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from passalong.domain.introduction import ASK_OUTCOME_AFTER, Introduction, Stage
from passalong.ui import introduction_words
from passalong.ui.people.growing_text import GrowingText
from passalong.ui.widgets import Card, FlowLayout, button, label, set_role

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OutcomeBox(Card):
    """A question, a field for the answer, Keep and Ask later."""

    told = Signal(str)
    later_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._id = 0
        self.question = label(wrap=True)
        self.field = _Field("block")
        self.field.setAccessibleName(self.tr("What came of it?"))
        self.field.setPlaceholderText(self.tr("they work together now; nothing yet; …"))
        self.keep = button(self.tr("Keep"), "primary")
        self.later = button(self.tr("Ask later"))
        row = FlowLayout(spacing=8)
        row.addWidget(self.keep)
        row.addWidget(self.later)
        inside = QVBoxLayout()
        inside.setSpacing(8)
        inside.addWidget(self.question)
        inside.addWidget(self.field)
        inside.addLayout(row)
        self.body.addLayout(inside)
        self.field.textChanged.connect(self._allow)
        self.field.sent.connect(self._tell)
        self.keep.clicked.connect(self._tell)
        self.later.clicked.connect(self.later_wanted)

    def show_introduction(self, introduction: Introduction, now: datetime) -> None:
        """Ask about an introduction that was made; half-typed words stay."""
        if introduction.id != self._id:
            self._id = introduction.id
            self.field.start_anew(introduction.outcome)
        else:
            self.field.show_text(introduction.outcome)
        over = introduction.stage is Stage.OUTCOME
        due = introduction_words.is_due(introduction, now)
        self.question.setText(self._asks(introduction, now, due=due))
        set_role(self, "giver" if due else "card")
        set_role(self.question, "warning" if due else "muted")
        self.later.setVisible(due)
        times = introduction.times_outcome_asked
        if times + 1 < len(ASK_OUTCOME_AFTER):
            days = ASK_OUTCOME_AFTER[times + 1].days
            self.later.setToolTip(
                self.tr("Asks once more {0} days after the introduction").format(days)
            )
        else:
            self.later.setToolTip(self.tr("It is not asked again"))
        self.keep.setText(self.tr("Keep") if not over else self.tr("Change"))
        self._allow()

    def _asks(self, introduction: Introduction, now: datetime, *, due: bool) -> str:
        if introduction.stage is Stage.OUTCOME:
            return self.tr("What came of it")
        asks = self.tr("What came of it?")
        if due or introduction.introduced_at is None:
            return asks
        times = introduction.times_outcome_asked
        if times >= len(ASK_OUTCOME_AFTER):
            return asks
        days = (introduction.introduced_at + ASK_OUTCOME_AFTER[times] - now).days + 1
        said = self.tr("It is asked in {0} days.").format(days)
        return f"{asks} {said if days > 1 else self.tr('It is asked tomorrow.')}"

    @Slot()
    def _allow(self) -> None:
        self.keep.setEnabled(bool(self.field.text().strip()) and self.field.is_touched())

    @Slot()
    def _tell(self) -> None:
        if self.keep.isEnabled():
            self.told.emit(self.field.take())
            self._allow()


class _Field(GrowingText):
    """A growing text in which Ctrl+Return keeps what is written."""

    sent = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep with Ctrl+Return."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)
