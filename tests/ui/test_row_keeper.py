"""What was typed is saved once the disk lets it, whoever is shown by then."""

from functools import partial

import pytest

from passalong.errors import Hindrance, Trouble
from passalong.services import editing, people
from passalong.services.outcome import perform
from passalong.ui.people import row_keeper
from passalong.ui.people.row_keeper import RowKeeper, keep


class Disk:
    """A disk that may be full."""

    def __init__(self):
        self.trouble = Hindrance("The disk is full.")
        self.tries = 0

    def write(self, service, session, *_row):
        self.tries += 1
        if self.trouble is not None:
            raise self.trouble
        return service(session)


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(row_keeper, "_NEXT_TRY", 10)


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def ada(database, now):
    return perform(database, partial(people.add_person, line="Ada Byron", now=now)).value


@pytest.fixture
def note(ada, now):
    return partial(editing.write_note, person_id=ada, text="plays golf", note_id=None, now=now)


def notes(database, person_id):
    with database.reading() as session:
        return [kept.value.text for kept in people.person_details(session, person_id).notes]


def test_a_save_that_nobody_watches_any_more_is_tried_until_it_succeeds(
    qtbot, operations, database, soon, disk, ada, note
):
    told = []
    operations.troubled.connect(told.append)
    keeper = RowKeeper(operations)
    keeper.save(partial(disk.write, note))
    keeper.retire()
    qtbot.waitUntil(lambda: disk.tries >= 3)
    assert len(told) == 1  # not every few seconds

    disk.trouble = None

    qtbot.waitUntil(lambda: notes(database, ada) == ["plays golf"])
    tries = disk.tries
    qtbot.wait(60)
    assert disk.tries == tries
    assert notes(database, ada) == ["plays golf"]


def test_what_can_never_succeed_is_told_and_not_tried_again(qtbot, operations, soon, disk, note):
    disk.trouble = Trouble("This person is no longer in your list.")

    with qtbot.waitSignal(operations.troubled):
        keep(operations, partial(disk.write, note))
    qtbot.wait(60)

    assert disk.tries == 1


def test_while_it_is_on_the_page_the_text_is_given_back(qtbot, operations, soon, disk, note):
    keeper = RowKeeper(operations)

    with qtbot.waitSignal(keeper.failed):
        keeper.save(partial(disk.write, note))
    qtbot.wait(60)

    assert disk.tries == 1  # the field has it, and its next pause tries again


def test_the_end_of_the_program_is_the_last_try(qapp, qtbot, operations, database, disk, ada, note):
    keep(operations, partial(disk.write, note))
    qtbot.waitUntil(lambda: disk.tries == 1)
    qtbot.wait(20)
    disk.trouble = None

    qapp.aboutToQuit.emit()

    qtbot.waitUntil(lambda: notes(database, ada) == ["plays golf"])
