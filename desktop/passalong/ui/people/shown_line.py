"""The one line of a person's page that is to be seen: scrolled to, marked, ready to be changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from passalong.domain.keys import folded
from passalong.domain.person_row import MatchedLine

_SETTLING = 700  # milliseconds in which other parts of the page may still grow


class ShownLine(QObject):
    """Which line that is, of whom, and that it stays in sight while the page is filled."""

    def __init__(self, scroll: QScrollArea) -> None:
        super().__init__(scroll)
        self._scroll = scroll
        self._person_id = 0
        self._matched: MatchedLine | None = None
        self._is_wanted = False
        self._part: QWidget | None = None
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING)
        self._settling.timeout.connect(self._let_go)
        scroll.verticalScrollBar().rangeChanged.connect(self._follow)

    def seek(self, person_id: int, matched: MatchedLine) -> None:
        """Show this line once the person is on the page."""
        self._person_id, self._matched = person_id, matched
        self._is_wanted = True
        self._let_go()

    def take(self) -> MatchedLine | None:
        """Return the line if it is still to be brought into sight; it stays marked."""
        wanted, self._is_wanted = self._is_wanted, False
        return self._matched if wanted else None

    def forget_unless(self, person_id: int) -> None:
        """Mark no more where somebody else is shown; what was not shown yet may still come."""
        if person_id != self._person_id and not self._is_wanted:
            self._person_id, self._matched = 0, None
            self._let_go()

    def words(self, person_id: int) -> tuple[str, ...]:
        """Return the folded words to mark: what matched, or else the whole line."""
        if self._matched is None or person_id != self._person_id:
            return ()
        line = self._matched.line.text
        found = [line[start:end] for start, end in self._matched.spans] or [line]
        return tuple(dict.fromkeys(map(folded, found)))

    def bring(self, part: QWidget) -> None:
        """Scroll to a part of the page, and keep it in sight until the page has settled."""
        self._part = part
        self._settling.start()
        QTimer.singleShot(0, self, self._follow)

    @Slot()
    def _follow(self) -> None:
        if self._part is not None:
            around = self._scroll.viewport().height() // 4
            self._scroll.ensureWidgetVisible(self._part, 0, around)

    @Slot()
    def _let_go(self) -> None:
        self._part = None
        self._settling.stop()
