"""Builds the parts, in order, and starts the event loop.

The order is what makes the start quick: one running copy, the log, the
settings, the first page by plain ``sqlite3``, the window, its first paint; and
only then what is heavy: SQLAlchemy, the services and the pages built on them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLockFile, QLoggingCategory, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from passalong import quick_start, resources, settings
from passalong.errors import Trouble
from passalong.operations import Operations
from passalong.running_log import note_mistake, note_warning, start_log
from passalong.store import list_pages
from passalong.ui import theme
from passalong.ui.arguments import absolute
from passalong.ui.main_window import MainWindow
from passalong.ui.settings_keeper import SettingsKeeper

if TYPE_CHECKING:
    from types import TracebackType

    from passalong.operations import Session
    from passalong.services.outcome import Progress
    from passalong.store.database import Database
    from passalong.ui.end_signals import EndSignals
    from passalong.ui.first_copy import FirstCopy
    from passalong.ui.reminding import Reminding
    from passalong.ui.settings_dialog import SettingsDialog

_FIRST_ROWS = 50


_USAGE = """Usage: passalong-gui [--data-dir FOLDER] [--hidden] [FILE | ADDRESS ...]

  --data-dir FOLDER  keep everything in this folder
  --hidden           start minimised
  FILE               address books to import, other files to capture
  ADDRESS            passalong://capture?text=…&url=…&title=…&kind=…"""


class _Options(NamedTuple):
    data_dir: Path | None
    hidden: bool
    files: tuple[str, ...]


