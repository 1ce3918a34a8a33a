"""A process that opens a window and says when it was first painted: ours, or a bare one.

It imports as little as it can, because what it imports counts.  Called as
``first_paint ours|bare STARTED SETTLING [FOLDER]``; ``STARTED`` is the moment before
the process was made, on the clock of ``time.monotonic``, and ``SETTLING`` how many
milliseconds it stays after the first paint.
"""

import sys
import time

if __name__ == "__main__" and sys.argv[1] == "ours":
    from passalong import quick_start

    quick_start.begin()  # as ``__main__`` does, before anything of Qt

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class Witness(QObject):
    """Sees the first paint of a window, and ends the program when it has settled."""

    def __init__(self, window: QWidget, started: float, settling: int) -> None:
        super().__init__(window)
        self._window = window
        self._started = started
        self._settling = settling
        self._seen = False
        self.answer: dict[str, float] = {}
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._seen and event.type() is QEvent.Type.Paint:
            self._seen = True
            QTimer.singleShot(0, self._note)  # once everything inside is painted too
        return False

    def _note(self) -> None:
        self.answer["seconds"] = time.monotonic() - self._started
        self.answer["first"] = memory()
        if not isinstance(self._window, Bare):
            self.answer["rows"] = self._window.people.model.rowCount()
        QTimer.singleShot(self._settling, self._end)

    def _end(self) -> None:
        self.answer["settled"] = memory()
        QApplication.quit()


class Bare(QMainWindow):
    """A window with nothing in it."""


def memory() -> float:
    """Return the proportional memory of this process in MB; 0 where the system does not say."""
    try:
        with open("/proc/self/smaps_rollup") as file:  # noqa: PTH123 - pathlib costs an import
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith("Pss:"))
    except OSError:
        return 0.0


def bare(started: float, settling: int) -> dict[str, float]:
    """Show a bare window of the program's size."""
    application = QApplication(["bare"])
    window = Bare()
    window.resize(1280, 800)
    witness = Witness(window, started, settling)
    window.show()
    application.exec()
    return witness.answer


def ours(started: float, settling: int, folder: str) -> dict[str, float]:
    """Start the program as a user does, on the data in a folder."""
    from passalong import application

    witnesses: list[Witness] = []

    class Seen(application.MainWindow):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            witnesses.append(Witness(self, started, settling))

    application.MainWindow = Seen
    application.main(["--data-dir", folder])
    return witnesses[0].answer


if __name__ == "__main__":
    kind, moment, stays, *rest = sys.argv[1:]
    shown = ours if kind == "ours" else bare
    found = shown(float(moment), int(stays), *rest)
    import json

    print(json.dumps(found))
