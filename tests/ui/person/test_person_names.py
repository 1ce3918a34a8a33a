"""What stands behind a person's name on their page: its parts, days, nothing twice."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from tests.ui.person.pages import detail_rows, reload, show

from passalong.domain.card import Email
from passalong.domain.person import Field
from passalong.errors import Hindrance
from passalong.services import editing, people
from passalong.ui.people import row_keeper
from passalong.ui.people.name_dialog import NameDialog


def test_the_parts_of_a_name_and_nicknames_are_edited(qtbot, page, details):
    page._header.edit_name()
    [dialog] = page.findChildren(NameDialog)
    for line, text in (
        (dialog._given, "Priya"),
        (dialog._family, "Adeyemi"),
        (dialog._prefix, "Dr."),
        (dialog._nicknames, "Pri, the boss"),
    ):
        line.clear()
        qtbot.keyClicks(line, text)
    assert dialog._shown.text() == "Dr. Priya Adeyemi"  # it follows the parts

    dialog._save.click()

    qtbot.waitUntil(lambda: details().nicknames == ("Pri", "the boss"))
    assert details().name == "Dr. Priya Adeyemi"
    assert details().structured.family == "Adeyemi"
    qtbot.waitUntil(lambda: "known as Pri, the boss" in page._header._about.text())


def test_a_shown_name_of_the_users_own_stays(qtbot, page):
    page._header.edit_name()
    [dialog] = page.findChildren(NameDialog)
    dialog._shown.selectAll()
    qtbot.keyClicks(dialog._shown, "Auntie P")
    qtbot.keyClicks(dialog._given, "Priya")

    assert dialog._shown.text() == "Auntie P"
    dialog._shown.clear()
    assert not dialog._save.isEnabled()


def test_one_says_which_person_one_is(qtbot, page, details):
    page._header._me.trigger()

    qtbot.waitUntil(lambda: details().is_me)
    qtbot.waitUntil(lambda: "this is you" in page._header._about.text())


def test_an_address_that_is_there_already_is_said_to_be(qtbot, page, do, details, priya):
    do(editing.put_detail, person_id=priya, value=Email("p@example.org", "work"), row_id=None)
    reload(qtbot, page)
    page._contact.begin_adding(Email)
    row = detail_rows(page)[-1]
    qtbot.keyClicks(row.lines[0], "P@Example.org")

    row.save()

    assert row._twice.isVisible()
    row.lines[0].setText("other@example.org")
    row.save()
    assert not row._twice.isVisible()
    qtbot.waitUntil(lambda: len(details().emails) == 2)


def test_a_matter_gets_the_day_on_which_it_happens(qtbot, page, do, details, priya):
    do(editing.put_word, person_id=priya, field=Field.MATTER, text="the wedding", row_id=None)
    reload(qtbot, page)
    [row] = page._matter._rows.values()
    qtbot.keyClicks(row.when.line, "2031-05-09")
    qtbot.keyClick(row.when.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: details().matters[0].value.happens_on == date(2031, 5, 9))
    row.when.line.setText("whenever")
    row.when.save()
    assert details().matters[0].value.happens_on == date(2031, 5, 9)
    row.when.line.clear()
    row.when.save()
    qtbot.waitUntil(lambda: details().matters[0].value.happens_on is None)


@pytest.fixture
def bo(do):
    return do(people.add_person, line="Bo Lindqvist")


def test_what_the_disk_refused_is_saved_after_turning_to_somebody_else(
    qtbot, page, do, details, operations, database, priya, bo, monkeypatch
):
    note = do(editing.write_note, person_id=priya, text="plays golf", note_id=None)
    mail = Email("p@example.org", "work")
    do(editing.put_detail, person_id=priya, value=mail, row_id=None)
    reload(qtbot, page)
    monkeypatch.setattr(row_keeper, "_NEXT_TRY", 50)

    def refuse(*_said):
        raise Hindrance("The disk is full.")

    with monkeypatch.context() as full, qtbot.waitSignal(operations.troubled):
        full.setattr(database, "writing", refuse)
        row = page._notes._rows[note]
        row.field.insertPlainText("never ")
        detail_rows(page)[0].lines[0].setText("new@example.org")
        page._header._name.insertPlainText("Dr. ")
        page._values.row.begin_adding()
        page._values.row._line.setText("sailing")
        show(qtbot, page, bo)
        operations.wait()
        qtbot.wait(20)

    qtbot.waitUntil(lambda: details().name == "Dr. Priya Okafor")
    qtbot.waitUntil(lambda: [each.value.text for each in details().notes] == ["never plays golf"])
    qtbot.waitUntil(lambda: details().emails[0].value.address == "new@example.org")
    qtbot.waitUntil(lambda: [each.value for each in details().values] == ["golf", "sailing"])


def test_rows_put_aside_may_go_for_good(qtbot, page, do, operations, priya, bo):
    for number in range(30):
        do(editing.write_note, person_id=priya, text=f"note {number}", note_id=None)
        mail = Email(f"p{number}@example.org")
        do(editing.put_detail, person_id=priya, value=mail, row_id=None)
    reload(qtbot, page)

    for person_id in (bo, priya, bo, priya):
        show(qtbot, page, person_id)
        operations.wait()
        qtbot.wait(10)

    assert len(detail_rows(page)) == 30
