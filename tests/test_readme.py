"""The README's commands do what it says, as written."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
README = PROJECT / "README.md"
NOT_RUN = {
    "git clone ADDRESS-OF-THIS-REPOSITORY passalong && cd passalong": "there is no address yet",
    "python3 packaging/dev.py run": "it opens the window",
    "python3 packaging/dev.py test": "it is what runs this",
    "python3 packaging/dev.py bench": "it takes minutes",
    "python3 packaging/dev.py bench idle": "it takes minutes",
    "python3 packaging/dev.py screenshots DIR": "it is run by hand, to look at",
    "python3 packaging/dev.py lock": "it changes what is pinned",
}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are written for a shell")


def blocks(language: str) -> list[str]:
    text = README.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def fresh_machine(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """Return a checkout in which files may be written, and the environment of a new user."""
    checkout = tmp_path / "passalong"
    checkout.mkdir()
    for name in ("packaging", "desktop", "resources", ".venv"):
        (checkout / name).symlink_to(PROJECT / name)
    home = tmp_path / "home"
    home.mkdir()
    env = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PASSALONG_DATA_DIR"):
        env.pop(name, None)
    # The Python that runs the tests is the one that made .venv; another would make it anew.
    binaries = Path(sys.executable).parent
    return checkout, env | {"HOME": str(home), "PATH": f"{binaries}:{env['PATH']}"}


def test_every_command_works_as_written(fresh_machine: tuple[Path, dict[str, str]]) -> None:
    if Path(sys.prefix) != PROJECT / ".venv" or (PROJECT / ".venv").is_symlink():
        pytest.skip("needs the environment that packaging/dev.py makes")
    checkout, env = fresh_machine
    bash = shutil.which("bash")
    assert bash is not None
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) > 10
    for command in commands:
        done = subprocess.run(
            [bash, "-c", command],
            cwd=checkout,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip(), f"{command} printed nothing"
    assert "BEGIN:VCARD" in (checkout / "everybody.vcf").read_text(encoding="utf-8")


def test_what_is_not_run_has_a_reason() -> None:
    shown = {line for block in blocks("console") for line in block.splitlines()}
    assert shown <= set(NOT_RUN)


def test_no_command_hides_in_another_kind_of_block() -> None:
    languages = re.findall(r"^```(\w*)$", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(languages) <= {"sh", "console", ""}
    assert languages.count("") == len(blocks("sh")) + len(blocks("console"))


def test_what_the_page_points_at_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    folders = re.findall(r"^\| `([^`]+/)` \|", text, flags=re.MULTILINE)
    assert pictures
    assert folders
    for place in (*pictures, *folders):
        assert (PROJECT / place).exists(), place
