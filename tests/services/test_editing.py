"""Edits that change nothing, and edits of many people at once."""

from functools import partial

import pytest

from passalong.domain import card
from passalong.domain.person import Bond, Field
from passalong.services import editing, history, people
from passalong.services.outcome import perform

ADA = "Ada Byron at Analytical: into golf #conference ada@byron.example needs: a CFO"


@pytest.fixture
def ada(database, now):
    return perform(database, partial(people.add_person, line=ADA, now=now)).value


@pytest.fixture
def shown(database, ada):
    with database.reading() as session:
        return people.person_details(session, ada)


def test_an_edit_that_changes_nothing_is_no_step_of_undo(database, ada, shown, now):
    note = perform(database, partial(_note, person_id=ada, now=now)).value
    same = [
        lambda s: editing.rename(s, ada, "  Ada  Byron ", now),
        lambda s: editing.set_bond(s, ada, Bond.LIGHT, now),
        lambda s: editing.set_structured(s, ada, card.StructuredName(), now),
        lambda s: editing.put_detail(s, ada, shown.emails[0].value, shown.emails[0].id, now),
        lambda s: editing.put_word(s, ada, Field.VALUE, "golf", shown.values[0].id, now),
        lambda s: editing.put_word(s, ada, Field.VALUE, "golf", None, now),
        lambda s: editing.meet_need(s, shown.needs[0].id, now.date(), met=False, now=now),
        lambda s: editing.write_note(s, ada, "Plays chess.", note, now),
        lambda s: editing.set_photo(s, ada, None, now),
        lambda s: editing.tag_people(s, [ada], ["Conference"], now),
        lambda s: editing.untag_people(s, [ada], ["nobody has this"], now),
    ]
    for edit in same:
        assert perform(database, edit).action is None
    with database.reading() as session:
        step = history.steps(session).undo
    assert step is not None
    assert step.joins == f"note:{note}"


def _note(session, person_id, now):
    return editing.write_note(session, person_id, "Plays chess.", None, now)


def test_saves_of_one_note_in_a_row_are_one_step(database, ada, now):
    note = perform(database, partial(_note, person_id=ada, now=now)).value
    for text in ("Plays chess. B", "Plays chess. Badly."):
        perform(
            database,
            lambda session, text=text: editing.write_note(session, ada, text, note, now),
        )
    perform(database, history.undo)
    with database.reading() as session:
        assert people.person_details(session, ada).notes == ()


def test_people_who_are_gone_are_not_tagged(database, ada, now):
    perform(database, partial(people.delete_people, ids=[ada], now=now))
    outcome = perform(
        database, lambda session: editing.tag_people(session, [ada, 4711], ["golf"], now)
    )
    assert (outcome.value, outcome.action) == (0, None)


def test_any_number_of_people_is_tagged_and_deleted_a_few_at_a_time(database, now, monkeypatch):
    monkeypatch.setattr(editing, "_PIECE", 2)
    ids = [
        perform(database, partial(people.add_person, line=f"Person {number}", now=now)).value
        for number in range(5)
    ]
    tagged = perform(database, lambda session: editing.tag_people(session, ids, ["all"], now))
    untagged = perform(database, lambda session: editing.untag_people(session, ids, ["all"], now))
    deleted = perform(database, partial(people.delete_people, ids=ids, now=now))
    assert (tagged.value, untagged.value, deleted.value) == (5, 5, 5)
    with database.reading() as session:
        assert people.count_people(session) == 0


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("needs:cfo", Field.NEED),
        ("needs:", Field.NEED),
        ("tag:conf", Field.TAG),
        ("value:golf", Field.VALUE),
        ("org:analytical", Field.ORGANISATION),
        ("ada needs:cfo", Field.NEED),
    ],
)
def test_a_filter_shows_the_line_it_is_about(database, ada, now, query, field):
    def tell(session):
        return editing.write_note(session, ada, "Analytical CFO, conference, golf", None, now)

    perform(database, tell)
    with database.reading() as session:
        (row,) = people.people_rows(session, people.find_people(session, query), query)
    assert row.matched is not None
    assert row.matched.line.field is field
