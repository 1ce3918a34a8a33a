"""What an import did: every card counted, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from passalong.domain.proposal import ImportReport
from passalong.ui.imports import import_words
from passalong.ui.widgets import Card, button, label


class ResultPage(QWidget):
    """In = added + updated + unchanged + rejected."""

    rejected_wanted = Signal()
    undo_wanted = Signal()
    back_of_card_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label(role="title", wrap=True)
        self._sum = label(role="strong", wrap=True, selectable=True)
        self._text = label(role="muted", wrap=True)
        self._save = button(self.tr("Save rejected cards…"), icon="save")
        self._undo = button(self.tr("Undo this import"), icon="undo")
        self._cards = button(self.tr("Back of the card…"), role="primary", icon="card")
        self._close = button(self.tr("Close"))
        self._lay_out()
        self._save.clicked.connect(self.rejected_wanted)
        self._undo.clicked.connect(self.undo_wanted)
        self._cards.clicked.connect(self.back_of_card_wanted)
        self._close.clicked.connect(self.closed)

    def _lay_out(self) -> None:
        box = Card()
        box.body.addWidget(self._sum)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        self._cards_text = label(
            self.tr("One line about each of the new people, ten at a time. Skipping is free."),
            role="muted",
            wrap=True,
        )
        self._save_text = label(
            self.tr("Writes the cards that were not taken to a file, so that nothing is lost."),
            role="muted",
            wrap=True,
        )
        self._undo_text = label(
            self.tr("Takes the whole import back. Edit › Undo does the same."),
            role="muted",
            wrap=True,
        )
        rows = ((self._cards, self._cards_text), (self._save, self._save_text),
                (self._undo, self._undo_text))  # fmt: skip
        for row, (offered, text) in enumerate(rows):
            grid.addWidget(offered, row, 0)
            grid.addWidget(text, row, 1)
        grid.setColumnStretch(1, 1)
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 24, 40, 0)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self._title)
        layout.addWidget(box)
        layout.addWidget(self._text)
        layout.addSpacing(6)
        layout.addLayout(grid)
        layout.addStretch(2)
        layout.addLayout(last)

    def show_report(self, report: ImportReport) -> None:
        """Show what was done."""
        changed = report.added + report.updated > 0
        self._title.setText(self.tr("Imported") if changed else self.tr("Nothing new"))
        self._sum.setText(import_words.balance(report))
        self._text.setText("" if changed else self.tr("Everything in it was there already."))
        self._text.setVisible(not changed and not report.rejected)
        for widget in (self._save, self._save_text):
            widget.setVisible(report.rejected > 0)
        for widget in (self._undo, self._undo_text):
            widget.setVisible(changed)
        for widget in (self._cards, self._cards_text):
            widget.setVisible(report.added > 0)
        self._undo.setEnabled(False)
        first = self._cards if report.added else self._close
        first.setDefault(True)
        first.setFocus()

    def allow_undo(self) -> None:
        """Offer the way back, once it is known which step it takes."""
        self._undo.setEnabled(True)

    def show_undone(self) -> None:
        """Show that the import was taken back."""
        self._title.setText(self.tr("Import undone"))
        self._text.setText(self.tr("Everything is as it was before. Edit › Redo brings it again."))
        self._text.show()
        for widget in (self._undo, self._undo_text, self._cards, self._cards_text):
            widget.hide()
        self._close.setDefault(True)
        self._close.setFocus()

    def say(self, text: str) -> None:
        """Show a sentence below the figures."""
        self._text.setText(text)
        self._text.show()
