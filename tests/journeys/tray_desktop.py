"""A desktop of its own to try the tray on: a panel, a notification daemon, a private session bus.

A private session bus, so that nothing appears on the desktop of whoever runs
the tests; the panel shows nothing but the tray, so its first icon is ours.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QColor, QGuiApplication, QImage

from passalong.services import binds, opportunities, people
from passalong.services.outcome import perform
from passalong.store.database import Database

NOTIFIER = next(iter(Path("/usr/lib").glob("**/xfce4-notifyd")), Path("xfce4-notifyd"))
TOOLS = ("xdotool", "dbus-daemon", "xfce4-panel", str(NOTIFIER))
MISSING = [tool for tool in TOOLS if not shutil.which(tool)]


PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="30"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/>
  </property>
</channel>
"""
BARE_BUS = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
AT_ANY_HOUR = """remind_at = 00:00:00
quiet_from = 00:00:00
quiet_until = 00:00:00
remind_weekends = true
"""
ICON = (15, 15)
WIDER_THAN_AN_ICON = 100
PATIENCE = 40  # seconds


def wait_until(reached: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.1)


def xdotool(*words: object) -> str:
    asked = ["xdotool", *map(str, words)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


class Session:
    """A session bus of our own, and what runs on it."""

    def __init__(self, folder: Path, stack: ExitStack, *bus_options: str) -> None:
        folders = {name: folder / name.lower() for name in ("HOME", "XDG_RUNTIME_DIR")}
        for path in folders.values():
            path.mkdir(mode=0o700)
        self.env = dict(os.environ, QT_QPA_PLATFORM="xcb", PYTHONFAULTHANDLER="1")
        self.env |= {name: str(path) for name, path in folders.items()}
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            self.env[name] = str(folder / name.lower())
        self.env |= {"NO_AT_BRIDGE": "1", "GTK_USE_PORTAL": "0", "GIO_USE_VFS": "local"}
        self._stack = stack
        command = ["dbus-daemon", *(bus_options or ("--session",))]
        bus = self.start(*command, "--nofork", "--nopidfile", "--print-address=1", said=True)
        assert bus.stdout is not None
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()

    def start(self, *command: str, said: bool = False) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            env=self.env,
            stdout=subprocess.PIPE if said else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._stack.callback(end, process)
        return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


class Program:
    """The program on a session, with somebody in a bind for some days and a thing to give."""

    def __init__(self, folder: Path, session: Session, *arguments: str, days: int = 3) -> None:
        self._folder = folder
        self._session = session
        folder.mkdir()
        (folder / "settings.toml").write_text(AT_ANY_HOUR, encoding="utf-8")
        before = datetime.now().astimezone() - timedelta(days=days)
        database = Database(folder / "passalong.sqlite")
        priya = perform(
            database, lambda session: people.add_person(session, "Priya Nair: into trains", before)
        ).value
        perform(
            database,
            lambda session: binds.note_bind(session, priya, "knows nobody at SNCF", before),
        )
        perform(database, lambda session: opportunities.capture(session, "Two tickets", before))
        database.close()
        self.process = self.start(*arguments)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = (sys.executable, "-m", "passalong", "--data-dir", str(self._folder))
        return self._session.start(*command, *arguments)

    def kept(self, question: str) -> list[tuple[object, ...]]:
        file = self._folder / "passalong.sqlite"
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            return connection.execute(question).fetchall()

    def is_told(self) -> bool:
        return bool(self.kept("SELECT day FROM told_day"))

    def asked(self) -> list[tuple[object, ...]]:
        """Return when it was asked whether the bind still matters, by a reminder or on Help."""
        return self.kept("SELECT asked_at FROM fading_question")

    def settings(self) -> str:
        return (self._folder / "settings.toml").read_text(encoding="utf-8")

    def window(self) -> str:
        """Return the number of the window if it can be seen."""
        return xdotool("search", "--onlyvisible", "--name", "^Passalong$")

    def close_window(self) -> None:
        """Close it by the window manager's key."""

        def is_closed() -> bool:
            if found := self.window():
                xdotool("windowactivate", "--sync", found.splitlines()[0], "key", "alt+F4")
                wait_a_little(lambda: not self.window())
            return not self.window()

        wait_until(is_closed, "the window to close")

    def wait_for_window(self) -> None:
        wait_until(self.window, "the window")


def wait_a_little(reached: Callable[[], object]) -> bool:
    end = time.monotonic() + 3
    while not reached() and time.monotonic() < end:
        time.sleep(0.05)
    return bool(reached())


def buttons(window: str) -> list[tuple[int, int]]:
    """Return the middles of the buttons at a window's foot, from the left, as they are seen."""
    place = dict(
        line.split("=") for line in xdotool("getwindowgeometry", "--shell", window).splitlines()
    )
    left, top = int(place["X"]), int(place["Y"])
    width, height = int(place["WIDTH"]), int(place["HEIGHT"])
    screen = QGuiApplication.primaryScreen()
    picture = screen.grabWindow(0, left, top, width, height).toImage()
    for row in range(height - 16, height // 2, -4):
        found = [middle for middle, size in _runs(picture, row) if size > 40]
        if len(found) > 1:
            return [(left + middle, top + row) for middle in found]
    return []


def _runs(picture: QImage, row: int) -> Iterator[tuple[int, int]]:
    """Yield the middle and length of everything in a row that is not the ground."""
    ground = picture.pixelColor(8, row)
    begin: int | None = None
    last = 0
    for x in range(8, picture.width() - 8):
        if _differs(picture.pixelColor(x, row), ground):
            begin = x if begin is None else begin
            last = x
        elif begin is not None and x - last > 3:
            yield (begin + last) // 2, last - begin
            begin = None


def _differs(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return any(abs(a - b) > 3 for a, b in pairs)


def click_until(reached: Callable[[], object], where: Callable[[], tuple[int, int] | None]) -> None:
    """Click until it helps: what was just shown may not take the first click."""

    def has_helped() -> bool:
        if not reached() and (place := where()) is not None:
            xdotool("mousemove", *place, "click", 1)
            wait_a_little(reached)
        return bool(reached())

    wait_until(has_helped, "what the click does")


def button_of_notification(number: int) -> Callable[[], tuple[int, int] | None]:
    def place() -> tuple[int, int] | None:
        xdotool("mousemove", 700, 700)
        shown = xdotool("search", "--onlyvisible", "--class", "xfce4-notifyd").splitlines()
        found = buttons(shown[-1]) if shown else []
        return found[number] if len(found) == 3 else None

    return place
