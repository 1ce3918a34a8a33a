"""What another program writes into the data is seen in the window without being asked for."""

from functools import partial

import pytest

from passalong import resources
from passalong.services import opportunities, people, people_matcher, suggestions
from passalong.services.outcome import Changed, perform
from passalong.store.database import Database
from passalong.ui.outside_changes import OutsideChanges


@pytest.fixture
def outside(qtbot, operations, database):
    made = OutsideChanges(operations, database.path, operations)
    made.start()
    qtbot.waitUntil(lambda: not operations._jobs)
    return made


@pytest.fixture
def other(database):
    """The same data, as another program has them open."""
    other = Database(database.path)
    yield other
    other.close()


def test_what_the_command_line_captures_is_told(qtbot, operations, outside, other, now):
    with qtbot.waitSignal(operations.changed) as told:
        perform(other, partial(opportunities.capture, text="Two tickets", now=now))

    assert told.args == [Changed.EVERYTHING]


def test_what_the_window_writes_itself_is_told_once(qtbot, operations, outside, now):
    heard = []
    operations.changed.connect(heard.append)
    with qtbot.waitSignal(operations.changed):
        operations.write(partial(people.add_person, line="Ada Byron", now=now))
    with qtbot.waitSignal(outside._pause.timeout):
        pass
    qtbot.waitUntil(lambda: not operations._jobs)

    assert len(heard) == 1


def test_each_write_of_another_program_is_told(qtbot, operations, outside, other, now):
    for name in ("Ada Byron", "Bo Lindqvist"):
        with qtbot.waitSignal(operations.changed):
            perform(other, partial(people.add_person, line=name, now=now))


def test_whom_another_program_added_is_suggested(qtbot, database, other, now):
    matcher = people_matcher.join(database, resources.folder("model"))
    with database.reading() as session:
        people_matcher.read_all(session)
        perform(other, partial(people.add_person, line="Ada: restores old violins", now=now))
        people_matcher.compare_everybody(session)
    with database.reading() as session:
        news = [matcher.read_piece(session) for _ in range(3)]
        found = suggestions.suggest_for_text(session, "an old violin", now)

    assert news[-1].makes_a_difference
    assert [person.name for person in found.people] == ["Ada"]


def test_without_another_program_it_stays_quiet(qtbot, operations, outside):
    heard = []
    operations.changed.connect(heard.append)
    outside.start()
    qtbot.waitUntil(lambda: not operations._jobs)

    assert heard == []
