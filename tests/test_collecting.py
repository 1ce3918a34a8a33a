"""Work on many values beside a collector that never looks at them, or looks when it may."""

import gc
import weakref

import pytest

from passalong import collecting
from passalong.collecting import without_collecting


@pytest.fixture(autouse=True)
def by_itself(monkeypatch):
    """Begin as a process without windows does, whatever ran in this one before."""
    monkeypatch.setattr(collecting, "_by_hand", False)
    was_on = gc.isenabled()
    gc.enable()
    yield
    gc.unfreeze()
    (gc.enable if was_on else gc.disable)()


class Circle:
    def __init__(self):
        self.myself = self


def test_what_was_made_meanwhile_is_never_looked_at():
    before = gc.get_freeze_count()

    with without_collecting():
        off = not gc.isenabled()
        made = [[] for _ in range(5000)]

    assert off
    assert gc.isenabled()
    assert gc.get_freeze_count() - before > len(made)


def test_it_is_kept_away_until_the_last_such_work_is_done():
    with without_collecting():
        with without_collecting():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()


def test_by_hand_it_never_works_by_itself():
    collecting.by_hand()
    circle = weakref.ref(Circle())

    with without_collecting():
        pass
    made = [[] for _ in range(50_000)]

    assert made
    assert not gc.isenabled()
    assert circle() is not None


def ended_by_a_look(others):
    gc.collect()
    circle = weakref.ref(Circle())
    made = [[] for _ in range(others)]
    collecting.look()
    return circle() is None and bool(made)


def test_a_look_is_worth_it_once_there_is_much():
    collecting.by_hand()

    assert not ended_by_a_look(10)
    assert ended_by_a_look(10_000)


def test_nobody_looks_while_somebody_wants_to_be_spared():
    collecting.by_hand()

    with without_collecting():
        assert not ended_by_a_look(10_000)


def test_the_older_ones_are_looked_at_now_and_then():
    collecting.by_hand()
    gc.collect()
    circle = Circle()
    gone = weakref.ref(circle)
    made = []
    for _ in range(15):
        made.append([[] for _ in range(10_000)])
        collecting.look()
        circle = None

    assert gone() is None
