"""A notification where the system has them with buttons, a small window where not."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton

from passalong.domain.reminder import Act
from passalong.ui.tray.notifier import Notifier
from passalong.words.reminders import Told

TOLD = Told("Priya needs help", "R&D at <SNCF>", ("Open", "Helped", "Tomorrow"))
ANSWERS = (Act.OPEN, Act.HELPED, Act.TOMORROW)
NO_BUS = ()
NAME = "org.freedesktop.Notifications"


class Bus(QObject):
    """Answers as a notification daemon of certain capabilities does."""

    connected = Signal(bool)
    heard = Signal(str, str, object)

    def __init__(self, capabilities):
        super().__init__()
        self._capabilities = capabilities
        self.asked = []
        self.number = 7

    def is_connected(self):
        return self._capabilities != NO_BUS

    def listen(self, interface):
        self.asked.append(("listen", interface))

    def call(self, to, member, signature, body, then):
        assert self.is_connected()
        self.asked.append((member, body))
        known = {"GetCapabilities": self._capabilities, "Notify": (self.number,)}
        then(known.get(member, ()))

    def notified(self):
        return [body for member, body in self.asked if member == "Notify"]


@pytest.fixture
def make(qtbot):
    def notifier(capabilities):
        made = Notifier(Bus(capabilities))
        made.heard = []
        made.answered.connect(lambda about, said: made.heard.append((about, said)))
        return made

    return notifier


@pytest.fixture
def shown(make):
    notifier = make((["actions", "body", "body-markup"],))
    notifier.tell("a bind", TOLD, ANSWERS)
    return notifier


def test_it_is_sent_with_its_buttons_and_without_markup(shown):
    (body,) = shown._bus.notified()
    assert body[3:5] == (TOLD.title, "R&amp;D at &lt;SNCF&gt;")
    assert body[5][:6] == ["open", "Open", "helped", "Helped", "tomorrow", "Tomorrow"]


@pytest.mark.parametrize(
    ("key", "said"), [("helped", Act.HELPED), ("tomorrow", Act.TOMORROW), ("default", Act.OPEN)]
)
def test_a_button_answers_once_and_it_is_taken_away(shown, key, said):
    shown._bus.heard.emit(NAME, "ActionInvoked", (7, key))
    shown._bus.heard.emit(NAME, "ActionInvoked", (7, key))
    assert shown.heard == [("a bind", said)]
    assert ("CloseNotification", (7,)) in shown._bus.asked


def test_what_other_programs_show_is_none_of_our_business(shown):
    shown._bus.heard.emit(NAME, "ActionInvoked", (8, "helped"))
    shown._bus.heard.emit(NAME, "ActionInvoked", (7, "another-key"))
    assert shown.heard == []


def test_a_new_one_takes_the_place_of_the_last(shown):
    shown.tell("another", TOLD, ANSWERS)
    assert [body[1] for body in shown._bus.notified()] == [0, 7]


def test_another_notifier_takes_no_place_of_this_one(shown):
    trial = Notifier(shown._bus)
    shown._bus.number = 8
    trial.tell(None, Told("Like this", ""), ())
    assert [body[1] for body in shown._bus.notified()] == [0, 0]
    shown._bus.heard.emit(NAME, "NotificationClosed", (8, 2))
    assert shown.about() == "a bind"
    shown._bus.heard.emit(NAME, "ActionInvoked", (7, "helped"))
    assert shown.heard == [("a bind", Act.HELPED)]


def test_one_that_was_closed_is_not_withdrawn_again(shown):
    shown._bus.heard.emit(NAME, "NotificationClosed", (7, 2))
    shown.withdraw()
    assert all(member != "CloseNotification" for member, _ in shown._bus.asked)


@pytest.mark.parametrize(
    "capabilities", [NO_BUS, None, (["body"],)], ids=["no bus", "nobody", "no buttons"]
)
def test_without_buttons_of_the_system_a_window_has_them(qtbot, make, capabilities):
    notifier = make(capabilities)
    notifier.tell("a bind", TOLD, ANSWERS)
    window = notifier._window
    assert window.isVisible()
    assert notifier._bus.notified() == []
    buttons = window.findChildren(QPushButton)
    assert [each.text() for each in buttons] == ["Open", "Helped", "Tomorrow"]
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert notifier.heard == [("a bind", Act.HELPED)]
    assert not window.isVisible()
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    window.deleteLater()


def test_the_window_shows_only_the_buttons_of_now(qtbot, make):
    notifier = make(None)
    notifier.tell("a bind", TOLD, ANSWERS)
    notifier.tell("tickets", Told("Tickets", "", ("Open", "Tomorrow")), (Act.OPEN, Act.TOMORROW))
    qtbot.wait(1)
    texts = [each.text() for each in notifier._window.findChildren(QPushButton)]
    assert texts == ["Open", "Tomorrow"]
    notifier._window.deleteLater()


def test_a_window_of_another_notifier_does_not_cover_the_first(qtbot, make):
    notifier, trial = make(None), make(None)
    notifier.tell("a bind", TOLD, ANSWERS)
    trial.tell(None, Told("Like this", ""), ())
    assert not trial._window.geometry().intersects(notifier._window.geometry())
    trial.withdraw()
    assert notifier._window.isVisible()
    for each in (notifier, trial):
        each.withdraw()
        each._window.deleteLater()
