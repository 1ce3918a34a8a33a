#!/usr/bin/env python3
"""Everything a developer does, in one command that needs only Python and git.

    python3 packaging/dev.py setup             make .venv and install what is pinned
    python3 packaging/dev.py run               open the window
    python3 packaging/dev.py run VERB ...      the command line, such as: run people golf
    python3 packaging/dev.py test              every check that CI runs
    python3 packaging/dev.py bench [NAME ...]  measure, and print figures with their ratios
    python3 packaging/dev.py screenshots DIR   picture every screen
    python3 packaging/dev.py lock              pin the newest dependencies in constraints.txt

Every command sets the environment up first when that is needed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have an older one
    sys.exit("Passalong needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import os
import subprocess

import dev_checks
import dev_environment
import dev_system
from dev_environment import PYTHON, ROOT, Problem


def _run(arguments: list[str]) -> int:
    command = [str(PYTHON), "-m", "passalong", *arguments]
    if os.name == "posix":
        # The program takes this process's place, so that signals and the exit code are its own.
        os.execv(command[0], command)
    return subprocess.run(command).returncode


def _bench(arguments: list[str]) -> int:
    return subprocess.run([PYTHON, "-m", "tests.benchmarks", *arguments], cwd=ROOT).returncode


def _screenshots(arguments: list[str]) -> int:
    if len(arguments) != 1:
        raise Problem("Say where the pictures go: python3 packaging/dev.py screenshots DIR")
    folder = os.path.abspath(arguments[0])  # noqa: PTH100 - pathlib would follow links
    driver = [str(PYTHON), str(ROOT / "packaging" / "screenshots.py"), folder]
    return dev_system.on_a_desktop(driver)


def main(arguments: list[str]) -> int:
    """Carry out one command and return the process's exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    commands = {
        "setup": lambda _rest: 0,
        "run": _run,
        "test": dev_checks.run_all,
        "bench": _bench,
        "screenshots": _screenshots,
    }
    try:
        if command == "lock":
            dev_environment.lock()
            return 0
        if command not in commands:
            print(__doc__)
            return 0 if command in ("help", "-h", "--help") else 2
        dev_environment.set_up()
        return commands[command](rest)
    except Problem as problem:
        print(f"dev.py: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