class Application(QObject):
    """The program while it runs: what the parts need of each other beyond their signals."""

    def __init__(self, app: QApplication, folder: Path, chosen: settings.Settings) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._copy: FirstCopy | None = None
        self._reminding: Reminding | None = None
        self._signals: EndSignals | None = None
        self._completing: Iterator[None] = iter(())
        self.prepared: Path | None = None  # what is to become the data file once this has ended
        self.operations = Operations(self._open_database, self, at_once=False)
        self.settings = SettingsKeeper(self.operations, folder, chosen, self)
        self.window = MainWindow(self.operations, folder, chosen.scheme)
        # After the widgets, or each of them would be fitted to the style sheet again and again.
        theme.apply(app, chosen.scheme)  # type: ignore[arg-type] # checked when it was read
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._app.lastWindowClosed.connect(self._end_if_over)
        self.window.ended.connect(self._app.exit)
        self.window.painted.connect(self._load_the_rest)
        self.window.scheme_chosen.connect(self._show_scheme)
        self.window.scheme_chosen.connect(self.settings.keep_scheme)
        self.window.log_wanted.connect(self._show_log)
        self.window.restore_wanted.connect(self._end_for_restoring)

    def start(self, files: Sequence[str], *, hidden: bool) -> None:
        """Show the window with its first page."""
        try:
            page = list_pages.first_page(settings.database_file(self._folder), _FIRST_ROWS)
            self.window.show_start(page.everybody, page.rows)
        except Trouble as trouble:
            # Opening the database, a moment later, tells the user what is wrong.
            note_warning(f"the first page was not read: {type(trouble.__cause__).__name__}")
        self.window.open_files([absolute(each) for each in files])
        if hidden:
            self.window.begin_hidden()  # never without a way back
        else:
            self.window.show()

    def tell_of_mistake(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Note a mistake of ours in the log, and tell the user that there was one."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        note_mistake(kind, error, trace)
        self.window.messages.show_mistake()

    def _open_database(self, progress: Progress) -> Database:
        from passalong.store.database import Database

        database = Database(settings.database_file(self._folder), progress)
        from passalong.services import people_matcher

        people_matcher.join(database, resources.folder("model"))
        return database

    @Slot()
    def _load_the_rest(self) -> None:
        quick_start.end()  # ``__main__`` has begun it
        # A damaged photo in a card is no news: initials stand in for it.
        QLoggingCategory.setFilterRules("qt.gui.imageio*=false")
        start_log(self._folder)
        _note_time("first paint")
        from passalong.ui.end_signals import EndSignals
        from passalong.ui.first_copy import FirstCopy

        self._signals = EndSignals(self)
        self._signals.wanted.connect(self.window.quit)
        self._signals.listen()
        self._copy = FirstCopy(self._folder, self)
        self._copy.files_handed_over.connect(self._open_handed_over)
        self.operations.open()
        self.operations.read(_read_the_rest).finished.connect(self._complete)

    @Slot()
    def _complete(self) -> None:
        self._completing = self.window.completing()
        self._complete_piece()

    @Slot()
    def _complete_piece(self) -> None:
        for _ in self._completing:
            QTimer.singleShot(0, self._complete_piece)
            return
        self.window.errands.fetch_titles(self.settings.chosen().fetch_titles)
        self.window.errands.fetching_chosen.connect(self.settings.keep_fetching)
        quick_start.settle()
        from passalong.ui.index_keeper import IndexKeeper

        IndexKeeper(self.operations, self).start()
        self.window.errands.settings_opened.connect(self._add_settings)
        self._begin_reminding()
        from passalong.ui.outside_changes import OutsideChanges

        OutsideChanges(self.operations, settings.database_file(self._folder), self).start()
        _note_time("complete")

    def _begin_reminding(self) -> None:
        from passalong.ui.reminding import Reminding

        chosen = self.settings.chosen
        self._reminding = Reminding(self.operations, self.window, self._folder, chosen)
        self._reminding.settings_chosen.connect(self.settings.keep)
        self._reminding.start()

    @Slot(object)
    def _add_settings(self, dialog: SettingsDialog) -> None:
        from passalong.ui import address_handler
        from passalong.ui.capture_settings import CaptureSettings

        if address_handler.can_be_chosen():
            section = CaptureSettings(self.operations, self._folder)
            section.troubled.connect(self.window.messages.show_trouble)
            dialog.add_section(section.tr("Capture"), section)

    @Slot()
    def _end_if_over(self) -> None:
        """End with the last window, unless an icon in the tray can bring it back."""
        if not self.window.is_in_tray:
            self._app.exit()

    @Slot(list)
    def _open_handed_over(self, files: list[str]) -> None:
        self.window.come_to_front()
        self.window.open_files(files)

    @Slot(str)
    def _show_scheme(self, scheme: str) -> None:
        theme.apply(self._app, scheme)  # type: ignore[arg-type] # it comes from our own menu

    @Slot()
    def _show_log(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    @Slot(object)
    def _end_for_restoring(self, prepared: Path) -> None:
        self.prepared = prepared
        self.window.quit()

    def tell_restored(self, trouble: Trouble | None) -> None:
        """Say that a backup took the place of the data, or why not."""
        self.window.furnish()
        if trouble is None:
            self.window.safekeeping.say_restored()
        else:
            self.window.messages.show_trouble(trouble)

    def end(self) -> None:
        """Let every write finish, also what pages saved when they heard of the end."""
        if self._reminding is not None:
            self._reminding.end()
        if self._signals is not None:
            self._signals.end()
        self.settings.finish()
        self.operations.close()

    def vanish(self) -> None:
        """Leave nothing behind that another of its kind would meet."""
        from shiboken6 import delete

        delete(self.window)
        delete(self)


def main(arguments: Sequence[str]) -> int:
    """Run the window until it is closed; return the process's exit code."""
    options = _options(arguments)
    folder = options.data_dir or settings.data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sys.stderr.write(
            f"The data folder cannot be used: {error.strerror}.\n"
            "Name another one with --data-dir FOLDER.\n"
        )
        return 1
    lock = QLockFile(str(folder / "running.lock"))
    lock.setStaleLockTime(0)
    # Locking waits for the disk; meanwhile the window is made, and nothing is shown yet.
    locking = Thread(target=lock.tryLock, args=(0,))
    locking.start()
    os.environ.setdefault(theme.STYLE_VARIABLE, "fusion")
    app = QApplication([sys.argv[0]])
    app.setApplicationName("Passalong")
    app.setDesktopFileName("passalong")
    # By itself Qt means to quit a moment later, and forgets it when a window is shown just then,
    # or when one of the hidden ones does not let itself be closed.
    app.setQuitOnLastWindowClosed(False)
    program = Application(app, folder, settings.read(folder))
    locking.join()
    if not lock.isLocked() and lock.error() == QLockFile.LockError.LockFailedError:
        from passalong.ui.first_copy import hand_over

        return 0 if hand_over(folder, options.files) else 1
    code = _run(app, folder, program, options)
    lock.unlock()
    return code


def _run(app: QApplication, folder: Path, program: Application, options: _Options) -> int:
    """Run the program; after a backup was put in the data's place, begin anew with that."""
    files: Sequence[str] = options.files
    hidden = options.hidden
    restored: Restored | None = None
    while True:
        sys.excepthook = program.tell_of_mistake
        program.start(files, hidden=hidden)
        if restored is not None:
            program.tell_restored(restored.trouble)
        code = app.exec()
        program.end()
        if program.prepared is None:
            return code
        restored = _put_in_place(folder, program.prepared)
        program.vanish()
        files, hidden = (), False
        program = Application(app, folder, settings.read(folder))


class Restored(NamedTuple):
    """What came of putting a backup in the data's place; trouble if nothing did."""

    trouble: Trouble | None = None


def _put_in_place(folder: Path, prepared: Path) -> Restored:
    from datetime import UTC, datetime

    from passalong.services import backups

    try:
        backups.put_in_place(settings.database_file(folder), prepared, datetime.now(UTC))
    except Trouble as trouble:
        return Restored(trouble)
    return Restored()


def _note_time(what: str) -> None:
    """Tell a benchmark when something was reached."""
    if os.environ.get("PASSALONG_TIMING"):
        sys.stderr.write(f"{what} {time.monotonic():.6f}\n")
        sys.stderr.flush()


def _options(arguments: Sequence[str]) -> _Options:
    # By hand: argparse costs more than the whole first page.
    rest = list(arguments)
    folder, hidden, files = None, False, []
    while rest:
        argument = rest.pop(0)
        if argument == "--hidden":
            hidden = True
        elif argument == "--data-dir" and rest:
            folder = Path(rest.pop(0))
        elif argument.startswith("--data-dir="):
            folder = Path(argument.partition("=")[2])
        elif argument.startswith("--"):
            raise SystemExit(_USAGE)
        else:
            files.append(argument)
    return _Options(folder, hidden, tuple(files))


def _read_the_rest(_session: Session) -> None:
    """Read, off the GUI thread, what the window is completed from."""
    import passalong.services.history
    import passalong.services.opportunities
    import passalong.services.people
    import passalong.ui.index_keeper
    import passalong.ui.outside_changes
    import passalong.ui.pages
    import passalong.ui.reminding  # noqa: F401 - imported for being imported

    theme.read_drawings()
