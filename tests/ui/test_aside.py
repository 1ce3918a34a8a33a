import threading

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot

from passalong.errors import Trouble
from passalong.ui import aside
from passalong.ui.aside import Aside


class Asker(QObject):
    def __init__(self):
        super().__init__()
        self.told = []

    @Slot(object)
    def hear(self, answer):
        self.told.append((answer, threading.current_thread()))


def test_the_answer_comes_on_the_gui_thread(qtbot):
    asker = Asker()
    Aside(threading.current_thread).done.connect(asker.hear)

    qtbot.waitUntil(lambda: bool(asker.told))

    worker, heard_on = asker.told[0]
    assert worker is not threading.current_thread()
    assert heard_on is threading.current_thread()


def test_a_mistake_is_raised_on_the_gui_thread(qtbot):
    def fail():
        raise Trouble("Nobody there.")

    asker = Asker()
    with qtbot.captureExceptions() as raised:
        Aside(fail).done.connect(asker.hear)
        qtbot.waitUntil(lambda: bool(raised))

    assert [kind for kind, _, _ in raised] == [Trouble]
    assert asker.told == []


def test_who_is_gone_hears_nothing(qtbot):
    asked = threading.Event()
    asker = Asker()
    told = asker.told
    Aside(asked.wait).done.connect(asker.hear)
    asker.deleteLater()
    QCoreApplication.sendPostedEvents(asker, QEvent.Type.DeferredDelete)

    asked.set()

    qtbot.waitUntil(lambda: not aside._under_way)
    assert told == []
