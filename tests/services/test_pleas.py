"""A captured line such as “Ada needs help: a flat, by Tuesday”: whom it means, and noting it."""

from datetime import UTC, date, datetime
from functools import partial

import pytest

from passalong.domain.action import ActionKind
from passalong.errors import Trouble
from passalong.services import binds, history, naming, people, pleas
from passalong.services.outcome import Changed, perform

FRIDAY = datetime(2026, 10, 2, 9, 10, tzinfo=UTC)
TUESDAY = date(2026, 10, 6)
LINE = "Ada needs help: somebody who knows SNCF tenders, by Tuesday"


@pytest.fixture
def ada(do):
    return do(people.add_person, line="Ada Lovelace: into engines")


def understood(database, text):
    with database.reading() as session:
        return pleas.understand(session, text, FRIDAY.date())


def told(database, person_id):
    with database.reading() as session:
        return [(each.text, each.promised_on) for each in binds.of_person(session, person_id)]


def own(database):
    with database.reading() as session:
        found = binds.binds(session, binds.Which.MINE, FRIDAY)
        return [(each.text, each.promised_on) for each in found]


def everybody(database):
    with database.reading() as session:
        return people.count_people(session)


def test_it_says_whom_it_means_and_what_by_when(database, ada):
    heard = understood(database, LINE)

    assert heard.may_be == (pleas.Meant(ada, "Ada Lovelace"),)
    assert heard.needed == (pleas.Needed("somebody who knows SNCF tenders", TUESDAY),)
    assert not heard.is_mine


@pytest.mark.parametrize(
    "text",
    [
        "Two tickets for the opera",
        "A page: https://example.org/ada needs help: read it",
        "I met many people at the fair and one of them needs help: a flat",
        "Dear Ada,\nBo needs help: a flat",
        "Ada needs help",
        "needs help: a flat",
        "",
    ],
)
def test_other_texts_are_none(database, text):
    assert understood(database, text) is None


def test_it_is_noted_as_understood(database, do, ada):
    bind_id = do(pleas.note, text=LINE)

    with database.reading() as session:
        noted = binds.bind(session, bind_id)
    assert (noted.person_id, noted.promised_on) == (ada, TUESDAY)
    assert noted.text == "somebody who knows SNCF tenders"


def test_what_else_the_line_says_is_kept_in_the_same_step(database, ada):
    service = partial(pleas.note, text=f"{LINE} #rail", now=FRIDAY)
    outcome = perform(database, service)
    assert outcome.action.kind is ActionKind.NOTE_BIND
    assert Changed.BINDS in outcome.changed

    perform(database, history.undo)

    with database.reading() as session:
        assert people.person_details(session, ada).tags == ()
    assert told(database, ada) == []


def test_nobody_unknown_is_added_unasked(database, do, ada):
    with pytest.raises(Trouble, match="Nobody is called “Zed Ali”"):
        do(pleas.note, text="Zed Ali needs help: a lift")
    assert everybody(database) == 1

    bind_id = do(pleas.note, text="Zed Ali at Acme needs help: a lift", new=True)

    with database.reading() as session:
        assert binds.bind(session, bind_id).person_name == "Zed Ali"
    assert everybody(database) == 2


def test_of_several_the_user_chooses(database, do, ada):
    other = do(people.add_person, line="Ada Byron")
    assert [each.name for each in understood(database, LINE).may_be] == [
        "Ada Byron",
        "Ada Lovelace",
    ]

    with pytest.raises(Trouble, match="more than one"):
        do(pleas.note, text=LINE)
    do(pleas.note, text=LINE, person_id=other)

    assert told(database, other) == [("somebody who knows SNCF tenders", TUESDAY)]
    assert told(database, ada) == []


def test_a_namesake_can_be_added(database, do, ada):
    do(pleas.note, text=LINE, new=True)

    assert everybody(database) == 2
    assert told(database, ada) == []


def test_ones_own_is_ones_own(database, do):
    heard = understood(database, "I need help: a flat in Lyon, by Tuesday")
    assert heard.is_mine
    assert heard.needed == (pleas.Needed("a flat in Lyon", TUESDAY),)

    do(pleas.note, text="I need help: a flat in Lyon, by Tuesday")

    assert own(database) == [("a flat in Lyon", TUESDAY)]
    assert everybody(database) == 0


def test_nothing_of_ones_own_line_is_lost(database, do):
    do(pleas.note, text="I need help: a flat #move")

    assert own(database) == [("I need help: a flat #move", None)]


def test_whoever_is_the_user_needs_help_themselves(database, do, ada):
    do(naming.set_me, person_id=ada, is_me=True)
    assert understood(database, LINE).is_mine

    bind_id = do(pleas.note, text=LINE)

    assert own(database) == [("somebody who knows SNCF tenders", TUESDAY)]
    with database.reading() as session:
        assert binds.bind(session, bind_id).is_mine
