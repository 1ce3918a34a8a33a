"""Sample people: dated, given from somebody, and gone without a trace."""

from datetime import timedelta
from functools import partial

import pytest

from passalong.errors import Trouble
from passalong.services import history, opportunities, people, sample, suggestions
from passalong.services.outcome import perform


@pytest.fixture
def added(database, now):
    return perform(database, partial(sample.add_sample, now=now)).value


def test_notes_and_needs_bear_the_days_they_were_written(database, added, now):
    with database.reading() as session:
        priya = people.person_details(session, people.resolve(session, "Priya Okafor"))
    days = [(now.date() - note.value.day).days for note in priya.notes]
    assert days == [8, 51, 164]
    assert priya.needs[0].value.since == now.date() - timedelta(days=10)
    assert priya.updated_at == now


def test_things_come_from_somebody_who_is_not_suggested_for_them(database, added, now):
    with database.reading() as session:
        given = [thing for thing in opportunities.inbox(session) if thing.giver_id]
        assert given
        for thing in given:
            found = suggestions.suggest(session, thing.id, now).people
            assert thing.giver_id not in {person.person_id for person in found}


def test_they_are_added_only_once(database, added, now):
    with pytest.raises(Trouble, match="already"):
        perform(database, partial(sample.add_sample, now=now))


def test_they_can_come_back_after_they_were_put_into_the_trash(database, added, now):
    with database.reading() as session:
        everybody = people.find_people(session)
    perform(database, partial(people.delete_people, ids=everybody, now=now))
    assert perform(database, partial(sample.add_sample, now=now)).value == added
    with database.reading() as session:
        assert people.count_people(session) == added
        assert history.trash(session) == []


def test_removing_leaves_everybody_else_and_their_tags(database, added, now):
    perform(database, partial(people.add_person, line="Ada: #conference golf", now=now))
    assert perform(database, sample.remove_sample).value == added
    with database.reading() as session:
        (only,) = people.find_people(session)
        assert people.person_details(session, only).tags == ("conference",)
        assert opportunities.inbox(session) == []
