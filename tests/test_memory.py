"""What was freed goes back to the system."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
_HOLE = """
import sys
sys.path.insert(0, sys.argv[1])
from passalong import memory
def held():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
memory.give_back()
kept, freed = [], []
for number in range(60_000):
    (kept if number % 50 == 0 else freed).append(bytearray(2_000))
freed.clear()
before = held()
memory.give_back()
print(before - held())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_what_was_freed_between_what_is_in_use_goes_back():
    command = [sys.executable, "-c", _HOLE, str(PROJECT / "desktop")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert int(done.stdout) > 50_000_000  # of 118 MB that were freed
