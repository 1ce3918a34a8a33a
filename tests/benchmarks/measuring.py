"""How figures come about: pairs run in turn, each in a fresh process, and their medians.

A figure is a ratio of two things measured by one command on one machine, so
that it says the same on a fast machine and a slow one.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

PROJECT = Path(__file__).parents[2]
PAIRS = 5
SCREEN = "offscreen:configfile=tests/benchmarks/screen.json"
"""A screen that has room for the window, seen from ``PROJECT``; Qt's own is smaller."""

Measurement = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """One line of the result: ours, what it is compared with, and what is required of it."""

    name: str
    ours: float
    unit: str
    required: float
    yardstick: float | None = None  # none where the figure itself is limited
    against: str = ""
    remark: str = ""

    @property
    def measured(self) -> float:
        """Return what is compared with ``required``: the ratio, or the figure itself."""
        return self.ours if self.yardstick is None else self.ours / self.yardstick

    @property
    def is_reached(self) -> bool:
        """Return whether it is as good as required."""
        return self.measured <= self.required

    def as_json(self) -> dict[str, object]:
        """Return the figure for other programs."""
        return {
            "name": self.name,
            "ours": self.ours,
            "unit": self.unit,
            "yardstick": self.yardstick,
            "against": self.against,
            "measured": self.measured,
            "required": self.required,
            "ok": self.is_reached,
            "remark": self.remark,
        }


@dataclass
class Bench:
    """What benchmarks share: a folder, address books made once, and how often to measure."""

    folder: Path
    pairs: int = PAIRS
    people: Sequence[int] = (10_000, 100_000)
    minutes: float = 10
    _made: dict[str, Path] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the file of this name, made on first use."""
        if name not in self._made:
            path = self.folder / name
            make(path)
            self._made[name] = path
        return self._made[name]

    def new_file(self, name: str) -> Path:
        """Return a path in a new empty folder."""
        return Path(tempfile.mkdtemp(dir=self.folder)) / name


def in_a_process(function: str, *arguments: object) -> Measurement:
    """Call ``module:function`` of this folder in a fresh interpreter and return its answer."""
    env = dict(os.environ, QT_QPA_PLATFORM=SCREEN)
    asked = json.dumps([str(item) if isinstance(item, Path) else item for item in arguments])
    command = [sys.executable, "-m", "tests.benchmarks.worker", function, asked]
    done = subprocess.run(
        command, cwd=PROJECT, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{function} failed:\n{done.stderr}")
    answer: Measurement = json.loads(done.stdout.splitlines()[-1])
    return answer


def in_turn(pairs: int, *runs: Callable[[], Measurement]) -> list[list[Measurement]]:
    """Run each in turn, ``pairs`` times over; return the measurements of each."""
    results: list[list[Measurement]] = [[] for _ in runs]
    for _ in range(pairs):
        for run, gathered in zip(runs, results, strict=True):
            gathered.append(run())
    return results


def middle(measurements: Sequence[Measurement], key: str) -> float:
    """Return the median of one entry."""
    return float(median(measurement[key] for measurement in measurements))


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


@contextmanager
def timed(answer: Measurement, key: str = "seconds") -> Iterator[None]:
    """Note how long the block took."""
    started = time.perf_counter()
    yield
    answer[key] = time.perf_counter() - started


def peak_memory() -> float | None:
    """Return the most memory this process ever had in MB; None where the system does not say."""
    return _from_proc("/proc/self/status", "VmHWM:")


def _from_proc(file: str, name: str) -> float | None:
    try:
        lines = Path(file).read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))
