"""Shows a reminder where the system shows such things, with buttons; else in a small window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from passalong.domain.reminder import Act
from passalong.ui.tray.reminder_window import ReminderWindow
from passalong.ui.tray.session_bus import SessionBus
from passalong.ui.tray.tray_icon import icon_with
from passalong.words.reminders import Told

if TYPE_CHECKING:
    from jeepney import DBusAddress

_NAME = "org.freedesktop.Notifications"
_DEFAULT = "default"  # what a click beside the buttons does
_PICTURE = 48  # pixels
_STAYS = 0  # milliseconds; until it is answered


class _Shown(NamedTuple):
    """What was last told, about what, and what may be answered."""

    about: object
    told: Told
    answers: tuple[Act, ...]


class Notifier(QObject):
    """Shows one reminder at a time; a new one takes the place of the last."""

    answered = Signal(object, object)  # what it was about, and the Act

    def __init__(self, bus: SessionBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._shown: _Shown | None = None
        self._number = 0  # the system's, of what it shows now
        self._window: ReminderWindow | None = None
        bus.connected.connect(self._listen)
        bus.heard.connect(self._hear)

    def tell(self, about: object, told: Told, answers: Sequence[Act]) -> None:
        """Show something; ``answers`` stand in the order of its buttons."""
        self._shown = _Shown(about, told, tuple(answers))
        if self._window is not None:
            self._window.close()
        if self._bus.is_connected():
            self._bus.call(_address(), "GetCapabilities", "", (), self._send)
        else:
            self._show_window()

    def about(self) -> object | None:
        """Return what is shown now, or waits to be."""
        return self._shown.about if self._shown else None

    @Slot()
    def withdraw(self) -> None:
        """Take away what is shown: it was answered elsewhere, or the program ends."""
        self._shown = None
        if self._window is not None:
            self._window.close()
        if self._number:
            number, self._number = self._number, 0
            self._bus.call(_address(), "CloseNotification", "u", (number,), _ignore)

    @Slot(bool)
    def _listen(self, has_bus: bool) -> None:
        if has_bus:
            self._bus.listen(_NAME)

    def _send(self, answer: tuple[Any, ...] | None) -> None:
        """Show it with what the system is capable of; one without buttons is not enough."""
        if self._shown is None:
            return
        if answer is None or "actions" not in answer[0]:
            self._show_window()
            return
        told = self._shown.told
        text = told.text
        if "body-markup" in answer[0]:
            from html import escape  # with half a megabyte of names of signs

            text = escape(text, quote=False)
        actions: list[str] = []
        for key, button in zip(self._shown.answers, told.buttons, strict=True):
            actions += [key.value, button]
        if actions:
            actions += [_DEFAULT, ""]  # last and without a word, or some draw a button for it
        hints = {
            "urgency": ("y", 1),
            "desktop-entry": ("s", "passalong"),
            "image-data": ("(iiibiiay)", _picture()),
        }
        body = ("Passalong", self._number, "passalong", told.title, text, actions, hints, _STAYS)
        self._bus.call(_address(), "Notify", "susssasa{sv}i", body, self._keep_number)

    def _keep_number(self, answer: tuple[Any, ...] | None) -> None:
        if answer is not None:
            self._number = answer[0]
        elif self._shown is not None:
            self._show_window()

    def _show_window(self) -> None:
        if self._shown is None:
            return
        if self._window is None:
            self._window = ReminderWindow()
            self._window.answered.connect(self._answer)
        self._window.show_reminder(self._shown.told, self._shown.answers)

    @Slot(str, str, object)
    def _hear(self, interface: str, member: str, body: object) -> None:
        if interface != _NAME or not isinstance(body, tuple) or body[0] != self._number:
            return
        if member == "ActionInvoked":
            said = Act.OPEN if body[1] == _DEFAULT else _act(body[1])
            if said is not None:
                self._answer(said)
        elif member == "NotificationClosed":
            self._number = 0
            self._shown = None

    @Slot(object)
    def _answer(self, said: Act) -> None:
        shown, self._shown = self._shown, None
        if shown is not None:
            self.answered.emit(shown.about, said)
        self.withdraw()


def _act(key: object) -> Act | None:
    return next((one for one in Act if one.value == key), None)


def _ignore(_answer: tuple[Any, ...] | None) -> None:
    """Whether it was still there makes no difference."""


def _picture() -> tuple[int, int, int, bool, int, int, bytes]:
    """Return our mark as notifications take it: its size, a row's bytes, how it is kept."""
    image = icon_with(0).pixmap(_PICTURE, _PICTURE).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    row = image.bytesPerLine()
    return image.width(), image.height(), row, True, 8, 4, bytes(image.constBits())


def _address() -> DBusAddress:
    from jeepney import DBusAddress

    return DBusAddress("/org/freedesktop/Notifications", bus_name=_NAME, interface=_NAME)
