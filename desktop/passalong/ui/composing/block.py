"""One part of a message: a heading, a text that grows, and ways to say it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from passalong.domain.news import News, told_in
from passalong.ui import theme
from passalong.ui.people.growing_text import GrowingText
from passalong.ui.widgets import button, heading, label

_LONGEST_ENTRY = 70  # letters of a menu's line
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BlockText(GrowingText):
    """A growing text in which Esc and Ctrl+Return belong to the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the dialog's keys to the dialog."""
        sends = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if sends or event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class Title(QLabel):
    """A heading that takes a second line where there is no room for all of it in one."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "heading")
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        font = self.font()
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.6)
        self.setFont(font)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.setText(text.upper())
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for the room of the whole text in one line."""
        margins = self.contentsMargins()
        around = margins.left() + margins.right() + 2
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + around, metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Do with little width; the words go on below."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.fontMetrics().height())


class Block(QWidget):
    """A part of the message; the cross empties it, and what is empty is left out."""

    changed = Signal()

    def __init__(self, title: str, placeholder: str = "", *, single_line: bool = False) -> None:
        super().__init__()
        self.field = BlockText("block", single_line=single_line)
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(title)
        self._title = Title(title)
        self._required = heading(self.tr("required"))
        self._required.setProperty("role", "required")
        self._required.hide()
        self._ways = menu_button(self.tr("say it differently"))
        self._ways.hide()
        self._remove = button("", "quiet")
        self._remove.setToolTip(self.tr("Leave this out"))
        self._remove.setAccessibleName(self.tr("Leave out: {0}").format(title))
        theme.dress(self._remove, "close", "muted")
        self._remove.setFixedSize(22, 20)
        self._note = label(role="warning", wrap=True)
        self._note.hide()
        self.head = QHBoxLayout()
        self.head.setSpacing(6)
        self.head.addWidget(self._title)
        self.head.addWidget(self._required)
        self.head.addStretch()
        self.head.addWidget(self._ways)
        self.head.addWidget(self._remove)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(4)
        self.body.addLayout(self.head)
        self.body.addWidget(self.field)
        self.body.addWidget(self._note)
        self.field.textChanged.connect(self._tell)
        self._remove.clicked.connect(self.clear)

    def text(self) -> str:
        """Return what is written."""
        return self.field.text()

    def show_text(self, text: str) -> None:
        """Show a text to begin with."""
        self.field.start_anew(text)
        self._mark_removable()

    def say(self, text: str) -> None:
        """Put a text in the place of what is written; Ctrl+Z in the field brings that back."""
        cursor = self.field.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title.show_text(title)

    def require(self, *, required: bool) -> None:
        """Say whether the message may not leave without it."""
        self._required.setVisible(required)

    def note(self, text: str) -> None:
        """Say something about it below; nothing for an empty text."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def offer_ways(self, ways: Sequence[str]) -> None:
        """Offer other words for it."""
        menu = self._ways.menu()
        menu.clear()
        for way in ways:
            menu.addAction(in_one_line(way)).setData(way)
        menu.triggered.connect(self._say_chosen)
        self._ways.setVisible(len(ways) > 1)

    @Slot()
    def clear(self) -> None:
        """Leave it out."""
        self.say("")
        self.field.setFocus()

    @Slot(QAction)
    def _say_chosen(self, action: QAction) -> None:
        self.say(str(action.data()))
        self.field.setFocus()

    @Slot()
    def _tell(self) -> None:
        self._mark_removable()
        self.changed.emit()

    def _mark_removable(self) -> None:
        self._remove.setEnabled(bool(self.text().strip()))


class NewsBlock(Block):
    """What is new with the user: only what this person has not heard is offered."""

    def __init__(self, title: str, placeholder: str) -> None:
        super().__init__(title, placeholder)
        self._known: dict[int, str] = {}
        self._other = menu_button(self.tr("other news"))
        self.head.insertWidget(self.head.count() - 1, self._other)
        self._other.menu().triggered.connect(self._choose)

    def show_news(self, unheard: Sequence[News], news_id: int | None, text: str) -> None:
        """Offer what was not heard, and begin with one of them."""
        self._known = {each.id: each.text for each in unheard}
        if news_id is not None:  # a draft may tell what is retired by now
            self._known.setdefault(news_id, text)
        for each in unheard:
            self._other.menu().addAction(in_one_line(each.text)).setData(each.text)
        self._other.setVisible(len(unheard) > (news_id is not None))
        self.show_text(text)

    def news_id(self) -> int | None:
        """Return which of the kept news is told, as the text is now; None if it is none."""
        return told_in(self.text(), self._known.items())

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.say(str(action.data()))


class OfferBlock(Block):
    """The offer of help: a tick beside its words, and why there can be none."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._tick = QCheckBox()
        self._tick.setAccessibleName(self.tr("Offer help"))
        self._remove.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.body.removeWidget(self.field)
        row.addWidget(self._tick)
        row.addWidget(self.field, 1)
        self.body.insertLayout(1, row)
        self._tick.toggled.connect(self._follow_tick)

    def show_offer(self, text: str, *, ticked: bool, why_not: str) -> None:
        """Show the words, whether they are said, or why they may not be."""
        self.show_text(text)
        self._tick.setChecked(ticked and not why_not)
        self._tick.setEnabled(not why_not)
        self._tick.setToolTip(why_not)
        self.field.setEnabled(self._tick.isChecked())
        self.note(why_not)

    def is_ticked(self) -> bool:
        """Return whether help is offered."""
        return self._tick.isChecked()

    def offered(self) -> str:
        """Return the words of the offer; nothing where there is none."""
        return self.text() if self.is_ticked() else ""

    @Slot()
    def _follow_tick(self) -> None:
        self.field.setEnabled(self._tick.isChecked())
        self.changed.emit()


def menu_button(text: str) -> QPushButton:
    """Return a small button that opens a menu."""
    made = button(text, "dashed")
    made.setMenu(QMenu(made))
    return made


def in_one_line(text: str) -> str:
    """Return a text for a menu: one line, not too long, no key marked in it."""
    return shortened(text, _LONGEST_ENTRY).replace("&", "&&")


def shortened(text: str, most: int) -> str:
    """Return a text in one line of at most so many letters."""
    said = " ".join(text.split())
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"
