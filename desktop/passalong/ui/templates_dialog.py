"""My own words: how the user usually says each part of a message."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.message import Template, TemplatePart
from passalong.operations import Operations
from passalong.services import templates
from passalong.services.default_words import DEFAULT_WORDS
from passalong.services.outcome import Changed
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.long_text import LongText
from passalong.ui.widgets import button, label

_SIZE = (700, 420)
_BESIDE = 28  # pixels around the names of the parts


class TemplatesDialog(KeyboardDialog):
    """The parts on the left, the words for one of them on the right; saved when left."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._own: dict[TemplatePart, Template] = {}
        self._part = TemplatePart.GREETING
        self.setWindowTitle(self.tr("My own words"))
        self._parts = QListWidget()
        self._parts.setProperty("role", "boxed")
        self._parts.setAccessibleName(self.tr("Parts of a message"))
        self._parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part, says in self._names().items():
            item = QListWidgetItem(says)
            item.setData(Qt.ItemDataRole.UserRole, part.value)
            self._parts.addItem(item)
        self._parts.setFixedWidth(self._parts.sizeHintForColumn(0) + _BESIDE)
        self._about = label(role="muted", wrap=True)
        self._text = LongText()
        self._text.setTabChangesFocus(True)
        self._back = button(self.tr("Use the program's words"), "quiet")
        self._close = button(self.tr("Close"), "primary")
        self._lay_out()
        self._connect_signals()
        self._load()

    def _names(self) -> dict[TemplatePart, str]:
        return {
            TemplatePart.GREETING: self.tr("Greeting"),
            TemplatePart.VALUE: self.tr("The value"),
            TemplatePart.WHY: self.tr("Why it made you think of them"),
            TemplatePart.ASK: self.tr("Asking what they are up to"),
            TemplatePart.OFFER: self.tr("Offer of help"),
            TemplatePart.CLOSING: self.tr("Closing"),
            TemplatePart.GIVER_ASK: self.tr("Asking the giver"),
            TemplatePart.GIVER_THANKS: self.tr("Thanking the giver"),
            TemplatePart.MEET_ASK: self.tr("Asking whether to meet somebody"),
            TemplatePart.MEET_INTRODUCE: self.tr("Introducing two"),
            TemplatePart.MEET_THANKS: self.tr("Thanking for having met"),
            TemplatePart.HELP_ASK: self.tr("Asking for help"),
            TemplatePart.HELP_THANKS: self.tr("Thanking for help"),
            TemplatePart.HELP_SOLVED: self.tr("Telling that it is solved"),
        }

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._about)
        words.addWidget(self._text, 1)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self._parts)
        across.addLayout(words, 1)
        last = QHBoxLayout()
        last.addWidget(self._back)
        last.addStretch()
        last.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("How do you usually say it?"), "subtitle"))
        layout.addWidget(
            label(
                self.tr(
                    "{name} is how the person is called, {matter} what they are busy with, "
                    "{thing} what you give, {title} its title, {me} your name."
                ),
                "muted",
                wrap=True,
            )
        )
        layout.addLayout(across, 1)
        layout.addLayout(last)
        self.resize(*_SIZE)

    def _connect_signals(self) -> None:
        self._operations.changed.connect(self._reload_if_changed)
        self._parts.currentItemChanged.connect(self._turn_to)
        self._back.clicked.connect(self._use_the_programs)
        self._close.clicked.connect(self.close)

    def reject(self) -> None:
        """Keep what was typed, and close."""
        self._save()
        super().reject()

    @Slot(object)
    def _reload_if_changed(self, changed: Changed) -> None:
        if Changed.OWN_WORDS in changed:
            self._load()

    def _load(self) -> None:
        self._operations.read(_own_words).finished.connect(self._show)

    @Slot(object)
    def _show(self, own: Sequence[Template]) -> None:
        was_touched = self._is_touched()
        self._own = {}
        for each in own:  # the latest first
            self._own.setdefault(each.part, each)
        if self._parts.currentItem() is None:
            self._parts.setCurrentRow(0)
        elif not was_touched:
            self._show_part()
        self._back.setEnabled(self._part in self._own)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _turn_to(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if before is not None:
            self._save()
        if item is not None:
            self._part = TemplatePart(item.data(Qt.ItemDataRole.UserRole))
            self._show_part()

    def _show_part(self) -> None:
        name = self._names()[self._part]
        has_own = self._part in self._own
        self._text.setPlainText(self._kept())
        self._text.setAccessibleName(name)
        self._about.setText(
            self.tr("{0}, in your own words").format(name)
            if has_own
            else self.tr("{0}: these are the program's words; change them into yours").format(name)
        )
        self._back.setEnabled(has_own)

    def _kept(self) -> str:
        own = self._own.get(self._part)
        return own.text if own else DEFAULT_WORDS[self._part]

    def _is_touched(self) -> bool:
        return (
            self._parts.currentItem() is not None
            and self._text.toPlainText().strip() != self._kept().strip()
        )

    def _save(self) -> None:
        text = self._text.toPlainText().strip()
        if not self._is_touched():
            return
        if not text or text == DEFAULT_WORDS[self._part]:
            self._use_the_programs()
            return
        own = self._own.get(self._part)
        kept = Template(own.id if own else 0, self._part, text)
        self._own[self._part] = kept
        self._operations.write(
            partial(templates.save, part=self._part, text=text, template_id=own.id if own else None)
        )

    @Slot()
    def _use_the_programs(self) -> None:
        own = self._own.pop(self._part, None)
        self._show_part()
        if own is not None and own.id:
            self._operations.write(partial(templates.delete, template_id=own.id))


def _own_words(session: Any) -> list[Template]:
    return templates.listed(session)
