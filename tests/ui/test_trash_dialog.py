"""The trash in the window: what was deleted, brought back or emptied."""

from functools import partial

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from passalong.services import binds, opportunities, people
from passalong.services.outcome import perform
from passalong.ui.trash_dialog import TrashDialog


@pytest.fixture
def person(database, now):
    return perform(database, partial(people.add_person, line="Ada Byron", now=now)).value


@pytest.fixture
def trash(database, person, now):
    """A trash with a person and an opportunity in it."""
    captured = perform(database, partial(opportunities.capture, text="Two tickets", now=now)).value
    perform(database, partial(opportunities.delete, opportunity_id=captured, now=now))
    perform(database, partial(people.delete_people, ids=[person], now=now))


@pytest.fixture
def dialog(qtbot, operations):
    def opened(count):
        dialog = TrashDialog(operations)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: len(dialog.entries) == count)
        return dialog

    return opened


def press(dialog, text):
    [found] = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
    found.click()


def test_the_trash_names_what_is_in_it(dialog, trash):
    lines = dialog(2).entries

    assert any(line.startswith("Ada Byron · person, deleted ") for line in lines)
    assert any(line.startswith("Two tickets · opportunity, deleted ") for line in lines)


def test_a_deleted_bind_says_whose_it_was(database, dialog, person, now):
    for whose, text in ((person, "a lift"), (None, "a flat")):
        note = partial(binds.note_bind, person_id=whose, text=text, now=now)
        number = perform(database, note).value
        perform(database, partial(binds.delete, bind_id=number, now=now))

    lines = dialog(2).entries

    assert any(line.startswith("a lift · bind of Ada Byron, deleted ") for line in lines)
    assert any(line.startswith("a flat · your own bind, deleted ") for line in lines)


def test_what_is_chosen_comes_back(qtbot, database, dialog, trash):
    opened = dialog(2)
    first = opened.entries[0]

    press(opened, "Bring back")

    qtbot.waitUntil(lambda: len(opened.entries) == 1)
    assert first not in opened.entries


def test_emptying_asks_first(qtbot, dialog, trash):
    opened = dialog(2)

    press(opened, "Empty the trash…")

    assert len(opened.entries) == 2
    press(opened, "Delete for good")
    qtbot.waitUntil(lambda: opened.entries == [])


def test_an_empty_trash_says_so(qtbot, dialog):
    opened = dialog(0)

    def says():
        labels = [each for each in opened.findChildren(QLabel) if each.isVisible()]
        return any(each.text() == "The trash is empty" for each in labels)

    qtbot.waitUntil(says)
