"""The window: menus, errands, drops, the pages as they come, and when it hides or ends.

It is made in three steps, so that the first paint comes soon.  The constructor
makes what that shows; ``furnish`` adds menus, messages and errands right after;
``complete`` adds the pages built on the services, once those are imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QShowEvent,
)

from passalong import settings
from passalong.operations import Operations
from passalong.ui import theme
from passalong.ui.drop_target import DropTarget
from passalong.ui.frame import Frame
from passalong.ui.people.people_model import Rows
from passalong.ui.screens import Place

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from passalong.ui.pages import Pages

_AFTER_PAINT = 8  # milliseconds: what was painted is on the screen first


class MainWindow(Frame):
    """The one window of the program."""

    painted = Signal()  # once, after the first paint
    scheme_chosen = Signal(str)
    log_wanted = Signal()
    restore_wanted = Signal(object)  # Path: a good copy that is to become the data file
    ended = Signal()  # quit while hidden, which Qt does not call the last window's end

    def __init__(self, operations: Operations, data_folder: Path, scheme: str = "system") -> None:
        super().__init__(operations, data_folder)
        self.setAcceptDrops(True)
        self.pages: Pages | None = None  # until all of them are made
        self._waiting: list[str] = []
        self._was_painted = False
        self.may_hide: Callable[[], bool] = lambda: False  # whether an icon brings it back
        self.is_in_tray = False  # hidden, with an icon that brings it back
        self._is_quitting = False
        self._drops = DropTarget(self)
        self._data_folder, self._scheme = data_folder, scheme
        self._furnished = False
        self.menuBar().addMenu("…")  # holds the place until ``furnish``
        self.show_screen(Place.PEOPLE)
        self.search.setFocus()
        theme.dress_window(self)

    def furnish(self) -> None:
        """Add menus, messages and errands; once is enough."""
        if self._furnished:
            return
        self._furnished = True
        from passalong.ui.actions import Actions
        from passalong.ui.errands import Errands
        from passalong.ui.messages import MessageBar, Toast
        from passalong.ui.safekeeping import Safekeeping
        from passalong.ui.work_line import WorkLine

        theme.show_icons()
        self.messages = MessageBar()
        self._right.insertWidget(1, self.messages)
        self.toast = Toast(self._centre)
        self._work = WorkLine()
        self.status.insertPermanentWidget(1, self._work)  # behind the line, before the reminders
        self.errands = Errands(self._operations, self.toast, self._data_folder, self)
        file = settings.database_file(self._data_folder)
        self.safekeeping = Safekeeping(self._operations, file, self.toast, self)
        self.actions_ = Actions(self, self._scheme)
        self.menuBar().clear()
        self.actions_.fill(self.menuBar())
        self._connect_errands()
        self._join_actions()

    def _join_actions(self) -> None:
        """Connect every action of the menus, the keys and the palette."""
        does, errands, people = self.actions_, self.errands, self.people
        for action, then in (
            (does.import_files, errands.choose_files),
            (does.import_folder, errands.choose_folder),
            (does.paste, errands.paste),
            (does.export, errands.export_everybody),
            (does.backups, self.safekeeping.open_backups),
            (does.open_data_folder, errands.open_data_folder),
            (does.quit, self.quit),
            (does.undo, errands.undo),
            (does.redo, errands.redo),
            (does.delete, people.delete_selected),
            (does.select_all, people.list.selectAll),
            (does.find, self.begin_search),
            (does.trash, errands.open_trash),
            (does.palette, self.open_palette),
            (does.today, self.show_today),
            (does.people, self.show_people),
            (does.inbox, self.show_inbox),
            (does.introductions, partial(self.show_screen, Place.INTRODUCTIONS)),
            (does.help_others, partial(self.show_screen, Place.HELP)),
            (does.new_person, people.new_person.ask),
            (does.capture, errands.capture_something),
            (does.log, self.log_exchange),
            (does.introduce, self.introduce_two),
            (does.news, errands.show_news),
            (does.templates, errands.show_templates),
            (does.settings, errands.show_settings),
            (does.tag, people.tag_selected),
            (does.back_of_card, errands.deal_cards),
            (does.shortcuts, errands.show_keys),
            (does.add_sample, errands.add_sample),
            (does.remove_sample, errands.remove_sample),
            (does.about, errands.show_about),
        ):
            action.triggered.connect(then)
        does.schemes.triggered.connect(self.choose_scheme)
        people.selection_counted.connect(does.allow_for_selection)
        errands.steps_known.connect(does.name_steps)

    def _connect_errands(self) -> None:
        self._operations.troubled.connect(self.messages.show_trouble)
        self._operations.opening.connect(self._work.follow_opening)
        self._operations.begun.connect(self._work.follow)
        self._work.stopped.connect(self._tell_stopped)
        self.messages.log_wanted.connect(self.log_wanted)
        self.sidebar.capture_wanted.connect(self.errands.capture_something)
        self.people.import_wanted.connect(self.errands.choose_files)
        self.people.sample_wanted.connect(self.errands.add_sample)
        self.people.export_wanted.connect(self.errands.export)
        self._drops.dropped.connect(self.errands.take)
        self.safekeeping.last_known.connect(self.status.show_backup)
        self.safekeeping.restore_wanted.connect(self.restore_wanted)
        self.errands.captured.connect(self.show_opportunity)
        self.errands.person_chosen.connect(self.show_person)

    @Slot()
    def _tell_stopped(self) -> None:
        self.toast.say(self.tr("Stopped; nothing was changed."))

    def show_start(self, count: int, rows: Rows) -> None:
        """Show the first page of people, before the database is opened."""
        self.people.show_start(count, rows)

    def complete(self) -> None:
        """Add the pages that need the services, and read what the first paint left out."""
        for _ in self.completing():
            pass

    def completing(self) -> Iterator[None]:
        """Do the same piece by piece: whoever types meanwhile is heard between two pages."""
        from passalong.ui.pages import Pages

        self.furnish()
        pages = Pages(self._operations, self, self.errands)
        yield from pages.making()
        self._right.insertWidget(2, pages.giving.sent_bar)
        self.actions_.note_bind.triggered.connect(pages.helping.note_somebody)
        self.actions_.hand_on.triggered.connect(pages.helping.hand_on)
        self.actions_.need_help.triggered.connect(pages.helping.need_help)
        self.errands.bind_noted.connect(pages.helping.show_bind)
        self.pages = pages
        self.people.refresh()
        self.errands.ask_for_steps()
        self.safekeeping.start()
        waiting, self._waiting = self._waiting, []
        self.open_files(waiting)

    def is_complete(self) -> bool:
        """Return whether everything is there."""
        return self.pages is not None

    def open_files(self, paths: list[str]) -> None:
        """Open the files and addresses that the program was started with."""
        if not self.is_complete():
            self._waiting += paths
        elif paths:
            self.errands.open_arguments(paths)

    def come_to_front(self) -> None:
        """Show the window above the others."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def begin_hidden(self) -> None:
        """Start without asking for attention: minimised, until an icon can bring it back."""
        self._was_painted = True
        self.showMinimized()
        QTimer.singleShot(_AFTER_PAINT, self._tell_painted)

    def hide_in_tray(self) -> None:
        """Hide; the icon or a second start brings it back."""
        self.is_in_tray = True
        self.hide()

    @Slot()
    def quit(self) -> None:
        """End the program, whether or not there is a tray."""
        self._is_quitting = True
        was_hidden = self.isHidden()
        self.close()
        if was_hidden:
            self.ended.emit()

    @Slot(int)
    def show_opportunity(self, opportunity_id: int) -> None:
        """Show one opportunity and whom it may be for."""
        self.show_inbox()
        if self.pages is not None:
            self.pages.inbox.show_opportunity(opportunity_id)

    @Slot()
    def log_exchange(self) -> None:
        """Log an exchange with the person who is shown."""
        if self.pages is not None:
            self.pages.person.ledger.log_exchange()

    @Slot(int, str)
    def _log_with(self, person_id: int, name: str) -> None:
        self.show_person(person_id)
        if self.pages is not None:
            self.pages.person.ledger.log_with(person_id, name)

    @Slot()
    def introduce_two(self) -> None:
        """Ask who is to be introduced to whom."""
        if self.pages is not None:
            self.pages.introducing.choose_two()

    @Slot()
    def open_palette(self) -> None:
        """Go to anything."""
        from passalong.ui.palette import Palette

        palette = Palette(self._operations, self.actions_.commands(), self)
        palette.person_chosen.connect(self.show_person)
        palette.opportunity_chosen.connect(self.show_opportunity)
        palette.tag_chosen.connect(self.show_tag)
        palette.log_wanted.connect(self._log_with)
        if self.pages is not None:
            palette.introduce_wanted.connect(self.pages.introducing.introduce_to)
            palette.help_wanted.connect(self.pages.helping.note_wanted)
        palette.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take what can be imported or captured."""
        self._drops.enter(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take it, once the other program is free again."""
        self._drops.drop(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Wait for the first paint."""
        if event.type() == QEvent.Type.Expose and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(_AFTER_PAINT, self._tell_painted)
        return super().eventFilter(watched, event)

    @Slot()
    def _tell_painted(self) -> None:
        self.furnish()
        self.painted.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Listen for drops on the whole window, and for its first paint."""
        super().showEvent(event)
        self.is_in_tray = False
        self._drops.watch(self.windowHandle())
        if not self._was_painted:
            self.windowHandle().installEventFilter(self)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember the window's size; where there is a tray, only hide."""
        self._place.keep(self, self._operations)
        super().closeEvent(event)
        app = QGuiApplication.instance()
        is_session_over = isinstance(app, QGuiApplication) and app.isSavingSession()
        if not self._is_quitting and not is_session_over and self.may_hide():
            event.ignore()
            self.hide_in_tray()

    @Slot(object)
    def choose_scheme(self, action: QAction) -> None:
        """Show the scheme of a menu's entry."""
        self.scheme_chosen.emit(action.data())
