"""One running copy a data folder: a second start hands over its files and ends.

The lock tells who is first; this tells the first what the second was asked to
open.  It is imported after the first paint, because QtNetwork costs time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from passalong.ui.arguments import absolute

_PATIENCE = 6.0  # seconds; the first copy may be starting just now
_STEP = 0.1
_WAIT = 2_000  # milliseconds


class FirstCopy(QObject):
    """Listens for further starts with the same data folder."""

    files_handed_over = Signal(list)  # absolute paths and addresses; empty when just started

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(_name(folder)):
            QLocalServer.removeServer(_name(folder))  # left behind by a crash: we hold the lock
            self._server.listen(_name(folder))

    @Slot()
    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or not socket.canReadLine():
            return
        try:
            files = json.loads(bytes(socket.readLine().data()))
        except ValueError:
            files = []
        socket.write(b"thanks\n")
        socket.flush()
        if isinstance(files, list):
            self.files_handed_over.emit([path for path in files if isinstance(path, str)])


def hand_over(folder: Path, files: Sequence[str]) -> bool:
    """Give files and addresses to the copy that runs already; return whether it did."""
    message = json.dumps([absolute(each) for each in files]).encode() + b"\n"
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        socket = QLocalSocket()
        socket.connectToServer(_name(folder))
        if socket.waitForConnected(_WAIT):
            socket.write(message)
            socket.flush()
            return socket.waitForReadyRead(_WAIT)
        time.sleep(_STEP)
    return False


def _name(folder: Path) -> str:
    return "passalong-" + blake2b(str(folder.resolve()).encode(), digest_size=8).hexdigest()
