"""Somebody an opportunity may be for: the very words that say why, how well, and what to do."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy

from passalong import words
from passalong.domain.opportunity import Strength, Suggestion, SuggestionAnswer
from passalong.ui import evidence_words, theme
from passalong.ui.marked_text import paint_marked
from passalong.ui.widgets import button, paint_avatar

_MOST_REASONS = 3
_MARGIN = 12
_AVATAR = 34
_BAR_WIDTH = 90
_BAR_HEIGHT = 8
_NARROW = 580  # pixels; below that the buttons stand under the words
_GAP = 8
_FILLED = {Strength.STRONG: 0.9, Strength.POSSIBLE: 0.5, Strength.NOBODY_OBVIOUS: 0.15}


class SuggestionCard(QAbstractButton):
    """One person: who, why, and how well it fits.  A click opens the person."""

    pass_wanted = Signal(int)
    answered = Signal(int, object)  # a person's id, SuggestionAnswer

    def __init__(
        self,
        suggestion: Suggestion,
        now: datetime,
        *,
        acting: bool = False,
        more: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.suggestion = suggestion
        self._now = now
        self._more = tuple(more)  # lines below the evidence
        self._reasons = suggestion.evidence[:_MOST_REASONS]
        caution = suggestion.caution
        self._caution = words.caution(caution) if caution is not None else ""
        self._actions: list[QPushButton] = []
        self.setText(suggestion.name.replace("&", "&&"))
        self.setAccessibleName(". ".join([evidence_words.spoken(suggestion, now), *self._more]))
        self.setAccessibleDescription(self.tr("Opens the person"))
        told = [evidence_words.evidence(line, now)[0] for line in self._reasons]
        self.setToolTip("\n".join([*told, *self._more, *filter(None, [self._caution])]))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if acting:
            self.add_actions()
        theme.signals.changed.connect(self.update)

    def add_actions(self) -> None:
        """Put the buttons on the card."""
        name = self.suggestion.name
        give = button(self.tr("Pass along…"))
        give.setAccessibleName(self.tr("Pass along to {0}").format(name))
        give.clicked.connect(self._want_pass)
        no = button(self.tr("No"), "quiet")
        no.setAccessibleName(self.tr("Not {0}: why?").format(name))
        no.setMenu(QMenu(no))
        for answer, says in (
            (SuggestionAnswer.NOT_INTERESTED, self.tr("Not interested in such things")),
            (SuggestionAnswer.NOT_NOW, self.tr("Not now")),
            (SuggestionAnswer.WRONG_INFORMATION, self.tr("What I noted is wrong: open it")),
            (SuggestionAnswer.ALREADY_HAS_IT, self.tr("Already has it")),
        ):
            no.menu().addAction(says).setData(answer.value)
        no.menu().triggered.connect(self._answer)
        self.put_actions(no, give)

    def put_actions(self, *buttons: QPushButton) -> None:
        """Put these buttons on the card, from left to right."""
        for each in buttons:
            each.setParent(self)
            each.setCursor(Qt.CursorShape.ArrowCursor)
            self._actions.append(each)

    @property
    def actions_shown(self) -> list[QPushButton]:
        """Return the buttons on the card, from left to right."""
        return self._actions

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for the name, each reason, and the buttons where they stand below."""
        line = round(theme.line_height())
        lines = 1 + max(1, len(self._reasons) + len(self._more)) + bool(self._caution)
        height = max(_AVATAR, line * lines + 4 * lines) + 2 * _MARGIN - 2
        if self._actions and self.width() < _NARROW:
            height += self._actions[0].sizeHint().height() + _GAP
        return QSize(320, height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Place the buttons at the right, or below where it is narrow."""
        super().resizeEvent(event)
        self.updateGeometry()
        right = self.width() - _MARGIN
        for each in reversed(self._actions):
            size = each.sizeHint()
            top = (self.height() - size.height()) // 2
            if self.width() < _NARROW:
                top = self.height() - size.height() - _MARGIN + 2
            right -= size.width()
            each.setGeometry(QRect(right, top, size.width(), size.height()))
            right -= _GAP // 2

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as a click, as Space is; the arrows go to the neighbours."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _go(self, step: int) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        cards = [card for card in parent.findChildren(SuggestionCard) if card.isVisible()]
        cards.sort(key=lambda card: card.y())
        at = cards.index(self) + step
        if 0 <= at < len(cards):
            cards[at].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _want_pass(self) -> None:
        self.pass_wanted.emit(self.suggestion.person_id)

    @Slot(QAction)
    def _answer(self, action: QAction) -> None:
        self.answered.emit(self.suggestion.person_id, SuggestionAnswer(action.data()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        painter.setPen(QPen(colours.accent if self.hasFocus() else colours.border, 1))
        painter.setBrush(colours.hover if self.underMouse() else colours.card)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inner = self.rect().adjusted(_MARGIN, _MARGIN - 2, -_MARGIN, -_MARGIN + 2)
        if self._actions and self.width() >= _NARROW:
            inner.setRight(self._actions[0].x() - _GAP)
        face = QRectF(inner.left(), inner.top() + 1, _AVATAR, _AVATAR)
        paint_avatar(painter, face, self.suggestion.name)
        self._paint_words(painter, inner.adjusted(_AVATAR + 12, 0, -_BAR_WIDTH - 16, 0))
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
            text, spans = evidence_words.evidence(matched, self._now, room)
            paint_marked(painter, line, text, spans, small, colours.muted)
        for said in self._more:
            line.translate(0, step)
            paint_marked(painter, line, said, (), small, colours.muted)
        if self._caution:
            line.translate(0, step)
            paint_marked(painter, line, self._caution, (), small, colours.warning)

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
        told = evidence_words.strength(self.suggestion.strength)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, told)
