"""The line at the foot: how many people, the last backup, where the data are.

What is said last is left out where there is no room for all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QStatusBar, QToolButton, QWidget

from passalong.local_time import local_now
from passalong.ui.widgets import label

if TYPE_CHECKING:
    from passalong.domain.backup import Backup

_BETWEEN = " · "
_SPACING = 8  # pixels between two parts, with what the style adds at the edges


class StatusLine(QStatusBar):
    """Says in one line that all is well."""

    def __init__(self, data_folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count: int | None = None
        self._found: int | None = None
        self._backup: Backup | None = None
        self._said: list[str] = []
        self._told: list[str] = []  # of reminders
        self._line: QLabel = label()
        self._line.setToolTip(data_folder)
        self.addWidget(self._line)
        self._reminders = QToolButton()
        self._reminders.setProperty("role", "tiny")
        self._reminders.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._reminders.hide()
        self.addPermanentWidget(self._reminders)
        for text in (self._line, self._reminders):
            text.setMinimumWidth(1)  # else it were as wide as both, whatever room there is
        self.setSizeGripEnabled(False)
        self._say()

    def text(self) -> str:
        """Return what is said, be there room for all of it or not."""
        return _BETWEEN.join(self._said)

    @Slot(int)
    def show_count(self, count: int) -> None:
        """Show how many people there are."""
        self._count = count
        self._say()

    @Slot(object)
    def show_found(self, found: int | None) -> None:
        """Show how many of the people are found; None when nothing is sought."""
        self._found = found
        self._say()

    @Slot(object)
    def show_backup(self, backup: Backup | None) -> None:
        """Show when the last backup was taken."""
        self._backup = backup
        self._say()

    def offer_menu(self, menu: QMenu) -> None:
        """Offer by a click what the icon in the tray offers, for desktops without one."""
        self._reminders.setMenu(menu)

    def show_reminders(self, told: str) -> None:
        """Say whether reminders come, and when it is looked again."""
        self._told = told.split(_BETWEEN)
        self._reminders.setToolTip(self.tr("What waits, pausing, and trying a notification out"))
        self._reminders.setAccessibleName(told)
        self._reminders.show()
        self._fit()

    def reminders(self) -> str:
        """Return what is said of reminders."""
        return _BETWEEN.join(self._told)

    def event(self, event: QEvent) -> bool:
        """Fit again when something came beside it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        said, told = list(self._said), list(self._told)
        room = self._room_for_texts()
        while _width(self._line, said) + _width(self._reminders, told) > room:
            if len(told) > 1:
                told.pop()
            elif len(said) > 1:
                said.pop()
            else:
                break
        self._line.setText(_BETWEEN.join(said))
        self._reminders.setText(_BETWEEN.join(told))

    def _room_for_texts(self) -> int:
        """Return how many pixels are left for the words of both texts."""
        room = self.contentsRect().width()
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if not part.isHidden():
                room -= part.sizeHint().expandedTo(part.minimumSize()).width() + _SPACING
        for text in (self._line, self._reminders):
            room += _width(text, [text.text()])
        return room

    def _say(self) -> None:
        parts = [self.tr("all data on this computer")]
        if self._backup is not None:
            from passalong import words

            today = local_now().date()
            when = words.moment(self._backup.taken_at, today)
            parts.insert(0, self.tr("last backup %1").replace("%1", when))
        if self._count is not None:
            people = self.tr("1 person") if self._count == 1 else self.tr("%1 people")
            if self._found is not None:
                people = self.tr("%2 of %1").replace("%1", people).replace("%2", f"{self._found:,}")
            parts.insert(0, people.replace("%1", f"{self._count:,}"))
        self._said = parts
        self._fit()


def _width(widget: QWidget, parts: Sequence[str]) -> int:
    return widget.fontMetrics().horizontalAdvance(_BETWEEN.join(parts))
