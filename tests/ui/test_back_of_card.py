"""Ten people without notes at a time, one line each, and skipping is free."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from passalong.services import history, people
from passalong.services.outcome import perform
from passalong.ui.people.back_of_card import BackOfCardDialog


@pytest.fixture
def thirteen(database, now):
    return [
        perform(database, partial(people.add_person, line=f"Person {n:02}", now=now)).value
        for n in range(13)
    ]


@pytest.fixture
def dialog(qtbot, operations, thirteen):
    made = BackOfCardDialog(operations)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: len(made._rows) == 10)
    return made


def details(database, person_id):
    with database.reading() as session:
        return people.person_details(session, person_id)


def people_on_the_table(dialog):
    return [row._person_id for row in dialog._rows]


def test_return_writes_the_line_and_goes_on(qtbot, dialog, database):
    first, second = dialog._rows[:2]
    qtbot.keyClicks(first.line, "into golf #conference needs: a CFO")
    qtbot.keyClick(first.line, Qt.Key.Key_Return)

    assert dialog.focusWidget() is second.line
    qtbot.waitUntil(lambda: not first.line.isEnabled())
    written = details(database, first._person_id)
    assert written.tags == ("conference",)
    assert [need.value.text for need in written.needs] == ["a CFO"]


def test_a_line_is_written_once(qtbot, dialog, database):
    row = dialog._rows[0]
    qtbot.keyClicks(row.line, "#conference")
    row.save()
    row.save()
    dialog._save_all()

    qtbot.waitUntil(lambda: not row.line.isEnabled())
    assert details(database, row._person_id).tags == ("conference",)


def test_each_line_can_be_taken_back_by_itself(qtbot, dialog, operations, database):
    for row, text in zip(dialog._rows[:2], ("#one", "#two"), strict=True):
        row.line.setText(text)
        row.save()
        qtbot.waitUntil(lambda row=row: not row.line.isEnabled())

    operations.write(history.undo)

    first, second = people_on_the_table(dialog)[:2]
    qtbot.waitUntil(lambda: details(database, second).tags == ())
    assert details(database, first).tags == ("one",)


def test_ten_more_deals_out_only_others(qtbot, dialog, thirteen):
    before = set(people_on_the_table(dialog))

    dialog._more.click()

    qtbot.waitUntil(lambda: len(dialog._rows) == 3)
    assert before | set(people_on_the_table(dialog)) == set(thirteen)
    assert not dialog._more.isEnabled()


def test_ten_more_keeps_what_was_typed(qtbot, dialog, database):
    row = dialog._rows[3]
    person_id = row._person_id
    row.line.setText("#conference")

    dialog._more.click()

    qtbot.waitUntil(lambda: details(database, person_id).tags == ("conference",))


def test_done_keeps_what_was_typed(qtbot, dialog, database):
    row = dialog._rows[3]
    row.line.setText("#conference")

    dialog._done.click()

    qtbot.waitUntil(lambda: details(database, row._person_id).tags == ("conference",))
    assert not dialog.isVisible()


def test_return_on_an_empty_line_skips(qtbot, dialog):
    qtbot.keyClick(dialog._rows[0].line, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog._rows[1].line
    assert dialog._rows[0]._job is None


def test_it_says_so_when_there_is_nobody_to_describe(qtbot, operations):
    dialog = BackOfCardDialog(operations)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()

    qtbot.waitUntil(lambda: not dialog._nobody.isHidden())
    assert not dialog._more.isEnabled()
