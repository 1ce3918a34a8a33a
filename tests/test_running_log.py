"""The log, as a process of its own writes it: complete at its end, and never in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
NOTES = """
import sys, threading
from pathlib import Path
from passalong.running_log import note_mistake, note_warning, start_log

start_log(Path(sys.argv[1]))
start_log(Path(sys.argv[1]))
for number in range(50):
    note_warning(f"note {number}")
try:
    raise ValueError("Ann Lee")
except ValueError as error:
    note_mistake(type(error), error, error.__traceback__)
print("went on")
"""


@pytest.fixture
def run(tmp_path):
    def started(code):
        env = dict(os.environ, PYTHONPATH=str(PROJECT / "desktop"))
        return subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env=env,
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )

    return started


def test_everything_is_written_once_also_at_the_very_end(run, tmp_path):
    done = run(NOTES)

    assert (done.returncode, done.stdout, done.stderr) == (0, "went on\n", "")
    lines = (tmp_path / "passalong.log").read_text().splitlines()
    assert [line.rpartition(" ")[2] for line in lines[:50]] == [str(n) for n in range(50)]
    assert lines[50].endswith("ValueError")
    assert "Ann Lee" not in "".join(lines)


def test_where_it_cannot_be_written_the_program_goes_on(run, tmp_path):
    (tmp_path / "passalong.log").mkdir()

    done = run(NOTES)

    assert (done.returncode, done.stdout, done.stderr) == (0, "went on\n", "")


def test_a_long_one_is_kept_once_beside_the_new_one(run, tmp_path):
    (tmp_path / "passalong.log").write_text("old\n" * 200_000)

    run(NOTES)

    assert "note 0" in (tmp_path / "passalong.log").read_text()
    assert (tmp_path / "passalong.old.log").read_text().startswith("old\n")


def test_whoever_notes_something_waits_for_no_disk(run):
    code = f"""
import atexit, builtins, threading
opened = []
plain = open

def noting(path, *rest, **named):
    if str(path).endswith("passalong.log"):
        opened.append(threading.current_thread() is threading.main_thread())
    return plain(path, *rest, **named)

builtins.open = noting
atexit.register(lambda: print(opened))
{NOTES}"""

    assert run(code).stdout == "went on\n[False]\n"
