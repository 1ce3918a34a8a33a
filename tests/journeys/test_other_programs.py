"""The window among other programs: a file manager to drag to and from, a screen reader's ears."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = 40  # seconds
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Dropped\r\nEMAIL:anna@x.example\r\nEND:VCARD\r\n"


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


FIRST_FILE = (210, 130)  # on the screen, with the windows placed as they are here
FIRST_PERSON = (330, 158)

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs a screen"),
    needs("xdotool", "dbus-daemon"),
]


class Programs:
    """What was started for one test, each ended by its own handle."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._running: list[subprocess.Popen[str]] = []
        self.env = dict(
            os.environ,
            QT_QPA_PLATFORM="xcb",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
            HOME=str(folder),
            XDG_CONFIG_HOME=str(folder / "config"),
            XDG_CACHE_HOME=str(folder / "cache"),
            GIO_USE_VFS="local",
        )
        bus = self.start(
            "dbus-daemon", "--session", "--nofork", "--print-address=1", out=subprocess.PIPE
        )
        assert bus.stdout is not None
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()

    def start(self, *command: str, out: int = subprocess.DEVNULL) -> "subprocess.Popen[str]":
        started = subprocess.Popen(
            command, env=self.env, stdout=out, stderr=subprocess.DEVNULL, text=True
        )
        self._running.append(started)
        return started

    def passalong(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "passalong", "--data-dir", str(self.data), *arguments]

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=200, check=False
        )
        return done.stdout.strip()

    def is_shown(self, title: str) -> str:
        """Return the number of a window, or nothing if there is none."""
        found = self.run("xdotool", "search", "--onlyvisible", "--name", title)
        return found.splitlines()[-1] if found else ""

    def window(self, title: str) -> str:
        """Wait for a window and return its number."""
        wait_until(lambda: bool(self.is_shown(title)), f"a window called {title}")
        return self.is_shown(title)

    def place(self, window: str, x: int, y: int, width: int, height: int) -> None:
        self.run("xdotool", "windowsize", "--sync", window, str(width), str(height))
        self.run("xdotool", "windowmove", window, str(x), str(y))
        time.sleep(1)

    def drag(self, start: tuple[int, int], end: tuple[int, int], steps: int = 25) -> None:
        (x0, y0), (x1, y1) = start, end
        self.run("xdotool", "mousemove", str(x0), str(y0))
        time.sleep(0.3)
        self.run("xdotool", "mousedown", "1")
        time.sleep(0.3)
        for step in range(1, steps + 1):
            x, y = x0 + (x1 - x0) * step // steps, y0 + (y1 - y0) * step // steps
            self.run("xdotool", "mousemove", str(x), str(y))
            time.sleep(0.03)
        time.sleep(0.5)
        self.run("xdotool", "mouseup", "1")

    def drag_until(
        self, reached: Callable[[], object], start: tuple[int, int], end: tuple[int, int]
    ) -> None:
        """Drag until it helps: either program may not be ready for the first time."""

        def has_helped() -> bool:
            self.drag(start, end)
            until = time.monotonic() + 3
            while not reached() and time.monotonic() < until:
                time.sleep(0.1)
            return bool(reached())

        wait_until(has_helped, "what was dragged")

    def stop(self) -> None:
        for program in reversed(self._running):
            if program.poll() is None:
                program.terminate()
                try:
                    program.wait(5)
                except subprocess.TimeoutExpired:
                    program.kill()
                    program.wait()
            if program.stdout is not None:
                program.stdout.close()


def wait_until(reached: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.1)


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    programs = Programs(tmp_path)
    yield programs
    programs.stop()


@needs("pcmanfm")
def test_a_card_is_dragged_from_a_file_manager_onto_the_window(programs: Programs) -> None:
    folder = programs.folder / "vcards"
    folder.mkdir()
    (folder / "anna.vcf").write_text(CARD, newline="")
    programs.start(*programs.passalong())
    ours = programs.window("^Passalong$")
    programs.start("pcmanfm", "--no-desktop", str(folder))
    theirs = programs.window("vcards")
    programs.place(ours, 400, 60, 900, 600)
    programs.place(theirs, 0, 20, 390, 350)

    programs.drag_until(lambda: programs.is_shown("^Import$"), FIRST_FILE, (900, 450))


@needs("pcmanfm")
def test_a_person_is_dragged_into_a_file_manager(programs: Programs) -> None:
    folder = programs.folder / "empty-folder"
    folder.mkdir()
    programs.run(*programs.passalong("add", "Ada Byron: into golf"))
    programs.start(*programs.passalong())
    ours = programs.window("^Passalong$")
    programs.start("pcmanfm", "--no-desktop", str(folder))
    theirs = programs.window("empty-folder")
    programs.place(theirs, 900, 20, 370, 500)
    programs.place(ours, 0, 20, 900, 600)

    programs.drag_until(lambda: any(folder.glob("*.vcf")), FIRST_PERSON, (1150, 300))

    [card] = folder.glob("*.vcf")
    assert "FN:Ada Byron" in card.read_text()
    assert "golf" not in card.read_text()  # what one notes about people stays at home


