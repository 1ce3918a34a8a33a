"""My news: the few things that are new with the user, told to each person once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from passalong.domain.news import News
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import news
from passalong.services.outcome import Changed
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.people.days import day_text
from passalong.ui.people.growing_text import GrowingText
from passalong.ui.widgets import button, label, scrolling

_SIZE = (560, 460)


class NewsRow(QWidget):
    """One piece of news: since when, what, and a button that puts it aside or takes it up."""

    changed = Signal(object, str)  # News, its new text
    retire_wanted = Signal(object)  # News

    def __init__(self, piece: News, today: date) -> None:
        super().__init__()
        self.piece = piece
        day = label(day_text(piece.since, today), "strong")
        day.setMinimumWidth(day.fontMetrics().horizontalAdvance("00 Mmm 0000 "))
        day.setContentsMargins(0, 3, 0, 0)
        self.field = GrowingText()
        self.field.show_text(piece.text)
        self.field.setAccessibleName(self.tr("News since {0}").format(day.text()))
        self.field.setReadOnly(piece.is_retired)
        self._retire = button(
            self.tr("Tell again") if piece.is_retired else self.tr("Put aside"), "quiet"
        )
        self._retire.setAccessibleName(f"{self._retire.text()}: {piece.text}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._retire, 0, Qt.AlignmentFlag.AlignTop)
        self.field.left.connect(self.save)
        self._retire.clicked.connect(self._want_retirement)

    @Slot()
    def save(self) -> None:
        """Hand out what was typed; an emptied line comes back, as news is put aside instead."""
        if not self.field.is_touched():
            return
        text = " ".join(self.field.take().split())
        if text:
            self.changed.emit(self.piece, text)
        else:
            self.field.start_anew(self.piece.text)

    @Slot()
    def _want_retirement(self) -> None:
        self.retire_wanted.emit(self.piece)


class NewsDialog(KeyboardDialog):
    """The current news, a line for one more, and what was put aside below."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._pieces: Sequence[News] = ()
        self._rows: list[NewsRow] = []
        self._shows_retired = False
        self.setWindowTitle(self.tr("My news"))
        self._new = GrowingText("inline")
        self._new.setProperty("role", "field")
        self._new.setAccessibleName(self.tr("What is new with you"))
        self._new.setPlaceholderText(self.tr("I moved to the rail team and am learning to solder."))
        self._add = button(self.tr("Add"), "primary")
        self._add.setToolTip(self.tr("Ctrl+Return"))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._none = label(self.tr("Nothing yet."), "muted")
        self._aside = button("", "quiet")
        self._close = button(self.tr("Close"))
        self._lay_out()
        self._connect_signals()
        self._load()

    def _lay_out(self) -> None:
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self._none)
        inside.addLayout(self._list)
        aside = QHBoxLayout()
        aside.addWidget(self._aside)
        aside.addStretch()
        inside.addLayout(aside)
        inside.addStretch()
        scroll = scrolling(content, framed=False)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._new, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("What is new with you?"), "subtitle"))
        layout.addWidget(
            label(
                self.tr("A sentence or two. When you write to somebody, they hear it once."),
                "muted",
                wrap=True,
            )
        )
        layout.addLayout(line)
        layout.addWidget(scroll, 1)
        layout.addLayout(last)
        self.resize(*_SIZE)
        self._new.setFocus()

    def _connect_signals(self) -> None:
        self._operations.changed.connect(self._reload_if_changed)
        self._add.clicked.connect(self._add_news)
        self._aside.clicked.connect(self._fold_or_unfold)
        self._close.clicked.connect(self.close)
        self._new.typed.connect(self._allow)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self._new, self._add_news).setContext(
                Qt.ShortcutContext.WidgetShortcut
            )
        self._allow()

    def reject(self) -> None:
        """Keep what is half typed: a line in place is saved, a new one is added."""
        for row in self._rows:
            row.save()
        self._add_news()
        super().reject()

    @Slot()
    def _allow(self) -> None:
        self._add.setEnabled(bool(self._new.text().strip()))

    @Slot()
    def _add_news(self) -> None:
        text = self._new.take().strip()
        if text:
            self._new.start_anew()
            self._operations.write(partial(news.add, text=text, now=local_now()))
            self._allow()

    @Slot(object)
    def _reload_if_changed(self, changed: Changed) -> None:
        if Changed.OWN_WORDS in changed:
            self._load()

    def _load(self) -> None:
        self._operations.read(news.everything).finished.connect(self._show)

    @Slot(object)
    def _show(self, pieces: Sequence[News]) -> None:
        self._pieces = pieces
        self._fill()

    @Slot()
    def _fold_or_unfold(self) -> None:
        self._shows_retired = not self._shows_retired
        self._fill()

    def _fill(self) -> None:
        for row in self._rows:
            row.save()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        retired = [piece for piece in self._pieces if piece.is_retired]
        told = [piece for piece in self._pieces if not piece.is_retired]
        today = local_now().date()
        self._rows = [
            NewsRow(piece, today) for piece in told + (retired if self._shows_retired else [])
        ]
        for row in self._rows:
            row.changed.connect(self._change)
            row.retire_wanted.connect(self._retire)
            self._list.addWidget(row)
            row.show()
        self._none.setVisible(not told)
        self._aside.setVisible(bool(retired))
        self._aside.setText(
            self.tr("Hide what was put aside")
            if self._shows_retired
            else self.tr("Put aside: {0}").format(len(retired))
        )

    @Slot(object, str)
    def _change(self, piece: News, text: str) -> None:
        self._operations.write(partial(news.edit, news_id=piece.id, text=text, since=piece.since))

    @Slot(object)
    def _retire(self, piece: News) -> None:
        self._operations.write(
            partial(news.retire, news_id=piece.id, is_retired=not piece.is_retired)
        )
