"""How far an introduction has come, as a line from the idea to what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from passalong.ui import theme
from passalong.ui.introduction_words import StageWord
from passalong.ui.widgets import FlowLayout, label

_LONGEST = 220  # pixels of one stage; a long name is shortened


class StageLine(QWidget):
    """What is reached is filled, what is next is framed, what lies ahead is pale."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[QWidget] = []
        self._shown: Sequence[StageWord] = ()
        self._line = FlowLayout(self, spacing=4)
        theme.signals.changed.connect(self._draw)

    @property
    def texts(self) -> list[str]:
        """Return the stages as they are shown."""
        return [word.text for word in self._shown]

    def show_stages(self, stages: Sequence[StageWord]) -> None:
        """Show this way."""
        if list(stages) == list(self._shown):
            return
        self._shown = stages
        reached = [word.text for word in stages if word.is_reached]
        following = [word.text for word in stages if word.is_next]
        told = self.tr("So far: {0}.").format(", ".join(reached))
        if following:
            told += " " + self.tr("Next: {0}.").format(following[0])
        self.setAccessibleName(told)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        for old in self._parts:
            self._line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = []
        for place, word in enumerate(self._shown):
            part = QWidget()  # the arrow goes to the next line with what it leads to
            inside = QHBoxLayout(part)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(4)
            if place:
                inside.addWidget(label("›", "muted"))
            inside.addWidget(self._stage(word))
            self._parts.append(part)
            self._line.addWidget(part)
            part.show()
        self.updateGeometry()

    def _stage(self, word: StageWord) -> QLabel:
        metrics = self.fontMetrics()
        shown = metrics.elidedText(word.text, Qt.TextElideMode.ElideRight, theme.scaled(_LONGEST))
        made = label(shown, "chip")
        made.setProperty("chip", "value" if word.is_reached else "need" if word.is_next else "tag")
        made.setToolTip("" if shown == word.text else word.text)
        return made