def test_a_person_is_dropped_on_another_to_introduce_them(programs: Programs) -> None:
    for line in ("Ada Byron: into golf", "Bo Lindqvist", "Cora Malik"):
        programs.run(*programs.passalong("add", line))
    programs.start(*programs.passalong())
    programs.place(programs.window("^Passalong$"), 0, 20, 900, 600)
    x, y = FIRST_PERSON

    programs.drag_until(lambda: programs.is_shown("^Introduce Ada"), FIRST_PERSON, (x, y + 110))

    assert programs.is_shown("^Introduce Ada Byron and Cora Malik$")


LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
REGISTRY = "/usr/libexec/at-spi2-registryd"
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
_Place = tuple[str, str]


class Ears:
    """What a screen reader can ask the programs."""

    def __init__(self, programs: Programs) -> None:
        self._programs = programs
        programs.start(LAUNCHER, "--launch-immediately")
        session = ("gdbus", "call", "--session", "-d", "org.a11y.Bus", "-o", "/org/a11y/bus")
        ask = (*session, "-m", "org.a11y.Bus.GetAddress")
        wait_until(lambda: "unix:" in programs.run(*ask), "the bus of accessibility")
        found = re.search(r"'(.*)'", programs.run(*ask))
        assert found is not None
        self._bus = found[1]

    def ask(self, place: _Place, method: str, *arguments: str) -> str:
        call = ("gdbus", "call", "--address", self._bus, "-d", place[0], "-o", place[1])
        return self._programs.run(*call, "-m", method, *arguments)

    def told_of_focus(self) -> "Iterator[_Place]":
        """Listen from now on; yield what comes into focus, until nothing has for a while."""
        from jeepney import DBusAddress, HeaderFields, MatchRule, message_bus, new_method_call
        from jeepney.io.blocking import open_dbus_connection

        registry = "org.a11y.atspi.Registry"
        address = DBusAddress("/org/a11y/atspi/registry", registry, registry)
        about = new_method_call(address, "RegisterEvent", "s", ("object:state-changed",))
        events = "org.a11y.atspi.Event.Object"
        states = MatchRule(type="signal", interface=events, member="StateChanged")
        with open_dbus_connection(self._bus) as connection:
            connection.send_and_get_reply(about)
            connection.send_and_get_reply(message_bus.AddMatch(states))
            yield ("", "")  # it listens
            while True:
                try:
                    told = connection.receive(timeout=2)
                except TimeoutError:
                    return
                if told.body[:2] == ("focused", 1):
                    fields = told.header.fields
                    yield fields[HeaderFields.sender], fields[HeaderFields.path]

    def children(self, place: _Place, most: int = 40) -> list[_Place]:
        told = self.ask(place, f"{ACCESSIBLE}.GetChildren")
        pairs = re.findall(r"\('([^']+)', (?:objectpath )?'([^']+)'\)", told)
        return [(bus, path) for bus, path in pairs[:most]]

    def name(self, place: _Place) -> str:
        told = self.ask(place, "org.freedesktop.DBus.Properties.Get", ACCESSIBLE, "Name")
        found = re.search(r"<['\"](.*)['\"]>", told)
        return found[1] if found else ""

    def role(self, place: _Place) -> str:
        told = self.ask(place, f"{ACCESSIBLE}.GetRoleName")
        found = re.search(r"'(.*)'", told)
        return found[1] if found else ""

    def find(self, role: str, name: str, start: _Place = ROOT, depth: int = 14) -> _Place | None:
        for child in self.children(start):
            if (self.role(child), self.name(child)) == (role, name):
                return child
            found = self.find(role, name, child, depth - 1) if depth else None
            if found is not None:
                return found
        return None


@needs("gdbus", LAUNCHER, REGISTRY)
def test_a_screen_reader_hears_each_row_of_the_list(programs: Programs) -> None:
    for line in ("Ada Byron: needs: a CFO", "Bo Lindqvist", "Chiara Rossi"):
        programs.run(*programs.passalong("add", line))
    ears = Ears(programs)
    programs.start(*programs.passalong())
    programs.window("^Passalong$")

    def rows() -> list[str]:
        table = ears.find("table", "People")
        cells = ears.children(table) if table else []
        return [ears.name(cell) for cell in cells if ears.role(cell) == "cell"]

    heard: list[str] = []

    def hears_all() -> bool:
        heard[:] = rows()
        return len(heard) == 3

    wait_until(hears_all, "three rows")
    assert heard[0].startswith("Ada Byron")
    assert "need" in heard[0]
    assert heard[1].startswith("Bo Lindqvist")
    assert heard[2].startswith("Chiara Rossi")


@needs("gdbus", LAUNCHER, REGISTRY)
def test_a_screen_reader_hears_the_line_that_the_focus_comes_to(programs: Programs) -> None:
    for line in ("Ada Byron", "Bo Lindqvist"):
        programs.run(*programs.passalong("add", line))
    ears = Ears(programs)
    programs.start(*programs.passalong())
    programs.window("^Passalong$")
    wait_until(lambda: bool(ears.find("table", "People")), "the list")

    def heard() -> str:
        focus = ears.told_of_focus()
        next(focus)
        programs.run("xdotool", "key", "Escape", "Tab", "ctrl+f", "Down")  # from the search
        return [ears.name(place) for place in focus][-1]

    wait_until(lambda: heard().startswith("Ada Byron"), "the first line")
