"""Work on many values beside a collector that never looks at them, or looks when it may."""

import gc
import weakref

import pytest

from passalong import collecting
from passalong.collecting import without_collecting


@pytest.fixture
def thawed():
    yield
    gc.unfreeze()


@pytest.fixture
def resting():
    collecting.rest("a thread at work")
    yield
    collecting.go_on("a thread at work")


class Circle:
    def __init__(self):
        self.myself = self


def test_what_was_made_meanwhile_is_never_looked_at(thawed):
    before = gc.get_freeze_count()

    with without_collecting():
        off = not gc.isenabled()
        made = [[] for _ in range(5000)]

    assert off
    assert gc.isenabled()
    assert gc.get_freeze_count() - before > len(made)


def test_it_rests_until_the_last_reason_has_gone():
    collecting.rest("one")
    collecting.rest("two")
    collecting.rest("two")
    collecting.go_on("two")
    assert not gc.isenabled()

    collecting.go_on("one")

    assert gc.isenabled()


def test_a_piece_of_work_leaves_others_their_rest(resting, thawed):
    with without_collecting():
        pass

    assert not gc.isenabled()


def circle_ended(others):
    circle = weakref.ref(Circle())
    made = [[] for _ in range(others)]
    collecting.look_after_young()
    return circle() is None and bool(made)


def test_meanwhile_what_is_young_is_looked_after_once_it_is_much(resting):
    gc.collect()
    assert not circle_ended(10)
    assert circle_ended(30_000)


def test_nobody_looks_while_somebody_wants_none(resting, thawed):
    with without_collecting():
        assert not circle_ended(30_000)
