"""Pictures of every screen with the sample people: light and dark, at two sizes.

``screenshots.py FOLDER`` starts the program once for each scheme and size and walks
through it as a user would.  On a screen, what the screen shows is taken, dialogs in
front of the window and all; without one, the window and its dialog are drawn.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QWidget,
)
from sqlalchemy.orm import Session

from passalong import settings
from passalong.application import Application
from passalong.domain.proposal import ImportReport
from passalong.services import imports
from passalong.services.binds import Which
from passalong.services.outcome import Outcome
from passalong.ui.composing.compose_dialog import ComposeDialog
from passalong.ui.composing.introduce_dialog import IntroduceDialog
from passalong.ui.helping.help_page import HelpPage
from passalong.ui.inbox.inbox_page import InboxPage
from passalong.ui.introductions.introductions_page import IntroductionsPage, Part
from passalong.ui.main_window import MainWindow
from passalong.ui.people.person_page import PersonPage

_SCHEMES = ("light", "dark")
_SIZES = ((1280, 800), (1024, 640))
_SETTLING = 900  # milliseconds until a screen shows what it was asked for
_PATIENCE = 30_000

_CARDS = """\
BEGIN:VCARD\r
VERSION:4.0\r
FN:Ingrid Solberg\r
EMAIL:ingrid@solberg.example\r
ORG:Solberg Boats\r
NOTE:Builds wooden boats\\, met at the harbour fair\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
FN:Priya Okafor\r
EMAIL:priya.okafor@new.example\r
TEL;TYPE=CELL:+44 7700 900123\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mu=C3=B1oz;Luc=C3=ADa\r
TEL;CELL:+34 600 000 111\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
FN:Tom Brandt\r
TITLE:Surveyor\r
BDAY:--0412\r
END:VCARD\r
"""

_ADDRESS = (
    "passalong://capture?text=Explains%20how%20night%20trains%20are%20planned"
    "&url=https%3A%2F%2Fexample.org%2Fnight-trains&title=Night%20trains%2C%20planned&kind=link"
)

_GAIN = "Somebody who has done the same twice, and likes to tell"

_Step = Callable[[], bool]


class Photographer(QObject):
    """Walks through the program, waits until each screen stands, and takes its picture."""

    def __init__(self, program: Application, folder: Path, label: str) -> None:
        super().__init__()
        self._program = program
        self._folder = folder
        self._label = label
        self._tour = self._walk(program.window)
        self._step = next(self._tour)
        self._waited = QElapsedTimer()
        self._waited.start()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(30)
        self.failed = False

    @Slot()
    def _go_on(self) -> None:
        if not self._step():
            if self._waited.elapsed() > _PATIENCE:
                self.failed = True
                self._end()
            return
        self._waited.restart()
        try:
            self._step = next(self._tour)
        except StopIteration:
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        QApplication.quit()

    def _walk(self, window: MainWindow) -> Iterator[_Step]:
        yield window.is_complete
        yield from self._picture("people-empty")
        window.errands.add_sample()
        yield lambda: window.people.model.rowCount() > 5
        yield from self._people(window)
        yield from self._today(window)
        yield from self._ledger(window)
        yield from self._inbox(window)
        yield from self._giving(window)
        yield from self._introductions(window)
        yield from self._help(window)
        yield from self._dialogs(window)

    def _people(self, window: MainWindow) -> Iterator[_Step]:
        window.search.setText("Priya Okafor")
        yield from self._settle()
        window.people.choose_first()
        yield from self._settle()
        window.search.clear()
        yield from self._picture("people")
        window.search.setText("golf")
        yield from self._settle()
        window.people.choose_first()
        yield from self._picture("search")
        window.search.clear()

    def _today(self, window: MainWindow) -> Iterator[_Step]:
        window.show_today()
        yield from self._picture("today")
        for action, name in (
            (window.actions_.news, "my-news"),
            (window.actions_.templates, "my-own-words"),
            (window.actions_.settings, "settings"),
        ):
            action.trigger()
            yield from self._dialog(name)

    def _ledger(self, window: MainWindow) -> Iterator[_Step]:
        window.search.setText("Amélie Girard")
        yield from self._settle()
        window.people.choose_first()
        yield from self._settle()
        for page in window.findChildren(PersonPage):
            page.ledger.balance.show_facts()
            page.ledger.reply.begin()
        yield from self._settle()
        for page in window.findChildren(PersonPage):
            page.show_part(page.ledger.reply)
        yield from self._picture("ledger")
        window.log_exchange()
        yield from self._dialog("log-exchange")
        window.search.clear()

    def _inbox(self, window: MainWindow) -> Iterator[_Step]:
        window.show_inbox()
        yield from self._picture("inbox")
        window.errands.capture("Two spare tickets for the golf open on Sunday")
        yield from self._dialog("capture")
        window.errands.open_arguments([_ADDRESS])
        yield from self._dialog("capture-more")
        window.show_people()

    def _giving(self, window: MainWindow) -> Iterator[_Step]:
        window.show_inbox()
        (page,) = window.findChildren(InboxPage)
        assert window.pages is not None
        view, bar = page.view, window.pages.giving.sent_bar
        yield lambda: bool(view.suggestions.cards) and view.giver.ask.isVisible()
        for card in view.suggestions.held_back:
            card.unfold()
        yield from self._picture("inbox-held-back")
        view.edit()
        yield from self._picture("inbox-edit")
        view.leave_editing()
        view.suggestions.cards[0].actions_shown[-1].click()
        yield from self._dialog("compose")
        view.giver.ask.click()
        yield lambda: bool(_dialogs())
        yield from self._picture("ask-the-giver")
        for dialog in window.findChildren(ComposeDialog):
            dialog.copy_message()
        yield bar.isVisible
        yield from self._picture("did-you-send-it")
        bar.no.click()
        yield lambda: not bar.isVisible()
        window.show_people()

    def _introductions(self, window: MainWindow) -> Iterator[_Step]:
        window.actions_.introductions.trigger()
        (page,) = window.findChildren(IntroductionsPage)
        yield page.pair.introduce.isVisible
        yield from self._picture("introductions")
        page.pair.introduce.click()
        yield lambda: bool(_dialogs())
        for dialog in window.findChildren(IntroduceDialog):
            for block in dialog.gets.values():
                block.show_text(block.text() or _GAIN)
        yield from self._dialog("introduce")
        page.screen_.chip(Part.RUNNING).click()
        yield from self._picture("introductions-running")
        window.actions_.introduce.trigger()
        yield from self._dialog("introduce-two")
        window.show_people()
        for shown in window.findChildren(PersonPage):
            shown.show_part(shown.meeting)
        yield from self._picture("person-introductions")

    def _help(self, window: MainWindow) -> Iterator[_Step]:
        window.actions_.help_others.trigger()
        (page,) = window.findChildren(HelpPage)
        yield lambda: bool(page.others.helpers.cards)
        yield from self._picture("help")
        page.others.edit()
        yield from self._picture("help-edit")
        page.others.leave_editing()
        window.actions_.note_bind.trigger()
        yield from self._dialog("somebody-needs-help")
        window.actions_.need_help.trigger()
        yield from self._dialog("i-need-help")
        page.screen_.chip(list(Which).index(Which.MINE)).click()
        yield lambda: bool(page.mine.ranking.cards or page.mine.rows)
        yield from self._picture("my-bind")
        if not page.mine.rows:
            page.mine.begin.click()
            yield lambda: bool(page.mine.rows)
        page.mine.ask_who_helped()
        yield from self._picture("my-bind-solved")
        page.mine.box.hide()
        page.screen_.chip(list(Which).index(Which.OTHERS)).click()
        window.show_people()

    def _dialogs(self, window: MainWindow) -> Iterator[_Step]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "friends.vcf"
            file.write_bytes(_CARDS.encode())
            window.errands.import_files([str(file)])
            yield from self._dialog("import")
            self._program.operations.write(partial(_import, file=file))
            yield from self._settle()
        window.open_palette()
        yield from self._settle()
        for field in _dialogs()[-1].findChildren(QLineEdit):
            field.setText("sa")
        yield from self._dialog("palette")
        window.errands.export_everybody()
        yield from self._dialog("export")
        window.errands.deal_cards()
        yield from self._dialog("back-of-the-card")
        window.people.choose_first()
        yield from self._settle()
        window.people.delete_selected()
        yield from self._picture("after-deleting", toast=True)
        window.errands.open_trash()
        yield from self._dialog("trash")

    def _settle(self) -> Iterator[_Step]:
        passed = QElapsedTimer()
        passed.start()
        yield lambda: passed.elapsed() > _SETTLING

    def _picture(self, name: str, *, toast: bool = False) -> Iterator[_Step]:
        self._program.window.toast.setVisible(toast)
        yield from self._settle()
        picture = _taken(self._program.window)
        file = self._folder / f"{name}-{self._label}.png"
        self.failed |= not picture.save(str(file))

    def _dialog(self, name: str) -> Iterator[_Step]:
        yield lambda: bool(_dialogs())
        yield from self._picture(name)
        for dialog in _dialogs():
            dialog.close()
        yield lambda: not _dialogs()


def _dialogs() -> list[QWidget]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]


def _taken(window: QMainWindow) -> QPixmap:
    if QGuiApplication.platformName() == "xcb":
        corner = window.mapToGlobal(QPoint(0, 0))
        screen = window.screen()
        return screen.grabWindow(0, corner.x(), corner.y(), window.width(), window.height())
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in _dialogs():
        inside = picture.deviceIndependentSize() - dialog.size().toSizeF()
        painter.drawPixmap(
            QPoint(int(inside.width()) // 2, int(inside.height()) // 2), dialog.grab()
        )
    painter.end()
    return picture


def _import(session: Session, file: Path) -> Outcome[ImportReport]:
    return imports.import_now(
        session, imports.sources_of([str(file)]), datetime.now(UTC), lambda _done, _total: None
    )


def _photograph(folder: Path, scheme: str, width: int, height: int) -> int:
    app = QApplication(["screenshots"])
    app.setApplicationName("Passalong")
    with tempfile.TemporaryDirectory() as data:
        program = Application(app, Path(data), settings.Settings(scheme=scheme))
        program.window.resize(width, height)
        program.start([], hidden=False)
        photographer = Photographer(program, folder, f"{scheme}-{width}x{height}")
        app.exec()
        program.end()
        return int(photographer.failed)


def main(arguments: list[str]) -> int:
    """Take all pictures into a folder, or those of one scheme and size."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    if len(arguments) > 1:
        return _photograph(folder, arguments[1], int(arguments[2]), int(arguments[3]))
    for scheme in _SCHEMES:
        for width, height in _SIZES:
            command = [sys.executable, __file__, str(folder), scheme, str(width), str(height)]
            if subprocess.run(command).returncode:
                print(f"The pictures in {scheme}, {width}x{height}, failed.", file=sys.stderr)
                return 1
    print(f"{len(list(folder.glob('*.png')))} pictures are in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
