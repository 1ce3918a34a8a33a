"""A number or the beginning of a lasting id names one thing, or none."""

from datetime import timedelta
from functools import partial

import pytest

from passalong.services import opportunities
from passalong.services.outcome import perform
from passalong.services.resolving import resolved
from passalong.store import tables


@pytest.fixture
def captured(database, now):
    def capture(title):
        at = now + timedelta(minutes=1)
        return perform(database, partial(opportunities.capture, text=title, now=at)).value

    return capture


@pytest.fixture
def found(database):
    def find(text):
        with database.reading() as session:
            return resolved(session, tables.Opportunity, text)

    return find


@pytest.fixture
def uid(database):
    def read(number):
        with database.reading() as session:
            return session.get_one(tables.Opportunity, number).uid

    return read


def test_a_number_names_its_row(captured, found):
    first, second = captured("Two tickets"), captured("A flat in Lisbon")
    assert [found(str(first)), found(f" {second} ")] == [first, second]


def test_the_beginning_of_an_id_names_it_when_only_one_begins_so(captured, found, uid):
    first, second = captured("Two tickets"), captured("A flat in Lisbon")
    assert [found(uid(first)), found(uid(second).upper())] == [first, second]
    assert found("_") is None  # a sign of the pattern is not one here


@pytest.mark.parametrize("text", ["", "   ", "0", "99", "12345678", "no such id"])
def test_nothing_is_named_by_what_nothing_has(captured, found, text):
    captured("Two tickets")
    assert found(text) is None


def test_what_is_in_the_trash_is_not_named(captured, database, now, found):
    thing = captured("Two tickets")
    perform(database, partial(opportunities.delete, opportunity_id=thing, now=now))
    assert found(str(thing)) is None
