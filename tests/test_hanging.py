"""A test that hangs is ended, wherever it does: nobody waits for a run that says nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

HANGS = """
import threading

import pytest


@pytest.fixture
def waits_at_its_end():
    yield
    threading.Event().wait()


def test_goes_well(waits_at_its_end):
    pass


def test_fails(waits_at_its_end):
    assert False
"""


@pytest.mark.parametrize("name", ["test_goes_well", "test_fails"])
def test_what_hangs_in_its_teardown_is_ended(tmp_path, name):
    tests = tmp_path / "test_hangs.py"
    tests.write_text(HANGS)
    options = ["faulthandler_timeout=1", "faulthandler_exit_on_timeout=true"]

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"]
        + [part for option in options for part in ("-o", option)]
        + [f"{tests}::{name}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[1],
        timeout=120,
    )

    assert run.returncode == 1, run.stdout + run.stderr
    assert " passed" not in run.stdout
    assert " failed" not in run.stdout
