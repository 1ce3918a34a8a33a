"""How soon the first page is on the screen, and in how much memory, against a bare window."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.benchmarks import books
from tests.benchmarks.measuring import (
    PROJECT,
    Bench,
    Figure,
    Measurement,
    in_a_process,
    in_turn,
    middle,
)

from passalong import resources, settings
from passalong.services import people_matcher


def figures(bench: Bench) -> list[Figure]:
    """Start with nobody, some and many people, in turn with a window with nothing in it."""
    some, many = bench.people
    runs = [partial(_show, "bare")]
    for people in (0, some, many):
        runs.append(partial(_show, "ours", str(_folder_with(bench, people))))
    for run in runs:
        run()  # the first start reads every file from the disk; no later one does
    bare, of_none, of_some, of_many = in_turn(bench.pairs, *runs)
    assert of_none[0]["rows"] == 0
    assert of_some[0]["rows"] > 0
    window = "bare window"

    def seconds(name: str, ours: list[Measurement], required: float) -> Figure:
        return Figure(name, middle(ours, "seconds"), "s", required, middle(bare, "seconds"), window)

    def memory(name: str, key: str, required: float) -> Figure:
        return Figure(name, middle(of_some, key), "MB", required, middle(bare, key), window)

    return [
        seconds("start with nobody", of_none, 1.5),
        seconds(f"start with {some:,} people", of_some, 1.5),
        Figure(
            f"start with {many:,} people",
            middle(of_many, "seconds"),
            "s",
            1.1,
            middle(of_some, "seconds"),
            f"{some:,} people",
        ),
        memory(f"memory at first paint, {some:,} people", "first", 1.4),
        memory(f"memory when settled, {some:,} people", "settled", 3.0),
    ]


def _folder_with(bench: Bench, people: int) -> Path:
    folder = Path(tempfile.mkdtemp(dir=bench.folder))
    shutil.copyfile(books.book_of(bench, people), settings.database_file(folder))
    in_a_process("starting:everybody_read", folder)  # as after any but the first start
    return folder


def everybody_read(folder: str) -> Measurement:
    """Have matching read everybody and keep what it read beside the data."""
    with books.opened(settings.database_file(Path(folder))) as database:
        matcher = people_matcher.join(database, resources.folder("model"))
        with database.reading() as session:
            matcher.read_all(session)
    return {}


def _show(kind: str, *folder: str) -> Measurement:
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-m", "tests.benchmarks.first_paint", kind]
    started = str(time.monotonic())
    done = subprocess.run(
        [*command, started, *folder],
        cwd=PROJECT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the {kind} window failed:\n{done.stderr}")
    answer: Measurement = json.loads(done.stdout.splitlines()[-1])
    return answer
