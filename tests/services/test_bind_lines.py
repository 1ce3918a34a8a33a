"""A line such as “Priya needs help: somebody in Lyon, by Tuesday”."""

from datetime import UTC, date, datetime

import pytest

from passalong.domain.action import ActionKind
from passalong.errors import Trouble
from passalong.services import binds, history, people
from passalong.services.outcome import Changed, perform

FRIDAY = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)
LINE = "Priya needs help: somebody who knows SNCF tenders, by Tuesday"


def told(database, person_id):
    with database.reading() as session:
        return [(each.text, each.promised_on) for each in binds.of_person(session, person_id)]


def everybody(database):
    with database.reading() as session:
        return people.count_people(session)


@pytest.fixture
def priya(do):
    return do(people.add_person, line="Priya Nair: into cycling")


@pytest.mark.parametrize("name", ["Priya Nair", "priya", "Nair", "PRIYA  nair"])
def test_a_line_about_somebody_known_notes_their_bind(database, do, priya, name):
    assert do(people.add_person, line=LINE.replace("Priya", name)) == priya

    expected = [("somebody who knows SNCF tenders", date(2026, 10, 6))]
    assert told(database, priya) == expected
    assert everybody(database) == 1


def test_it_is_one_step_of_undo_with_a_name_of_its_own(database, priya, now):
    line = LINE + " #rail note: met in Lyon"
    outcome = perform(database, lambda session: people.add_person(session, line, now))
    assert outcome.action.kind is ActionKind.NOTE_BIND
    assert outcome.changed & Changed.BINDS

    perform(database, history.undo)
    assert told(database, priya) == []
    with database.reading() as session:
        assert people.person_details(session, priya).notes == ()


def test_whoever_is_not_known_is_added_with_the_bind(database, do, priya):
    sam = do(people.add_person, line="Sam Oduya at Acme needs help: a lift, tomorrow")

    assert told(database, sam) == [("a lift, tomorrow", None)]
    assert everybody(database) == 2


def test_part_of_a_word_is_nobodys_name(database, do, priya):
    do(people.add_person, line="Nai needs help: a lift")

    assert told(database, priya) == []
    assert everybody(database) == 2


def test_of_two_with_the_name_neither_is_guessed(database, do, priya):
    do(people.add_person, line="Priya Okafor")

    with pytest.raises(Trouble, match="more than one"):
        do(people.add_person, line=LINE)
    assert everybody(database) == 2


def test_the_user_is_sent_elsewhere(database, do):
    with pytest.raises(Trouble, match="yourself"):
        do(people.add_person, line="I need help: a flat")
    assert everybody(database) == 0


def test_a_line_on_a_persons_page_notes_a_bind_too(database, do, priya):
    do(people.add_line, person_id=priya, line="needs help: her move, by 12 Nov into chess")

    assert told(database, priya) == [("her move, by 12 Nov into chess", None)]

    do(people.add_line, person_id=priya, line="needs help with her move by 12 Nov has: a van")
    assert told(database, priya)[0] == ("her move", date(2026, 11, 12))


def test_the_tag_urgent_makes_the_bind_urgent_and_tags_nobody(database, do, priya):
    do(people.add_person, line="Priya needs help by Tuesday: moving #urgent")

    assert told(database, priya) == [("moving", date(2026, 10, 6))]
    with database.reading() as session:
        (bind,) = binds.of_person(session, priya)
        assert bind.urgent
        assert people.person_details(session, priya).tags == ()
