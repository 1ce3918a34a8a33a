"""What tests of windows share: the door to the data, and no box that would wait for ever."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first PySide6 import
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"  # nothing shows on whoever's desktop it is

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from passalong import collecting
from passalong.operations import Operations
from passalong.ui import theme

collecting.by_hand()  # as the program does that has windows


@pytest.fixture(autouse=True)
def no_real_user_folders(tmp_path, monkeypatch):
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture(autouse=True)
def no_modal_dialogs(monkeypatch):
    def refuse(*_args, **_named):
        raise AssertionError("a modal dialog would hang a run without a user")

    monkeypatch.setattr(QDialog, "exec", refuse)
    for name in ("information", "warning", "critical", "question", "about"):
        monkeypatch.setattr(QMessageBox, name, refuse)
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, refuse)


@pytest.fixture(autouse=True)
def look(request):
    """Show the light scheme, whatever the desktop of whoever runs the tests prefers."""
    if "qapp" in request.fixturenames or "qtbot" in request.fixturenames:
        request.getfixturevalue("qapp")
        application = QApplication.instance()
        if not application.styleSheet():
            theme.apply(application, "light")
            # Pages are tested without the window that would dress them.
            application.setStyleSheet(theme.sheet())


@pytest.fixture
def operations(qtbot, database):
    operations = Operations(lambda _progress: database)
    yield operations
    # Closed windows go now, on this thread: a worker's garbage collection would end their
    # timers on the wrong one.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    operations.wait()
    qtbot.wait(0)
    # The door has a timer of its own, and its threads end with it.
    operations.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
