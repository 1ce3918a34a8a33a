"""The screens of the window: which there are, in what order, and which one is seen."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from passalong.ui.sidebar import Screen


class Place(IntEnum):
    """The screens in the order of the sidebar and of Ctrl+1, Ctrl+2, …"""

    TODAY = 0
    PEOPLE = 1
    INBOX = 2
    INTRODUCTIONS = 3
    HELP = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("screens", text)


def sidebar_entries() -> tuple[Screen, ...]:
    """Return how the sidebar shows the screens."""
    return (
        Screen(_tr("Today"), "today", "Ctrl+1"),
        Screen(_tr("People"), "people", "Ctrl+2"),
        Screen(_tr("Inbox"), "inbox", "Ctrl+3"),
        Screen(_tr("Introductions"), "introduction", "Ctrl+4"),
        Screen(_tr("Help"), "bind", "Ctrl+5"),
    )


class Screens(QStackedWidget):
    """The screens, one seen at a time; those made later have their place from the start."""

    def __init__(self) -> None:
        super().__init__()
        for _place in Place:
            self.addWidget(QWidget())

    def put(self, place: Place, screen: QWidget) -> None:
        """Put a screen where it belongs, in place of an empty one."""
        is_seen = self.currentIndex() == place
        empty = self.widget(place)
        self.insertWidget(place, screen)
        if empty is not None:
            self.removeWidget(empty)
            empty.deleteLater()
        if is_seen:
            self.setCurrentIndex(place)
