"""The checklist beside a message that is being written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from passalong.ui import theme
from passalong.ui.composing.checks import Check, Mark
from passalong.ui.widgets import Card, label

_ICON = 15  # pixels
_ICONS = {
    Mark.GOOD: ("done", "accent"),
    Mark.WARNING: ("warning", "warning"),
    Mark.BLOCK: ("close", "danger"),
    Mark.FACT: ("person", "muted"),
}


class Checklist(Card):
    """A line a rule; a screen reader hears first how it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Before you send"))
        self._said = {
            Mark.GOOD: self.tr("Met"),
            Mark.WARNING: self.tr("Think twice"),
            Mark.BLOCK: self.tr("Stops it"),
            Mark.FACT: self.tr("For you to know"),
        }
        self._checks: Sequence[Check] = ()
        self._rows: list[QWidget] = []
        theme.signals.changed.connect(self._draw)

    @property
    def checks(self) -> Sequence[Check]:
        """Return what is shown."""
        return self._checks

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these lines."""
        if list(checks) != list(self._checks):
            self._checks = checks
            self._draw()

    @Slot()
    def _draw(self) -> None:
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(check) for check in self._checks]
        for row in self._rows:
            self.body.addWidget(row)
            row.show()

    def _row(self, check: Check) -> QWidget:
        icon = QLabel()
        meaning, colour = _ICONS[check.mark]
        icon.setPixmap(theme.icon(meaning, colour).pixmap(_ICON, _ICON))
        words = label(check.text, "danger" if check.mark is Mark.BLOCK else "body", wrap=True)
        words.setAccessibleName(f"{self._said[check.mark]}: {check.text}")
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(words, 1)
        return row
