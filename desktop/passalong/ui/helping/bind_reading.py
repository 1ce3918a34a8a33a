"""What a bind says: headline, since when, the promise; and whether it still matters."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from passalong.domain.bind import Bind, may_have_faded
from passalong.ui import help_words
from passalong.ui.choices import mark
from passalong.ui.widgets import Card, FlowLayout, button, label


class BindReading(QWidget):
    """The top of a bind's page."""

    listen_set = Signal(object, bool)  # Bind
    urgent_set = Signal(object, bool)
    still_matters = Signal(object, bool)
    introduction_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._bind: Bind | None = None
        self.title = label(role="title", wrap=True, selectable=True)
        self.about = label(role="muted", wrap=True)
        self.text = label(wrap=True, selectable=True)
        self.would_count = label(role="muted", wrap=True, selectable=True)
        self.introductions = FlowLayout(spacing=8)
        self.edit = button(self.tr("Edit"))
        self.open = button("", "quiet")
        self.write = button(self.tr("Write…"), "quiet")
        self.listen = QCheckBox(self.tr("Just listen"))
        self.listen.setToolTip(self.tr("Listening is what helps; nobody is looked for"))
        self.urgent = QCheckBox(self.tr("Urgent"))
        self.matters = button(self.tr("It still matters"))
        self.faded = button(self.tr("It has faded"))
        self._question = self._faded_question()
        self._lay_out()
        self.listen.toggled.connect(self._set_listen)
        self.urgent.toggled.connect(self._set_urgent)
        self.matters.clicked.connect(partial(self._say_whether_it_matters, matters=True))
        self.faded.clicked.connect(partial(self._say_whether_it_matters, matters=False))

    def _faded_question(self) -> Card:
        asks = Card(role="giver")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(
            label(self.tr("Nothing happened for two months. Does it still matter?"), wrap=True), 1
        )
        line.addWidget(self.matters)
        line.addWidget(self.faded)
        asks.body.addLayout(line)
        return asks

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.title, 1)
        first.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        line = FlowLayout(spacing=8)
        high = self.write.sizeHint().height()  # the ticks stand level with the buttons
        for tick in (self.listen, self.urgent):
            tick.setMinimumHeight(high)
        for each in (self.listen, self.urgent, self.open, self.write):
            line.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(first)
        layout.addWidget(self.about)
        layout.addWidget(self.text)
        layout.addWidget(self.would_count)
        layout.addLayout(self.introductions)
        layout.addLayout(line)
        layout.addSpacing(4)
        layout.addWidget(self._question)

    def show_bind(self, bind: Bind, now: datetime) -> None:
        """Show what this one says."""
        self._bind = bind
        self.title.setText(help_words.title(bind))
        self.about.setText(help_words.about(bind, now))
        self.text.setText(bind.text.strip())
        self.text.setVisible(help_words.is_more_than_title(bind))
        self.would_count.setText(self.tr("What would count: {0}").format(bind.would_count))
        self.would_count.setVisible(bool(bind.would_count))
        self._show_introductions(bind)
        for each in (self.open, self.write):
            each.setVisible(not bind.is_mine)
        self.open.setText(self.tr("Open {0}").format(bind.person_name).replace("&", "&&"))
        self.open.setToolTip(bind.person_name)
        mark(self.listen, on=bind.just_listen)
        self.listen.setVisible(bind.is_open and not bind.is_mine)
        mark(self.urgent, on=bind.urgent)
        self.urgent.setVisible(bind.is_open)
        self._question.setVisible(may_have_faded(bind, now))

    def _show_introductions(self, bind: Bind) -> None:
        """Name the introductions made for it; each leads there."""
        while (item := self.introductions.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in bind.introductions:
            says = self.tr("Introduction with {0}").format(each.person_name)
            leads = button(says.replace("&", "&&"), "quiet", icon="introduction")
            leads.clicked.connect(partial(self._choose_introduction, each.id))
            self.introductions.addWidget(leads)

    def _choose_introduction(self, introduction_id: int, *_clicked: object) -> None:
        self.introduction_chosen.emit(introduction_id)

    def asks_whether_faded(self) -> bool:
        """Return whether the question is shown."""
        return self._question.isVisibleTo(self)

    @Slot(bool)
    def _set_listen(self, listen: bool) -> None:
        self.listen_set.emit(self._bind, listen)

    @Slot(bool)
    def _set_urgent(self, urgent: bool) -> None:
        self.urgent_set.emit(self._bind, urgent)

    def _say_whether_it_matters(self, *_clicked: object, matters: bool) -> None:
        self.still_matters.emit(self._bind, matters)
