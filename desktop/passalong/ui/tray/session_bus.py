"""The desktop's session bus, spoken to without ever waiting for an answer.

Qt's own binding cannot send the unsigned number that a notification begins
with, so messages go by ``jeepney``; Qt's event loop says when one has come.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, Slot

from passalong.ui.aside import Aside

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message

_PATIENCE = 5_000  # milliseconds; who does not answer by then is taken for absent

Then = Callable[[tuple[Any, ...] | None], None]
"""What to do with an answer; None where it was an error, or none came in time."""


class SessionBus(QObject):
    """One connection; where there is no bus, every call is answered with None."""

    connected = Signal(bool)  # once; False where there is no bus
    heard = Signal(str, str, object)  # interface, member and body of a signal

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection: Any = None
        self._bell: QSocketNotifier | None = None
        self._waiting: dict[int, Then] = {}

    def open(self) -> None:
        """Connect, aside: a bus that hangs is no reason to wait."""
        Aside(_connection).done.connect(self._take)

    def is_connected(self) -> bool:
        """Return whether there is a bus."""
        return self._connection is not None

    def call(
        self, to: DBusAddress, member: str, signature: str, body: tuple[object, ...], then: Then
    ) -> None:
        """Ask somebody something."""
        from jeepney import new_method_call

        self._send(new_method_call(to, member, signature or None, body), then)

    def listen(self, interface: str, **narrowed: str) -> None:
        """Hear the signals of an interface; only those of a ``member`` or ``path`` if named."""
        from jeepney import MatchRule, message_bus

        rule = MatchRule(type="signal", interface=interface, **narrowed)
        self._send(message_bus.AddMatch(rule), lambda _answer: None)

    def follow(self, name: str) -> None:
        """Hear when a name comes or goes, as ``NameOwnerChanged``."""
        from jeepney import MatchRule, message_bus

        rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        self._send(message_bus.AddMatch(rule), lambda _answer: None)

    def ask_for_owner(self, name: str, then: Callable[[bool], None]) -> None:
        """Ask whether somebody has a name."""
        from jeepney import message_bus

        asked = message_bus.NameHasOwner(name)
        self._send(asked, lambda answer: then(bool(answer and answer[0])))

    def close(self) -> None:
        """Hang up."""
        if self._bell is not None:
            self._bell.setEnabled(False)
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._waiting.clear()

    def _send(self, message: Message, then: Then) -> None:
        if self._connection is None:
            QTimer.singleShot(0, self, lambda: then(None))
            return
        serial = next(self._connection.outgoing_serial)
        self._waiting[serial] = then
        try:
            self._connection.send(message, serial=serial)
        except OSError:
            self._answer(serial, None)
            return
        QTimer.singleShot(_PATIENCE, self, lambda: self._answer(serial, None))

    def _answer(self, serial: int, body: tuple[Any, ...] | None) -> None:
        then = self._waiting.pop(serial, None)
        if then is not None:
            then(body)

    @Slot(object)
    def _take(self, connection: Any) -> None:
        self._connection = connection
        if connection is not None:
            descriptor = connection.sock.fileno()
            self._bell = QSocketNotifier(descriptor, QSocketNotifier.Type.Read, self)
            self._bell.activated.connect(self._read)
        self.connected.emit(connection is not None)

    @Slot()
    def _read(self) -> None:
        while self._connection is not None:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, EOFError):  # the bus went away, and the session with it
                self.close()
                return
            self._understand(message)

    def _understand(self, message: Message) -> None:
        from jeepney import HeaderFields, MessageType

        fields = message.header.fields
        kind = message.header.message_type
        if kind is MessageType.signal:
            interface = fields.get(HeaderFields.interface, "")
            self.heard.emit(interface, fields.get(HeaderFields.member, ""), message.body)
        elif kind in (MessageType.method_return, MessageType.error):
            is_good = kind is MessageType.method_return
            serial = fields.get(HeaderFields.reply_serial, 0)
            self._answer(serial, message.body if is_good else None)


def _connection() -> Any:
    """Return a connection, or None where there is no session bus."""
    if not sys.platform.startswith("linux"):
        return None
    from jeepney.io.blocking import open_dbus_connection

    try:
        return open_dbus_connection("SESSION")
    except (OSError, EOFError, LookupError, RuntimeError, ValueError):
        return None
