"""An open bind is found like a need; a solved one is not."""

from datetime import date

import pytest

from passalong.domain.bind import BindState
from passalong.domain.person import Field
from passalong.services import binds, history, people, suggestions
from passalong.services.outcome import perform
from passalong.store import text_index


@pytest.fixture
def jonas(do):
    return do(people.add_person, line="Jonas Weber: into cycling")


@pytest.fixture
def lost_job(do, jonas, ben, carla):
    return do(
        binds.note_bind,
        person_id=jonas,
        text="lost his job,\nlooks for work as a product designer",
        since=date(2026, 9, 30),
    )


@pytest.fixture
def found(database):
    def search(text):
        with database.reading() as session:
            return people.find_people(session, text)

    return search


def row(database, person_id, text=""):
    with database.reading() as session:
        return people.people_rows(session, [person_id], text)[0]


def test_a_search_finds_who_is_in_a_bind_and_shows_the_line(database, found, jonas, lost_job):
    assert found("product designer") == [jonas]

    line = row(database, jonas, "designer").matched.line
    assert line.field is Field.BIND
    assert line.text == "lost his job, looks for work as a product designer"
    assert line.day == date(2026, 9, 30)


@pytest.mark.parametrize("text", ["in:bind", "IN:bind", "in:bi", "in:", "in:bind jonas"])
def test_everybody_in_an_open_bind_is_asked_for(found, jonas, lost_job, text):
    assert found(text) == [jonas]


def test_nobody_is_in_anything_else(found, lost_job):
    assert found("in:paris") == []
    assert found("in:bind carla") == []


@pytest.mark.parametrize("state", [BindState.SOLVED, BindState.FADED])
def test_what_is_over_is_found_no_longer(database, do, found, jonas, lost_job, state):
    do(binds.set_state, bind_id=lost_job, state=state)

    assert found("in:bind") == []
    assert found("designer") == []
    assert not row(database, jonas).needs_something


@pytest.mark.parametrize("state", [BindState.HELPING, BindState.HANDED_ON])
def test_what_somebody_works_on_is_found_still(database, do, found, jonas, lost_job, state):
    do(binds.set_state, bind_id=lost_job, state=state)

    assert found("in:bind") == [jonas]
    assert row(database, jonas).needs_something


def test_a_deleted_bind_is_found_again_once_it_is_back(database, do, found, jonas, lost_job, now):
    do(binds.delete, bind_id=lost_job)
    assert found("designer") == []

    with database.reading() as session:
        (entry,) = history.trash(session)
    assert (entry.kind, entry.owner) == (history.TrashKind.BIND, "Jonas Weber")
    perform(database, lambda session: history.restore(session, [entry], now))
    assert found("designer") == found("in:bind") == [jonas]


def test_an_emptied_trash_takes_binds_along_and_undo_brings_them_back(
    database, do, found, jonas, lost_job
):
    do(binds.add_step, bind_id=lost_job, text="ask Carla")
    do(binds.delete, bind_id=lost_job)
    perform(database, history.empty_trash)
    with database.reading() as session:
        assert history.trash(session) == []

    for _ in range(2):  # the emptying, then the deleting
        perform(database, history.undo)
    with database.reading() as session:
        assert [step.text for step in binds.bind(session, lost_job).steps] == ["ask Carla"]
    assert found("in:bind") == [jonas]


def test_the_users_own_bind_is_in_nobodys_line(database, ben, now):
    with database.writing() as writing:
        binds.note_bind(writing.session, None, "a flat in Lyon", now)
        writing.session.flush()
        text_index.refresh_stale(writing.session)
        assert text_index.touched(writing.session) == set()


def test_who_lost_a_job_is_found_for_a_job(database, do, jonas, lost_job, now):
    text = "A studio hires a product designer"
    with database.reading() as session:
        (who,) = suggestions.suggest_for_text(session, text, now).people
    assert who.person_id == jonas
    assert who.evidence[0].line.field is Field.BIND

    do(binds.solve, bind_id=lost_job)
    with database.reading() as session:
        assert suggestions.suggest_for_text(session, text, now).people == ()


def test_a_filter_shows_the_line_by_which_somebody_was_found(database, jonas, lost_job):
    assert row(database, jonas, "in:bind").matched.line.field is Field.BIND
