"""Edit > Undo and the trash, as services."""

import pytest
from sqlalchemy import func, select

from passalong.domain.action import ActionKind
from passalong.services import editing, history, opportunities, people
from passalong.services.history import TrashKind
from passalong.services.outcome import Changed, perform
from passalong.store.tables import Note, Opportunity, Person


@pytest.fixture
def deleted(database, now):
    """A person, a note of somebody else and an opportunity, all in the trash."""
    for line in ("Ada Byron", "Bo Lindqvist"):
        perform(database, lambda session, line=line: people.add_person(session, line, now))
    note = perform(
        database, lambda session: editing.write_note(session, 2, "plays golf", None, now)
    ).value
    thing = perform(database, lambda session: opportunities.capture(session, "Two passes", now))
    perform(database, lambda session: people.delete_people(session, [1], now))
    perform(database, lambda session: editing.delete_note(session, note, now))
    perform(database, lambda session: opportunities.delete(session, thing.value, now))
    return database


def in_trash(database):
    with database.reading() as session:
        return {(entry.kind, entry.text, entry.owner) for entry in history.trash(session)}


def test_the_trash_shows_what_was_deleted(deleted):
    assert in_trash(deleted) == {
        (TrashKind.PERSON, "Ada Byron", ""),
        (TrashKind.NOTE, "plays golf", "Bo Lindqvist"),
        (TrashKind.OPPORTUNITY, "Two passes", ""),
    }


def test_what_is_restored_is_found_again(deleted, now):
    with deleted.reading() as session:
        entries = history.trash(session)

    outcome = perform(deleted, lambda session: history.restore(session, entries, now))

    assert outcome.value == 3
    assert in_trash(deleted) == set()
    with deleted.reading() as session:
        assert people.find_people(session, "ada") == [1]
        assert people.find_people(session, "golf") == [2]
        assert len(opportunities.inbox(session)) == 1


def test_an_emptied_trash_is_gone_and_can_be_taken_back(deleted):
    emptied = perform(deleted, history.empty_trash)

    assert emptied.value == 3
    assert emptied.action.kind is ActionKind.EMPTY_TRASH
    assert in_trash(deleted) == set()
    with deleted.reading() as session:
        for table, left in ((Person, 1), (Note, 0), (Opportunity, 0)):
            assert session.scalar(select(func.count()).select_from(table)) == left

    perform(deleted, history.undo)
    assert len(in_trash(deleted)) == 3


def test_an_empty_trash_is_no_step(database):
    outcome = perform(database, history.empty_trash)

    assert outcome.action is None
    assert perform(database, history.undo).value is None


def test_undo_and_redo_name_what_they_do(database, now):
    perform(database, lambda session: people.add_person(session, "Ada Byron", now))
    with database.reading() as session:
        assert history.steps(session).undo.subject == "Ada Byron"
        assert history.steps(session).redo is None

    undone = perform(database, history.undo)

    assert undone.value.kind is ActionKind.ADD_PERSON
    assert undone.changed is Changed.EVERYTHING
    with database.reading() as session:
        assert history.steps(session).undo is None
        assert history.steps(session).redo == undone.value
    assert perform(database, history.redo).value == undone.value
    with database.reading() as session:
        assert people.find_people(session, "ada") == [1]


def test_nothing_to_undo_changes_nothing(database):
    outcome = perform(database, history.undo)

    assert outcome.value is None
    assert outcome.changed is Changed.NOTHING


def test_the_toast_of_an_older_step_undoes_nothing(database, now):
    perform(database, lambda session: people.add_person(session, "Ada", now))
    with database.reading() as session:
        of_ada = history.steps(session).undo_id
    perform(database, lambda session: people.add_person(session, "Bo", now))

    outcome = perform(database, lambda session: history.undo_step(session, of_ada))

    assert outcome.value is None
    with database.reading() as session:
        assert len(people.find_people(session)) == 2
