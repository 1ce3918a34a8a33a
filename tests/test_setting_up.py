"""Setting up: what is pinned, and an environment that is whole or made anew."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).parents[1]
DEV = PROJECT / "packaging" / "dev.py"
PINS = (PROJECT / "packaging" / "constraints.txt").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s<>=!~;\[]", name)[0]).lower()


def pinned() -> dict[str, str]:
    entries = re.findall(r"^([\w.-]+)==(\S+)", PINS, flags=re.MULTILINE)
    return {normal(name): version for name, version in entries}


def test_every_direct_dependency_is_pinned() -> None:
    project = SETTINGS["project"]
    asked = project["dependencies"] + project["optional-dependencies"]["dev"]
    asked += SETTINGS["build-system"]["requires"]
    assert {normal(name) for name in asked} <= set(pinned())


def test_every_pin_has_hashes_and_no_address() -> None:
    entries = re.split(r"\n(?=[\w])", PINS.partition("\n\n")[0])
    for entry in entries:
        if not entry.startswith("#"):
            assert "--hash=sha256:" in entry, entry.splitlines()[0]
    assert "://" not in PINS
    assert "index" not in PINS


def test_windows_gets_what_only_windows_needs() -> None:
    assert re.search(r"^colorama==.*; sys_platform == 'win32'", PINS, flags=re.MULTILINE)


def test_qt_is_one_that_works_with_the_oldest_python() -> None:
    assert tuple(map(int, pinned()["pyside6-essentials"].split(".")))[:2] < (6, 12)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the module that sets up, pointed at an empty folder; nothing is really run."""
    monkeypatch.syspath_prepend(str(DEV.parent))
    import dev_environment

    venv = tmp_path / ".venv"
    monkeypatch.setattr(dev_environment, "VENV", venv)
    monkeypatch.setattr(dev_environment, "PYTHON", venv / "python")
    monkeypatch.setattr(dev_environment, "_STAMP", venv / "stamp")
    monkeypatch.setattr(dev_environment.dev_system, "require_window_libraries", lambda: None)
    monkeypatch.setattr(dev_environment.dev_system, "say", lambda _text: None)
    return dev_environment


@pytest.fixture
def steps(environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what setting up did; each step leaves what the real one leaves."""
    done: list[str] = []

    def make() -> None:
        done.append("made")
        environment.VENV.mkdir(exist_ok=True)
        environment.PYTHON.touch()

    monkeypatch.setattr(environment, "_make_empty_environment", make)
    monkeypatch.setattr(environment, "_pip", lambda *_arguments: done.append("installed"))
    return done


def test_what_stands_is_left_alone(environment: ModuleType, steps: list[str]) -> None:
    environment.set_up()
    assert steps == ["made", "installed", "installed"]
    environment.set_up()
    assert steps == ["made", "installed", "installed"]


def test_an_interrupted_set_up_is_made_anew(
    environment: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: str) -> None:
        raise environment.Problem("no network")

    with monkeypatch.context() as broken:
        broken.setattr(environment, "_pip", fail)
        with pytest.raises(environment.Problem):
            environment.set_up()
    environment.set_up()
    assert steps == ["made", "made", "installed", "installed"]


def test_other_pins_make_it_anew(
    environment: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.set_up()
    other = tmp_path / "constraints.txt"
    other.write_text("something==2", encoding="utf-8")
    monkeypatch.setattr(environment, "_CONSTRAINTS", other)
    environment.set_up()
    assert steps.count("made") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_the_environment_of_another_checkout_is_never_emptied(
    environment: ModuleType, steps: list[str], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "stamp").write_text("made from something else", encoding="utf-8")
    environment.VENV.symlink_to(other)
    with pytest.raises(environment.Problem, match="Remove the link"):
        environment.set_up()
    assert steps == []
    assert (other / "stamp").exists()


def test_an_unknown_command_shows_what_there_is() -> None:
    done = subprocess.run(
        [sys.executable, str(DEV), "dance"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    for command in ("setup", "run", "test", "bench", "screenshots", "lock"):
        assert f"dev.py {command}" in done.stdout
