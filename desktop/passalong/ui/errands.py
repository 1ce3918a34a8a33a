"""What the window does for its user beside showing pages: dialogs, undo, samples.

The dialogs' modules are imported when they are first opened, or by the worker
that runs after the first paint; they bring the services and SQLAlchemy along.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from passalong import words
from passalong.domain.action import Action, ActionKind
from passalong.domain.address_books import pattern
from passalong.domain.proposal import ImportReport
from passalong.operations import Operations
from passalong.ui.arguments import is_our_address
from passalong.ui.dropped import Dropped, may_be_address_book, names_tell, what_is_in
from passalong.ui.latest import Latest
from passalong.ui.messages import Toast

if TYPE_CHECKING:
    from passalong.operations import Session
    from passalong.progress import Progress
    from passalong.services.outcome import Outcome
    from passalong.ui.captures import Captures


class _Steps(Protocol):
    """What could be taken back or done again now."""

    undo: Action | None
    undo_id: int | None
    redo: Action | None


class Errands(QObject):
    """Opens dialogs, takes steps back, and says what came of it."""

    steps_known = Signal(str, str)  # what Undo and Redo would do
    person_chosen = Signal(int)
    captured = Signal(int)  # an opportunity's id
    bind_noted = Signal(int)  # a bind's id
    fetching_chosen = Signal(bool)  # whether pages may be asked for their titles
    settings_opened = Signal(object)  # SettingsDialog: others add what they have to set

    def __init__(self, operations: Operations, toast: Toast, data_folder: Path, window: QWidget):
        super().__init__(window)
        self._operations = operations
        self._toast = toast
        self._data_folder = data_folder
        self._window = window
        self._capture: Captures | None = None
        self._fetches = False
        self._after_import: tuple[str, ...] = ()  # files to be captured then
        self._import_told = ""  # until its step is known
        self._asking = Latest(operations, self._name_steps, self)
        self._connect_signals()

    def _connect_signals(self) -> None:
        self._operations.done.connect(self._tell_what_was_done)
        self._operations.changed.connect(self.ask_for_steps)
        self._toast.undo_wanted.connect(self._undo_step)
        self.fetching_chosen.connect(self.fetch_titles)

    @Slot()
    def choose_files(self) -> None:
        """Ask which address books to import."""
        dialog = QFileDialog(
            self._window,
            self.tr("Import address books"),
            "",
            self.tr("Address books") + f" ({pattern()});;" + self.tr("All files") + " (*)",
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.import_files)
        self._open(dialog)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder whose address books are all to be imported."""
        dialog = QFileDialog(self._window, self.tr("Import a folder of address books"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.filesSelected.connect(self.import_files)
        self._open(dialog)

    @Slot(list)
    def import_files(self, paths: Sequence[str], cards: bytes = b"") -> None:
        """Show what an import would do; nothing is written before the user says so."""
        from passalong.ui.imports.import_dialog import ImportDialog

        dialog = ImportDialog(self._operations, tuple(paths), cards, self._window)
        dialog.imported.connect(self._tell_of_import)
        dialog.back_of_card_wanted.connect(self.deal_cards)
        dialog.finished.connect(self._capture_after_import)
        self._open(dialog)

    @Slot()
    def capture(self, text: str = "") -> None:
        """Note something worth passing along."""
        self._captures().capture(text)

    @Slot()
    def capture_something(self) -> None:
        """Note something new; a menu's state is not its text."""
        self.capture()

    @Slot(object)
    def take(self, dropped: Dropped) -> None:
        """Import or capture what was dropped or pasted."""
        if names_tell(dropped):
            self._take_sorted(dropped)
        else:
            looking = self._operations.keep(partial(_looked_at, dropped))
            looking.finished.connect(self._take_sorted)

    @Slot(object)
    def _take_sorted(self, dropped: Dropped) -> None:
        if dropped.paths or dropped.cards:
            self._after_import += dropped.files
            self.import_files(dropped.paths, dropped.cards)
        elif any(dropped):
            self._captures().take(dropped)

    def open_arguments(self, arguments: Sequence[str]) -> None:
        """Open what the program was started with: our own addresses, and files."""
        addresses = [each for each in arguments if is_our_address(each)]
        files = [each for each in arguments if not is_our_address(each)]
        books = [path for path in files if may_be_address_book(path)]
        others = tuple(path for path in files if not may_be_address_book(path))
        if books or others:
            self.take(Dropped(paths=tuple(books), files=others))
        for address in addresses[:1]:  # one question at a time
            self._captures().take_address(address)

    @Slot()
    def _capture_after_import(self) -> None:
        files, self._after_import = self._after_import, ()
        if files:
            self._captures().take(Dropped(files=files))

    @Slot(bool)
    def fetch_titles(self, wanted: bool) -> None:
        """Ask pages for their titles from now on, or no more."""
        self._fetches = wanted
        if self._capture is not None:
            self._capture.fetch_titles = wanted

    def _captures(self) -> Captures:
        if self._capture is None:
            from passalong.ui.captures import Captures

            self._capture = Captures(self._operations, self._window)
            self._capture.fetch_titles = self._fetches
            self._capture.captured.connect(self.captured)
            self._capture.bind_noted.connect(self.bind_noted)
            self._capture.person_chosen.connect(self.person_chosen)
        return self._capture

    @Slot()
    def paste(self) -> None:
        """Import or capture what lies on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        dropped = what_is_in(mime)
        if any(dropped):
            self.take(dropped)
        else:
            self._toast.say(self.tr("The clipboard holds nothing to import or capture."))

    @Slot(object)
    def export(self, person_ids: Sequence[int] | None = None) -> None:
        """Write these people, or everybody, to a file."""
        from passalong.ui.export_dialog import ExportDialog

        self._open(ExportDialog(self._operations, person_ids, self._window))

    @Slot()
    def export_everybody(self) -> None:
        """Write everybody to a file."""
        self.export(None)

    @Slot()
    def open_trash(self) -> None:
        """Show what was deleted."""
        from passalong.ui.trash_dialog import TrashDialog

        self._open(TrashDialog(self._operations, self._window))

    @Slot()
    def deal_cards(self) -> None:
        """Ask for a line about people of whom nothing is noted yet."""
        from passalong.ui.people.back_of_card import BackOfCardDialog

        self._open(BackOfCardDialog(self._operations, self._window))

    @Slot()
    def open_data_folder(self) -> None:
        """Show where everything lies."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._data_folder)))

    @Slot()
    def show_news(self) -> None:
        """Show what is new with the user."""
        from passalong.ui.news_dialog import NewsDialog

        self._open(NewsDialog(self._operations, self._window))

    @Slot()
    def show_templates(self) -> None:
        """Show how the user says each part of a message."""
        from passalong.ui.templates_dialog import TemplatesDialog

        self._open(TemplatesDialog(self._operations, self._window))

    @Slot()
    def show_settings(self) -> None:
        """Show what can be set."""
        from passalong.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._window, fetch_titles=self._fetches)
        dialog.fetching_chosen.connect(self.fetching_chosen)
        self.settings_opened.emit(dialog)
        self._open(dialog)

    @Slot()
    def show_keys(self) -> None:
        """Show which keys do what."""
        from passalong.ui.help_dialogs import keys_dialog

        self._open(keys_dialog(self._window))

    @Slot()
    def show_about(self) -> None:
        """Say what this program is."""
        from passalong.ui.help_dialogs import about_dialog

        self._open(about_dialog(self._window))

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        self._operations.carry_out(_undo).finished.connect(self._tell_undone)

    @Slot(object)
    def _undo_step(self, step: int) -> None:
        """Take this step back, and never a later one."""
        job = self._operations.carry_out(partial(_undo_step, step=step))
        job.finished.connect(self._tell_step_undone)

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        self._operations.carry_out(_redo).finished.connect(self._tell_redone)

    @Slot()
    def add_sample(self) -> None:
        """Add the sample people."""
        self._operations.write(_add_sample)

    @Slot()
    def remove_sample(self) -> None:
        """Remove the sample people, and nobody else."""
        self._operations.write(_remove_sample)

    @Slot()
    def ask_for_steps(self) -> None:
        """Learn what Undo and Redo would do now."""
        self._asking.ask(_steps)

    @Slot(object)
    def _name_steps(self, steps: _Steps) -> None:
        self._toast.offer_only(steps.undo_id)
        undo = words.action_name(steps.undo) if steps.undo else ""
        redo = words.action_name(steps.redo) if steps.redo else ""
        self.steps_known.emit(undo, redo)

    @Slot(object, object)
    def _tell_what_was_done(self, action: Action, step: int | None) -> None:
        if action.kind is ActionKind.IMPORT and self._import_told:
            self._toast.say(self._import_told, step=step)
            self._import_told = ""
        elif not action.joins:  # what is saved while somebody types needs no note
            self._toast.say(words.action_done(action), step=step)

    @Slot(object)
    def _tell_of_import(self, report: ImportReport) -> None:
        self._import_told = words.report(report)
        self._toast.say(self._import_told)  # with Undo, if a step follows
        if not (report.added or report.updated):
            self._import_told = ""

    @Slot(object)
    def _tell_undone(self, action: Action | None) -> None:
        self._toast.say(
            self.tr("Undone: %1").replace("%1", words.action_name(action))
            if action
            else self.tr("There is nothing to undo.")
        )

    @Slot(object)
    def _tell_step_undone(self, action: Action | None) -> None:
        if action is None:
            self._toast.say(
                self.tr("Something else was done since; Edit › Undo takes that back first.")
            )
        else:
            self._tell_undone(action)

    @Slot(object)
    def _tell_redone(self, action: Action | None) -> None:
        if action:
            self._toast.say(self.tr("Done again: %1").replace("%1", words.action_name(action)))
        else:
            self._toast.say(self.tr("There is nothing to do again."))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _undo(session: Session, progress: Progress) -> Outcome[Action | None]:
    from passalong.services import history

    return history.undo(session, progress)


def _undo_step(session: Session, progress: Progress, step: int) -> Outcome[Action | None]:
    from passalong.services import history

    return history.undo_step(session, step, progress)


def _redo(session: Session, progress: Progress) -> Outcome[Action | None]:
    from passalong.services import history

    return history.redo(session, progress)


def _steps(session: Session) -> object:
    from passalong.services import history

    return history.steps(session)


def _add_sample(session: Session) -> Outcome[int]:
    from passalong.services import sample

    return sample.add_sample(session, datetime.now(UTC))


def _remove_sample(session: Session) -> Outcome[int]:
    from passalong.services import sample

    return sample.remove_sample(session)


def _looked_at(dropped: Dropped) -> Dropped:
    """Return a drop with its files sorted by what they are."""
    from passalong.services.import_reading import address_books_among

    local = (*dropped.paths, *dropped.files)
    books = address_books_among(local)
    return dropped._replace(paths=books, files=tuple(path for path in local if path not in books))
