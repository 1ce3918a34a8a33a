"""A note that says that somebody needs help offers to become a bind.

Only what is typed now offers it, once: neither what an import brought, nor what
stood in a note before it was changed, nor what was answered.
"""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from passalong.domain.reply import pleas_in, says_the_same, shortened
from passalong.ui.widgets import button, label


class Pleas:
    """What the notes typed while the program runs plead for, and what was answered."""

    def __init__(self) -> None:
        self._settled: dict[int, list[str]] = {}  # by note

    def begin(self, note_id: int, before: str) -> None:
        """A note is being typed; ``before`` is what it said until now."""
        if note_id not in self._settled:
            self._settled[note_id] = pleas_in(before)

    def offered(self, note_id: int, text: str) -> str:
        """Return the plea of a note that is not answered yet; nothing if there is none."""
        settled = self._settled.get(note_id)
        if settled is None:
            return ""
        new = (
            plea
            for plea in pleas_in(text)
            if not any(says_the_same(plea, other) for other in settled)
        )
        return next(new, "")

    def settle(self, plea: str) -> None:
        """Remember that this was answered, wherever it stands."""
        for settled in self._settled.values():
            settled.append(plea)


class PleaLine(QWidget):
    """The quiet question under a note, and its two answers."""

    bind_wanted = Signal(str)  # the plea
    refused = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._plea = ""
        self._question = label(role="muted", wrap=True)
        self.note = button(self.tr("Note as a bind…"), "quiet", "bind")
        self.no = button(self.tr("No"), "quiet")
        self.no.setToolTip(self.tr("Not asked again for these words"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._question.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._question, 1)
        for each in (self.note, self.no):
            # A click leaves the cursor in the note: it would move from under the click.
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        self.note.clicked.connect(self._want_bind)
        self.no.clicked.connect(self._refuse)
        self.hide()

    @property
    def plea(self) -> str:
        """What is asked about."""
        return self._plea

    def ask(self, name: str, plea: str) -> None:
        """Ask whether this is a bind; the note itself stands above."""
        self._plea = plea
        said = shortened(plea)
        self._question.setText(self.tr("Does {0} need help?").format(name))
        self._question.setToolTip(said)
        for each in (self.note, self.no):
            each.setAccessibleName(f"{each.text()} {said}")
        self.show()

    @Slot()
    def _want_bind(self) -> None:
        self.bind_wanted.emit(self._plea)

    @Slot()
    def _refuse(self) -> None:
        self.refused.emit(self._plea)
