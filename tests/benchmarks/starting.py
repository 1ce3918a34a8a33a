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
    SCREEN,
    Bench,
    Figure,
    Measurement,
    in_a_process,
    in_turn,
    middle,
)

from passalong import resources, settings
from passalong.services import people_matcher

_SETTLING = 8000  # milliseconds after the first paint: all that follows by itself is over
_BARE = "bare window"
_STARTS_A_PAIR = 3  # a start is short, and what else the machine does is a large part of it

Runs = list[Measurement]


def figures(bench: Bench) -> list[Figure]:
    """Start with nobody, some and many people, in turn with a window with nothing in it."""
    some, many = bench.people
    folders = [str(_folder_with(bench, people)) for people in (0, some, many)]
    runs = [partial(_show, 0, "bare"), *(partial(_show, 0, "ours", each) for each in folders)]
    for run in runs:
        run()  # the first start reads every file from the disk; no later one does
    bare, of_none, of_some, of_many = in_turn(_STARTS_A_PAIR * bench.pairs, *runs)
    assert of_none[0]["rows"] == 0
    assert of_some[0]["rows"] > 0
    bare_settled, settled = in_turn(
        bench.pairs,
        partial(_show, _SETTLING, "bare"),
        partial(_show, _SETTLING, "ours", folders[1]),
    )
    starts = f"{len(bare)} starts each"

    def seconds(of: str, required: float, ours: Runs, other: Runs, against: str) -> Figure:
        measured = middle(ours, "seconds"), "s", required, middle(other, "seconds")
        return Figure(f"start with {of}", *measured, against, starts)

    def memory(when: str, key: str, required: float, ours: Runs, other: Runs) -> Figure:
        measured = middle(ours, key), "MB", required, middle(other, key)
        return Figure(f"memory {when}, {some:,} people", *measured, _BARE)

    return [
        seconds("nobody", 1.5, of_none, bare, _BARE),
        seconds(f"{some:,} people", 1.5, of_some, bare, _BARE),
        seconds(f"{many:,} people", 1.1, of_many, of_some, f"{some:,} people"),
        memory("at first paint", "first", 1.4, of_some, bare),
        memory("when settled", "settled", 3.0, settled, bare_settled),
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


def _show(settling: int, kind: str, *folder: str) -> Measurement:
    env = dict(os.environ, QT_QPA_PLATFORM=SCREEN)
    command = [sys.executable, "-m", "tests.benchmarks.first_paint", kind]
    started = str(time.monotonic())
    done = subprocess.run(
        [*command, started, str(settling), *folder],
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
