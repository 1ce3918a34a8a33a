"""The program in a real window, driven by keys alone, as somebody does who has just got it."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(
        not os.environ.get("DISPLAY") or not shutil.which("xdotool"),
        reason="needs a screen, a window manager and xdotool",
    ),
]

CARDS = """\
BEGIN:VCARD\r
VERSION:3.0\r
FN:Ingrid Solberg\r
EMAIL:ingrid@solberg.example\r
NOTE:Builds wooden boats\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
FN:Tom Brandt\r
TEL:+49 30 5550 123\r
END:VCARD\r
"""
PATIENCE = 30  # seconds


class Desktop:
    """The program, its keyboard and its file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> None:
        env = dict(os.environ, QT_QPA_PLATFORM="xcb", HOME=str(self._folder))
        env["PYTHONFAULTHANDLER"] = "1"  # see ``stop``
        command = [sys.executable, "-m", "passalong", "--data-dir", str(self._folder / "data")]
        self._program = subprocess.Popen([*command, *arguments], env=env)

    def title(self) -> str:
        """Return the title of the window that has the keyboard."""
        asked = ["xdotool", "getactivewindow", "getwindowname"]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()

    def wait_for_window(self, title: str) -> None:
        wait_until(lambda: self.title().startswith(title), f"a window called {title}")
        time.sleep(0.3)  # shown is not yet ready for keys

    def type(self, text: str) -> None:
        subprocess.run(["xdotool", "type", "--delay", "15", text], check=True)

    def press(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "40", *keys], check=True)

    def press_until(self, reached: Callable[[], bool], *keys: str) -> None:
        """Press until it helps: the program may not be ready for the first time."""

        def has_helped() -> bool:
            self.press(*keys)
            end = time.monotonic() + 2
            while not reached() and time.monotonic() < end:
                time.sleep(0.05)
            return reached()

        wait_until(has_helped, f"what {' '.join(keys)} does")

    def names(self) -> set[str]:
        """Return who is in the file and not in the trash."""
        return self._kept("SELECT name FROM person WHERE deleted_at IS NULL")

    def titles(self) -> set[str]:
        """Return what is in the inbox."""
        return self._kept("SELECT title FROM opportunity WHERE deleted_at IS NULL")

    def said(self) -> set[str]:
        """Return what the ledger says was said."""
        return self._kept("SELECT text FROM exchange WHERE deleted_at IS NULL")

    def start_again(self, *arguments: str) -> int:
        """Start the program while it runs; return the second copy's exit code."""
        env = dict(os.environ, QT_QPA_PLATFORM="xcb", HOME=str(self._folder))
        command = [sys.executable, "-m", "passalong", "--data-dir", str(self._folder / "data")]
        return subprocess.run([*command, *arguments], env=env, check=False).returncode

    def _kept(self, question: str) -> set[str]:
        file = self._folder / "data" / "passalong.sqlite"
        try:
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
                return {text for (text,) in connection.execute(question)}
        except sqlite3.OperationalError:
            return set()  # not made yet

    def end(self) -> int:
        """Close the window as its user does; return the program's exit code."""
        program = self._program
        assert program is not None
        self.press_until(lambda: program.poll() is not None, "ctrl+q")
        return program.returncode

    def stop(self) -> None:
        """End what a test left running, and have it say what it was about."""
        program = self._program
        if program is None or program.poll() is not None:
            return
        sys.stderr.write(f"The keyboard was with “{self.title()}”, and the program was here:\n")
        sys.stderr.flush()
        program.send_signal(signal.SIGABRT)
        program.wait()


def wait_until(reached: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    desktop = Desktop(tmp_path)
    yield desktop
    desktop.stop()


def test_a_file_is_imported_and_taken_back_by_keys(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "friends.vcf"
    file.write_bytes(CARDS.encode())
    desktop.start(str(file))
    desktop.wait_for_window("Import")
    assert desktop.names() == set()  # a preview writes nothing
    desktop.press_until(lambda: len(desktop.names()) == 2, "ctrl+Return")
    desktop.press_until(lambda: desktop.title() == "Passalong", "Escape")
    desktop.press_until(lambda: desktop.names() == set(), "ctrl+z")
    desktop.press_until(lambda: len(desktop.names()) == 2, "ctrl+shift+z")
    assert desktop.names() == {"Ingrid Solberg", "Tom Brandt"}
    assert desktop.end() == 0


def test_somebody_added_in_one_line_is_there_after_a_restart(desktop: Desktop) -> None:
    desktop.start()
    desktop.wait_for_window("Passalong")
    desktop.press_until(lambda: desktop.title() == "New person", "ctrl+n")
    desktop.type("Zed Quill: into chess")
    desktop.press_until(lambda: desktop.names() == {"Zed Quill"}, "Return")
    assert desktop.end() == 0
    desktop.start()
    desktop.wait_for_window("Passalong")
    desktop.type("chess")  # a start is ready for searching
    desktop.press_until(lambda: desktop.names() == set(), "Down", "Delete")
    assert desktop.end() == 0


def test_an_address_fills_the_capture_window_and_keeps_nothing_unasked(desktop: Desktop) -> None:
    desktop.start("passalong://capture?text=Two+spare+tickets&title=Tickets&kind=item")
    desktop.wait_for_window("Capture")
    assert desktop.titles() == set()
    desktop.press_until(lambda: desktop.titles() == {"Tickets"}, "ctrl+Return")
    desktop.wait_for_window("Passalong")
    assert desktop.start_again("passalong://capture?text=A+flat+in+Lisbon") == 0
    desktop.wait_for_window("Capture")
    desktop.press_until(lambda: desktop.title() == "Passalong", "Escape")
    assert desktop.titles() == {"Tickets"}
    assert desktop.end() == 0


def test_an_exchange_is_logged_and_taken_back_by_keys(desktop: Desktop) -> None:
    desktop.start()
    desktop.wait_for_window("Passalong")
    desktop.press_until(lambda: desktop.title() == "New person", "ctrl+n")
    desktop.type("Zed Quill: into chess")
    desktop.press_until(lambda: desktop.names() == {"Zed Quill"}, "Return")
    desktop.wait_for_window("Passalong")
    desktop.press_until(lambda: desktop.title().startswith("Log exchange with Zed"), "ctrl+l")
    desktop.type("The club moved")
    desktop.press_until(lambda: desktop.said() == {"The club moved"}, "ctrl+Return")
    desktop.wait_for_window("Passalong")
    desktop.press_until(lambda: desktop.said() == set(), "ctrl+z")
    assert desktop.end() == 0
