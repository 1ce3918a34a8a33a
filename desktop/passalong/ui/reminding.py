"""Joins the reminder to the window: the icon, the notification, the pause, and closing.

The window is hidden only where an icon can bring it back, and comes back by
itself if the tray goes away for good.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu

from passalong import settings
from passalong.domain.reminder import Act, Concern, ConcernKind, Due, acts
from passalong.local_time import local_now
from passalong.operations import Operations
from passalong.services import reminders
from passalong.settings import Settings
from passalong.ui import start_at_login
from passalong.ui.reminder_settings import ReminderSettings
from passalong.ui.screens import Place
from passalong.ui.system_entry import SystemEntry
from passalong.ui.tray.notifier import Notifier
from passalong.ui.tray.reminder_clock import ReminderClock
from passalong.ui.tray.session_bus import SessionBus
from passalong.ui.tray.tray_host import TrayHost
from passalong.ui.tray.tray_icon import TrayIcon
from passalong.ui.tray.tray_menu import Content, Pause, TrayMenu
from passalong.words import reminders as words

if TYPE_CHECKING:
    from passalong.ui.main_window import MainWindow
    from passalong.ui.settings_dialog import SettingsDialog


class Reminding(QObject):
    """Everything about the reminder that the user sees."""

    settings_chosen = Signal(object)  # Settings: to be kept

    def __init__(
        self,
        operations: Operations,
        window: MainWindow,
        data_folder: Path,
        chosen: Callable[[], Settings],
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(window)
        self._operations = operations
        self._window = window
        self._data_folder = data_folder
        self._chosen = chosen
        self._now = now
        self._due = Due(None, (), now())
        self._bus = SessionBus(self)
        self.notifier = Notifier(self._bus, self)
        self.trial = Notifier(self._bus, self)  # beside the real one, which stays to be answered
        self.host = TrayHost(self._bus, self)
        self.clock = ReminderClock(operations, chosen, self, now)
        self.menu = TrayMenu(self._content, self)
        self._tray_menu = QMenu(window)
        self._window_menu = QMenu(window)
        self.icon: TrayIcon | None = None
        self._connect_signals()

    def _connect_signals(self) -> None:
        self.clock.known.connect(self._learn)
        self.clock.told.connect(self._tell)
        self.notifier.answered.connect(self._answer)
        self.host.came.connect(self._show_icon)
        self.host.went.connect(self._come_back)
        self.menu.concern_chosen.connect(self.open)
        self.menu.pause_chosen.connect(self.pause)
        self.menu.inbox_wanted.connect(self._show_inbox)
        self.menu.capture_wanted.connect(self._capture)
        self.menu.window_wanted.connect(self._window.come_to_front)
        self.menu.quit_wanted.connect(self._window.quit)
        self.menu.trial_wanted.connect(self.try_out)
        self._window.may_hide = self.may_hide
        self._window.errands.settings_opened.connect(self._add_settings)

    def start(self) -> None:
        """Look for the tray, and ask what is due."""
        self.menu.serve(self._window_menu, in_window=True)
        self._window.status.offer_menu(self._window_menu)
        if self._window.pages is not None:
            self._window.pages.helping.page.remind_at = self._remind_at
        self._bus.open()
        self.clock.ask()

    def _remind_at(self) -> time:
        return self._chosen().remind_at

    @Slot()
    def end(self) -> None:
        """Take the icon and the notification away."""
        self.notifier.withdraw()
        self.trial.withdraw()
        if self.icon is not None:
            self.icon.hide()
        self._bus.close()

    def may_hide(self) -> bool:
        """Return whether closing the window leaves the icon: only where it can be seen."""
        return self._chosen().keep_in_tray and self.icon is not None and self.host.is_there()

    def due(self) -> Due:
        """Return what was due when it was last asked."""
        return self._due

    @Slot(object)
    def keep(self, chosen: Settings) -> None:
        """Keep other wishes, and ask what is due with them."""
        self.settings_chosen.emit(chosen)
        self._show_state()
        self.clock.ask()

    @Slot()
    def try_out(self) -> None:
        """Show what a reminder looks like."""
        self.trial.tell(None, words.trial(), ())

    @Slot(object)
    def pause(self, how_long: Pause) -> None:
        """Keep quiet for a while, or no longer."""
        now, at = self._now(), self._chosen().remind_at
        until = {
            Pause.HOUR: now.astimezone(UTC) + timedelta(hours=1),
            Pause.UNTIL_TOMORROW: _on_day(now, 1, at),
            Pause.WEEK: _on_day(now, 7, at),
            Pause.ENDED: None,
        }[how_long]
        self.keep(self._chosen()._replace(paused_until=until))

    @Slot(object)
    def open(self, concern: Concern) -> None:
        """Show in the window what a reminder is about."""
        window, pages = self._window, self._window.pages
        window.come_to_front()
        if concern.kind is ConcernKind.OPPORTUNITY:
            window.show_opportunity(concern.id)
        elif concern.kind is ConcernKind.INTRODUCTION:
            window.show_screen(Place.INTRODUCTIONS)
            if pages is not None:
                pages.introducing.show_introduction(concern.id)
        else:
            window.show_screen(Place.HELP)
            if pages is not None:
                pages.helping.show_bind(concern.id)

    @Slot(object)
    def _learn(self, due: Due) -> None:
        self._due = due
        about = self.notifier.about()
        still = {(one.kind, one.id) for one in due.concerns}
        if isinstance(about, Concern) and (about.kind, about.id) not in still:
            self.notifier.withdraw()  # it was dealt with in the window
        self._show_state()

    def _show_state(self) -> None:
        content = self._content()
        told = words.count(sum(one.kind is ConcernKind.BIND for one in content.concerns))
        if self.icon is not None:
            self.icon.show_count(len(content.concerns), told)
        count = f"{told} · " if content.concerns else ""
        state = " · ".join(filter(None, (content.state, content.next_check)))
        self._window.status.show_reminders(f"{count}{state}")

    def _content(self) -> Content:
        now = self._now()
        wishes = reminders.wishes_of(self._chosen())
        is_paused = wishes.paused_until is not None and now < wishes.paused_until
        return Content(
            self._due.concerns,
            self._due.to_give,
            is_paused,
            words.state(wishes, now),
            words.next_check(self._due.next_check, now) if wishes.enabled else "",
            now,
        )

    @Slot(object)
    def _tell(self, concern: Concern) -> None:
        named = self._chosen().names_in_notifications
        told = words.notification(concern, self._now().date(), with_names=named)
        self.notifier.tell(concern, told, acts(concern.kind))

    @Slot(object, object)
    def _answer(self, about: object, said: Act) -> None:
        if not isinstance(about, Concern):
            return
        if said is Act.OPEN:
            self.open(about)
            return
        now, at = self._now(), self._chosen().remind_at
        self._operations.write(
            lambda session: reminders.act(session, about.kind, about.id, said, now, at)
        )

    @Slot()
    def _show_icon(self) -> None:
        if self.icon is None:
            self.menu.serve(self._tray_menu)
            self.icon = TrayIcon(self._tray_menu, self)
            self.icon.clicked.connect(self._window.come_to_front)
        self.icon.show()
        self._show_state()
        if self._window.isMinimized() and self._chosen().keep_in_tray:
            self._window.hide_in_tray()  # it was started so, and waited for the icon

    @Slot()
    def _come_back(self) -> None:
        if self._window.is_in_tray:
            self._window.come_to_front()

    @Slot(object)
    def _add_settings(self, dialog: SettingsDialog) -> None:
        section = ReminderSettings(self._operations, self._chosen, self._login)
        section.chosen.connect(self.keep)
        section.troubled.connect(self._window.messages.show_trouble)
        section.trial_wanted.connect(self.try_out)
        dialog.add_section(self.tr("Reminders"), section)

    def _login(self) -> SystemEntry:
        return start_at_login.of_this_system(settings.unusual(self._data_folder))

    @Slot()
    def _show_inbox(self) -> None:
        self._window.come_to_front()
        self._window.show_screen(Place.INBOX)
        if self._window.pages is not None:
            self._window.pages.inbox.show_open()

    @Slot()
    def _capture(self) -> None:
        self._window.come_to_front()
        self._window.errands.capture_something()


def _on_day(now: datetime, days: int, at: time) -> datetime:
    day = now.date() + timedelta(days=days)
    return datetime.combine(day, at, now.tzinfo).astimezone(UTC)
