"""What the program is compared with; nothing here imports the program."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.benchmarks import floor, floor_export
from tests.benchmarks.measuring import (
    Measurement,
    peak_memory,
    proportional_memory,
    timed,
)

SETTLING = 2500
"""How long after the first paint a window is called settled, in milliseconds."""


def floor_import(file: str, book: str) -> Measurement:
    """Import by hand."""
    connection = floor.make_book(Path(book))
    answer: Measurement = {}
    with timed(answer):
        count = floor.import_cards(connection, Path(file))
    return answer | {"cards": count, "peak": peak_memory()}


def vobject_parsing(file: str) -> Measurement:
    """Parse with vobject and keep nothing."""
    import vobject

    answer: Measurement = {}
    with timed(answer), Path(file).open(encoding="utf-8", newline="") as stream:
        count = sum(1 for _ in vobject.readComponents(stream))
    return answer | {"cards": count, "peak": peak_memory()}


def floor_exporting(book: str, out: str) -> Measurement:
    """Export a book of ``floor_import`` by hand."""
    answer: Measurement = {}
    with closing(sqlite3.connect(book)) as connection, timed(answer):
        count = floor_export.export_cards(connection, Path(out))
    return answer | {"cards": count}


def bare_window() -> Measurement:
    """Show a window with nothing in it; time from the start of the process to its first paint."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow
    from tests.benchmarks.worker import started

    answer: Measurement = {}

    class Bare(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if "seconds" not in answer:
                answer["seconds"] = time.monotonic() - started()
                answer["first_memory"] = proportional_memory()
                QTimer.singleShot(SETTLING, application.quit)

    application = QApplication(["bare"])
    window = Bare()
    window.resize(1280, 800)
    window.show()
    application.exec()
    return answer | {"settled_memory": proportional_memory()}
