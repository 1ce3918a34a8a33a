"""The frame: sidebar, search, screens, menus.  It joins the pages, and nothing else does.

It is made in three steps, so that the first paint comes soon.  The constructor
makes what that shows; ``furnish`` adds menus, messages and errands right after;
``complete`` adds the pages built on the services, once those are imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from passalong import settings
from passalong.domain.person_row import Field
from passalong.operations import Operations
from passalong.ui import theme
from passalong.ui.drop_target import DropTarget
from passalong.ui.people.people_model import Rows
from passalong.ui.people.people_page import PeoplePage
from passalong.ui.screens import Place, Screens, sidebar_entries
from passalong.ui.search_field import SearchField
from passalong.ui.sidebar import Sidebar
from passalong.ui.status_line import StatusLine

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from passalong.operations import Session
    from passalong.services.outcome import Changed
    from passalong.ui.pages import Pages

_NARROW = 1100
_AFTER_PAINT = 8  # milliseconds: what was painted is on the screen first
_USUAL_SIZE = (1280, 800)


class MainWindow(QMainWindow):
    """The one window of the program."""

    painted = Signal()  # once, after the first paint
    scheme_chosen = Signal(str)
    log_wanted = Signal()
    restore_wanted = Signal(object)  # Path: a good copy that is to become the data file
    ended = Signal()  # quit while hidden, which Qt does not call the last window's end

    def __init__(self, operations: Operations, data_folder: Path, scheme: str = "system") -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Passalong"))
        self.setAcceptDrops(True)
        self._operations = operations
        self._geometry = QSettings(str(data_folder / "window.ini"), QSettings.Format.IniFormat)
        self.pages: Pages | None = None  # until all of them are made
        self._waiting: list[str] = []
        self._was_painted = False
        self.may_hide: Callable[[], bool] = lambda: False  # whether an icon brings it back
        self.is_in_tray = False  # hidden, with an icon that brings it back
        self._is_quitting = False
        self._drops = DropTarget(self)
        self._data_folder, self._scheme = data_folder, scheme
        self._furnished = False
        self._make_widgets(data_folder)
        self._lay_out()
        self.menuBar().addMenu("…")  # holds the place until ``furnish``
        self._connect_signals()
        self._restore_size()
        self.show_screen(Place.PEOPLE)
        self.search.setFocus()

    def _make_widgets(self, data_folder: Path) -> None:
        self.sidebar = Sidebar(sidebar_entries())
        self.search = SearchField()
        self.people = PeoplePage(self._operations, str(data_folder), self._drag_out)
        self._screens = Screens()
        self.status = StatusLine(str(data_folder))

    def _lay_out(self) -> None:
        top = QWidget()
        top.setProperty("role", "top")
        across = QHBoxLayout(top)
        across.setContentsMargins(16, 8, 16, 8)
        self.search.setMaximumWidth(560)
        across.addWidget(self.search, stretch=4)
        across.addStretch(1)
        self._screens.put(Place.PEOPLE, self.people)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(top)
        right.addWidget(self._screens, stretch=1)
        self._right = right
        self._centre = centre = QWidget()
        whole = QHBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        whole.addLayout(right, stretch=1)
        self.setCentralWidget(centre)
        self.setStatusBar(self.status)

    def _connect_signals(self) -> None:
        self._operations.changed.connect(self._count_inbox_if_changed)
        self.sidebar.screen_chosen.connect(self.show_screen)
        self.search.textChanged.connect(self._search_people)
        self.search.list_wanted.connect(self.people.go_into_list)
        self.search.first_wanted.connect(self.people.choose_first)
        self.search.left.connect(self.people.go_into_list)
        self.people.left.connect(self.search.setFocus)
        self.people.search_cleared.connect(self._empty_search)
        self.people.counted.connect(self._show_count)
        self.people.counted.connect(self.status.show_count)

    def furnish(self) -> None:
        """Add menus, messages and errands; once is enough."""
        if self._furnished:
            return
        self._furnished = True
        from passalong.ui.actions import Actions
        from passalong.ui.errands import Errands
        from passalong.ui.joining import join_actions
        from passalong.ui.messages import MessageBar, Toast
        from passalong.ui.safekeeping import Safekeeping

        theme.show_icons()
        self.messages = MessageBar()
        self._right.insertWidget(1, self.messages)
        self.toast = Toast(self._centre)
        self.errands = Errands(self._operations, self.toast, self._data_folder, self)
        file = settings.database_file(self._data_folder)
        self.safekeeping = Safekeeping(self._operations, file, self.toast, self)
        self.actions_ = Actions(self, self._scheme)
        self.menuBar().clear()
        self.actions_.fill(self.menuBar())
        self._connect_errands()
        join_actions(self)

    def _connect_errands(self) -> None:
        self._operations.troubled.connect(self.messages.show_trouble)
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
        pages = Pages(self._operations, self._screens, self)
        yield from pages.making()
        self._right.insertWidget(2, pages.giving.sent_bar)
        self.pages = pages
        self.people.refresh()
        self.errands.ask_for_steps()
        self.safekeeping.start()
        self._count_inbox()
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
    def show_screen(self, number: int) -> None:
        """Show one of the screens."""
        self._screens.setCurrentIndex(number)
        self.sidebar.choose(number)

    @Slot()
    def show_today(self) -> None:
        """Show what waits to be given today."""
        self.show_screen(Place.TODAY)

    @Slot()
    def show_people(self) -> None:
        """Show the people."""
        self.show_screen(Place.PEOPLE)
        self.people.go_into_list()

    @Slot()
    def show_inbox(self) -> None:
        """Show what is worth passing along."""
        self.show_screen(Place.INBOX)

    @Slot(int)
    def show_person(self, person_id: int) -> None:
        """Show one person's page."""
        self.show_screen(Place.PEOPLE)
        self.people.show_person(person_id)

    @Slot(int)
    def show_opportunity(self, opportunity_id: int) -> None:
        """Show one opportunity and whom it may be for."""
        self.show_screen(Place.INBOX)
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

    @Slot(str)
    def show_tag(self, word: str) -> None:
        """Show everybody who carries a tag."""
        self.show_screen(Place.PEOPLE)
        self.search.clear()
        self.people.filters.clear()
        self.people.filters.add(Field.TAG, word)

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
            palette.help_wanted.connect(self.pages.helping.note_for)
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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the pages more room where there is little."""
        super().resizeEvent(event)
        self.sidebar.be_narrow(narrow=self.width() < _NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember the window's size; where there is a tray, only hide."""
        self._geometry.setValue("geometry", self.saveGeometry())
        super().closeEvent(event)
        app = QGuiApplication.instance()
        is_session_over = isinstance(app, QGuiApplication) and app.isSavingSession()
        if not self._is_quitting and not is_session_over and self.may_hide():
            event.ignore()
            self.hide_in_tray()

    def _restore_size(self) -> None:
        kept = self._geometry.value("geometry")
        if kept is None or not self.restoreGeometry(kept):
            self.resize(*_USUAL_SIZE)
        self.setMinimumSize(900, 560)

    @Slot(str)
    def _search_people(self, text: str) -> None:
        self.show_screen(Place.PEOPLE)
        self.people.search_for(text)

    @Slot()
    def _empty_search(self) -> None:
        self.search.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.search.clear()
        self.search.blockSignals(False)  # noqa: FBT003 - Qt's own argument

    @Slot()
    def begin_search(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot(int)
    def _show_count(self, count: int) -> None:
        self.sidebar.show_count(Place.PEOPLE, count)

    @Slot(object)
    def _count_inbox_if_changed(self, changed: Changed) -> None:
        from passalong.services.outcome import Changed

        if Changed.OPPORTUNITIES in changed:
            self._count_inbox()

    def _count_inbox(self) -> None:
        self._operations.read(_inbox_count).finished.connect(self._show_inbox_count)

    @Slot(object)
    def _show_inbox_count(self, count: int) -> None:
        self.sidebar.show_count(Place.INBOX, count)

    @Slot(object)
    def choose_scheme(self, action: QAction) -> None:
        """Show the scheme of a menu's entry."""
        self.scheme_chosen.emit(action.data())

    def _drag_out(self, ids: list[int]) -> QMimeData | None:
        from passalong.ui.people import drag

        return drag.person_mime(self._operations, ids)


def _inbox_count(session: Session) -> int:
    from passalong.services import opportunities

    return len(opportunities.inbox(session, datetime.now().astimezone()))
