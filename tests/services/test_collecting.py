"""Work on many values beside a collector that never looks at them."""

import gc

import pytest

from passalong.services.collecting import without_collecting


@pytest.fixture
def thawed():
    yield
    gc.unfreeze()


def test_what_was_made_meanwhile_is_never_looked_at(thawed):
    before = gc.get_freeze_count()

    with without_collecting():
        off = not gc.isenabled()
        made = [[] for _ in range(5000)]

    assert off
    assert gc.isenabled()
    assert gc.get_freeze_count() - before > len(made)


def test_who_had_turned_it_off_finds_it_off():
    gc.disable()
    try:
        with without_collecting():
            pass

        assert not gc.isenabled()
    finally:
        gc.enable()
