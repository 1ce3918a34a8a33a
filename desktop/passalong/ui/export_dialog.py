"""Writing people to a file: whom, in which format, and whether private parts go along."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from passalong.errors import Trouble
from passalong.operations import Job, Operations
from passalong.services.exports import ExportKind, export
from passalong.ui.choices import ChoiceGroup
from passalong.ui.figures import number
from passalong.ui.keyboard import KeyboardDialog
from passalong.ui.widgets import Card, button, heading, label

_SUFFIXES = {
    ExportKind.VCARD3: "vcf",
    ExportKind.VCARD4: "vcf",
    ExportKind.CSV: "csv",
    ExportKind.JSON: "json",
}
_FULL = 1000


class ExportDialog(KeyboardDialog):
    """One export: choices, progress, and where the file lies."""

    exported = Signal(str)  # the path

    def __init__(
        self,
        operations: Operations,
        person_ids: Sequence[int] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._person_ids = list(person_ids) if person_ids else None
        self._job: Job | None = None
        self._path = ""
        self.setWindowTitle(self.tr("Export"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._selected = QRadioButton(self._selected_words())
        self._all = QRadioButton(self.tr("Everybody"))
        self._kinds = ChoiceGroup(self)
        self._private = QCheckBox(self.tr("Include private notes, values and needs"))
        self._explained = label(role="muted", wrap=True)
        self._message = label(role="danger", wrap=True)
        self._message.hide()
        self._cancel = button(self.tr("Cancel"))
        self._export = button(self.tr("Export…"), role="primary")
        self._bar = QProgressBar()
        self._told = label(role="subtitle", wrap=True)
        self._where = label(role="muted", wrap=True, selectable=True)
        self._stop = button(self.tr("Cancel"))
        self._open = button(self.tr("Open folder"), icon="folder")
        self._close = button(self.tr("Close"), role="primary")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._choices_page())
        self._pages.addWidget(self._result_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self._pages)
        self._connect_signals()
        self._explain()
        self.resize(560, self.sizeHint().height())

    def _selected_words(self) -> str:
        if self._person_ids is not None and len(self._person_ids) == 1:
            return self.tr("The selected person")
        count = number(len(self._person_ids or ()))
        return self.tr("The {count} selected people").format(count=count)

    def _choices_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        people = ChoiceGroup(page)
        layout.addWidget(heading(self.tr("Whom")))
        for choice in (self._selected, self._all):
            people.addButton(choice)
            layout.addWidget(choice)
        self._selected.setVisible(self._person_ids is not None)
        (self._selected if self._person_ids is not None else self._all).setChecked(True)
        layout.addSpacing(6)
        layout.addWidget(heading(self.tr("Format")))
        texts = {
            ExportKind.VCARD3: self.tr("vCard 3.0, for telephones and most address books"),
            ExportKind.VCARD4: self.tr("vCard 4.0, the newest, for programs that know it"),
            ExportKind.CSV: self.tr("CSV, for a spreadsheet"),
            ExportKind.JSON: self.tr("JSON of everything, for a complete copy of your own"),
        }
        for place, (kind, text) in enumerate(texts.items()):
            choice = QRadioButton(text)
            choice.setChecked(kind is ExportKind.VCARD3)
            self._kinds.addButton(choice, place)
            layout.addWidget(choice)
        layout.addSpacing(6)
        layout.addWidget(self._privacy())
        layout.addWidget(self._message)
        layout.addStretch()
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(self._cancel)
        last.addWidget(self._export)
        self._export.setDefault(True)
        layout.addLayout(last)
        return page

    def _privacy(self) -> Card:
        box = Card()
        box.body.addWidget(self._private)
        box.body.addWidget(self._explained)
        return box

    @Slot()
    def _explain(self) -> None:
        """Say what the tick does; a copy in JSON leaves nothing out, so there it is fixed."""
        whole = self.kind() is ExportKind.JSON
        text = (
            self.tr(
                "A copy of everything leaves nothing out: the private parts are in it too."
                " Keep it to yourself."
            )
            if whole
            else self.tr(
                "What you noted about people is yours. It stays out of the file unless you tick"
                " this: do so for your own copy, not for cards that you hand on."
            )
        )
        self._private.setEnabled(not whole)
        self._private.setAccessibleDescription(text)
        self._explained.setText(text)

    def _result_page(self) -> QWidget:
        page = QWidget()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addStretch(1)
        layout.addWidget(self._told)
        layout.addWidget(self._where)
        layout.addWidget(self._bar)
        layout.addStretch(2)
        last = QHBoxLayout()
        last.addWidget(self._open)
        last.addStretch()
        last.addWidget(self._stop)
        last.addWidget(self._close)
        layout.addLayout(last)
        return page

    def _connect_signals(self) -> None:
        self._kinds.chosen.connect(self._explain)
        self._cancel.clicked.connect(self.reject)
        self._export.clicked.connect(self._choose_file)
        self._stop.clicked.connect(self._cancel_job)
        self._open.clicked.connect(self._open_folder)
        self._close.clicked.connect(self.accept)

    def kind(self) -> ExportKind:
        """Return the format that is chosen."""
        return list(ExportKind)[self._kinds.checkedId()]

    @Slot()
    def _choose_file(self) -> None:
        suffix = _SUFFIXES[self.kind()]
        dialog = QFileDialog(self, self.tr("Export to"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*.{suffix}")
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"{self.tr('people')}.{suffix}")
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write the file."""
        if self._job is not None:
            return
        self._path = path
        self._message.hide()
        self._told.setText(self.tr("Exporting"))
        self._where.setText(Path(path).name)
        self._bar.setRange(0, 0)
        self._show_working(working=True)
        self._stop.setEnabled(True)
        self._pages.setCurrentIndex(1)
        self._stop.setFocus()
        chosen = None if self._all.isChecked() else self._person_ids
        kind, private = self.kind(), self._private.isChecked()
        self._job = self._operations.study(
            lambda session, progress: export(session, Path(path), kind, chosen, private, progress)
        )
        self._job.progressed.connect(self._advance)
        self._job.finished.connect(self._show_done)
        self._job.troubled.connect(self._tell)
        self._job.ended.connect(self._end_of_job)

    def _show_working(self, *, working: bool) -> None:
        self._bar.setVisible(working)
        self._stop.setVisible(working)
        self._open.setVisible(not working)
        self._close.setVisible(not working)

    @Slot(object, object)
    def _advance(self, done: int, total: int) -> None:
        if total > 0:
            self._bar.setRange(0, _FULL)
            self._bar.setValue(min(_FULL, done * _FULL // total))

    @Slot(object)
    def _show_done(self, count: int) -> None:
        text = (
            self.tr("{count} person exported") if count == 1 else self.tr("{count} people exported")
        )
        self._told.setText(text.format(count=number(count)))
        self._where.setText(self._path)
        self._show_working(working=False)
        self._close.setDefault(True)
        self._close.setFocus()
        self.exported.emit(self._path)

    @Slot(object)
    def _tell(self, trouble: Trouble) -> None:
        self._message.setText(str(trouble))
        self._message.show()
        self._pages.setCurrentIndex(0)

    @Slot()
    def _end_of_job(self) -> None:
        self._job = None
        if self._pages.currentIndex() == 1 and self._stop.isVisible():
            self._pages.setCurrentIndex(0)

    @Slot()
    def _cancel_job(self) -> None:
        if self._job is not None:
            self._stop.setEnabled(False)
            self._job.cancel()

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._path).parent)))

    def reject(self) -> None:
        """Close; an export under way is stopped first."""
        self._cancel_job()
        super().reject()
