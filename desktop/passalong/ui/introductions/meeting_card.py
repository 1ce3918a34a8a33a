"""Where a need of one meets what the other can offer, with the words that matched marked."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from passalong.domain.introduction import Meeting, Side
from passalong.domain.person import MatchedLine
from passalong.ui import evidence_words, theme
from passalong.ui.marked_text import paint_marked
from passalong.ui.widgets import Card, label


class MeetingCard(Card):
    """Who gets what from whom: the need, and what answers it."""

    def __init__(self, meeting: Meeting, gets: Side, gives: Side, now: datetime) -> None:
        super().__init__()
        title = label(
            self.tr("{0} could help {1}").format(gives.name, gets.name), "strong", wrap=True
        )
        need, asset = (
            _MarkedLine(side.name, matched, now)
            for side, matched in ((gets, meeting.need), (gives, meeting.asset))
        )
        self.setAccessibleName(". ".join([title.text(), need.toolTip(), asset.toolTip()]))
        for part in (title, need, asset):
            self.body.addWidget(part)


class _MarkedLine(QWidget):
    """A line about somebody, shortened where there is no room; all of it is in its tooltip."""

    def __init__(self, name: str, matched: MatchedLine, now: datetime) -> None:
        super().__init__()
        self._name, self._matched, self._now = name, matched, now
        self.setToolTip(f"{name} · {evidence_words.evidence(matched, now)[0]}")
        self.setAccessibleName(self.toolTip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.signals.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for one line."""
        return QSize(200, round(theme.line_height()) + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the name, where it stands, and what was noted."""
        painter = QPainter(self)
        font = theme.small()
        before = f"{self._name} · "
        room = self.width() // max(1, QFontMetrics(font).averageCharWidth()) - len(before)
        text, spans = evidence_words.evidence(self._matched, self._now, max(20, room))
        shifted = [(start + len(before), end + len(before)) for start, end in spans]
        paint_marked(painter, self.rect(), before + text, shifted, font, theme.colours().muted)
        painter.end()
