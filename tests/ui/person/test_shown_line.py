"""A line that is wanted is scrolled to, marked, and ready to be corrected."""

from datetime import timedelta

import pytest
from tests.ui.person.pages import show

from passalong.domain.person import Field, Line, MatchedLine
from passalong.services import editing, people

PACKERS = "never misses a Packers game"
MATCHED = MatchedLine(Line(Field.NOTE, PACKERS), ((15, 22),))


@pytest.fixture
def note(do, priya, now):
    """The oldest of twenty notes, with more than one sentence."""
    text = f"Met at the fair. {PACKERS}.\nLikes jazz."
    number = do(editing.write_note, person_id=priya, text=text, note_id=None)
    for count in range(19):
        when = now + timedelta(days=count + 1)
        do(editing.write_note, when, person_id=priya, text=f"note {count}", note_id=None)
    return number


@pytest.fixture
def bo(do):
    return do(people.add_person, line="Bo Lindqvist")


def row_of(qtbot, page, note_id):
    qtbot.waitUntil(lambda: note_id in page._notes._rows)
    return page._notes._rows[note_id]


def is_seen(page, part):
    viewport = page._scroll.viewport()
    top = part.mapTo(viewport, part.rect().topLeft()).y()
    return 0 <= top < viewport.height()


def marked(field):
    return [each.cursor.selectedText() for each in field.extraSelections()]


def test_a_note_folded_away_is_brought_into_sight_and_marked(qtbot, page, priya, note):
    page.show_line(priya, MATCHED)

    field = row_of(qtbot, page, note).field
    qtbot.waitUntil(lambda: marked(field) == ["Packers"])
    qtbot.waitUntil(lambda: is_seen(page, field))
    assert page.focusWidget() is field


def test_a_line_near_in_meaning_only_is_marked_whole(qtbot, page, priya, note):
    page.show_line(priya, MATCHED._replace(spans=()))

    field = row_of(qtbot, page, note).field
    qtbot.waitUntil(lambda: marked(field) == [PACKERS])


def test_it_waits_for_the_person_to_be_shown(qtbot, page, priya, bo, note):
    show(qtbot, page, bo)

    page.show_person(priya)
    page.show_line(priya, MATCHED)

    field = row_of(qtbot, page, note).field
    qtbot.waitUntil(lambda: marked(field) == ["Packers"])
    qtbot.waitUntil(lambda: is_seen(page, field))


def test_what_is_no_note_is_shown_where_it_stands(qtbot, page, priya, note):
    page._scroll.verticalScrollBar().setValue(page._scroll.verticalScrollBar().maximum())

    page.show_line(priya, MatchedLine(Line(Field.VALUE, "golf"), ((0, 4),)))

    qtbot.waitUntil(lambda: is_seen(page, page._values))


def test_a_note_that_is_gone_leaves_the_page_as_it_is(qtbot, page, priya, note, do):
    do(editing.delete_note, note_id=note)

    page.show_line(priya, MATCHED)

    qtbot.waitUntil(lambda: len(page._notes._notes) == 19)
    assert page.person_id == priya


def test_the_marks_go_with_the_person(qtbot, page, priya, bo, note):
    page.show_line(priya, MATCHED)
    field = row_of(qtbot, page, note).field
    qtbot.waitUntil(lambda: marked(field) == ["Packers"])

    show(qtbot, page, bo)
    show(qtbot, page, priya)

    page._notes._older.click()
    assert marked(page._notes._rows[note].field) == []
