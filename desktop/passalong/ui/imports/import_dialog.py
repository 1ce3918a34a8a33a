"""Importing address books: read, shown card by card, written only when *Import* is pressed.

The dialog walks through its pages: where from, columns of a spreadsheet,
waiting, the preview, waiting, the result; and trouble, from which there is
always a way back.  Reading and writing happen behind ``Operations``.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from passalong.domain.address_books import pattern
from passalong.domain.proposal import ImportReport, ImportSource
from passalong.errors import Trouble
from passalong.operations import Job, Operations
from passalong.ui.dropped import take_a_copy
from passalong.ui.imports import import_words, import_work
from passalong.ui.imports.columns_page import ColumnsPage
from passalong.ui.imports.decisions import Preview
from passalong.ui.imports.other_pages import StartPage, TroublePage, WorkingPage
from passalong.ui.imports.preview_page import PreviewPage
from passalong.ui.imports.result_page import ResultPage
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.widgets import label


class ImportDialog(KeyboardDialog):
    """One import, from the files to the sum of what became of every card."""

    imported = Signal(object)  # ImportReport
    back_of_card_wanted = Signal()

    def __init__(
        self,
        operations: Operations,
        paths: Sequence[str] = (),
        data: bytes = b"",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._paths = tuple(paths)
        self._data = data
        self._sources: tuple[ImportSource, ...] = ()
        self._importing = False
        self._undo_step: int | None = None
        self._job: Job | None = None
        self._closing = False
        self.setWindowTitle(self.tr("Import"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAcceptDrops(True)
        self._title = label(role="title", wrap=True)
        self._start = StartPage()
        self._columns = ColumnsPage()
        self._working = WorkingPage()
        self._preview = PreviewPage()
        self._trouble = TroublePage()
        self._result = ResultPage()
        self._lay_out()
        self._connect_signals()
        self._begin()

    @property
    def preview(self) -> PreviewPage:
        """Return the page of the cards."""
        return self._preview

    @property
    def can_undo(self) -> bool:
        """Return whether the import is known as a step that can be taken back."""
        return self._undo_step is not None

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in (
            self._start,
            self._columns,
            self._working,
            self._preview,
            self._trouble,
            self._result,
        ):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._pages, stretch=1)
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else QSize(1060, 700)
        width, height = min(1000, room.width() - 60), min(680, room.height() - 50)
        self.resize(max(width, 640), max(height, 420))

    def _connect_signals(self) -> None:
        self._start.files_wanted.connect(self._choose_files)
        self._start.folder_wanted.connect(self._choose_folder)
        self._start.paste_wanted.connect(self._paste)
        self._columns.mapped.connect(self._study)
        self._columns.given_up.connect(self.reject)
        self._working.cancelled.connect(self._stop)
        self._preview.import_wanted.connect(self._carry_out)
        self._preview.given_up.connect(self.reject)
        self._trouble.again_wanted.connect(self._begin)
        self._trouble.other_files_wanted.connect(self._choose_files)
        self._trouble.closed.connect(self.reject)
        self._result.rejected_wanted.connect(self._choose_rejected_file)
        self._result.undo_wanted.connect(self._undo)
        self._result.back_of_card_wanted.connect(self._go_on_to_cards)
        self._result.closed.connect(self.accept)

    # where from

    @Slot()
    def _begin(self) -> None:
        if not self._paths and not self._data:
            self._title.hide()
            self._pages.setCurrentWidget(self._start)
            return
        self._title.setText(import_words.title(self._paths))
        self._title.show()
        self._wait(self.tr("Reading"), self.tr("Nothing is written yet."))
        work = partial(
            import_work.look_at,
            paths=self._paths,
            data=self._data,
            pasted=self.tr("pasted cards"),
        )
        self._run(self._operations.study(work), self._show_sources)

    @Slot()
    def _choose_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Import people"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [self.tr("Address books") + f" ({pattern()})", self.tr("All files") + " (*)"]
        )
        dialog.filesSelected.connect(self.take_files)
        dialog.open()

    @Slot()
    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a folder of cards"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self.take_files)
        dialog.open()

    @Slot(list)
    def take_files(self, paths: Sequence[str]) -> None:
        """Start anew with these files and folders."""
        self._paths, self._data = tuple(paths), b""
        self._begin()

    @Slot()
    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._paths, self._data = (), text.encode()
            self._begin()
        else:
            self._tell(
                Trouble(
                    self.tr("There is no text on the clipboard."),
                    self.tr("Copy a vCard or the rows of a table first."),
                )
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files while nothing is being read or written."""
        if event.mimeData().hasUrls() and self._pages.currentWidget() in (
            self._start,
            self._trouble,
        ):
            take_a_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Start with what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            take_a_copy(event)
            self.take_files(paths)

    # reading

    @Slot(object)
    def _show_sources(self, seen: import_work.Seen) -> None:
        self._sources = seen.sources
        if seen.unknown:
            self._columns.show_tables(seen.sources, seen.unknown)
            self._pages.setCurrentWidget(self._columns)
        else:
            self._study(seen.sources)

    @Slot(object)
    def _study(self, sources: tuple[ImportSource, ...]) -> None:
        self._sources = sources
        self._wait(
            self.tr("Reading and comparing with the people you know"),
            self.tr("Nothing is written yet."),
        )
        work = partial(import_work.preview, sources=sources)
        self._run(self._operations.study(work), self._show_preview)

    @Slot(object)
    def _show_preview(self, preview: Preview) -> None:
        self._preview.say("")
        self._pages.setCurrentWidget(self._preview)
        self._preview.show_preview(preview)

    # writing

    @Slot()
    def _carry_out(self) -> None:
        model = self._preview.model
        if model is None or self._job is not None:
            return
        self._importing = True
        self._wait(self.tr("Importing"), self.tr("Cancel takes everything back."))
        work = partial(import_work.apply, decisions=model.decisions, now=datetime.now(UTC))
        self._run(self._operations.carry_out(work), self._show_report)

    @Slot(object)
    def _show_report(self, report: ImportReport) -> None:
        self._result.show_report(report)
        self._pages.setCurrentWidget(self._result)
        self._operations.read(import_work.last_step).finished.connect(self._keep_step)
        self.imported.emit(report)

    @Slot(object)
    def _keep_step(self, step: int | None) -> None:
        self._undo_step = step
        self._result.allow_undo()

    # afterwards

    @Slot()
    def _undo(self) -> None:
        if self._job is None:
            job = self._operations.carry_out(partial(import_work.take_back, step=self._undo_step))
            self._run(job, self._show_undone)

    @Slot(object)
    def _show_undone(self, _action: object) -> None:
        self._result.show_undone()

    @Slot()
    def _choose_rejected_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save rejected cards"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Cards") + " (*.vcf)", self.tr("All files") + " (*)"])
        dialog.setDefaultSuffix("vcf")
        dialog.selectFile(self.tr("rejected cards") + ".vcf")
        dialog.fileSelected.connect(self.save_rejected)
        dialog.open()

    @Slot(str)
    def save_rejected(self, path: str) -> None:
        """Write the cards that were not taken to a file."""
        model = self._preview.model
        if model is None:
            return
        work = partial(import_work.save_rejected, decisions=model.decisions, path=Path(path))
        job = self._operations.read(work)
        job.troubled.connect(self._say_trouble)
        job.finished.connect(self._say_saved)

    @Slot(object)
    def _say_saved(self, count: int) -> None:
        self._result.say(import_words.saved(count))

    @Slot(object)
    def _say_trouble(self, trouble: Trouble) -> None:
        self._result.say(str(trouble))

    @Slot()
    def _go_on_to_cards(self) -> None:
        self.accept()
        self.back_of_card_wanted.emit()

    # one piece of work at a time

    def _wait(self, title: str, text: str) -> None:
        self._working.start(title, text)
        self._pages.setCurrentWidget(self._working)

    def _run(self, job: Job, show: object) -> None:
        self._job = job
        job.progressed.connect(self._working.advance)
        job.finished.connect(show)
        job.troubled.connect(self._tell)
        job.ended.connect(self._end_of_job)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _end_of_job(self) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        if self._closing:
            super().reject()
        elif self._pages.currentWidget() is self._working:
            self._stopped()

    def _stopped(self) -> None:
        """Come back from work that was cancelled: nothing was written."""
        if not self._importing:
            super().reject()
            return
        self._importing = False
        self._preview.say(self.tr("The import was stopped. Nothing was imported."))
        self._pages.setCurrentWidget(self._preview)

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        if self._pages.currentWidget() is self._result:
            self._result.say(str(trouble))
            return
        self._importing = False
        self._trouble.show_trouble(trouble)
        self._pages.setCurrentWidget(self._trouble)

    def reject(self) -> None:
        """Close; work under way is stopped first, and what it wrote is undone."""
        if self._job is None:
            super().reject()
        else:
            self._closing = True
            self._job.cancel()
