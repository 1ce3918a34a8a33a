"""Nobody reads the program's sources while it starts, and the collector rests meanwhile."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def answer_of(code):
    env = dict(os.environ, PYTHONPATH=str(PROJECT / "desktop"))
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_no_source_is_read_for_a_feature_that_is_not_used():
    code = """
import linecache
from passalong import quick_start
quick_start.begin()
from passalong import application
print(application.__file__ in linecache.cache)
quick_start.end()
print(len(linecache.cache))
"""

    assert answer_of(code) == ["False", "0"]


def test_the_collector_rests_until_the_first_paint():
    code = """
import gc
from passalong import quick_start
quick_start.begin()
print(gc.isenabled())
quick_start.end()
print(gc.isenabled())
"""

    assert answer_of(code) == ["False", "True"]


def test_what_is_there_after_the_start_is_not_looked_at_again():
    code = """
import gc
from passalong import quick_start
quick_start.begin()
quick_start.end()
made = [[] for _ in range(5000)]
quick_start.settle()
print(gc.get_freeze_count() > 5000, gc.get_count()[0] < 5000)
"""

    assert answer_of(code) == ["True", "True"]
