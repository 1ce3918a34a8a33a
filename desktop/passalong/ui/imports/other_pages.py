"""The quiet pages of an import: where to take cards from, waiting, and trouble."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from passalong.errors import Trouble
from passalong.ui.widgets import Empty, button, label

_FULL = 1000


class StartPage(Empty):
    """Asks where the cards are."""

    files_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self) -> None:
        self._files = button(self.tr("Choose files…"), role="primary", icon="file")
        self._folder = button(self.tr("Choose a folder…"), icon="folder")
        self._paste = button(self.tr("Paste cards"), icon="paste")
        super().__init__(
            self.tr("Import people"),
            self.tr(
                "Drop vCard or CSV files here, or a folder of them. You will see what would"
                " happen to every card before anything is written."
            ),
            [self._files, self._folder, self._paste],
        )
        self._files.clicked.connect(self.files_wanted)
        self._folder.clicked.connect(self.folder_wanted)
        self._paste.clicked.connect(self.paste_wanted)


class WorkingPage(QWidget):
    """A bar that moves, and a way to stop."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label(role="subtitle", wrap=True)
        self._text = label(role="muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = button(self.tr("Cancel"))
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(60, 24, 60, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self._title)
        layout.addWidget(self._bar)
        layout.addWidget(self._text)
        layout.addLayout(line)
        layout.addStretch(2)
        self._cancel.clicked.connect(self._cancel_once)

    def start(self, title: str, text: str) -> None:
        """Begin: nothing is known yet about how long it takes."""
        self._title.setText(title)
        self._text.setText(text)
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._cancel.setFocus()

    @Slot(object, object)
    def advance(self, done: int, total: int) -> None:
        """Move the bar; bytes and cards alike, so it counts in thousandths."""
        if total > 0:
            self._bar.setRange(0, _FULL)
            self._bar.setValue(min(_FULL, done * _FULL // total))

    @Slot()
    def _cancel_once(self) -> None:
        self._cancel.setEnabled(False)
        self._text.setText(self.tr("Stopping…"))
        self.cancelled.emit()


class TroublePage(QWidget):
    """What went wrong, in a sentence, and what to do about it."""

    again_wanted = Signal()
    other_files_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._what = label(role="subtitle", wrap=True, selectable=True)
        self._advice = label(wrap=True, selectable=True)
        note = label(self.tr("Nothing was imported."), role="muted")
        self._again = button(self.tr("Try again"), role="primary")
        self._other = button(self.tr("Choose other files…"))
        self._close = button(self.tr("Close"))
        line = QHBoxLayout()
        line.addWidget(self._again)
        line.addWidget(self._other)
        line.addStretch()
        line.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(60, 24, 60, 24)
        layout.setSpacing(12)
        layout.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        layout.addStretch(1)
        for part in (self._what, self._advice, note):
            layout.addWidget(part)
        layout.addSpacing(8)
        layout.addLayout(line)
        layout.addStretch(2)
        self._again.clicked.connect(self.again_wanted)
        self._other.clicked.connect(self.other_files_wanted)
        self._close.clicked.connect(self.closed)

    def show_trouble(self, trouble: Trouble) -> None:
        """Tell the user."""
        self._what.setText(trouble.what)
        self._advice.setText(trouble.advice)
        self._advice.setVisible(bool(trouble.advice))
        self.setAccessibleName(str(trouble))
        self._again.setDefault(True)
        self._again.setFocus()
