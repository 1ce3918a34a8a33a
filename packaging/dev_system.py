"""What the operating system must have: Qt's libraries on Linux, and a desktop to test on."""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

# What a library is called, and which package of Debian and Ubuntu brings it.
_WINDOW_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_DESKTOP_TOOLS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus-daemon",
}
_OTHER_PROGRAMS = {  # among which the window is tried: tray, files to drag, screen reader
    "xfce4-panel": "xfce4-panel",
    "xfce4-notifyd": "xfce4-notifyd",
    "pcmanfm": "pcmanfm",
    "at-spi-bus-launcher": "at-spi2-core",
    "gdbus": "libglib2.0-bin",
}
_NOT_ON_THE_PATH = ("/usr/lib", "/usr/libexec")  # where programs lie that only others start
_SCREEN = "1600x1200x24"
NO_BUS = "disabled:"
"""An address at which nobody answers: tests show nothing on the developer's own desktop."""


def say(text: str) -> None:
    """Tell the developer something, apart from what the command itself prints."""
    print(text, file=sys.stderr, flush=True)


def require_window_libraries() -> None:
    """Install the libraries Qt needs, or say which are missing."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for name, package in _WINDOW_LIBRARIES.items() if not _has(name)]
    if missing and not install_packages(missing, "Qt needs libraries of the system"):
        say("Going on without them: the window may not open.")


def has_desktop_tools() -> bool:
    """Return whether windows can be tried on a virtual screen; install the tools if allowed."""
    if not sys.platform.startswith("linux"):
        return False
    missing = [package for tool, package in _DESKTOP_TOOLS.items() if not shutil.which(tool)]
    return not missing or install_packages(missing, "The tests of real windows need tools")


def install_packages(packages: list[str], why: str) -> bool:
    """Install packages of Debian or Ubuntu; where that is not allowed, say what to type."""
    if not shutil.which("apt-get"):
        say(f"{why}. Please install what your system calls: {' '.join(packages)}")
        return False
    as_root = _as_root()
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if as_root is None:
        say(f"{why}. Please run:\n    sudo {' '.join(install)}")
        return False
    say(f"{why}; installing {' '.join(packages)}")
    env = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive"]
    wait = ["-o", "DPkg::Lock::Timeout=600"]
    _call_quietly([*env, "apt-get", "update", *wait])
    return _call_quietly([*env, *install, *wait])


def require_other_programs() -> None:
    """Install the programs among which the window is tried, or say what is missing."""
    missing = [package for tool, package in _OTHER_PROGRAMS.items() if not _is_installed(tool)]
    if missing and not install_packages(missing, "The tests among other programs need some"):
        say("Going on without them: these tests are left out.")


def _is_installed(tool: str) -> bool:
    hidden = (next(Path(folder).glob(f"**/{tool}"), None) for folder in _NOT_ON_THE_PATH)
    return bool(shutil.which(tool) or any(hidden))


@contextmanager
def virtual_desktop() -> Iterator[dict[str, str]]:
    """Lend a virtual screen with a window manager; yield the environment to use it."""
    with ExitStack() as processes:
        readable, writable = os.pipe()
        screen = ["Xvfb", "-displayfd", str(writable), "-screen", "0", _SCREEN]
        screen += ["-nolisten", "tcp", "-noreset"]
        _start(processes, screen, dict(os.environ), writable)
        os.close(writable)
        with os.fdopen(readable) as numbers:
            number = numbers.readline().strip()
        env = dict(os.environ, DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
        env["DBUS_SESSION_BUS_ADDRESS"] = NO_BUS
        env.pop("WAYLAND_DISPLAY", None)
        _start(processes, ["openbox"], env)
        _wait_for_window_manager(env)
        yield env


def on_a_desktop(command: list[str]) -> int:
    """Run a command that shows windows: on a virtual screen, or without a screen at all."""
    if has_desktop_tools():
        with virtual_desktop() as env:
            return subprocess.run(command, env=env).returncode
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    return subprocess.run(command, env=env).returncode


def _wait_for_window_manager(env: dict[str, str]) -> None:
    end = time.monotonic() + 20
    question = ["xdotool", "get_desktop"]  # only a window manager knows the answer
    while subprocess.run(question, env=env, capture_output=True).returncode:
        if time.monotonic() > end:
            say("The window manager does not answer; going on without it.")
            return
        time.sleep(0.05)


def _start(
    processes: ExitStack, command: list[str], env: dict[str, str], *descriptors: int
) -> None:
    process = subprocess.Popen(
        command,
        env=env,
        pass_fds=descriptors,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    processes.callback(process.wait, timeout=10)
    processes.callback(process.terminate)


def _has(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _call_quietly(command: list[str]) -> bool:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return done.returncode == 0


def _as_root() -> list[str] | None:
    """Return what to put before a command so that root runs it, or None when that is not ours."""
    if os.name == "posix" and os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "--non-interactive", "true"], capture_output=True)
    return ["sudo", "--non-interactive"] if asked.returncode == 0 else None
