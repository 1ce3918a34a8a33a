"""The icon, the notification and its buttons, on a real panel and a real notification daemon.

A private session bus, so that nothing appears on the desktop of whoever runs
the tests; the panel shows nothing but the tray, so its first icon is ours.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage

from passalong.services import binds, opportunities, people
from passalong.services.outcome import perform
from passalong.store.database import Database

NOTIFIER = next(iter(Path("/usr/lib").glob("**/xfce4-notifyd")), Path("xfce4-notifyd"))
TOOLS = ("xdotool", "dbus-daemon", "xfce4-panel", str(NOTIFIER))
MISSING = [tool for tool in TOOLS if not shutil.which(tool)]

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs a screen"),
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

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
FADED = 90  # days; then a reminder and the screen Help ask whether the bind still matters
PRIYA, SOMETHING_TO_GIVE, CAPTURE, PAUSE_FOR_AN_HOUR = range(1, 5)
END_THE_PAUSE = PAUSE_FOR_AN_HOUR  # stands where the pauses stood
OPEN_PASSALONG = 7
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
        self._stack.callback(_end, process)
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session with a panel and a notification daemon."""
    folder = tmp_path_factory.mktemp("session")
    kept = folder / "xdg_config_home" / "xfce4" / "xfconf" / "xfce-perchannel-xml"
    kept.mkdir(parents=True)
    (kept / "xfce4-panel.xml").write_text(PANEL, encoding="utf-8")
    with ExitStack() as stack:
        session = Session(folder, stack)
        session.start(str(NOTIFIER))
        session.start("xfce4-panel", "--disable-wm-check")
        wait_until(lambda: xdotool("search", "--onlyvisible", "--class", "xfce4-panel"), "a panel")
        yield session


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Session]:
    """A session in which nobody shows icons or notifications."""
    config = tmp_path / "bus.conf"
    config.write_text(BARE_BUS, encoding="utf-8")
    with ExitStack() as stack:
        yield Session(tmp_path, stack, "--config-file", str(config))


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
                _wait_a_little(lambda: not self.window())
            return not self.window()

        wait_until(is_closed, "the window to close")

    def wait_for_window(self) -> None:
        wait_until(self.window, "the window")


def _wait_a_little(reached: Callable[[], object]) -> bool:
    end = time.monotonic() + 3
    while not reached() and time.monotonic() < end:
        time.sleep(0.05)
    return bool(reached())


@pytest.fixture
def program(tmp_path: Path, panel: Session) -> Iterator[Program]:
    program = Program(tmp_path / "data", panel)
    yield program
    if program.process.poll() is None:
        program.process.send_signal(signal.SIGTERM)
        program.process.wait(timeout=20)


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
            _wait_a_little(reached)
        return bool(reached())

    wait_until(has_helped, "what the click does")


def button_of_notification(number: int) -> Callable[[], tuple[int, int] | None]:
    def place() -> tuple[int, int] | None:
        xdotool("mousemove", 700, 700)
        shown = xdotool("search", "--onlyvisible", "--class", "xfce4-notifyd").splitlines()
        found = buttons(shown[-1]) if shown else []
        return found[number] if len(found) == 3 else None

    return place


def test_helped_on_the_notification_records_help_given(qapp, program: Program) -> None:
    wait_until(program.is_told, "a notification")
    click_until(
        lambda: program.kept("SELECT carried FROM exchange") == [("help",)],
        button_of_notification(1),
    )
    assert program.kept("SELECT state FROM bind") == [("helping",)]


def test_tomorrow_on_the_notification_puts_it_off_and_records_nothing(
    qapp, program: Program
) -> None:
    wait_until(program.is_told, "a notification")
    click_until(
        lambda: program.kept("SELECT id FROM bind WHERE snoozed_until IS NOT NULL"),
        button_of_notification(2),
    )
    assert program.kept("SELECT id FROM exchange") == []


def test_open_on_the_notification_shows_the_window_with_the_bind(
    qapp, tmp_path: Path, panel: Session
) -> None:
    program = Program(tmp_path / "data", panel, "--hidden", days=FADED)
    wait_until(program.is_told, "a notification")
    before = program.asked()
    assert not program.window()

    click_until(program.window, button_of_notification(0))

    wait_until(lambda: program.asked() != before, "the bind on the screen Help")
    assert program.kept("SELECT state FROM bind") == [("open",)]
    assert program.kept("SELECT id FROM exchange") == []
    _end(program.process)


