"""Work that waits for somebody outside, such as a page or a bus, on a thread of its own.

Somebody who does not answer must hold up neither the window nor what reads the
user's data; so it is no work for ``Operations``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal, Slot

_under_way: set[Aside] = set()


class Aside(QObject):
    """One such piece of work, begun at once.

    Whoever has asked and is gone by then hears nothing.  A mistake in it is raised
    on the GUI thread.
    """

    done = Signal(object)  # what the work returned
    _arrived = Signal(object, object)  # what it returned, what it raised

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        arrived = self._arrived

        def run() -> None:
            answer: tuple[object, Exception | None]
            try:
                answer = (work(), None)
            except Exception as error:  # noqa: BLE001 - the thread ends here
                answer = (None, error)
            with suppress(RuntimeError):  # the program has ended meanwhile
                arrived.emit(*answer)

        _under_way.add(self)
        self._thread = Thread(target=run, daemon=True)
        self._thread.start()

    @Slot(object, object)
    def _deliver(self, value: object, error: Exception | None) -> None:
        self._thread.join()  # it has nothing left to do
        _under_way.discard(self)
        self.deleteLater()
        if error is not None:
            raise error
        self.done.emit(value)
