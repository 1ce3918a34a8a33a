"""The menu of the tray, and of the line at the foot where there is no tray."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from passalong.domain.reminder import Concern, ConcernKind
from passalong.words import reminders as words

_MOST = 7  # of each sort; the window shows them all


class Pause(Enum):
    """For how long no reminder comes."""

    HOUR = auto()
    UNTIL_TOMORROW = auto()
    WEEK = auto()
    ENDED = auto()


class Content(NamedTuple):
    """What the menu is made of."""

    concerns: tuple[Concern, ...]
    to_give: int  # things in the inbox
    is_paused: bool
    state: str  # ``Reminders on · quiet …``
    next_check: str  # nothing while reminders are off
    now: datetime


class TrayMenu(QObject):
    """Fills a menu each time it is about to be shown."""

    concern_chosen = Signal(object)  # Concern
    pause_chosen = Signal(object)  # Pause
    inbox_wanted = Signal()
    capture_wanted = Signal()
    window_wanted = Signal()
    quit_wanted = Signal()
    trial_wanted = Signal()

    def __init__(self, content: Callable[[], Content], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._content = content

    def serve(self, menu: QMenu, *, in_window: bool = False) -> None:
        """Fill a menu whenever it is about to be shown."""
        menu.aboutToShow.connect(lambda: self.fill(menu, in_window=in_window))
        self.fill(menu, in_window=in_window)  # some panels show what there was before they asked

    def fill(self, menu: QMenu, *, in_window: bool = False) -> None:
        """Put into a menu what there is now."""
        content = self._content()
        menu.clear()
        self._add_concerns(menu, content)
        menu.addSeparator()
        if content.to_give:
            menu.addAction(f"{words.to_give(content.to_give)}…", self.inbox_wanted.emit)
        menu.addAction(self.tr("&Capture…"), self.capture_wanted.emit)
        self._add_pauses(menu, content)
        if in_window:
            menu.addAction(self.tr("&Test notification"), self.trial_wanted.emit)
            return
        menu.addAction(self.tr("&Open Passalong"), self.window_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("&Quit"), self.quit_wanted.emit)

    def _add_concerns(self, menu: QMenu, content: Content) -> None:
        binds = [one for one in content.concerns if one.kind is ConcernKind.BIND]
        others = [one for one in content.concerns if one.kind is not ConcernKind.BIND]
        menu.addAction(words.count(len(binds))).setEnabled(False)
        for concern in [*binds[:_MOST], *others[:_MOST]]:
            if others and concern is others[0]:
                menu.addSeparator()
                menu.addAction(self.tr("Also waiting")).setEnabled(False)
            line = words.line(concern, content.now.date()).replace("&", "&&")
            action = menu.addAction(line)
            action.triggered.connect(
                lambda _checked=False, chosen=concern: self.concern_chosen.emit(chosen)
            )

    def _add_pauses(self, menu: QMenu, content: Content) -> None:
        menu.addSeparator()
        for line in filter(None, (content.state, content.next_check.capitalize())):
            menu.addAction(line).setEnabled(False)
        if content.is_paused:
            menu.addAction(self.tr("&End the pause"), lambda: self.pause_chosen.emit(Pause.ENDED))
            return
        for text, pause in (
            (self.tr("Pause reminders for an &hour"), Pause.HOUR),
            (self.tr("Pause reminders until &tomorrow"), Pause.UNTIL_TOMORROW),
            (self.tr("Pause reminders for a &week"), Pause.WEEK),
        ):
            menu.addAction(text, partial(self.pause_chosen.emit, pause))
