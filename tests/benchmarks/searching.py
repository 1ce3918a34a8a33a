"""How soon a search shows: through the services, and from a key to the repainted list."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session
from tests.benchmarks import books
from tests.benchmarks.measuring import (
    Bench,
    Figure,
    Measurement,
    in_a_process,
    in_turn,
    middle,
    p95,
)

from passalong.operations import Operations
from passalong.services import people
from passalong.store.database import Database
from passalong.ui import theme
from passalong.ui.people.people_model import Rows
from passalong.ui.people.people_page import PeoplePage

TYPED = ("golf", "sail", "schröder", "osaka", "beekeeping", "office", "haruka", "museum")

FIRST_PAGE = 30  # lines of a large screen
_FRAMES = 300
_BETWEEN_KEYS = 200  # milliseconds; sixty words a minute
_SETTLING = 1000
_PATIENCE = 5000


def figures(bench: Bench) -> list[Figure]:
    """Type words letter by letter among many people."""
    many = max(bench.people)
    book = books.book_of(bench, many)
    pages, keys, scrolling = in_turn(
        bench.pairs,
        lambda: in_a_process("searching:first_pages", book),
        lambda: in_a_process("searching:keys", book),
        lambda: in_a_process("searching:scrolling", book),
    )
    query = middle(pages, "bare_p95")
    return [
        Figure(
            f"first page of a search among {many:,}",
            middle(pages, "ours"),
            "ms",
            2.0,
            middle(pages, "bare"),
            "the same SQL on stdlib sqlite3",
        ),
        Figure(f"key to repaint among {many:,}, p95", middle(keys, "p95"), "ms", 16.0),
        Figure(
            f"key to repaint among {many:,}, p95 against p95",
            middle(keys, "p95"),
            "ms",
            3.0,
            query,
            "the bare query",
        ),
        Figure(f"scrolling {many:,}, p95 a frame", middle(scrolling, "p95"), "ms", 16.0),
    ]


def first_pages(book: str) -> Measurement:
    """Ask for first pages through the services, and with their SQL on stdlib sqlite3, in turn."""
    asked: list[str] = []
    ours: list[float] = []
    bare: list[float] = []
    plain = sqlite3.connect(f"file:{book}?mode=ro", uri=True)
    with closing(plain), books.opened(Path(book)) as database, database.reading() as session:
        driver = session.connection().connection.driver_connection
        for text in ("warm", *_typed()):
            driver.set_trace_callback(asked.append)
            _first_page(session, text)
            driver.set_trace_callback(None)
            statements = [statement for statement in asked if statement.startswith("SELECT")]
            asked.clear()
            ours.append(_milliseconds(partial(_first_page, session, text)))
            bare.append(_milliseconds(partial(_fetch, plain, statements)))
    return {"ours": median(ours[1:]), "bare": median(bare[1:]), "bare_p95": p95(bare[1:])}


def _typed() -> list[str]:
    return [word[:end] for word in TYPED for end in range(1, len(word) + 1)]


def _first_page(session: Session, text: str) -> None:
    ids = people.find_people(session, text, limit=FIRST_PAGE)
    people.people_rows(session, ids, text)


def _fetch(connection: sqlite3.Connection, statements: list[str]) -> None:
    for statement in statements:
        connection.execute(statement).fetchall()


def _milliseconds(ask: Callable[[], None]) -> float:
    started = time.perf_counter()
    ask()
    return (time.perf_counter() - started) * 1000


def keys(book: str) -> Measurement:
    """Type into the page and wait, at every key, until the list is painted with what was found."""
    application, operations, page = _people_page(book)
    painted = _Painted(page.list.viewport())
    show_first = page.model.show_first

    def show_and_expect(rows: Rows) -> None:
        show_first(rows)  # the answer to the last key, and to no other
        painted.expect()

    page.model.show_first = show_and_expect
    taken = []
    for text in _typed():
        if len(text) == 1:  # the word before is cleared, and the list is whole again
            page.search_for("")
            _let_pass(_SETTLING)
        started = time.perf_counter()
        page.search_for(text)
        assert painted.wait(), f"nothing was painted for {text}"
        taken.append((painted.at - started) * 1000)
        _let_pass(_BETWEEN_KEYS)
    operations.close()
    application.quit()
    return {"p95": p95(taken)}


def scrolling(book: str) -> Measurement:
    """Move through everybody, by lines and by pages, painting each frame."""
    application, operations, page = _people_page(book)
    bar = page.list.verticalScrollBar()
    assert bar.maximum() > page.list.viewport().height(), "there is nothing to scroll"
    taken = []
    for frame in range(_FRAMES):
        step = bar.pageStep() if frame % 3 else bar.maximum() // 97
        started = time.perf_counter()
        bar.setValue((bar.value() + step) % bar.maximum())
        page.list.viewport().repaint()
        taken.append((time.perf_counter() - started) * 1000)
        _let_pass(8)
    operations.close()
    application.quit()
    return {"p95": p95(taken)}


class _Painted(QObject):
    """Knows when a widget was next painted after it was told to expect it."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.at = 0.0
        self._expected = False
        self._loop = QEventLoop()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._loop.quit)
        widget.installEventFilter(self)

    def expect(self) -> None:
        """Say that the next painting shows what is waited for."""
        self._expected = True

    def wait(self) -> bool:
        """Wait for it; return whether it came."""
        self.at = 0.0
        self._patience.start(_PATIENCE)
        self._loop.exec()
        self._patience.stop()
        return bool(self.at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._expected and event.type() is QEvent.Type.Paint:
            self._expected = False
            QTimer.singleShot(0, self._note)  # once this painting is done
        return super().eventFilter(watched, event)

    def _note(self) -> None:
        self.at = time.perf_counter()
        self._loop.quit()


def _people_page(book: str) -> tuple[QApplication, Operations, PeoplePage]:
    import passalong.ui.pages  # noqa: F401 - the program has it before anybody can type

    application = QApplication(["searching"])
    theme.apply(application, "light")
    operations = Operations(lambda _progress: Database(Path(book)))
    page = PeoplePage(operations)
    theme.dress_window(page)
    page.resize(1080, 740)
    page.show()
    page.refresh()
    _let_pass(3000)
    assert page.model.rowCount() > 0, "the list stayed empty"
    return application, operations, page


def _let_pass(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
