"""How often the program wakes, and how long it works, while nobody uses it.

On Linux alone, from what the kernel counts for each thread of the process: a
wake-up is a voluntary change of context, of which each ends one wait.  A
thread that does not wait for itself once a minute cannot be missed by that.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.measuring import PROJECT, Bench, Figure

from passalong import settings
from passalong.services import binds, people, sample
from passalong.services.outcome import perform
from passalong.store.database import Database

_SETTLES_IN = 120  # seconds: the index is read, the file checked, Qt's caches have shrunk
_DRIVEN = """
import sys
from PySide6.QtCore import QTimer
from passalong import application

class Idle(application.Application):
    def start(self, files, *, hidden):
        super().start(files, hidden=hidden)
        QTimer.singleShot(10_000, self.window.hide_in_tray)

application.Application = Idle
sys.exit(application.main(["--data-dir", sys.argv[1]]))
"""


def figures(bench: Bench) -> Iterator[Figure]:
    """Watch the program, hidden in the tray with somebody in a bind, after it has settled."""
    if not sys.platform.startswith("linux"):
        return
    minutes = bench.minutes
    folder = _somebody_in_a_bind(bench.folder)
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(PROJECT / "desktop")}
    program = subprocess.Popen([sys.executable, "-c", _DRIVEN, str(folder)], env=env)
    try:
        time.sleep(_SETTLES_IN)
        before, worked = wakings(program.pid), work(program.pid)
        time.sleep(minutes * 60)
        after, then = wakings(program.pid), work(program.pid)
    finally:
        program.terminate()
        program.wait()
    most = max(after[thread] - before.get(thread, 0) for thread in after)
    whole = sum(after.values()) - sum(before.get(thread, 0) for thread in after)
    watched = f"{minutes:g} minutes"
    yield Figure("wake-ups of the busiest thread, per minute", most / minutes, "", 1.0)
    yield Figure("wake-ups of all threads, per minute", whole / minutes, "", 1.0)
    busy = (then - worked) / (minutes * 60) * 100
    yield Figure(f"of one core, over {watched}", busy, "%", 0.1)


def wakings(pid: int) -> dict[str, int]:
    """Return how often each thread has waited for something."""
    found = {}
    for thread in Path(f"/proc/{pid}/task").iterdir():
        status = (thread / "status").read_text(encoding="ascii")
        lines = dict(line.split(":", 1) for line in status.splitlines())
        found[thread.name] = int(lines["voluntary_ctxt_switches"])
    return found


def work(pid: int) -> float:
    """Return the seconds that a process has worked."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _somebody_in_a_bind(within: Path) -> Path:
    folder = Path(tempfile.mkdtemp(dir=within))
    before = datetime.now(UTC) - timedelta(days=3)
    database = Database(settings.database_file(folder))
    perform(database, lambda session: sample.add_sample(session, now=before))
    priya = perform(database, lambda session: people.add_person(session, "Zoe Quill", before))
    perform(database, lambda session: binds.note_bind(session, priya.value, "a job", before))
    database.close()
    return folder
