"""Nobody reads the program's sources while it starts, and nothing is collected meanwhile."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def answer_of(code):
    env = dict(os.environ, PYTHONPATH=str(PROJECT / "desktop"))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.split()


def test_no_source_is_read_for_a_feature_that_is_not_used():
    code = """
import linecache
from passalong import quick_start
quick_start.begin()
from passalong import application
print(application.__file__ in linecache.cache)
quick_start.end()
print(len(linecache.cache))
"""

    assert answer_of(code) == ["False", "0"]


def test_the_collector_never_works_by_itself_beside_windows():
    code = """
import gc
from passalong import quick_start
quick_start.begin()
print(gc.isenabled())
quick_start.end()
quick_start.settle()
print(gc.isenabled())
"""

    assert answer_of(code) == ["False", "False"]


def test_what_is_there_after_the_start_is_not_looked_at_again():
    code = """
import gc
from passalong import quick_start
quick_start.begin()
quick_start.end()
made = [[] for _ in range(5000)]
quick_start.settle()
print(gc.get_freeze_count() > 5000, gc.get_count()[0] < 5000)
"""

    assert answer_of(code) == ["True", "True"]


DESCRIBED = """
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel
for call in (lambda: QTimer.singleShot("x", 3), lambda: QObject(bad=3), lambda: QTimer("x")):
    try:
        call()
    except Exception as error:
        print(type(error), error)
print(QTimer.singleShot.__doc__, QLabel.__doc__)
from PySide6.support.signature import get_signature
print(get_signature(QTimer.start), get_signature(QLabel))
from PySide6.support.signature.lib.pyi_generator import generate_pyi
print(generate_pyi.__name__)
"""


def test_a_wrong_call_is_told_in_the_same_words_though_they_are_loaded_late():
    quickly = "from passalong import quick_start; quick_start.begin()\n"

    assert answer_of(quickly + DESCRIBED) == answer_of(DESCRIBED)


def test_what_describes_functions_is_not_run_before_somebody_asks():
    code = """
import sys
from passalong import quick_start
quick_start.begin()
parser = sys.modules["shibokensupport.signature.parser"]
print("pyside_type_init" in vars(parser), sys.meta_path[0].__class__.__name__)
print(callable(parser.pyside_type_init), "pyside_type_init" in vars(parser))
"""

    assert answer_of(code)[0] == "False"
    assert answer_of(code)[1] != "_LateFinder"
    assert answer_of(code)[2:] == ["True", "True"]


ENDING = """
import gc
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from shiboken6 import delete
from passalong.operations import Operations

class Sender(QObject):
    sent = Signal()

class Receiver(QObject):
    @Slot()
    def hear(self): pass

app = QCoreApplication([])
operations = Operations(lambda _progress: None, at_once=False)
by_itself = gc.isenabled()
gc.set_threshold(1, 1000, 1000)
for _ in range(20):
    gc.disable()
    receiver, sender, circle = Receiver(), Sender(), Sender()
    sender.sent.connect(receiver.hear)
    circle.sent.connect(receiver.hear)
    circle.itself = circle
    del circle
    if by_itself:
        gc.enable()
    delete(receiver)
    gc.collect(0)
print("ended")
"""


def test_what_qt_ends_does_not_wait_for_garbage_that_hears_it():
    # Were garbage collected meanwhile, both would wait for each other, and the test for ever.
    assert answer_of(ENDING) == ["ended"]