def test_every_entry_of_the_menu_does_what_it_says(tmp_path: Path, panel: Session) -> None:
    program = Program(tmp_path / "data", panel, "--hidden", days=FADED)
    wait_until(program.is_told, "the first look at what is due")
    wait_until(lambda: icon_is_there(program), "the icon")
    before = program.asked()
    choose(PAUSE_FOR_AN_HOUR, lambda: "paused_until" in program.settings())
    choose(END_THE_PAUSE, lambda: "paused_until" not in program.settings())
    assert not program.window()

    choose(OPEN_PASSALONG, program.window)
    program.close_window()
    choose(SOMETHING_TO_GIVE, program.window)
    assert program.asked() == before
    program.close_window()
    choose(PRIYA, program.window)
    wait_until(lambda: program.asked() != before, "the bind on the screen Help")
    program.close_window()

    choose(CAPTURE, capturing)
    wait_until(lambda: _captured(program), "what was typed")
    _end(program.process)


def capturing() -> str:
    """Return the number of the window that captures if it can be seen."""
    return xdotool("search", "--onlyvisible", "--name", "^Capture$")


def _captured(program: Program) -> bool:
    """Type a text and keep it, unless that was done."""

    def is_kept() -> bool:
        return bool(program.kept("SELECT id FROM opportunity WHERE title LIKE 'A spare bicycle%'"))

    if not is_kept() and (found := capturing()):
        xdotool("windowactivate", "--sync", found.splitlines()[0])
        xdotool("type", "A spare bicycle")
        xdotool("key", "ctrl+Return")
        _wait_a_little(is_kept)
    return is_kept()


def choose(entry: int, reached: Callable[[], object]) -> None:
    """Choose an entry of the icon's menu, the first that can be chosen being 1."""

    def has_helped() -> bool:
        if not reached():
            if _menu_is_shown():  # half gone through
                xdotool("key", "Escape")
                _wait_a_little(lambda: not _menu_is_shown())
            xdotool("mousemove", *ICON, "click", 3)
            if _wait_a_little(_menu_is_shown):
                xdotool("key", "--delay", 50, *["Down"] * entry, "Return")
                _wait_a_little(reached)
        return bool(reached())

    wait_until(has_helped, f"entry {entry} in the menu of the icon")


def _menu_is_shown() -> bool:
    found = xdotool("search", "--onlyvisible", "--class", "wrapper-2.0").splitlines()
    return any(_width(window) > WIDER_THAN_AN_ICON for window in found)


def _width(window: str) -> int:
    said = xdotool("getwindowgeometry", "--shell", window).splitlines()
    return next((int(line[6:]) for line in said if line.startswith("WIDTH=")), 0)


def test_a_closed_window_comes_back_by_its_icon_and_ends_by_its_menu(program: Program) -> None:
    wait_until(program.is_told, "the first look at what is due")
    program.wait_for_window()
    wait_until(lambda: icon_is_there(program), "the icon")
    program.close_window()
    assert program.process.poll() is None
    click_until(program.window, lambda: ICON)

    program.close_window()
    second = program.start()  # it hands over to the first, which shows itself
    assert second.wait(timeout=PATIENCE) == 0
    program.wait_for_window()

    program.close_window()

    def has_quit() -> bool:
        xdotool("mousemove", *ICON, "click", 3)
        time.sleep(0.5)
        xdotool("key", "Up")  # to the last entry
        xdotool("key", "Return")
        return _wait_a_little(lambda: program.process.poll() is not None)

    wait_until(has_quit, "Quit in the menu of the icon")
    assert program.process.returncode == 0


def test_at_login_there_is_an_icon_and_no_window_until_it_is_clicked(
    tmp_path: Path, panel: Session
) -> None:
    program = Program(tmp_path / "data", panel, "--hidden")
    wait_until(program.is_told, "the first look at what is due")
    wait_until(lambda: icon_is_there(program), "the icon")
    assert not program.window()
    click_until(program.window, lambda: ICON)
    _end(program.process)


def icon_is_there(program: Program) -> bool:
    """Ask the panel whether an icon was registered."""
    from jeepney import DBusAddress, Properties
    from jeepney.io.blocking import open_dbus_connection

    name = "org.kde.StatusNotifierWatcher"
    watcher = DBusAddress("/StatusNotifierWatcher", bus_name=name, interface=name)
    address = program._session.env["DBUS_SESSION_BUS_ADDRESS"]
    with open_dbus_connection(address) as connection:
        asked = Properties(watcher).get("RegisteredStatusNotifierItems")
        answer = connection.send_and_get_reply(asked, timeout=5)
    return bool(answer.body and answer.body[0][1])


def test_without_a_tray_a_window_reminds_and_closing_ends_the_program(
    qapp, tmp_path: Path, bare: Session
) -> None:
    program = Program(tmp_path / "data", bare)
    wait_until(program.is_told, "a reminder")

    def tomorrow() -> tuple[int, int] | None:
        xdotool("mousemove", 20, 20)
        shown = xdotool("search", "--onlyvisible", "--name", "^Passalong reminder$").splitlines()
        found = buttons(shown[0]) if shown else []
        return found[2] if len(found) == 3 else None

    click_until(lambda: program.kept("SELECT id FROM bind WHERE snoozed_until > ''"), tomorrow)
    program.close_window()
    assert program.process.wait(timeout=PATIENCE) == 0
