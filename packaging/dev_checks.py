"""What must hold before a change lands: the checks behind ``dev.py test``, in order."""

import os
import subprocess
import time
from dataclasses import dataclass

import dev_system
from dev_environment import PYTHON, ROOT

_PYTEST = ("-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider")


@dataclass(frozen=True)
class _Check:
    name: str
    arguments: tuple[str, ...]
    on_a_desktop: bool = False


_CHECKS = (
    _Check("style", ("-m", "ruff", "check", ".")),
    _Check("layout of the code", ("-m", "ruff", "format", "--check", ".")),
    _Check("types", ("-m", "mypy", "--cache-dir", ".venv/mypy")),
    _Check("tests", (*_PYTEST, "-n", "2", "--dist", "worksteal", "-m", "not desktop")),
    _Check("tests in a real window", (*_PYTEST, "-rs", "-m", "desktop"), on_a_desktop=True),
)


def run_all(arguments: list[str]) -> int:
    """Run every check and stop at the first that fails.

    Arguments, if any, go to pytest instead: a part of the tests while working.
    """
    if arguments:
        return _call((*_PYTEST, *arguments), _offscreen())
    done: list[str] = []
    for check in _CHECKS:
        started = time.monotonic()
        dev_system.say(f"== {check.name}")
        code = _run(check)
        line = f"{check.name}: {time.monotonic() - started:.0f} s"
        if code:
            dev_system.say("\n".join(["", *done, f"FAILED  {line}"]))
            return 1
        done.append(f"ok      {line}")
    dev_system.say("\n".join(["", *done, "All checks passed."]))
    return 0


def _run(check: _Check) -> int:
    if not check.on_a_desktop:
        return _call(check.arguments, _offscreen())
    if not dev_system.has_desktop_tools():
        dev_system.say("Left out: there is no virtual screen here.")
        return 0
    dev_system.require_other_programs()
    with dev_system.virtual_desktop() as env:
        code = _call(check.arguments, env)
    return 0 if code == _NOTHING_COLLECTED else code


_NOTHING_COLLECTED = 5


def _call(arguments: tuple[str, ...], env: dict[str, str]) -> int:
    command = [str(PYTHON), *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL).returncode


def _offscreen() -> dict[str, str]:
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    env["DBUS_SESSION_BUS_ADDRESS"] = dev_system.NO_BUS
    env.pop("DISPLAY", None)
    env.pop("WAYLAND_DISPLAY", None)
    return env
