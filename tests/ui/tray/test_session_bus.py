"""The session bus: asked without waiting, and missed without harm."""

import os
import shutil
import subprocess
import sys

import pytest

from passalong.ui.tray.session_bus import SessionBus

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux has the bus")


@pytest.fixture
def address(monkeypatch):
    """A private bus; where there is no daemon to start one, tests are left out."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("needs dbus-daemon")
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        said = daemon.stdout.readline().decode().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", said)
        yield said
        daemon.terminate()


@pytest.fixture
def bus(qtbot):
    bus = SessionBus()
    with qtbot.waitSignal(bus.connected):
        bus.open()
    yield bus
    bus.close()


def test_without_a_bus_every_question_is_answered_with_nothing(qtbot, monkeypatch):
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"] == "disabled:"
    bus = SessionBus()
    with qtbot.waitSignal(bus.connected) as told:
        bus.open()
    assert told.args == [False]
    assert not bus.is_connected()
    answers = []
    bus.ask_for_owner("org.example.Nobody", answers.append)
    qtbot.waitUntil(lambda: answers == [False])


def test_it_is_known_who_is_there_and_heard_who_comes(qtbot, address, bus):
    from jeepney import message_bus
    from jeepney.io.blocking import open_dbus_connection

    answers, heard = [], []
    bus.heard.connect(lambda *told: heard.append(told))
    bus.follow("org.example.Panel")
    bus.ask_for_owner("org.example.Panel", answers.append)
    bus.ask_for_owner("org.freedesktop.DBus", answers.append)
    qtbot.waitUntil(lambda: answers == [False, True])
    with open_dbus_connection(address) as panel:
        panel.send_and_get_reply(message_bus.RequestName("org.example.Panel"), timeout=5)
        came = ("org.freedesktop.DBus", "NameOwnerChanged")
        qtbot.waitUntil(lambda: any(told[:2] == came and told[2][2] for told in heard))


def test_an_error_is_an_answer_too(qtbot, address, bus):
    from jeepney import DBusAddress

    answers = []
    nobody = DBusAddress("/", bus_name="org.example.Nobody", interface="org.example.Nobody")
    bus.call(nobody, "Anything", "", (), answers.append)
    qtbot.waitUntil(lambda: answers == [None])


def test_a_bus_that_goes_away_leaves_the_program_alone(qtbot, address, bus):
    bus.close()
    answers = []
    bus.ask_for_owner("org.freedesktop.DBus", answers.append)
    qtbot.waitUntil(lambda: answers == [False])
