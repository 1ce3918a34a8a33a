"""Whom an opportunity may be for: a card a person, with the very words that say why."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout, QWidget

from passalong.domain.opportunity import Strength, Suggestion
from passalong.ui import theme
from passalong.ui.figures import number
from passalong.ui.inbox import inbox_words
from passalong.ui.inbox.marked_text import paint_marked
from passalong.ui.widgets import heading, label, paint_avatar

_MOST_REASONS = 3
_MARGIN = 12
_AVATAR = 34
_BAR_WIDTH = 90
_BAR_HEIGHT = 8
_FILLED = {Strength.STRONG: 0.9, Strength.POSSIBLE: 0.5, Strength.NOBODY_OBVIOUS: 0.15}


class Ranked(NamedTuple):
    """An answer to "who is it for?": the people, and among how many they were looked for."""

    suggestions: Sequence[Suggestion]
    people: int


class SuggestionCard(QAbstractButton):
    """One person: who, why, and how well it fits.  A click opens the person."""

    def __init__(self, suggestion: Suggestion, now: datetime) -> None:
        super().__init__()
        self.suggestion = suggestion
        self._now = now
        self._reasons = suggestion.evidence[:_MOST_REASONS]
        self.setText(suggestion.name.replace("&", "&&"))
        self.setAccessibleName(inbox_words.spoken(suggestion, now))
        self.setAccessibleDescription(self.tr("Opens the person"))
        self.setToolTip("\n".join(inbox_words.evidence(line, now)[0] for line in self._reasons))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for the name and each reason."""
        line = round(theme.line_height())
        lines = 1 + max(1, len(self._reasons))
        return QSize(320, max(_AVATAR, line * lines + 4 * lines) + 2 * _MARGIN - 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as a click, as Space is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        painter.setPen(QPen(colours.accent if self.hasFocus() else colours.border, 1))
        painter.setBrush(colours.hover if self.underMouse() else colours.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inner = self.rect().adjusted(_MARGIN, _MARGIN - 2, -_MARGIN, -_MARGIN + 2)
        face = QRectF(inner.left(), inner.top() + 1, _AVATAR, _AVATAR)
        paint_avatar(painter, face, self.suggestion.name)
        words = inner.adjusted(_AVATAR + 12, 0, -_BAR_WIDTH - 16, 0)
        self._paint_words(painter, words)
        self._paint_strength(painter, inner)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        colours = theme.colours()
        bold, small = theme.font(bold=True), theme.small()
        step = round(theme.line_height()) + 4
        line = QRect(area.left(), area.top(), area.width(), step)
        metrics = QFontMetrics(bold)
        name = metrics.elidedText(self.suggestion.name, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(bold)
        painter.setPen(colours.text)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle, name)
        left = line.left() + metrics.horizontalAdvance(name) + 8
        if self.suggestion.headline and area.right() - left > _BAR_WIDTH:
            beside = QRect(left, line.top(), area.right() - left, step)
            headline = QFontMetrics(small).elidedText(
                self.suggestion.headline, Qt.TextElideMode.ElideRight, beside.width()
            )
            painter.setFont(small)
            painter.setPen(colours.muted)
            painter.drawText(beside, middle, headline)
        room = area.width() // max(1, QFontMetrics(small).averageCharWidth())
        for matched in self._reasons:
            line.translate(0, step)
            text, spans = inbox_words.evidence(matched, self._now, room)
            paint_marked(painter, line, text, spans, small, colours.muted)

    def _paint_strength(self, painter: QPainter, inner: QRect) -> None:
        colours = theme.colours()
        bar = QRectF(inner.right() - _BAR_WIDTH, inner.top() + 5, _BAR_WIDTH, _BAR_HEIGHT)
        round_bar = QPainterPath()
        round_bar.addRoundedRect(bar, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        painter.fillPath(round_bar, colours.tag)
        filled = QPainterPath()
        width = bar.width() * _FILLED[self.suggestion.strength]
        filled.addRect(QRectF(bar.left(), bar.top(), width, bar.height()))
        painter.fillPath(filled.intersected(round_bar), colours.accent)
        painter.setFont(theme.small())
        painter.setPen(colours.muted)
        below = QRectF(bar.left(), bar.bottom() + 2, bar.width(), theme.line_height() + 2)
        told = inbox_words.strength(self.suggestion.strength)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, told)


class SuggestionsView(QWidget):
    """The ranked people, or in honest words that nobody is obvious."""

    person_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = heading(self.tr("Suggested recipients"))
        self._nobody = label(role="body", wrap=True)
        self._footer = label(role="muted", wrap=True)
        self._cards: list[SuggestionCard] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addWidget(self._nobody)
        layout.addLayout(self._column)
        layout.addWidget(self._footer)
        self.clear()

    @property
    def cards(self) -> Sequence[SuggestionCard]:
        """Return the cards that are shown, the best first."""
        return self._cards

    @property
    def nobody(self) -> QLabel:
        """Return what is said when nobody is obvious."""
        return self._nobody

    def clear(self) -> None:
        """Show nothing: nothing was asked."""
        self._remove_cards()
        for part in (self._heading, self._nobody, self._footer):
            part.hide()

    @Slot(object)
    def show_ranked(self, ranked: Ranked) -> None:
        """Show these people, the best first."""
        keyboard = [card.suggestion.person_id for card in self._cards if card.hasFocus()]
        self._remove_cards()
        now = datetime.now(UTC)
        for suggestion in ranked.suggestions:
            card = SuggestionCard(suggestion, now)
            card.clicked.connect(self._choose)
            self._cards.append(card)
            self._column.addWidget(card)
            if suggestion.person_id in keyboard:
                card.setFocus()
        self._heading.show()
        self._nobody.setVisible(not ranked.suggestions)
        self._nobody.setText(self._why_nobody(ranked.people))
        self._footer.setVisible(ranked.people > 0)
        self._footer.setText(self._how(ranked.people))

    def _remove_cards(self) -> None:
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []

    def _why_nobody(self, people: int) -> str:
        if not people:
            return self.tr(
                "There is nobody yet. Import your people, or add one, and note what they"
                " care about: then you see here who this is for."
            )
        return self.tr(
            "Nobody obvious. Nothing you noted about anybody matches this. A note, a value"
            " or a need on a person's page is what would bring them here."
        )

    def _how(self, people: int) -> str:
        text = (
            self.tr("Ranked on this computer from what you noted about {count} person.")
            if people == 1
            else self.tr("Ranked on this computer from what you noted about {count} people.")
        )
        return text.format(count=number(people)) + " " + self.tr("Nothing left this machine.")

    @Slot()
    def _choose(self) -> None:
        card = self.sender()
        if isinstance(card, SuggestionCard):
            self.person_chosen.emit(card.suggestion.person_id)
