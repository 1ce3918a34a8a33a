"""The virtual environment ``.venv``: made from the pinned dependencies, and known to be whole.

A stamp, written last, says from what the environment was made.  Where it is
missing or says something else, the environment is made anew from nothing: an
interrupted set-up can never be mistaken for a finished one.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import dev_system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

_CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
_PROJECT = ROOT / "pyproject.toml"
_STAMP = VENV / "passalong-is-set-up"
_LOCK_TOOL = "uv==0.13.9"
_NEWEST_PYTHON = (3, 14)

_HEAD = """\
# Every direct and indirect dependency, pinned, with the hashes of all its files.
# Made by: python3 packaging/dev.py lock
"""


class Problem(Exception):
    """Something the developer can mend; the message says what and how."""


def set_up() -> None:
    """Make the environment unless it stands; say what is missing of the system."""
    dev_system.require_window_libraries()
    wanted = _fingerprint()
    if _is_made_from(wanted):
        return
    if VENV.is_symlink():  # to make it anew would empty what another checkout works with
        raise Problem(f"{VENV} leads to another place's environment. Remove the link first.")
    if sys.version_info[:2] > _NEWEST_PYTHON:
        newest = ".".join(map(str, _NEWEST_PYTHON))
        raise Problem(f"Qt has no build for this Python yet. Use Python 3.11 to {newest}.")
    dev_system.say("Setting up .venv; this takes about half a minute, once.")
    _STAMP.unlink(missing_ok=True)
    _make_empty_environment()
    _pip("--require-hashes", "--only-binary", ":all:", "--requirement", str(_CONSTRAINTS))
    _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    partial = _STAMP.with_suffix(".partial")
    partial.write_text(wanted, encoding="utf-8")
    partial.replace(_STAMP)


def lock() -> None:
    """Write constraints.txt anew, for every platform and every Python the project supports."""
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder) / "tools"
        _call(sys.executable, "-m", "venv", str(tools))
        binaries = tools / ("Scripts" if os.name == "nt" else "bin")
        _call(str(binaries / "python"), "-m", "pip", "install", "--quiet", _LOCK_TOOL)
        build_needs = Path(folder) / "build.in"
        build_needs.write_text("\n".join(_project()["build-system"]["requires"]), encoding="utf-8")
        pins = Path(folder) / "pins.txt"
        _call(
            str(binaries / "uv"),
            *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
            *("--extra", "dev", "--generate-hashes", "--upgrade"),
            *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
            *(str(_PROJECT), str(build_needs), "--output-file", str(pins)),
        )
        text = pins.read_text(encoding="utf-8")
    if "://" in text:
        raise Problem("An address got into the pins; constraints.txt is left as it was.")
    _CONSTRAINTS.write_text(_HEAD + text, encoding="utf-8")
    dev_system.say(f"Wrote {_CONSTRAINTS.relative_to(ROOT)}: {text.count('==')} packages.")


def _project() -> dict[str, Any]:
    return tomllib.loads(_PROJECT.read_text(encoding="utf-8"))


def _fingerprint() -> str:
    """Return what the environment depends on; settings of tools are not among it."""
    project = _project()
    parts = (
        str(ROOT),
        sys.version,
        sys.base_prefix,
        _CONSTRAINTS.read_text(encoding="utf-8"),
        json.dumps([project["project"], project["build-system"]], sort_keys=True),
        json.dumps(project["tool"]["setuptools"], sort_keys=True),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _is_made_from(wanted: str) -> bool:
    try:
        return PYTHON.exists() and _STAMP.read_text(encoding="utf-8") == wanted
    except OSError:
        return False


def _interpreter() -> str:
    """Return the Python to build with; never one that lies in what is about to be cleared."""
    if Path(sys.prefix) != VENV:
        return sys.executable
    return str(getattr(sys, "_base_executable", sys.executable))


def _make_empty_environment() -> None:
    command = [_interpreter(), "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode and "ensurepip" in made.stdout + made.stderr:
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        dev_system.install_packages([version], "This Python cannot make environments")
        made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        raise Problem(f"Could not make {VENV}.\n{made.stdout}{made.stderr}".rstrip())


def _pip(*arguments: str) -> None:
    _call(
        str(PYTHON),
        *("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"),
        *arguments,
    )


def _call(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Problem(
            f"This failed: {' '.join(command)}\n"
            "Its output stands above. Without a network connection, connect and try again;"
            " what was begun is repaired."
        )
