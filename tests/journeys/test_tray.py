"""The icon, the notification and its buttons, on a real panel and a real notification daemon."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.journeys.tray_desktop import (
    BARE_BUS,
    ICON,
    MISSING,
    NOTIFIER,
    PANEL,
    PATIENCE,
    WIDER_THAN_AN_ICON,
    Program,
    Session,
    button_of_notification,
    buttons,
    click_until,
    end,
    wait_a_little,
    wait_until,
    xdotool,
)

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs a screen"),
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

FADED = 90  # days; then a reminder and the screen Help ask whether the bind still matters
PRIYA, SOMETHING_TO_GIVE, CAPTURE, PAUSE_FOR_AN_HOUR = range(1, 5)
END_THE_PAUSE = PAUSE_FOR_AN_HOUR  # stands where the pauses stood
OPEN_PASSALONG = 7


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


@pytest.fixture
def program(tmp_path: Path, panel: Session) -> Iterator[Program]:
    program = Program(tmp_path / "data", panel)
    yield program
    if program.process.poll() is None:
        program.process.send_signal(signal.SIGTERM)
        program.process.wait(timeout=20)


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
    end(program.process)


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
    end(program.process)


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
        wait_a_little(is_kept)
    return is_kept()


def choose(entry: int, reached: Callable[[], object]) -> None:
    """Choose an entry of the icon's menu, the first that can be chosen being 1."""

    def has_helped() -> bool:
        if not reached():
            if _menu_is_shown():  # half gone through
                xdotool("key", "Escape")
                wait_a_little(lambda: not _menu_is_shown())
            xdotool("mousemove", *ICON, "click", 3)
            if wait_a_little(_menu_is_shown):
                xdotool("key", "--delay", 50, *["Down"] * entry, "Return")
                wait_a_little(reached)
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
        return wait_a_little(lambda: program.process.poll() is not None)

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
    end(program.process)


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
