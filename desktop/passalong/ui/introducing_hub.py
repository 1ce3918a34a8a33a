"""Joins the screen of introductions to the other pages and to the letters it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from passalong.operations import Operations
from passalong.ui.introductions.introductions_page import IntroductionsPage
from passalong.ui.screens import Place, Screens

if TYPE_CHECKING:
    from passalong.ui.main_window import MainWindow


class IntroducingHub(QObject):
    """The screen, and every way that leads to an introduction."""

    def __init__(self, operations: Operations, screens: Screens, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page = IntroductionsPage(operations)
        screens.put(Place.INTRODUCTIONS, self.page)
        self.page.person_chosen.connect(window.show_person)
        self.page.counted.connect(self._show_count)

    @Slot(int, bool)
    def _show_count(self, count: int, due: bool) -> None:
        self._window.sidebar.show_count(Place.INTRODUCTIONS, count, pressing=due)
