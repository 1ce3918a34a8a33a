"""People are read behind the window, and suggestions asked for again when that is done."""

from functools import partial

import pytest

from passalong import resources
from passalong.services import editing, people, people_matcher, suggestions
from passalong.services.outcome import Changed
from passalong.services.suggestions import Basis
from passalong.ui.index_keeper import IndexKeeper


@pytest.fixture
def operations(database, operations):
    people_matcher.join(database, resources.folder("model"))
    return operations


def test_people_are_read_and_the_inbox_hears_of_it_once(operations, qtbot, now):
    with qtbot.waitSignal(operations.changed):
        operations.write(partial(people.add_person, line="Ada: into violins", now=now))
    keeper = IndexKeeper(operations)
    heard = []
    operations.changed.connect(heard.append)
    question = partial(suggestions.suggest_for_text, text="a violin bow", now=now)
    with qtbot.waitSignal(operations.read(question).finished) as answer:
        pass
    assert answer.args[0].basis is Basis.WORDS_FOR_NOW
    with qtbot.waitSignal(operations.changed, timeout=30_000):
        keeper.start()
    assert heard == [Changed.OPPORTUNITIES]
    with qtbot.waitSignal(operations.read(question).finished) as answer:
        pass
    assert answer.args[0].basis is Basis.MEANING
    assert answer.args[0].people[0].name == "Ada"


def test_who_changes_is_read_without_being_asked_for(operations, qtbot, now, database):
    matcher = database.info[suggestions.MATCHER]
    keeper = IndexKeeper(operations)
    keeper.start()
    qtbot.waitUntil(lambda: matcher.basis is Basis.MEANING, timeout=30_000)
    with qtbot.waitSignal(operations.changed):
        operations.write(partial(people.add_person, line="Ada", now=now))
    qtbot.waitUntil(lambda: len(matcher.index) == 1, timeout=30_000)
    action = partial(editing.write_note, person_id=1, text="Plays chess.", note_id=None, now=now)
    with qtbot.waitSignal(operations.changed):
        operations.write(action)
    qtbot.waitUntil(lambda: matcher.index.parts[0].segment.words == ["play", "chess"])
